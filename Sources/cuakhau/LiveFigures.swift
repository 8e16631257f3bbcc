import BorderEconomy
import Catalog
import Dispatch
import Journal
import Synchronization

/// Turns what is counted at the gates into observations of the registry, once a minute at most, so that our own figures
/// answer every question that those of other sources do.
///
/// The days of the last month are shown, today and yesterday hour by hour. What was counted before stays in the bulletins.
final class LiveFigures: Sendable {
    /// Days that are shown.
    static let days = 31
    /// Days that are shown hour by hour.
    static let hourlyDays = 2
    /// Days that are looked at again each minute: something may be reported late.
    static let openDays = 8
    private static let seconds = 60

    private struct Key: Hashable {
        let gate: Identifier<BorderGate>
        let day: CalendarDay
        let scope: Bulletin.Scope
    }

    private let writer: GateWriter
    private let rules: YardRules
    private let show: @Sendable (CountedFigures) -> Void
    private let report: @Sendable (JournalFault) -> Void
    private let queue = DispatchQueue(label: "cuakhau.live-figures", qos: .utility)
    private let isStopped = Atomic<Bool>(false)
    private let known = Mutex<(byDay: [Key: [Observation]], digest: String?)>(([:], nil))

    /// - Parameters:
    ///   - show: takes the figures when they have changed.
    ///   - report: takes a fault of the journal; the figures of that day come with the next minute.
    init(
        of writer: GateWriter, rules: YardRules, show: @escaping @Sendable (CountedFigures) -> Void,
        report: @escaping @Sendable (JournalFault) -> Void
    ) {
        self.writer = writer
        self.rules = rules
        self.show = show
        self.report = report
    }

    /// Shows the figures now and then every minute. `now` tells the moment.
    func start(now: @escaping @Sendable () -> Moment) {
        queue.async { [weak self] in self?.read(at: now()) }
        queue.asyncAfter(deadline: .now() + .seconds(Self.seconds)) { [weak self] in
            guard let self, !isStopped.load(ordering: .relaxed) else { return }
            start(now: now)
        }
    }

    func stop() { isStopped.store(true, ordering: .relaxed) }

    /// Reads what is not known or may have changed, and shows all of it.
    private func read(at now: Moment) {
        guard let today = rules.dayCut.day(of: ClockHour(of: now)) else { return }
        let group = DispatchGroup()
        var shown: Set<Key> = []
        for gate in writer.live.publication.boards.map(\.gate) {
            for age in 0..<Self.days {
                guard let day = CalendarDay(daysSince1970: today.daysSince1970 - age) else { continue }
                for scope in [Bulletin.Scope.real, .simulated] {
                    let key = Key(gate: gate, day: day, scope: scope)
                    shown.insert(key)
                    guard age < Self.openDays || known.withLock({ $0.byDay[key] == nil }) else { continue }
                    group.enter()
                    writer.readBulletin(of: gate, day: day, scope: scope) { [weak self] result in
                        self?.take(result, as: key, isHourly: age < Self.hourlyDays)
                        group.leave()
                    }
                }
            }
        }
        group.notify(queue: queue) { [weak self, shown] in self?.tell(shown) }
    }

    private func take(_ result: Result<Bulletin?, JournalFault>, as key: Key, isHourly: Bool) {
        switch result {
        case .success(let bulletin):
            let all = bulletin?.observations() ?? []
            let kept = isHourly ? all : all.filter { $0.measure.dimensions["hour"] == nil }
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
