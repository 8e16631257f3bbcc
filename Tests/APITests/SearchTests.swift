import Testing

@testable import API

struct SearchTests {
    private let client: APIClient

    init() throws {
        client = try APIClient()
    }

    private func found(_ words: String, in path: String) throws -> [String] {
        try client.list("\(path)?q=\(URIText.encoded(words))&limit=1000").ids
    }

    @Test(arguments: [
        "huu nghi", "HUU NGHI", "Hữu Nghị", "hữu nghị", "nghi huu", "  Hữu   Nghị ", "huu-nghi",
        "Hu\u{31B}\u{303}u Nghi\u{323}",
    ])
    func words_OfHuuNghi_FindIt(words: String) throws {
        #expect(try found(words, in: "/v1/gates") == ["huu-nghi"])
    }

    @Test(arguments: [
        ("dong dang", "/v1/gates", "dong-dang"), ("đồng đăng", "/v1/gates", "dong-dang"),
        ("kim thanh", "/v1/gates", "kim-thanh"), ("金城", "/v1/gates", "kim-thanh"),
        ("beishan", "/v1/gates", "kim-thanh"), ("friendship", "/v1/gates", "huu-nghi"),
        ("con minh", "/v1/places", "con-minh"), ("kunming", "/v1/places", "con-minh"),
        ("1620", "/v1/documents", "qd-1620-qd-ttg"), ("sa pa", "/v1/projects", "chk-sa-pa"),
        ("lao cai", "/v1/provinces", "lao-cai"),
    ])
    func words_OfANameInAnyLanguage_FindTheRecord(words: String, path: String, id: String) throws {
        let found = try found(words, in: path)
        #expect(found.contains(id))
        #expect(found.count < (try client.list("\(path)?limit=1").total))
    }

    @Test func word_FindsWhatBeginsWithIt() throws {
        #expect(try found("than", in: "/v1/gates").contains("tan-thanh"))
        #expect(try found("hanh", in: "/v1/gates").contains("tan-thanh") == false)
    }

    @Test func words_MustAllBeThere() throws {
        let first = Set(try found("lao", in: "/v1/zones"))
        let second = Set(try found("kinh", in: "/v1/zones"))
        let both = Set(try found("lao kinh", in: "/v1/zones"))
        #expect(both == first.intersection(second))
        #expect(!both.isEmpty)
    }

    @Test func words_WithAFilter_HaveBoth() throws {
        let found = try client.list("/v1/gates?q=kim%20thanh&class=international").ids
        #expect(found == ["kim-thanh"])
        #expect(try client.list("/v1/gates?q=kim%20thanh&class=secondary").total == 0)
    }

    @Test func words_OfNothing_FindNothing() throws {
        #expect(try found("xyzzyplugh", in: "/v1/gates").isEmpty)
    }
}
