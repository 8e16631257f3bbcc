internal import HTTPEngine
internal import Transport

/// Everything that one loop counts. Only that loop calls what changes it.
final class LoopCounters: Sendable {
    /// The numbers that have no further parts.
    enum Counter: Int, CaseIterable {
        case accepted, refused, receivedBytes, sentBytes, durationNanoseconds, handshakesFailed
        /// Answers that are promised or made piece by piece at present; and those that were not finished.
        case unfinished, abandoned
    }

    /// Upper bounds of the buckets of the duration, in nanoseconds: most answers take some ten microseconds, and what
    /// is worked out off the loops may take seconds.
    static let durationBounds: [UInt64] = [
        10_000, 25_000, 50_000, 100_000, 250_000, 500_000, 1_000_000, 2_500_000, 5_000_000, 10_000_000, 25_000_000,
        50_000_000, 100_000_000, 250_000_000, 500_000_000, 1_000_000_000, 2_500_000_000, 10_000_000_000,
    ]

    private let answers = AnswerCounters()
    private let numbers = CounterCells(count: Counter.allCases.count)
    /// The last is for what is beyond the greatest bound.
    private let durations = CounterCells(count: durationBounds.count + 1)
    /// `durationBounds`, to be read without a reference to the array.
    private nonisolated(unsafe) let bounds: UnsafeMutablePointer<UInt64>
    private let handshakes = CounterCells(count: HandshakeKind.allCases.count)
    private let limits = CounterCells(count: LimitKind.allCases.count)
    private let errors = CounterCells(count: ProtocolError.allCases.count)

    init() {
        bounds = .allocate(capacity: Self.durationBounds.count)
        for (index, bound) in Self.durationBounds.enumerated() { (bounds + index).initialize(to: bound) }
    }

    deinit {
        bounds.deallocate()
    }

    @inline(__always)
    func add(_ amount: Int, to counter: Counter) {
        numbers.add(UInt64(truncatingIfNeeded: amount), to: counter.rawValue)
    }

    func countAnswer(route: UInt16, method: HTTPMethod, status: HTTPStatus) {
        answers.count(route: route, method: method, status: status)
    }

    /// So many answers took so long each.
    func countDuration(_ nanoseconds: UInt64, answers count: Int) {
        var bucket = 0
        while bucket < durations.count - 1, nanoseconds > bounds[bucket] { bucket += 1 }
        durations.add(UInt64(count), to: bucket)
        add(Int(truncatingIfNeeded: nanoseconds) &* count, to: .durationNanoseconds)
    }

    func countHandshake(_ version: TLSVersion, isResumed: Bool) {
        handshakes.add(1, to: HandshakeKind(version, isResumed: isResumed).index)
    }

    func countLimit(_ limit: LimitKind) {
        limits.add(1, to: Int(limit.rawValue))
    }

    /// A request was refused: for a limit of ours or for a fault of the peer's.
    func countError(_ error: ProtocolError) {
        if let limit = LimitKind(error) {
            countLimit(limit)
        } else {
            errors.add(1, to: Int(error.rawValue))
        }
    }

    /// Adds what this loop has counted.
    func add(to figures: inout TrafficFigures) {
        answers.forEach { kind, count in figures.answers[kind, default: 0] += count }
        for index in 0..<durations.count { figures.durationCounts[index] += durations[index] }
        for limit in LimitKind.allCases { figures.limits[limit, default: 0] += limits[Int(limit.rawValue)] }
        for error in ProtocolError.allCases where LimitKind(error) == nil {
            figures.protocolErrors[error, default: 0] += errors[Int(error.rawValue)]
        }
        figures.durationNanoseconds += numbers[Counter.durationNanoseconds.rawValue]
        for kind in HandshakeKind.allCases { figures.handshakes[kind, default: 0] += handshakes[kind.index] }
        figures.handshakesFailed += numbers[Counter.handshakesFailed.rawValue]
        figures.unfinished += Int(truncatingIfNeeded: numbers[Counter.unfinished.rawValue])
        figures.abandoned += numbers[Counter.abandoned.rawValue]
        figures.accepted += numbers[Counter.accepted.rawValue]
        figures.refused += numbers[Counter.refused.rawValue]
        figures.receivedBytes += numbers[Counter.receivedBytes.rawValue]
        figures.sentBytes += numbers[Counter.sentBytes.rawValue]
    }
}
