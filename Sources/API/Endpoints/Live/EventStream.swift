package import BorderEconomy
import HTTPEngine
import JSONText
import Synchronization

/// What happens at the gates, told to everyone who listens (Server-Sent Events, HTML §9.2).
///
/// An event is encoded once and its bytes are shared by all streams that it goes to. Changes of one board within
/// `mergeNanoseconds` are told as one; the first after a quiet time is told at once. What a subscriber does not take is
/// held up to `waitingBytes`; then the stream ends and says why, and none waits for another.
package final class EventStream: Sendable {
    /// What the stream tells of, made when it is told: as bytes of JSON without line breaks.
    package struct Source: Sendable {
        /// The present board of a gate.
        package let board: @Sendable (Identifier<BorderGate>) -> [UInt8]
        /// The gates that have a board.
        package let gates: @Sendable () -> [Identifier<BorderGate>]
        /// The version of the data set.
        package let dataset: @Sendable () -> [UInt8]

        package init(
            board: @escaping @Sendable (Identifier<BorderGate>) -> [UInt8],
            gates: @escaping @Sendable () -> [Identifier<BorderGate>], dataset: @escaping @Sendable () -> [UInt8]
        ) {
            self.board = board
            self.gates = gates
            self.dataset = dataset
        }
    }

    /// How many listen, and what was told them.
    package struct Figures: Sendable {
        package var subscribers = 0
        package var events = 0
        /// Streams that were ended because their client was too slow.
        package var cut = 0
    }

    static let mediaType = "text/event-stream"
    /// Bytes that may wait for a subscriber.
    static let waitingBytes = 256 * 1024
    /// For how long changes of one board are gathered.
    static let mergeNanoseconds: UInt64 = 40_000_000
    /// How long a stream may be silent: half of what proxies and the engine bear.
    static let heartbeatNanoseconds: UInt64 = 15_000_000_000
    /// Bytes of past events that are kept to be told again.
    private static let recentBytesMax = 8 * 1024 * 1024
    /// After what time a client that lost its stream is to ask again.
    private static let opening = Array("retry: 2000\n\n".utf8)
    private static let heartbeat = [Array(": heartbeat\n\n".utf8)]

    /// Subscribers that want the same.
    private struct Group {
        var streams: [AnswerStream] = []
        /// The snapshot of this group, and the number of the event that it was made after.
        var snapshot: (number: Int, bytes: [UInt8])?
    }

    /// Something other than a change of a board.
    struct News: Sendable {
        let kind: StreamKind
        /// Nil for what is of no gate.
        let gate: Identifier<BorderGate>?
        let encode: @Sendable () -> [UInt8]
    }

    /// What has happened and was not told yet.
    private struct Pending {
        /// Gates whose board has changed.
        var changed: Set<Identifier<BorderGate>> = []
        var news: [News] = []
        var isTickDue = false
        var toldAt: UInt64?
    }

    /// Who listens, and what was told; touched by the pulse alone, but for the end.
    private struct State {
        var groups: [StreamFilter: Group] = [:]
        var count = 0
        /// The number of the last event.
        var number = 0
        /// The boards as they were told last.
        var told: [Identifier<BorderGate>: [UInt8]] = [:]
        /// The last events, the earliest first, without gaps.
        var recent: [StreamEvent] = []
        var recentBytes = 0
        var beats = false
        var isClosed = false
        var figures = Figures()
    }

    private let source: Source
    private let pulse: any Pulse
    private let clock: ServiceClock
    /// Names this stream's numbers: those of another run of the program are none of ours.
    private let epoch: String
    private let pending = Mutex(Pending())
    private let state: Mutex<State>

    package init(_ source: Source, pulse: any Pulse, clock: ServiceClock) {
        self.source = source
        // Snapshots have shown what is there already: it is no news.
        var first = State()
        for gate in source.gates() { first.told[gate] = source.board(gate) }
        state = Mutex(first)
        self.pulse = pulse
        self.clock = clock
        epoch =
            String(UInt64(bitPattern: clock.now().secondsSince1970), radix: 36)
            + String(UInt32.random(in: 0...(.max)), radix: 36)
    }

    package var figures: Figures {
        state.withLock { state in
            var figures = state.figures
            figures.subscribers = state.count
            return figures
        }
    }

    /// Something has happened at gates. Returns at once, on any thread; what is given together is told together.
    ///
    /// - Parameters:
    ///   - news: what it is, with what makes its JSON, without line breaks; called once, when it is told.
    ///   - boards: the gates whose boards have changed.
    func happened(_ news: [News], boards: [Identifier<BorderGate>]) {
        let delay = pending.withLock { pending in
            pending.news += news
            pending.changed.formUnion(boards)
            return delayUntilTick(&pending)
        }
        guard let delay else { return }
        if delay == 0 { pulse.run { self.tick() } } else { pulse.run(afterNanoseconds: delay) { self.tick() } }
    }

    /// Tells a subscriber what it missed since `lastEventID`, or how things stand, and from then on what happens.
    func subscribe(_ stream: AnswerStream, to filter: StreamFilter, after lastEventID: String?) {
        pulse.run { [self] in
            let begins = state.withLock { state in
                guard !state.isClosed else {
                    stream.finish(with: Self.ending("the server stops"))
                    return false
                }
                let pieces = beginning(for: filter, after: lastEventID, &state)
                guard stream.write(shared: pieces, count: pieces.reduce(0) { $0 + $1.count }) else {
                    if state.groups[filter]?.streams.isEmpty == true { state.groups[filter] = nil }
                    return false
                }
                state.groups[filter, default: Group()].streams.append(stream)
                state.count += 1
                defer { state.beats = true }
                return !state.beats
            }
            if begins { beat() }
        }
    }

    /// Ends every stream and takes no more, because the server stops.
    package func close() {
        let streams = state.withLock { state in
            state.isClosed = true
            defer {
                state.groups = [:]
                state.count = 0
            }
            return state.groups.values.flatMap(\.streams)
        }
        for stream in streams { stream.finish(with: Self.ending("the server stops")) }
    }
}

