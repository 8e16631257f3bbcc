internal import BorderEconomy

/// Whether the wall clock is to be believed in matters of hours and days.
///
/// What is let go of because its time is over does not come back. Therefore a clock that jumps is not believed at once,
/// but when it has gone evenly for five minutes.
struct ClockWatch {
    /// Beats of the writer's pulse, five seconds each, in which the clock has to go evenly.
    static let evenBeats = 60
    /// Further than this it does not go from one beat to the next, unless it jumps or the machine slept.
    private static let longestBeatSeconds: Int64 = 60

    private var last: Moment?
    private var beats = 0

    /// Notes a beat; true when the clock is believed.
    mutating func believes(_ now: Moment) -> Bool {
        let isEven = last.map { (0...Self.longestBeatSeconds).contains(now.seconds(since: $0)) } ?? false
        beats = isEven ? min(beats + 1, Self.evenBeats) : 0
        last = now
        return beats == Self.evenBeats
    }
}
