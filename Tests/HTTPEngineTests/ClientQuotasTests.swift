import HTTPEngine
import Synchronization
import Testing

@Suite struct ClientQuotasTests {
    private let second = UInt64.secondInNanoseconds

    @Test func bucketIsEmptiedAtOnceAndFilledEvenly() {
        let quotas = ClientQuotas(.init(requests: 4, seconds: 8), seed: 1)
        let start = 100 * second
        #expect(quotas.ask(7, at: start) == .init(isGranted: true, remaining: 3, resetSeconds: 2))
        #expect(quotas.ask(7, at: start) == .init(isGranted: true, remaining: 2, resetSeconds: 4))
        #expect(quotas.ask(7, at: start) == .init(isGranted: true, remaining: 1, resetSeconds: 6))
        // With the last one gone the next comes in two seconds.
        #expect(quotas.ask(7, at: start) == .init(isGranted: true, remaining: 0, resetSeconds: 2))
        #expect(quotas.ask(7, at: start) == .init(isGranted: false, remaining: 0, resetSeconds: 2))
        #expect(quotas.ask(7, at: start + second) == .init(isGranted: false, remaining: 0, resetSeconds: 1))
        #expect(quotas.ask(7, at: start + 2 * second).isGranted)
        #expect(!quotas.ask(7, at: start + 2 * second).isGranted)
        #expect(quotas.ask(7, at: start + 100 * second).remaining == 3)
    }

