import Catalog
import Testing

@testable import API

struct CursorTests {
    private let client: APIClient

    init() throws {
        client = try APIClient()
    }

    private static let anchors = [
        PageAnchor(place: 0, keys: [], values: []), PageAnchor(place: 63, keys: ["kim-thanh"], values: []),
        PageAnchor(place: 999_999, keys: ["lao-cai#/goals/0@12", "a|b", "Hữu Nghị"], values: [.null]),
        PageAnchor(place: 1, keys: ["a/b"], values: [.number(1.5), .text("Hữu Nghị"), .boolean(true), .number(-3e9)]),
    ]

    @Test(arguments: anchors.indices) func text_IsReadBack(_ index: Int) {
        let cursor = Cursor(anchor: Self.anchors[index], fingerprint: Cursor.fingerprint("\(index)"))
        #expect(Cursor(cursor.text) == cursor)
        #expect(cursor.text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "-_".contains($0)) })
    }

    @Test(arguments: [
        "", "abc", "%%", "MQ", "MXwy", "LTF8MXxh", "MXwtMXxh", "MXw0Mjk0OTY3Mjk2fGE", "MnwzMDQx ODY1", "=", "ééé",
    ])
    func text_OfNoCursor_IsRefused(text: String) {
        #expect(Cursor(text) == nil)
    }

    /// Whatever letter is changed, cut off or added.
    @Test func text_TamperedWith_IsRefused() {
        let text = Cursor(anchor: Self.anchors[3], fingerprint: 7).text
        for index in text.indices {
            for letter in ["A", "z", "7"] where String(text[index]) != letter {
                let changed = String(text[..<index]) + letter + text[text.index(after: index)...]
                #expect(Cursor(changed) == nil || Cursor(changed) == Cursor(text), "\(changed)")
            }
        }
        #expect(Cursor(String(text.dropLast(4))) == nil)
        #expect(Cursor(text + "AAAA") == nil)
    }

    @Test(arguments: ["abc", "LTF8MXxh", "%2B%2F%3D", "x", "1"])
    func cursor_OfNobody_IsABadParameter(text: String) throws {
        let problem = try expectProblem(client.get("/v1/gates?cursor=\(text)"), 400, "bad-parameter")
        #expect(ListedFault.all(of: problem).map(\.parameter) == ["cursor"])
    }

    /// A cursor belongs to what is selected, from where and in which order.
    @Test(arguments: [
        ("/v1/gates?limit=5", "/v1/gates?limit=5&class=international"),
        ("/v1/gates?limit=5", "/v1/gates?limit=5&q=cua"),
        ("/v1/gates?limit=5", "/v1/gates?limit=5&sort=name"),
        ("/v1/gates?limit=5&sort=name", "/v1/gates?limit=5&sort=-name"),
        ("/v1/gates?limit=5&sort=name&lang=vi", "/v1/gates?limit=5&sort=name&lang=en"),
        ("/v1/gates?limit=2&class=international", "/v1/gates?limit=2&class=bilateral"),
        ("/v1/gates?limit=5", "/v1/zones?limit=5"),
        ("/v1/gates?limit=5", "/v1/observations?limit=5"),
        ("/v1/provinces/lao-cai/gates?limit=5", "/v1/gates?limit=5"),
        ("/v1/provinces/lao-cai/gates?limit=3", "/v1/provinces/lang-son/gates?limit=3"),
        ("/v1/provinces/lao-cai/gates?limit=3", "/v1/provinces/lao-cai/zones?limit=3"),
        ("/v1/gates?limit=5", "/v1/gates?limit=5&validAt=2010-01-01"),
        ("/v1/gates?limit=5", "/v1/gates?limit=5&knownAt=2024-12-24"),
        ("/v1/gates?limit=5&knownAt=2024-12-24", "/v1/gates?limit=5&knownAt=2024-12-30"),
        ("/v1/targets?limit=5", "/v1/targets?limit=5&asOf=2024-12-31"),
        ("/v1/observations?limit=5&boundaries=2025-07-01", "/v1/observations?limit=5"),
    ])
    func cursor_OfAnotherQuestion_IsABadParameter(question: String, other: String) throws {
        let next = try #require(client.list(question).next)
        let cursor = try #require(next.split(separator: "cursor=").last)
        let problem = try expectProblem(client.get("\(other)&cursor=\(cursor)"), 400, "bad-parameter")
        let faults = ListedFault.all(of: problem)
        #expect(faults.map(\.parameter) == ["cursor"])
        #expect(faults.first?.reason.contains("another question") == true)
    }

    /// Neither the size of a page nor what is shown of a record is part of the question.
    @Test(arguments: ["limit=2", "fields=id&limit=5", "lang=en&limit=5", "limit=1000", "datasetVersion=VERSION"])
    func cursor_WithAnotherPageSizeOrShape_GoesOn(parameters: String) throws {
        let keys = try #require(SeedFixture.shared().snapshot["gates"]?.keys)
        let next = try #require(client.list("/v1/gates?limit=5").next)
        let cursor = try #require(next.split(separator: "cursor=").last)
        let version = try SeedFixture.shared().snapshot.datasetVersion
        let asked = parameters.replacing("VERSION", with: version)
        let page = try client.list("/v1/gates?\(asked)&cursor=\(cursor)")
        #expect(page.ids.first == keys[5])
    }

    @Test func cursor_PastTheEnd_IsAnEmptyPageThatLeadsBack() throws {
        let next = try #require(client.list("/v1/gates?limit=5").next)
        let text = try #require(next.split(separator: "cursor=").last.map(String.init))
        let fingerprint = try #require(Cursor(text)).fingerprint
        let past = Cursor(
            anchor: PageAnchor(place: 99_999, keys: ["gone", "too", "all"], values: []), fingerprint: fingerprint)
        let answer = try client.get("/v1/gates?limit=5&cursor=\(past.text)")
        #expect(try ListAnswer(answer.json()).items.isEmpty)
        #expect(try answer.links()["next"] == nil)
        #expect(try client.list(try #require(answer.links()["prev"])).items.count == 5)
    }
}
