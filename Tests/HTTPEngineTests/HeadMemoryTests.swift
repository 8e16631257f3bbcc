import HTTPEngine
import Testing

/// A parser remembers the last head, and reads of the next one only what differs; nobody may notice.
struct HeadMemoryTests {
    private static let requests = [
        "GET / HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: b\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\nAccept: */*\r\n\r\n",
        "HEAD / HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET /v1/gates?province=lao-cai HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET /v1/g%61tes/x%2Fy/ HTTP/1.1\r\nHost: a\r\nAccept-Encoding: gzip\r\nAccept-Encoding: br\r\n\r\n",
        "GET / HTTP/1.0\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\n\r\n",
        "\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET http://c:80/x HTTP/1.1\r\nHost: a\r\n\r\n",
        "OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc",
        "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nxyz",
        "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n",
        "GET /long HTTP/1.1\r\nHost: a\r\nX-Long: \(String(repeating: "x", count: 3000))\r\n\r\n",
        // Alike up to some line.
        "GET / HTTP/1.1\r\nHost: a\r\nAccept: */*\r\nCookie: one=1\r\nAccept-Encoding: gzip\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\nAccept: */*\r\nCookie: two=2\r\nAccept-Encoding: gzip\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\nAccept: */*\r\nAccept: text/html\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\nAccept: */*;q=0.5\r\nCookie: one=1\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\nAccept: */*\r\nAccept: text/html\r\nAccept: a/b\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nxy",
        "GET / HTTP/1.1\r\nHost: ab\r\n\r\n",
        "GET / HTTP/1.0\r\nHost: a\r\nConnection: Keep-Alive\r\n\r\n",
        "GET http://c:80/x HTTP/1.1\r\nHost: a\r\nCookie: one=1\r\n\r\n",
        "\r\nGET / HTTP/1.1\r\nHost: a\r\nCookie: one=1\r\n\r\n",
    ]

    @Test(arguments: requests.indices)
    func request_IsReadTheSame_WhicheverCameBefore(number: Int) throws {
        let request = Self.requests[number]
        let alone = read([Array(request.utf8)])
        try #require(alone.requests.count == 1 && alone.error == nil)
        for other in Self.requests {
            let both = alone.requests + read([Array(other.utf8)]).requests
            let bytes = Array((request + other + request + request + other).utf8)
            let expected = Reading(requests: both + alone.requests + both)
            #expect(read([bytes]) == expected)
            // Cut inside each of the repeated heads, too.
            for cut in [1, request.utf8.count / 2, request.utf8.count - 1] {
                let place = request.utf8.count + other.utf8.count + cut
                #expect(read([Array(bytes[..<place]), Array(bytes[place...])]) == expected)
            }
        }
    }

    @Test(arguments: [
        "GET / HTTP/1.1\nHost: a\r\n\r\n", "GET / HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n", "GET / HTTP/1.1\r\nHost:",
        "GET / HTTP/1.1\r\nHost: a\r\n\r",
        "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 1\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\n folded\r\n\r\n", "GET / HTTP/1.1\r\nHost: a\r\nAccept: */*\r\nHost: b\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\nAccept: */*\r\nCookie: \u{0}\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\nAccept: */*;q=0.5;q=1\r\nCookie: one=1\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\nAccept: */*;q=0.5000\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\nAccept: */*;q=2\r\nCookie: one=1\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\nAccept: */*\r\nAccept-Language: vi;q=2\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\nAccept: */*\r\n\rX: 1\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a b\r\n\r\n", "GET / HTTP/1.1\r\nHost : a\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\nAccept: */*\r\nCook",
        "GET / HTTP/1.1\r\nHost: a\r\nAccept: */*\r\nCookie: one=1\r\n",
    ])
    func fault_IsFound_BehindARequestThatBeginsTheSame(faulty: String) {
        let alone = read([Array(faulty.utf8)])
        for request in Self.requests {
            let found = read([Array((request + request + faulty).utf8)])
            #expect(found.error == alone.error && found.isPartial == alone.isPartial)
            #expect(found.requests.count == 2)
        }
    }

