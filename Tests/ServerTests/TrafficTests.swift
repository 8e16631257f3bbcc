import HTTPEngine
import SocketTesting
import Testing

@testable import Server

/// What a server counts of known traffic, and which answers it reports.
@Suite struct TrafficTests {
    private typealias Kind = TrafficFigures.AnswerKind

    /// The figures once every connection has closed: what was read by then has been counted.
    private func settled(_ running: Running, connections: Int) -> TrafficFigures {
        #expect(running.events.wait(count: connections, for: isClosed))
        return running.traffic.figures
    }

    @Test func answers_AreCountedByRouteMethodAndStatus() throws {
        let running = try Running()
        let client = try running.connect()
        let requests =
            get("/n/1") + get("/n/2") + get("/n") + "HEAD /n HTTP/1.1\r\nHost: a\r\n\r\n" + get("/fault")
            + "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n"
        try client.write(requests)
        client.finish()
        let wire = try #require(try client.readToEnd())
        let figures = settled(running, connections: 1)
        #expect(
            figures.answers == [
                Kind(route: 2, method: .get, status: .ok): 2, Kind(route: 1, method: .get, status: .ok): 1,
                Kind(route: 1, method: .head, status: .ok): 1,
                Kind(route: 1, method: .get, status: .internalServerError): 1,
                Kind(route: 0, method: .get, status: .badRequest): 1,
            ])
        #expect(figures.durationCounts.reduce(0, +) == 6)
        #expect(figures.durationNanoseconds > 0)
        #expect(figures.accepted == 1 && figures.refused == 0 && figures.open == 0)
        #expect(figures.receivedBytes == UInt64(requests.utf8.count))
        #expect(figures.sentBytes == UInt64(wire.count))
        #expect(figures.protocolErrors[.hostRepeated] == 1)
        #expect(figures.protocolErrors.values.reduce(0, +) == 1 && figures.limits.values.allSatisfy { $0 == 0 })
    }

    @Test func loops_AreAddedUp() throws {
        let running = try Running(loops: 2)
        let clients = try (0..<40).map { _ in try running.connect() }
        for client in clients {
            try client.write((0..<16).map { get("/n\($0)") }.joined())
            for _ in 0..<16 { #expect(try readAnswer(client).status == 200) }
        }
        #expect(running.traffic.figures.open == 40)
        for client in clients {
            client.finish()
            _ = try client.readToEnd()
        }
        let figures = settled(running, connections: 40)
        #expect(figures.answers == [Kind(route: 1, method: .get, status: .ok): 640])
        #expect(figures.durationCounts.reduce(0, +) == 640)
        #expect(figures.accepted == 40 && figures.open == 0)
    }

    @Test func limits_AreToldFromFaultsOfThePeer() throws {
        let running = try Running {
            $0.bodyBytes = 4
            $0.headNanoseconds = 1_000_000
            $0.idleNanoseconds = 1_000_000
        }
        let large = try running.connect()
        try large.write("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\n")
        #expect(try readAnswer(large).status == 413)
        large.finish()
        let slow = try running.connect()
        try slow.write("GET / HT")
        #expect(try readAnswer(slow).status == 408)
        slow.finish()
        let idle = try running.connect()
        try idle.write(get("/n"))
        #expect(try readAnswer(idle).status == 200)
        #expect(try idle.readToEnd() == [])
        idle.finish()
        let figures = settled(running, connections: 3)
        #expect(figures.limits[.bodyBytes] == 1 && figures.limits[.headTime] == 1 && figures.limits[.idleTime] == 1)
        #expect(figures.protocolErrors.values.allSatisfy { $0 == 0 })
        #expect(figures.answers[Kind(route: 0, method: .get, status: .requestTimeout)] == 1)
    }

    @Test func connectionsOverTheCap_AreRefused() throws {
        let running = try Running { $0.connections = 1 }
        let kept = try running.connect()
        try kept.write(get("/n"))
        #expect(try readAnswer(kept).status == 200)
        let refused = try running.connect()
        try refused.write(get("/n"))
        #expect(try readAnswer(refused).status == 503)
        refused.finish()
        kept.finish()
        let figures = settled(running, connections: 2)
        #expect(figures.accepted == 1 && figures.refused == 1 && figures.limits[.connections] == 1)
        #expect(figures.answers[Kind(route: 0, method: .get, status: .serviceUnavailable)] == 1)
    }

    @Test func reports_AreOfFaultsUnlessAllAreWanted() throws {
        for (reports, expected) in [(AnswerReports.faults, [500]), (.all, [200, 500, 400])] {
            let running = try Running(reports: reports)
            let client = try running.connect()
            try client.write(
                get("/n?q=secret", "X-Request-Id: mine\r\n") + get("/fault") + "GET  HTTP/1.1\r\n\r\n")
            client.finish()
            _ = try client.readToEnd()
            _ = settled(running, connections: 1)
            let answered: [AnsweredRequest] = running.events.all.compactMap {
                if case .answered(let request) = $0 { request } else { nil }
            }
            #expect(answered.map { Int($0.status.rawValue) } == expected)
            #expect(answered.allSatisfy { $0.remote.hasPrefix("127.0.0.1:") && $0.nanoseconds > 0 })
            #expect(!answered.contains { $0.path.contains("secret") })
            guard reports == .all else { continue }
            #expect(answered[0].path == "/n" && answered[0].requestID == "mine")
            #expect(answered[1].requestID.count == 16 && answered[2].requestID.count == 16)
        }
    }

    @Test func reports_OfRequestsThatTimedOut_SayWhatWasRead() throws {
        let running = try Running(reports: .all) { $0.bodyNanoseconds = 1_000_000 }
        let client = try running.connect()
        try client.write("POST /slow HTTP/1.1\r\nHost: a\r\nX-Request-Id: mine\r\nContent-Length: 3\r\n\r\nx")
        let answer = try readAnswer(client)
        #expect(answer.status == 408 && answer.head.contains("X-Request-Id: mine"))
        client.finish()
        _ = settled(running, connections: 1)
        let answered: [AnsweredRequest] = running.events.all.compactMap {
            if case .answered(let request) = $0 { request } else { nil }
        }
        #expect(answered.count == 1 && answered.first?.path == "/slow" && answered.first?.requestID == "mine")
    }

    @Test func kinds_BeyondTheBoundAreCountedWithoutTheirRoute() {
        let counters = AnswerCounters()
        for _ in 0..<2 {
            for route in 1...1100 { counters.count(route: UInt16(route), method: .get, status: .ok) }
        }
        var counts: [Kind: UInt64] = [:]
        counters.forEach { counts[$0] = $1 }
        #expect(counts.values.reduce(0, +) == 2200)
        #expect(counts[Kind(route: 0, method: .get, status: .ok), default: 0] == 152)
        #expect(counts[Kind(route: 1024, method: .get, status: .ok), default: 0] == 2)
    }

    @Test func durations_FallIntoTheBucketThatHoldsThem() {
        let counters = LoopCounters()
        for nanoseconds: UInt64 in [0, 10_000, 10_001, 10_000_000_000, 10_000_000_001] {
            counters.countDuration(nanoseconds, answers: 3)
        }
        var figures = TrafficFigures()
        counters.add(to: &figures)
        var expected = [UInt64](repeating: 0, count: TrafficFigures.durationBounds.count + 1)
        expected[0] = 6
        expected[1] = 3
        expected[expected.count - 2] = 3
        expected[expected.count - 1] = 3
        #expect(figures.durationCounts == expected)
        #expect(figures.durationNanoseconds == 3 * 20_000_020_002)
    }
}
