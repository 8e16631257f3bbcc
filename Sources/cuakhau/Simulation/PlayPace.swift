/// Whether a play keeps the pace that was asked for: how late its events are told.
struct PlayPace: Hashable, Sendable {
    /// Seconds of this machine's clock by which the events that were told last came late.
    private(set) var lag = 0.0
    /// The greatest lag so far.
    private(set) var greatestLag = 0.0

    /// Times of a play are whole seconds, and it looks at the clock twenty times a second: up to so many seconds nobody is
    /// late.
    static let tolerance = 1.5

    /// Notes that an event which was due `due` seconds after the beginning was taken up `elapsed` seconds after it, by this
    /// machine's clock.
    mutating func note(due: Double, elapsed: Double) {
        lag = max(0, elapsed - due)
        greatestLag = max(greatestLag, lag)
    }

    /// Whether everything was told when it was due, or nearly.
    var isKept: Bool { greatestLag <= Self.tolerance }

    /// What is to be said while the play goes on; nil while it keeps up.
    var warning: String? {
        lag > Self.tolerance ? "\(Self.seconds(lag)) behind: the server takes no more" : nil
    }

    /// What is to be said at the end.
    ///
    /// - Parameters:
    ///   - writes: how many were told.
    ///   - planned: the seconds in which they were to be told; nil for a play without an end.
    ///   - elapsed: the seconds that it took.
    func verdict(writes: Int, planned: Double?, elapsed: Double) -> String {
        let reached = Int(Double(writes) / max(elapsed, 0.001))
        if isKept { return "the pace was kept: \(reached) writes/s" }
        var text = "the pace was NOT kept: \(reached) writes/s were reached"
        if let planned, planned > 0 {
            text += " of \(Int(Double(writes) / planned)) that were asked; it took \(Self.seconds(elapsed))"
            text += " in place of \(Self.seconds(planned))"
        } else {
            text += ", and events came up to \(Self.seconds(greatestLag)) late"
        }
        return text
    }

    private static func seconds(_ seconds: Double) -> String { "\((seconds * 10).rounded() / 10) s" }
}