    @Test func head_ThatCameByTLS_IsReadAgainWithoutIt() throws {
        var parser = RequestParser(limits: HTTPLimits())
        var bytes = Array("GET https://a/ HTTP/1.1\r\nHost: a\r\n\r\n".utf8)
        for isSecure in [true, true, false] {
            parser.isSecure = isSecure
            bytes.withUnsafeMutableBytes { buffer in
                do throws(ProtocolError) {
                    let progress = try parser.parse(buffer)
                    check(isSecure && progress == .complete(consumed: buffer.count))
                } catch {
                    check(!isSecure && error == .misdirected)
                }
            }
            parser.reset()
        }
    }

    @Test func views_AreEmpty_OnceARequestIsDoneWith() throws {
        var parser = RequestParser(limits: HTTPLimits())
        var bytes = Array("GET /a HTTP/1.1\r\nHost: a\r\n\r\n".utf8)
        _ = try bytes.withUnsafeMutableBytes { try parser.parse($0) }
        parser.reset()
        check(parser.request.target.isEmpty && parser.request[.host]?.isEmpty != false)
    }

    @Test func choiceNumbers_AreTheSame_WhereTheChoiceIs() {
        var numbers: [UInt64] = []
        var connection = MemoryConnection(
            responder: Sample(), observe: { request, _ in numbers.append(request.choiceNumber) })
        var elsewhere = MemoryConnection(
            responder: Sample(), observe: { request, _ in numbers.append(request.choiceNumber) })
        func head(_ fields: String...) -> String {
            "GET /a HTTP/1.1\r\nHost: a\r\n" + fields.map { $0 + "\r\n" }.joined() + "\r\n"
        }
        let other = "GET /b HTTP/1.1\r\nHost: a\r\n\r\n"
        let content = "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\n\r\nx"
        _ = connection.receive(head() + head() + other + head())
        _ = connection.receive(head())
        _ = connection.receive(content + content)
        _ = elsewhere.receive(head())
        let first = numbers[0]
        #expect(numbers.prefix(7).map { $0 - first } == [0, 0, 1, 2, 2, 3, 4])
        #expect(!numbers.prefix(7).contains(numbers[7]) && !numbers.contains(0))

        numbers = []
        for fields in [
            ["Accept: a/b", "Cookie: 1"], ["Accept: a/b", "Cookie: 2"], ["Accept: a/b"], ["Accept: a/b", "X-A: 3"],
            // From here on each chooses otherwise than the one before.
            ["Accept: a/c", "X-A: 3"], ["Accept: a/c", "X-A: 3", "Accept-Encoding: gzip"], ["Accept: a/c", "X-A: 3"],
            ["Accept: a/c", "Accept: a/d"], ["Accept: a/c", "Accept: a/d", "Accept: a/e"], ["Accept: a/c"],
            ["Accept: a/c", "Content-Length: 0"],
        ] {
            _ = connection.receive("GET /a HTTP/1.1\r\nHost: a\r\n" + fields.map { $0 + "\r\n" }.joined() + "\r\n")
        }
        #expect(Set(numbers.prefix(4)).count == 1)
        #expect(Set(numbers.dropFirst(3)).count == numbers.count - 3)
    }

    @Test func parser_IsTheSame_ForHeadsThatDifferLate() {
        func index(_ text: String, isSecure: Bool = false) -> Int {
            Array(text.utf8).withUnsafeBytes { RequestParsers.index(for: $0, isSecure: isSecure) }
        }
        let head = "GET /v1/gates/kim-thanh HTTP/1.1\r\nHost: example.org\r\nCookie: "
        #expect(index(head + "one=1") == index(head + "two=2"))
        let targets = (0..<64).map { index("GET /v1/gates/gate-\($0) HTTP/1.1\r\nHost: a\r\n\r\n") }
        #expect(targets.allSatisfy { 0..<RequestParsers.count ~= $0 } && Set(targets).count > 8)
        for count in 0...60 {
            let start = String((head + head).prefix(count))
            #expect(
                0..<RequestParsers.count ~= index(start) && 0..<RequestParsers.count ~= index(start, isSecure: true))
        }
    }
}
