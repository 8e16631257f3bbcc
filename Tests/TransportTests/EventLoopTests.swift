import Dispatch
import SocketTesting
import Synchronization
import Testing

@testable import Transport

/// Sends back what comes, and notes what happens.
private final class Echo: ConnectionHandler {
    private let log: EventLog
    private var endsAfter: [Int: Int] = [:]
    private let deadline: UInt64?

    init(log: EventLog, deadline: UInt64?) {
        self.log = log
        self.deadline = deadline
    }

    func accepted(_ connection: Int, isSecure: Bool, in reactor: Reactor) {
        log.note("accepted")
        if let deadline { reactor.setDeadline(reactor.now + deadline, on: connection) }
    }

    func handshakeEnded(_ outcome: HandshakeOutcome, on connection: Int, in reactor: Reactor) {}

    func received(_ bytes: UnsafeMutableRawBufferPointer, on connection: Int, in reactor: Reactor) {
        if bytes.elementsEqual("end".utf8) {
            _ = reactor.send(UnsafeRawBufferPointer(bytes), on: connection)
            return reactor.finish(connection, lingers: true)
        }
        if !reactor.send(UnsafeRawBufferPointer(bytes), on: connection) {
            log.note("waits")
            reactor.setWantsInput(false, on: connection)
        }
    }

    func sentWaiting(_ count: Int, isAll: Bool, on connection: Int, in reactor: Reactor) {
        if isAll { reactor.setWantsInput(true, on: connection) }
    }

    func peerFinished(_ connection: Int, in reactor: Reactor) {
        log.note("finished")
        reactor.finish(connection, lingers: false)
    }

    func notified(_ slot: Int, in reactor: Reactor) {}

    func deadlinePassed(_ connection: Int, in reactor: Reactor) {
        log.note("deadline")
        reactor.abort(connection)
    }

    func closed(_ connection: Int, in reactor: Reactor) { log.note("closed") }
    func identityRenewed(in reactor: Reactor) {}

    func acceptPaused(_ isPaused: Bool, in reactor: Reactor) {}
    func roundBegins(in reactor: Reactor) {}

    func roundEnded(in reactor: Reactor) {}
    func drain(in reactor: Reactor) {}
}

private final class EventLog: Sendable {
    private let notes = Mutex<[String: Int]>([:])
    private let changed = DispatchSemaphore(value: 0)

    func note(_ name: String) {
        notes.withLock { $0[name, default: 0] += 1 }
        changed.signal()
    }

    func count(_ name: String) -> Int { notes.withLock { $0[name] ?? 0 } }

    /// Waits until `name` was noted so often; false after ten seconds.
    func wait(for name: String, count: Int = 1) -> Bool {
        let end = DispatchTime.now() + .seconds(10)
        while self.count(name) < count {
            if changed.wait(timeout: end) == .timedOut { return self.count(name) >= count }
        }
        return true
    }
}

/// Flips every bit on the wire, in memory of its own, as a codec that is not plain would.
private struct FlippingCodec: WireCodec {
    private final class Memory {
        let bytes = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 20, alignment: 16)

        deinit {
            bytes.deallocate()
        }
    }

    private let memory = Memory()
    var isSecure: Bool { true }

    mutating func received(_ wire: UnsafeMutableRawBufferPointer) -> Received {
        for index in wire.indices { wire[index] = ~wire[index] }
        return Received(plain: wire, reply: UnsafeRawBufferPointer(start: nil, count: 0), health: .good)
    }

    mutating func sending(_ plain: UnsafeRawBufferPointer, isLast: Bool) -> UnsafeRawBufferPointer {
        for index in plain.indices { memory.bytes[index] = ~plain[index] }
        return UnsafeRawBufferPointer(rebasing: memory.bytes[..<plain.count])
    }

    mutating func finishing() -> UnsafeRawBufferPointer {
        memory.bytes[0] = 0xFF
        return UnsafeRawBufferPointer(rebasing: memory.bytes[..<1])
    }
}

@Suite struct EventLoopTests {
    private let log = EventLog()

    private func makeLoop(
        deadline: UInt64? = nil, _ change: (inout EventLoop.Configuration) -> Void = { _ in }
    ) throws -> (loop: EventLoop, port: UInt16) {
        var configuration = EventLoop.Configuration()
        change(&configuration)
        let listener = try Listener(host: "127.0.0.1", port: 0)
        let port = listener.address.port
        let log = log
        let loop = try EventLoop(label: "test", listener: listener, configuration: configuration) {
            Echo(log: log, deadline: deadline)
        }
        loop.start()
        return (loop, port)
    }