extension EventStream {
    /// When the next tick is due, unless one is already: at once after a quiet time, so that a single change is told
    /// without delay.
    private func delayUntilTick(_ pending: inout Pending) -> UInt64? {
        guard !pending.isTickDue else { return nil }
        pending.isTickDue = true
        guard let toldAt = pending.toldAt else { return 0 }
        let passed = clock.monotonic() - toldAt
        return passed >= Self.mergeNanoseconds ? 0 : Self.mergeNanoseconds - passed
    }

    /// Tells what has gathered.
    private func tick() {
        let (gates, others) = pending.withLock { pending in
            pending.isTickDue = false
            pending.toldAt = clock.monotonic()
            defer {
                pending.changed = []
                pending.news = []
            }
            return (pending.changed.sorted(), pending.news)
        }
        // Whatever changes from here on is told with the next tick.
        let boards = gates.map { (gate: $0, data: source.board($0)) }
        let happened = others.map { (kind: $0.kind, gate: $0.gate, data: $0.encode()) }
        state.withLock { state in
            // A board that shows the same as before is no news.
            let news = boards.filter { state.told[$0.gate] != $0.data }
            for board in news { state.told[board.gate] = board.data }
            let told = happened + news.map { (kind: StreamKind.board, gate: $0.gate, data: $0.data) }
            let events = told.map { event in
                state.number += 1
                return StreamEvent(
                    number: state.number, epoch: epoch, kind: event.kind, gate: event.gate, data: event.data)
            }
            state.figures.events += events.count
            Self.remember(events, &state)
            deliver(&state) { filter in events.filter(filter.takes).map(\.bytes) }
        }
    }

