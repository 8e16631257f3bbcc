import BorderEconomy
import Catalog
import Dispatch
import Journal
import Synchronization

/// Turns what is counted at the gates into observations of the registry, so that our own figures answer every question
/// that those of other sources do.
///
/// What changed is shown at whole quarters of an hour, or whatever is set, and not as it happens: each time makes a version
/// of the data set, and who pages through one needs it for a while. Boards and bulletins have what is so now. The days of the last month are shown, today and yesterday hour by hour. What was counted before stays in the bulletins.
final class LiveFigures: Sendable {
    /// Days that are shown.
    static let days = 31
    /// Days that are shown hour by hour.
    static let hourlyDays = 2
    /// Days that are looked at again each time: something may be reported late.
    static let openDays = 8

    private struct Key: Hashable {
        let gate: Identifier<BorderGate>
        let day: CalendarDay
        let scope: Bulletin.Scope
        /// Whether it is shown hour by hour.
        let isHourly: Bool
    }

    private let writer: GateWriter
    private let rules: YardRules
    private let seconds: Int64
    private let show: @Sendable (CountedFigures) -> Void
    private let report: @Sendable (JournalFault) -> Void
    private let queue = DispatchQueue(label: "cuakhau.live-figures", qos: .utility)
    private let isStopped = Atomic<Bool>(false)
    private let known = Mutex<(byDay: [Key: [Observation]], digest: String?)>(([:], nil))

    /// - Parameters:
    ///   - minutes: how often what changed is shown, at the minutes of the clock that they divide.
    ///   - show: takes the figures when they have changed.
    ///   - report: takes a fault of the journal; the figures of that day come the next time.
    init(
        of writer: GateWriter, rules: YardRules, everyMinutes minutes: Int,
        show: @escaping @Sendable (CountedFigures) -> Void, report: @escaping @Sendable (JournalFault) -> Void
    ) {
        self.writer = writer
        self.rules = rules
        seconds = Int64(minutes) * 60
        self.show = show
        self.report = report
    }

    /// Shows the figures now, and again when their time comes. `now` tells the moment.
    func start(now: @escaping @Sendable () -> Moment) {
        queue.async { [weak self] in
            guard let self, !isStopped.load(ordering: .relaxed) else { return }
            let (keys, shown) = self.keys(at: now())
            read(keys[...]) { [weak self] in
                guard let self else { return }
                tell(shown)
                queue.asyncAfter(deadline: .now() + .seconds(secondsLeft(at: now()))) { [weak self] in
                    self?.start(now: now)
                }
            }
        }
    }

    /// How long it is until the figures are shown next.
    func secondsLeft(at now: Moment) -> Int {
        let past = now.secondsSince1970 % seconds
        return Int(seconds - (past < 0 ? past + seconds : past))
    }

    func stop() { isStopped.store(true, ordering: .relaxed) }

    /// What is to be read, because it is not known or may have changed, and all that is shown.
    private func keys(at now: Moment) -> (read: [Key], shown: Set<Key>) {
        guard let today = rules.dayCut.day(of: ClockHour(of: now)) else { return ([], []) }
        var read: [Key] = []
        var shown: Set<Key> = []
        for gate in writer.live.publication.boards.map(\.gate) {
            for age in 0..<Self.days {
                guard let day = CalendarDay(daysSince1970: today.daysSince1970 - age) else { continue }
                for scope in [Bulletin.Scope.real, .simulated] {
                    let key = Key(gate: gate, day: day, scope: scope, isHourly: age < Self.hourlyDays)
                    shown.insert(key)
                    if age < Self.openDays || known.withLock({ $0.byDay[key] == nil }) { read.append(key) }
                }
            }
        }
        return (read, shown)
    }

    /// Reads one day after the other: nobody waits for it, and the writer has others to serve.
    private func read(_ keys: ArraySlice<Key>, then finish: @escaping @Sendable () -> Void) {
        guard let key = keys.first, !isStopped.load(ordering: .relaxed) else { return finish() }
        writer.readBulletin(of: key.gate, day: key.day, scope: key.scope) { [weak self] result in
            guard let self else { return }
            take(result, as: key)
            queue.async { self.read(keys.dropFirst(), then: finish) }
        }
    }

    private func take(_ result: Result<Bulletin?, JournalFault>, as key: Key) {
        switch result {
        case .success(let bulletin):
            let all = bulletin?.observations() ?? []
            let kept = key.isHourly ? all : all.filter { $0.measure.dimensions["hour"] == nil }
            known.withLock { $0.byDay[key] = kept }
        case .failure(let fault): report(fault)
        }
    }

    private func tell(_ shown: Set<Key>) {
        let figures: CountedFigures? = known.withLock { known in
            known.byDay = known.byDay.filter { shown.contains($0.key) }
            let inOrder = known.byDay.sorted {
                ($0.key.day, $0.key.gate, $0.key.scope.rawValue) < ($1.key.day, $1.key.gate, $1.key.scope.rawValue)
            }
            let figures = CountedFigures(inOrder.flatMap(\.value))
            guard figures.digest != known.digest else { return nil }
            known.digest = figures.digest
            return figures
        }
        if let figures { show(figures) }
    }
}
