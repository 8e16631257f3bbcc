import Testing

@testable import HTTPEngine

/// What is said of a target that is refused: the byte, the parameter, and how to send it instead.
struct TargetFaultTests {
    private struct Silence: Responder {
        func respond(to request: borrowing Request, into response: inout ResponseWriter) {}

        func isVital(_ request: borrowing Request) -> Bool { false }
    }

    private func answer(_ head: String, targetBytes: Int = 8192, inPieces: Bool = false) -> String {
        var limits = HTTPLimits()
        limits.targetBytes = targetBytes
        var connection = MemoryConnection(responder: Silence(), limits: limits)
        let bytes = Array("\(head)\r\nHost: a\r\n\r\n".utf8)
        guard inPieces else { return String(decoding: connection.receive(bytes), as: UTF8.self) }
        var output: [UInt8] = []
        for byte in bytes {
            output += connection.receive([byte])
            if connection.isClosed { break }
        }
        return String(decoding: output, as: UTF8.self)
    }

    /// The request line, the parameter, and parts of the reason and the remedy.
    static let cases: [(line: String, parameter: String?, reason: String, remedy: String)] = [
        ("GET /v1/zones?filter=areaHa>10000 HTTP/1.1", "filter", "byte 24 of the target is a raw >", "%3E"),
        ("GET /v1/zones?limit=5&filter=name='a b' HTTP/1.1", "filter", "byte 33 of the target is a space", "%20"),
        ("GET /v1/zones?q=\u{1EEF} HTTP/1.1", "q", "byte 13 of the target is beyond ASCII", "%E1"),
        ("GET /v1/zones?q=%00 HTTP/1.1", "q", "byte 13 of the target is a percent sign", "%25"),
        ("GET /v1/zones?%zz=1 HTTP/1.1", nil, "byte 11 of the target is a percent sign", "%25"),
        ("GET /v1/zones?q=5% HTTP/1.1", "q", "byte 14 of the target is a percent sign", "%25"),
        ("GET /v1/\"zones\" HTTP/1.1", nil, "byte 5 of the target is a raw quotation mark", "%22"),
        ("GET /v1/zones?q=a\\b HTTP/1.1", "q", "byte 14 of the target is a raw backslash", "%5C"),
        ("GET /v1/zones#top HTTP/1.1", nil, "byte 10 of the target is a raw #", "leave out the fragment"),
        ("GET /v1/zones?a[]=\u{7} HTTP/1.1", nil, "byte 12 of the target is a raw [", "%5B"),
        ("GET /v1/zones?q=\u{7} HTTP/1.1", "q", "byte 13 of the target is a control character", "%07"),
    ]

    @Test(arguments: cases.indices)
    func wrongByte_isNamedWithItsPlaceAndRemedy(_ index: Int) {
        let (line, parameter, reason, remedy) = Self.cases[index]
        let whole = answer(line)
        #expect(whole.hasPrefix("HTTP/1.1 400 "), "\(line)")
        #expect(whole.contains(#""reason":"\#(reason)"#), "\(line): \(whole)")
        #expect(whole.contains(remedy) && whole.contains("curl does so"), "\(line): \(whole)")
        if let parameter {
            #expect(whole.contains(#""errors":[{"parameter":"\#(parameter)","#), "\(line): \(whole)")
        } else {
            #expect(!whole.contains(#""parameter""#), "\(line)")
        }
        #expect(Self.content(of: answer(line, inPieces: true)) == Self.content(of: whole), "\(line)")
    }

    private static func content(of answer: String) -> Substring? {
        answer.split(separator: "\r\n\r\n", maxSplits: 1).last
    }

    @Test func targetThatIsTooLong_saysTheLimit() {
        let answer = answer("GET /?q=\(String(repeating: "a", count: 100)) HTTP/1.1", targetBytes: 64)
        #expect(answer.hasPrefix("HTTP/1.1 414 "))
        #expect(answer.contains("the target is longer than 64 bytes, percent-encoding counted"))
        #expect(answer.contains(#""remedy":"ask with fewer or shorter conditions""#))
        #expect(answer.split(separator: "64", omittingEmptySubsequences: false).count == 2, "the limit is said once")
    }

    /// What is wrong with something else is not blamed on the target.
    @Test(arguments: ["GET / HTTP/1.1\r\nBad Field: x", "GET * HTTP/1.1", "GET / HTTP/9", "FETCH"])
    func otherFaults_haveNone(_ head: String) {
        let answer = answer(head)
        let isOfVersion = head == "GET / HTTP/9"
        #expect(answer.contains(#""errors""#) == isOfVersion, "\(head): \(answer)")
    }

    @Test func undecodableParameter_isNamed() {
        func found(_ query: String) -> (name: String, isInName: Bool)? {
            let bytes = Array(query.utf8)
            return bytes.withUnsafeBytes { QueryParameter.firstUndecodable(in: ByteView($0)) }
        }
        #expect(found("a=1&q=%ff&b=%fe")?.name == "q")
        #expect(found("%ff=1")?.isInName == true && found("%ff=1")?.name == "%ff")
        #expect(found("a=1&q=%E1%BB%AF") == nil)
    }
}
