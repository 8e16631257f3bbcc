import BorderEconomy
import DomainTesting
import Testing

struct IdentifierTests {
    @Test(arguments: [
        "lao-cai", "lao-cai-2025", "a", "7", "kim-thanh--bac-son", "0-1", String(repeating: "a", count: 120),
    ])
    func slug_isAccepted(_ text: String) throws {
        let id = try #require(RecordID(text))
        #expect(id.rawValue == text)
        #expect(id.description == text)
    }

    @Test(arguments: [
        "", "-", "--", "-lao", "lao-", "lao--", "lao---cai", "Lao-cai", "lào-cai", "lao cai", "lao_cai", "lao/cai",
        "lao.cai", "lao-cai\n", String(repeating: "a", count: 121),
    ])
    func slug_thatIsNone_isRefused(_ text: String) {
        #expect(RecordID(text) == nil)
    }

    @Test func type_isChangedWithoutChangingTheText() {
        let province: Identifier<Province> = "lao-cai"
        #expect(province.erased.rawValue == "lao-cai")
        #expect(province.erased.naming(Province.self) == province)
    }

    @Test func order_isThatOfTheText() {
        let ids: [RecordID] = ["lao-cai-2025", "b", "lao-cai", "a-1"]
        #expect(ids.sorted().map(\.rawValue) == ["a-1", "b", "lao-cai", "lao-cai-2025"])
    }
}
