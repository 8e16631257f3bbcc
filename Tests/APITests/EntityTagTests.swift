import BorderEconomy
import Catalog
import ContentCoding
import Testing

@testable import API

struct EntityTagTests {
    private let client: APIClient
    private static let targets = [
        "/", "/v1", "/v1/gates", "/v1/gates/kim-thanh", "/v1/provinces/lao-cai/gates", "/v1/dataset",
        "/v1/dataset/conflicts", "/openapi.json", "/docs", "/.well-known/api-catalog", "/.well-known/security.txt",
    ]

    init() throws {
        client = try APIClient()
    }

    private func tag(_ target: String, _ fields: String...) throws -> String {
        try #require(client.ask("GET", target, fields)["ETag"])
    }

    @Test(arguments: targets)
    func tag_IsStrongAndAHashOfTheBytes(target: String) throws {
        for fields in [[], ["Accept-Encoding: gzip"]] {
            let answer = try client.ask("GET", target, fields)
            let tag = try #require(answer["ETag"])
            #expect(tag.wholeMatch(of: /"[A-Za-z0-9_-]{16,}"/) != nil)
            #expect(tag == "\"\(SHA256.digest(answer.body).base64URL(prefix: 12))\"")
        }
    }

    /// Equal bytes have one tag, whichever way they were asked for and whichever loop answers.
    @Test func tag_OfEqualBytes_IsEqual() throws {
        #expect(try tag("/v1/meetings") == tag("/v1/meetings?limit=50"))
        #expect(try tag("/v1/meetings") == tag("/v1/meetings?lang=vi&limit=999"))
        #expect(try tag("/v1/places/kunming") == tag("/v1/places/con-minh"))
        let fixture = try SeedFixture.shared()
        let again = Presentation.snapshot(of: fixture.seeds, on: try SeedFixture.day())
        let other = try APIClient(store: Store(again))
        for target in Self.targets {
            #expect(try other.get(target)["ETag"] == tag(target), "\(target)")
        }
    }

    @Test(arguments: ["/v1/gates", "/v1/gates/kim-thanh", "/v1/places/con-minh", "/v1/places?limit=20"])
    func tag_DiffersByLanguageAndByCoding(target: String) throws {
        let tags = try ["vi", "en", "zh"].flatMap {
            let address = target + (target.contains("?") ? "&" : "?") + "lang=\($0)"
            return [try tag(address), try tag(address, "Accept-Encoding: gzip")]
        }
        #expect(Set(tags).count == 6)
    }

    @Test func tag_OfTwoRecords_Differs() throws {
        let snapshot = try SeedFixture.shared().snapshot
        for name in RouteTable.collections {
            let keys = try #require(snapshot[name]?.keys)
            #expect(Set(try keys.map { try tag("/v1/\(name)/\($0)") }).count == keys.count)
        }
    }

    /// Only what the day changes gets another tag on another day.
    @Test func tag_OnAnotherDay_ChangesOnlyWhereTheBytesDo() throws {
        let fixture = try SeedFixture.shared()
        let later = try #require(CalendarDay(year: 2031, month: 1, day: 1))
        let other = try APIClient(store: Store(Presentation.snapshot(of: fixture.seeds, on: later)))
        #expect(try other.get("/v1/gates/kim-thanh")["ETag"] == tag("/v1/gates/kim-thanh"))
        let target = "/v1/targets/target-lai-chau-trade-turnover-2030"
        #expect(try other.get(target)["ETag"] != tag(target))
    }
}
