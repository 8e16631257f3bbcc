import JSONText
import Testing

@testable import API

struct LanguageTests {
    private let client: APIClient

    init() throws {
        client = try APIClient()
    }

    @Test(arguments: [("vi", "Đồng Đăng"), ("en", "Đồng Đăng")])
    func name_IsInTheLanguageAskedFor(language: String, part: String) throws {
        let record = try client.json("/v1/gates/dong-dang?lang=\(language)")
        #expect(record["name"] == record["names"]?[language])
        #expect(record["name"]?.string?.contains(part) == true)
    }

    @Test func name_WithoutALanguage_IsVietnamese() throws {
        let answer = try client.get("/v1/gates/kim-thanh")
        #expect(try answer.json()["name"] == "Cửa khẩu quốc tế đường bộ số II Kim Thành")
        #expect(answer["Content-Language"] == "vi")
        #expect(try client.json("/v1/gates/kim-thanh?lang=zh")["name"] == "金城口岸")
        #expect(
            try client.json("/v1/gates/kim-thanh?lang=en")["name"] == "Kim Thành international road border gate No. II")
    }

    @Test(arguments: ["vi", "en", "zh"])
    func answers_NameTheirLanguage(language: String) throws {
        for path in ["/v1/gates", "/v1/gates/kim-thanh", "/v1/provinces/lao-cai/targets", "/v1/dataset/checks"] {
            let answer = try client.get("\(path)?lang=\(language)")
            #expect(answer["Content-Language"] == language)
            #expect(try answer.links()["self"] == "\(path)?lang=\(language)")
        }
    }

    /// Vietnamese and English for every name: no record falls back on the other.
    @Test(arguments: RouteTable.collections.filter { $0 != "observations" && $0 != "targets" })
    func names_AreThereInVietnameseAndEnglish(collection: String) throws {
        for item in try client.list("/v1/\(collection)?limit=1000").items {
            #expect(item["names"]?["vi"]?.string?.isEmpty == false, "\(item["id"] ?? .null)")
            #expect(item["names"]?["en"]?.string?.isEmpty == false, "\(item["id"] ?? .null)")
        }
    }

    @Test func texts_DifferByLanguageAndFiguresDoNot() throws {
        let vietnamese = try client.json("/v1/plans/ke-hoach-qd-1620")
        let english = try client.json("/v1/plans/ke-hoach-qd-1620?lang=en")
        #expect(vietnamese["goals"]?[0]?["text"] != english["goals"]?[0]?["text"])
        #expect(vietnamese["horizon"] == english["horizon"])
        #expect(vietnamese["targets"]?.array?.count == english["targets"]?.array?.count)
    }
}
