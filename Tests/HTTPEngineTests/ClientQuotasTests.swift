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
