import BorderEconomy
import Testing

@testable import cuakhau

struct ServerURLTests {
    @Test(arguments: [
        ("http://127.0.0.1:8080", "127.0.0.1", 8080), ("http://localhost", "localhost", 80),
        ("HTTP://gate.example:81/", "gate.example", 81), ("http://[::1]:8080", "::1", 8080),
    ])
    func address_isRead(_ text: String, host: String, port: UInt16) throws {
        let url = try ServerURL(text)
        #expect(url.host == host)
        #expect(url.port == port)
    }

    @Test(arguments: [
        "", "127.0.0.1:8080", "ftp://a", "http://", "http://a:0", "http://a:65536", "http://a:b", "http://a/v1",
        "http://u:p@a", "http://a b", "http://[::1", "http://a?b",
    ])
    func text_thatIsNoAddress_isRefused(_ text: String) {
        #expect(throws: ServerURL.Fault.self) { try ServerURL(text) }
    }

    @Test func tls_isRefusedByName() {
        #expect { try ServerURL("https://a") } throws: { "\($0)".contains("only http:// is spoken here") }
    }

    @Test func authority_isThatOfTheHostField() throws {
        #expect(try ServerURL("http://[::1]:8080").authority == "[::1]:8080")
        #expect(try ServerURL("http://a").authority == "a:80")
    }
}

struct ReplyReaderTests {
    private static let replies: [(text: String, status: Int, content: String)] = [
        ("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello", 200, "hello"),
        (
            "HTTP/1.1 201 Created\r\ntransfer-encoding: chunked\r\n\r\n3\r\nabc\r\n2;x=y\r\nde\r\n0\r\n\r\n", 201,
            "abcde"
        ),
        ("HTTP/1.1 102 Processing\r\n\r\nHTTP/1.1 204 No Content\r\n\r\n", 204, ""),
        (
            "HTTP/1.1 503 Service Unavailable\r\nRetry-After: 2\r\nContent-Length: 0\r\nConnection: close\r\n\r\n", 503,
            ""
        ),
    ]

    @Test(arguments: 0..<4)
    func reply_isRead_howeverItComes(_ index: Int) throws {
        let (text, status, content) = Self.replies[index]
        let bytes = Array(text.utf8)
        for cut in 1...bytes.count {
            var reader = ReplyReader()
            reader.append(bytes[..<cut])
            let early = try reader.next(atEnd: false)
            #expect((early != nil) == (cut == bytes.count), "at \(cut)")
            reader.append(bytes[cut...])
            let reply = try #require(try early ?? reader.next(atEnd: false))
            #expect(reply.status == status)
            #expect(String(decoding: reply.content, as: UTF8.self) == content)
        }
    }

    @Test func replies_followOneAnother() throws {
        var reader = ReplyReader()
        reader.append(Self.replies.flatMap { Array($0.text.utf8) })
        for reply in Self.replies { #expect(try reader.next(atEnd: false)?.status == reply.status) }
        #expect(try reader.next(atEnd: false) == nil)
    }

    @Test func fields_areUnderstood() throws {
        var reader = ReplyReader()
        reader.append(Self.replies[3].text.utf8)
        let reply = try #require(try reader.next(atEnd: false))
        #expect(reply.retryAfter == 2)
        #expect(reply.closes)
    }

    @Test func contentWithoutLength_goesToTheEnd() throws {
        var reader = ReplyReader()
        reader.append("HTTP/1.1 200 OK\r\n\r\nabc".utf8)
        #expect(try reader.next(atEnd: false) == nil)
        let reply = try #require(try reader.next(atEnd: true))
        #expect(reply.content == Array("abc".utf8))
        #expect(reply.closes)
    }

    @Test(arguments: [
        "SSH-2.0-x\r\n\r\n", "HTTP/1.1 2 OK\r\n\r\n", "HTTP/1.1 200 OK\r\nnocolon\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n", "HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n",
    ])
    func bytes_thatAreNoReply_areRefused(_ text: String) {
        var reader = ReplyReader()
        reader.append(text.utf8)
        #expect(throws: ReplyReader.Malformed.self) { try reader.next(atEnd: false) }
    }
}

struct PlayedSpanTests {
    @Test(arguments: [("90m", 5400), ("12h", 43_200), ("2d", 172_800), ("1.5h", 5400), ("30s", 30)])
    func span_isRead(_ text: String, seconds: Double) {
        #expect(PlayedSpan(argument: text)?.seconds == seconds)
    }

    @Test(arguments: ["", "h", "12", "12x", "-1h", "0s", "nanh", "infd", "400d"])
    func text_thatIsNoSpan_isRefused(_ text: String) {
        #expect(PlayedSpan(argument: text) == nil)
    }

    @Test func directionWithoutLanes_isGivenSome() throws {
        let own = TrafficGate.standInLanes[0]
        let lanes = SimulateCommand.bothWays([own])
        #expect(lanes.map(\.id.rawValue) == ["export-1", "import-1", "import-2"])
        #expect(SimulateCommand.bothWays([]) == TrafficGate.standInLanes)
    }
}
