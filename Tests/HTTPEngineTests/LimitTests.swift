import HTTPEngine
import Testing

@Suite struct LimitTests {
    private func limits(_ change: (inout HTTPLimits) -> Void) -> HTTPLimits {
        var limits = HTTPLimits()
        change(&limits)
        return limits
    }

    private func chunked(_ body: String) -> String {
        "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n\(body)"
    }

    @Test func targetUpToTheLimit() {
        let limits = limits { $0.targetBytes = 40 }
        let fits = "/" + String(repeating: "a", count: 39)
        for method in ["GET", "OPTIONS"] {
            #expect(readEveryWay("\(method) \(fits) HTTP/1.1\r\nHost: a\r\n\r\n", limits: limits).requests.count == 1)
            #expect(
                readEveryWay("\(method) \(fits)a HTTP/1.1\r\nHost: a\r\n\r\n", limits: limits).error == .targetTooLong)
        }
        #expect(readEveryWay("GET \(fits)\(fits)\(fits)", limits: limits).error == .targetTooLong)
    }

    @Test func defaultTargetLimitIs8KiB() {
        let fits = "/" + String(repeating: "a", count: 8191)
        #expect(read([Array("GET \(fits) HTTP/1.1\r\nHost: a\r\n\r\n".utf8)]).requests.count == 1)
        #expect(read([Array("GET \(fits)a HTTP/1.1\r\nHost: a\r\n\r\n".utf8)]).error == .targetTooLong)
    }

    @Test func headUpToTheLimit() {
        let limits = limits { $0.headBytes = 100 }
        let start = "GET / HTTP/1.1\r\nHost: a\r\nA: "
        let fits = start + String(repeating: "v", count: 100 - start.utf8.count - 4) + "\r\n\r\n"
        #expect(fits.utf8.count == 100)
        #expect(readEveryWay(fits, limits: limits).requests.count == 1)
        let over = start + String(repeating: "v", count: 101 - start.utf8.count - 4) + "\r\n\r\n"
        #expect(readEveryWay(over, limits: limits).error == .headTooLarge)
    }

    @Test func headWithoutEnd() {
        let limits = limits { $0.headBytes = 200 }
        let endless = "GET / HTTP/1.1\r\nHost: a\r\nA: " + String(repeating: "v", count: 300)
        #expect(readEveryWay(endless, limits: limits).error == .headTooLarge)
    }

    @Test func fieldsUpToTheLimit() {
        let limits = limits { $0.fieldCount = 3 }
        #expect(readEveryWay("GET / HTTP/1.1\r\nHost: a\r\nA: b\r\nA: b\r\n\r\n", limits: limits).requests.count == 1)
        #expect(
            readEveryWay("GET / HTTP/1.1\r\nHost: a\r\nA: b\r\nA: b\r\nA: b\r\n\r\n", limits: limits).error
                == .fieldsTooMany)
    }

    @Test func aHundredFieldsByDefault() {
        let lines = String(repeating: "A: b\r\n", count: 99)
        #expect(readEveryWay("GET / HTTP/1.1\r\nHost: a\r\n\(lines)\r\n").requests.count == 1)
        #expect(readEveryWay("GET / HTTP/1.1\r\nHost: a\r\n\(lines)A: b\r\n\r\n").error == .fieldsTooMany)
    }

    @Test func bodyUpToTheLimit() {
        let limits = limits { $0.bodyBytes = 8 }
        let head = "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: "
        #expect(readEveryWay("\(head)8\r\n\r\n01234567", limits: limits).requests.count == 1)
        #expect(readEveryWay("\(head)9\r\n\r\n012345678", limits: limits).error == .bodyTooLarge)
        #expect(readEveryWay(chunked("8\r\n01234567\r\n0\r\n\r\n"), limits: limits).requests.count == 1)
        #expect(readEveryWay(chunked("4\r\n0123\r\n4\r\n4567\r\n0\r\n\r\n"), limits: limits).requests.count == 1)
        #expect(readEveryWay(chunked("4\r\n0123\r\n5\r\n45678\r\n0\r\n\r\n"), limits: limits).error == .bodyTooLarge)
    }

    @Test func chunkLineUpToTheLimit() {
        let limits = limits { $0.chunkLineBytes = 16 }
        #expect(
            readEveryWay(chunked("1;\(String(repeating: "e", count: 14))\r\nx\r\n0\r\n\r\n"), limits: limits).requests
                .count == 1)
        #expect(
            readEveryWay(chunked("1;\(String(repeating: "e", count: 15))\r\nx\r\n0\r\n\r\n"), limits: limits).error
                == .chunkExtensionTooLong)
        let endless = Array(chunked("1;a=\"\(String(repeating: "e", count: 50))").utf8)
        #expect(read([endless], limits: limits).error == .chunkExtensionTooLong)
        #expect(read(endless.map { [$0] }, limits: limits).error == .chunkExtensionTooLong)
    }

    @Test func chunkExtensionsTogether() {
        let limits = limits { $0.chunkExtensionBytes = 10 }
        #expect(readEveryWay(chunked("1;abcd\r\nx\r\n1;abcd\r\ny\r\n0\r\n\r\n"), limits: limits).requests.count == 1)
        #expect(
            readEveryWay(chunked("1;abcd\r\nx\r\n1;abcd\r\ny\r\n0;a\r\n\r\n"), limits: limits).error
                == .chunkExtensionTooLong)
    }

    @Test func trailerUpToTheLimit() {
        let limits = limits { $0.trailerBytes = 12 }
        #expect(readEveryWay(chunked("0\r\nA: b\r\nA: b\r\n\r\n"), limits: limits).requests.count == 1)
        #expect(readEveryWay(chunked("0\r\nA: b\r\nA: bc\r\n\r\n"), limits: limits).error == .trailerTooLarge)
        #expect(
            readEveryWay(chunked("0\r\nA: \(String(repeating: "b", count: 30))"), limits: limits).error
                == .trailerTooLarge)
    }

    @Test func chunkFramingDoesNotPileUp() {
        // A thousand one-byte chunks, dripped: what is kept stays near the content.
        var parser = RequestParser(limits: HTTPLimits())
        var pending = Array(chunked("").utf8)
        let headCount = pending.count
        for number in 0..<1000 {
            pending += Array("1;ab\r\nx\r\n".utf8)
            let progress = pending.withUnsafeMutableBytes { try? parser.parse($0) }
            #expect(progress == .incomplete(kept: headCount + number + 1))
            pending = Array(pending.prefix(headCount + number + 1))
        }
    }

    @Test func drippedHeadIsSearchedOnce() {
        // 60 KB of one field line, byte by byte: quadratic search would take minutes.
        let head = Array(("GET / HTTP/1.1\r\nHost: a\r\nA: " + String(repeating: "v", count: 60_000) + "\r\n\r\n").utf8)
        var parser = RequestParser(limits: HTTPLimits())
        var buffer = head
        var result: RequestParser.Progress?
        buffer.withUnsafeMutableBytes { bytes in
            for count in 1...bytes.count {
                result = try? parser.parse(UnsafeMutableRawBufferPointer(rebasing: bytes[0..<count]))
            }
        }
        #expect(result == .complete(consumed: head.count))
    }
}