    @Test func refusalsTakeNothing() {
        let quotas = ClientQuotas(.init(requests: 1, seconds: 1), seed: 1)
        #expect(quotas.ask(7, at: 0).isGranted)
        for moment in 1..<100 { #expect(!quotas.ask(7, at: UInt64(moment)).isGranted) }
        #expect(quotas.ask(7, at: second).isGranted)
    }

    @Test func clientsDoNotShare() {
        let quotas = ClientQuotas(.init(requests: 1, seconds: 60), seed: 3)
        for client in 0..<10_000 { #expect(quotas.ask(UInt64(client), at: 0).isGranted) }
        for client in 0..<10_000 { #expect(!quotas.ask(UInt64(client), at: 0).isGranted) }
    }

    @Test func crowdTakesNoMoreRoomAndRefusesNobody() {
        let quotas = ClientQuotas(.init(requests: 2, seconds: 60), seed: 5, clients: 128)
        for client in 0..<100_000 { #expect(quotas.ask(UInt64(client), at: 0).isGranted) }
    }

    /// Answers 200 and holds `/healthz` for vital.
    private struct Plain: Responder {
        func respond(to request: borrowing Request, into response: inout ResponseWriter) {
            response.write(.ok, fields: [])
        }

        func isVital(_ request: borrowing Request) -> Bool { request.path.equals("/healthz") }
    }

    @Test func answerSaysWhatIsLeft() {
        let exceeded = Mutex(0)
        var options = RequestCycle.Options()
        options.quotas = ClientQuotas(.init(requests: 2, seconds: 60), seed: 9)
        options.quotaExceeded = { exceeded.withLock { $0 += 1 } }
        options.problemFields = [ResponseField("Access-Control-Allow-Origin", "*")]
        var connection = MemoryConnection(responder: Plain(), options: options)
        let first = connection.receive(requestText("/"))
        #expect(first.hasPrefix("HTTP/1.1 200 "))
        #expect(first.contains("\r\nRateLimit-Policy: \"client\";q=2;w=60\r\nRateLimit: \"client\";r=1;t=30\r\n"))
        _ = connection.receive(requestText("/"))
        let third = connection.receive(requestText("/"))
        #expect(third.hasPrefix("HTTP/1.1 429 Too Many Requests\r\n") && third.contains("\r\nRetry-After: 30\r\n"))
        #expect(third.contains("RateLimit: \"client\";r=0;t=30\r\n") && third.contains("Allow-Origin: *\r\n"))
        #expect(third.contains("/problems/quota-exceeded") && third.contains("\"violated-policies\":[\"client\"]"))
        // The connection goes on, and whoever asks whether the server lives is answered.
        check(connection.receive(requestText("/healthz")).hasPrefix("HTTP/1.1 200 "))
        #expect(exceeded.withLock { $0 } == 1)
    }

    /// Answers 200, refuses what `/closed` is sent by its head.
    private struct Closed: Responder {
        func respond(to request: borrowing Request, into response: inout ResponseWriter) {
            response.write(.ok, fields: [])
        }

        func refuse(headOf request: borrowing Request, into response: inout ResponseWriter) {
            if request.target.equals("/closed") { response.write(.notFound, fields: []) }
        }
    }

    private func options(_ quotas: ClientQuotas) -> RequestCycle.Options {
        var options = RequestCycle.Options()
        options.quotas = quotas
        return options
    }

    @Test(arguments: [
        ("GET / HTTP/1.1\r\nHost: a b\r\n\r\n", 400), ("FETCH / HTTP/1.1\r\nHost: a\r\n\r\n", 501),
        ("GET /\(String(repeating: "a", count: 9000)) HTTP/1.1\r\n\r\n", 414), ("GET / HTTP/2.0\r\n\r\n", 505),
        ("GET / HTTP/1.1\r\nHost: a\r\nB: \(String(repeating: "c", count: 70_000))\r\n\r\n", 431),
        ("POST /closed HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\n", 404),
    ])
    func refusedRequestsAreCounted(_ request: String, _ status: Int) {
        let quotas = ClientQuotas(.init(requests: 3, seconds: 60), seed: 11)
        for remaining in [2, 1, 0] {
            var connection = MemoryConnection(responder: Closed(), options: options(quotas))
            let answer = connection.receive(request)
            #expect(answer.hasPrefix("HTTP/1.1 \(status) "), "\(answer)")
            #expect(answer.contains("RateLimit: \"client\";r=\(remaining);"), "\(answer)")
        }
        var beyond = MemoryConnection(responder: Closed(), options: options(quotas))
        let refusal = beyond.receive(request)
        #expect(refusal.hasPrefix("HTTP/1.1 429 ") && refusal.contains("\r\nConnection: close\r\n"), "\(refusal)")
        let isClosed = beyond.isClosed
        #expect(isClosed)
        var good = MemoryConnection(responder: Closed(), options: options(quotas))
        check(good.receive(requestText("/")).hasPrefix("HTTP/1.1 429 "))
    }

    @Test func requestsThatDoNotComeWholeAreCounted() {
        let quotas = ClientQuotas(.init(requests: 2, seconds: 3600), seed: 13)
        var slow = MemoryConnection(responder: Closed(), options: options(quotas))
        check(slow.receive("GET / HTTP/1.1\r\n").isEmpty)
        let late = String(decoding: slow.wait(until: 60 * second), as: UTF8.self)
        #expect(late.hasPrefix("HTTP/1.1 408 ") && late.contains("RateLimit: \"client\";r=1;"), "\(late)")
        var broken = MemoryConnection(responder: Closed(), options: options(quotas))
        check(broken.receive("GET / HTTP/1.1\r\n").isEmpty)
        let cut = String(decoding: broken.peerFinishes(at: 60 * second), as: UTF8.self)
        #expect(cut.hasPrefix("HTTP/1.1 400 ") && cut.contains("RateLimit: \"client\";r=0;"), "\(cut)")
    }

    /// The quota is asked for the head: content beyond it is not awaited, and content within it is not counted again.
    @Test func contentIsCountedWithItsHead() {
        let quotas = ClientQuotas(.init(requests: 2, seconds: 60), seed: 17)
        let head = "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nExpect: 100-continue\r\n\r\n"
        var connection = MemoryConnection(responder: Closed(), options: options(quotas))
        check(connection.receive(head).hasPrefix("HTTP/1.1 100 "))
        let first = connection.receive("abc")
        #expect(first.hasPrefix("HTTP/1.1 200 ") && first.contains("r=1;t=30\r\n"), "\(first)")
        check(connection.receive(head).hasPrefix("HTTP/1.1 100 "))
        let second = connection.receive("abc" + requestText("/"))
        #expect(second.hasPrefix("HTTP/1.1 200 ") && second.contains("r=0;t=30\r\n"), "\(second)")
        #expect(second.contains("HTTP/1.1 429 "), "the one behind it is beyond the quota: \(second)")
        let third = connection.receive(head)
        #expect(third.hasPrefix("HTTP/1.1 429 ") && third.contains("\r\nConnection: close\r\n"), "\(third)")
        // A fault in content whose head was counted takes no more either.
        let others = ClientQuotas(.init(requests: 2, seconds: 60), seed: 19)
        var chunked = MemoryConnection(responder: Closed(), options: options(others))
        check(chunked.receive("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n").isEmpty)
        let fault = chunked.receive("x\r\n")
        #expect(fault.hasPrefix("HTTP/1.1 400 ") && fault.contains("r=1;t=30\r\n"), "\(fault)")
    }

    @Test func nothingIsSaidWithoutQuotas() {
        var connection = MemoryConnection(responder: Plain())
        check(!connection.receive(requestText("/")).contains("RateLimit"))
    }

    @Test func descriptorsAreDivided() {
        func divided(_ descriptors: Int, _ asked: Int? = nil) -> [Int] {
            var limits = HTTPLimits()
            limits.share(descriptors: descriptors, connections: asked)
            return [limits.connections, limits.refusedConnections]
        }
        #expect(divided(1024) == [918, 53])
        #expect(divided(20_000) == [18_000, 1000])
        #expect(divided(1_000_000) == [65_536, 1024])
        #expect(divided(20_000, 100) == [100, 1024])
        // More than the system has descriptors for is not promised.
        #expect(divided(1024, 5000) == [918, 53])
    }
}
