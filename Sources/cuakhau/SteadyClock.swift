import BorderEconomy
import Synchronization
import Transport

/// The wall clock as far as it is believed. One that jumps, forward or back, is followed when it has gone evenly for five
/// minutes; until then time goes on as it went before.
///
/// What is written has its time for good: a clock that is set wrong for a moment would put steps of visits into the future,
/// after which true times lie before the last step, empty the windows of boards, and forget Idempotency-Keys. Small
/// differences, as when a clock is disciplined, are followed at once.
final class SteadyClock: Sendable {
    /// What becomes of a jump.
    enum News: Equatable, Sendable {
        /// The clock has jumped by so much; time goes on without it.
        case jumped(seconds: Int64)
        /// The clock is back where it was.
        case returned
        /// The clock has gone evenly where it jumped to, this far from before, and is followed.
        case followed(seconds: Int64)
    }

    /// The clocks of the machine in nanoseconds.
    struct Source: Sendable {
        /// Since 1970.
        let wall: @Sendable () -> UInt64
        /// Since any moment, never jumping.
        let steady: @Sendable () -> UInt64

        static let machine = Source(wall: { SystemClock.wall }, steady: { SystemClock.sinceBoot })
    }

    /// Further than this the wall clock does not differ from one look to the next, unless it jumps.
    static let toleratedNanoseconds: Int64 = 60_000_000_000
    /// How long a clock that has jumped has to go evenly.
    static let evenNanoseconds: Int64 = 300_000_000_000
    /// Differences below are not worth a write that all threads see.
    private static let followedNanoseconds: Int64 = 1_000_000

    /// A clock that has jumped: how far the wall clock is ahead of the steady one, and since when by that.
    private struct Doubt {
        var lead: Int64
        let since: Int64
    }

    private let source: Source
    private let report: @Sendable (News) -> Void
    /// How far the wall clock is ahead of the steady one, as far as it is believed.
    private let lead: Atomic<Int64>
    private let isDoubtful = Atomic<Bool>(false)
    private let doubt = Mutex<Doubt?>(nil)

    /// - Parameter report: told of a jump, and of what becomes of it, once each; called by whoever asks for the time.
    init(_ source: Source = .machine, reporting report: @escaping @Sendable (News) -> Void) {
        self.source = source
        self.report = report
        lead = Atomic(Int64(source.wall()) - Int64(source.steady()))
    }

    /// The present moment.
    var now: Moment {
        let nanoseconds = self.nanoseconds
        return Moment(secondsSince1970: nanoseconds / 1_000_000_000)
    }

    private var nanoseconds: Int64 {
        let steady = Int64(source.steady())
        let wall = Int64(source.wall())
        let seen = wall - steady
        let believed = lead.load(ordering: .relaxed)
        guard abs(seen - believed) <= Self.toleratedNanoseconds else { return judge(seen, at: steady) }
        if abs(seen - believed) > Self.followedNanoseconds { lead.store(seen, ordering: .relaxed) }
        if isDoubtful.load(ordering: .relaxed) { settle() }
        return wall
    }

    /// The clock is where it is believed to be.
    private func settle() {
        let isNews = doubt.withLock { doubt in
            defer { doubt = nil }
            isDoubtful.store(false, ordering: .relaxed)
            return doubt != nil
        }
        if isNews { report(.returned) }
    }

    /// The time by a clock that has jumped.
    private func judge(_ seen: Int64, at steady: Int64) -> Int64 {
        let (time, news) = doubt.withLock { doubt -> (Int64, News?) in
            let believed = lead.load(ordering: .relaxed)
            let seconds = (seen - believed) / 1_000_000_000
            // Another thread may have followed it since.
            guard abs(seen - believed) > Self.toleratedNanoseconds else { return (seen + steady, nil) }
            guard let known = doubt, abs(seen - known.lead) <= Self.toleratedNanoseconds else {
                let isFirst = doubt == nil
                doubt = Doubt(lead: seen, since: steady)
                isDoubtful.store(true, ordering: .relaxed)
                return (believed + steady, isFirst ? .jumped(seconds: seconds) : nil)
            }
            guard steady - known.since >= Self.evenNanoseconds else {
                doubt?.lead = seen
                return (believed + steady, nil)
            }
            doubt = nil
            isDoubtful.store(false, ordering: .relaxed)
            lead.store(seen, ordering: .relaxed)
            return (seen + steady, .followed(seconds: seconds))
        }
        if let news { report(news) }
        return time
    }
}