    private func pattern(_ count: Int) -> [UInt8] {
        (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ $0 >> 8) }
    }

    @Test func slowReaderGetsEveryByte() throws {
        let (loop, port) = try makeLoop()
        defer { loop.post { $0.stop() } }
        let client = try TestSocket(port: port, receiveBytes: 4096)
        let bytes = pattern(8_000_000)
        // The writer runs beside the reader, which does not start before the loop had to keep output back.
        let written = DispatchSemaphore(value: 0)
        nonisolated(unsafe) let writer = client
        DispatchQueue.global().async {
            try? writer.write(bytes)
            writer.finish()
            written.signal()
        }
        #expect(log.wait(for: "waits"))
        let echoed = try #require(try client.readToEnd())
        #expect(echoed == bytes)
        #expect(written.wait(timeout: .now() + .seconds(10)) == .success)
        #expect(log.wait(for: "closed"))
        #expect(log.count("finished") == 1)
    }

    /// Readiness is told once, and a read may leave something.
    @Test(arguments: [1, 100, 128, 10_000])
    func bytesThatComeAtOnce_AreAllRead(count: Int) throws {
        let (loop, port) = try makeLoop { $0.readBytes = 64 }
        defer { loop.post { $0.stop() } }
        let client = try TestSocket(port: port)
        for _ in 1...2 {
            try client.write(pattern(count))
            #expect(try client.read(count) == pattern(count))
        }
        // With the end right behind them.
        try client.write(pattern(count))
        client.finish()
        #expect(try client.readToEnd() == pattern(count))
        #expect(log.wait(for: "closed") && log.count("finished") == 1)
    }

    /// A loop that stood still past a deadline reads what came meanwhile before it says that nothing did.
    @Test func whatCameInTimeIsReadBeforeTheDeadlineIsTold() throws {
        let (loop, port) = try makeLoop(deadline: 50_000_000)
        defer { loop.post { $0.stop() } }
        let (stalled, written) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
        let client = try TestSocket(port: port)
        #expect(log.wait(for: "accepted"))
        loop.post { _ in
            stalled.signal()
            written.wait()
        }
        stalled.wait()
        try client.write("late?")
        let end = SystemClock.monotonic + 300_000_000
        while SystemClock.monotonic < end {}
        #expect(log.count("deadline") == 0)
        written.signal()
        #expect(try client.read(5) == Array("late?".utf8))
        #expect(log.wait(for: "deadline"))
    }

    @Test func codecStandsBetweenWireAndHandler() throws {
        let (loop, port) = try makeLoop { $0.makeCodec = { FlippingCodec() } }
        defer { loop.post { $0.stop() } }
        let client = try TestSocket(port: port)
        let bytes = pattern(50_000)
        try client.write(bytes)
        #expect(try client.read(bytes.count) == bytes)
        try client.write("end".utf8.map { ~$0 })
        #expect(try client.readToEnd() == "end".utf8.map { ~$0 } + [0xFF])
    }

    @Test func lingeringEndLetsThePeerRead() throws {
        let (loop, port) = try makeLoop()
        defer { loop.post { $0.stop() } }
        let client = try TestSocket(port: port)
        try client.write("end")
        #expect(try client.read(3) == Array("end".utf8))
        // What the peer still sends is thrown away; it is not reset.
        try client.write(pattern(100_000))
        #expect(try client.readToEnd() == [])
        client.finish()
        #expect(log.wait(for: "closed"))
    }

    @Test func lingeringEnds() throws {
        let (loop, port) = try makeLoop { $0.lingerNanoseconds = 1_000_000 }
        defer { loop.post { $0.stop() } }
        let client = try TestSocket(port: port)
        try client.write("end")
        #expect(log.wait(for: "closed"))
        #expect(try client.readToEnd() == Array("end".utf8))
    }

    @Test func deadlinesPass() throws {
        let (loop, port) = try makeLoop(deadline: 1_000_000)
        defer { loop.post { $0.stop() } }
        let client = try TestSocket(port: port)
        #expect(log.wait(for: "closed"))
        #expect(log.count("deadline") == 1)
        _ = try client.readToEnd()
    }

    @Test func postedWorkRunsOnTheLoopInOrder() throws {
        let (loop, port) = try makeLoop()
        let client = try TestSocket(port: port)
        let order = Mutex<[Int]>([])
        let done = DispatchSemaphore(value: 0)
        for number in 0..<1000 {
            loop.post { loop in
                loop.assertIsolated()
                order.withLock { $0.append(number) }
                if number == 999 { done.signal() }
            }
        }
        #expect(done.wait(timeout: .now() + .seconds(10)) == .success)
        #expect(order.withLock { $0 } == Array(0..<1000))
        loop.post { $0.stop() }
        #expect(try client.readToEnd()?.isEmpty ?? true)
        #expect(log.wait(for: "closed"))
    }

    @Test func slotsAreUsedAgain() throws {
        let (loop, port) = try makeLoop()
        defer { loop.post { $0.stop() } }
        for round in 1...50 {
            let clients = try (0..<10).map { _ in try TestSocket(port: port) }
            for client in clients { try client.write("x\(round)") }
            for client in clients { #expect(try client.read("x\(round)".utf8.count) == Array("x\(round)".utf8)) }
        }
        #expect(log.wait(for: "closed", count: 500))
        #expect(log.count("accepted") == 500)
    }
}