    private static func remember(_ events: [StreamEvent], _ state: inout State) {
        state.recent += events
        state.recentBytes += events.reduce(0) { $0 + $1.bytes.count }
        guard state.recentBytes > recentBytesMax else { return }
        // A quarter at a time, so that seldom anything is moved.
        var dropped = 0
        while state.recentBytes > recentBytesMax / 4 * 3 {
            state.recentBytes -= state.recent[dropped].bytes.count
            dropped += 1
        }
        state.recent.removeFirst(dropped)
    }

    /// Gives each group its pieces; lets go of who has gone, and of who is too slow.
    private func deliver(_ state: inout State, _ pieces: (StreamFilter) -> [[UInt8]]) {
        for (filter, group) in state.groups {
            let shared = pieces(filter)
            let count = shared.reduce(0) { $0 + $1.count }
            guard count > 0 else { continue }
            var gone = 0
            for stream in group.streams where !stream.write(shared: shared, count: count) {
                gone += 1
                guard !stream.isCancelled else { continue }
                state.figures.cut += 1
                stream.finish(with: Self.ending("more than \(Self.waitingBytes) bytes waited for you; read faster"))
            }
            guard gone > 0 else { continue }
            state.groups[filter]?.streams.removeAll { $0.isEnded }
            let rest = state.groups[filter]?.streams.count ?? 0
            state.count -= group.streams.count - rest
            if rest == 0 { state.groups[filter] = nil }
        }
    }

    /// Says something to all now and then, so that nobody on the way takes a stream for dead.
    private func beat() {
        pulse.run(afterNanoseconds: Self.heartbeatNanoseconds) { [weak self] in
            guard let self else { return }
            let goesOn = state.withLock { state in
                self.deliver(&state) { _ in Self.heartbeat }
                state.beats = state.count > 0
                return state.beats
            }
            if goesOn { beat() }
        }
    }

    private static func ending(_ reason: String) -> [UInt8] {
        StreamEvent.encode("end", id: nil, data: JSONWriter.encode(.object(["reason": .string(reason)])))
    }
}

extension EventStream {
    /// What a new subscriber hears first.
    private func beginning(
        for filter: StreamFilter, after lastEventID: String?, _ state: inout State
    ) -> [[UInt8]] {
        guard let lastEventID else { return [Self.opening, snapshot(for: filter, &state)] }
        if let number = number(of: lastEventID), number <= state.number,
            number + 1 >= state.recent.first?.number ?? state.number + 1
        {
            let missed = state.recent.drop { $0.number <= number }
            return [Self.opening] + missed.filter(filter.takes).map(\.bytes)
        }
        let reset = StreamEvent.encode(
            "reset", id: nil,
            data: JSONWriter.encode(
                .object(["reason": "what followed that event is not remembered; a fresh snapshot comes next"])))
        return [Self.opening, reset, snapshot(for: filter, &state)]
    }

    /// The number of an event of ours by its id.
    private func number(of id: String) -> Int? {
        let parts = id.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 2, parts[0] == epoch, parts[1].utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
            return nil
        }
        return Int(parts[1])
    }

    /// How things stand at the gates of a filter, as after the last event; made once between two events.
    private func snapshot(for filter: StreamFilter, _ state: inout State) -> [UInt8] {
        if let known = state.groups[filter]?.snapshot, known.number == state.number {
            return known.bytes
        }
        var writer = JSONWriter()
        writer.beginObject()
        writer.key("gates")
        writer.beginArray()
        for gate in source.gates() where filter.takes(gate) { writer.raw(source.board(gate)) }
        writer.endArray()
        writer.key("dataset")
        writer.raw(source.dataset())
        writer.endObject()
        let bytes = StreamEvent.encode("snapshot", id: "\(epoch)-\(state.number)", data: writer.bytes)
        state.groups[filter, default: Group()].snapshot = (state.number, bytes)
        return bytes
    }
}
