import BorderEconomy
import DomainTesting

/// A target with what is known of it, judged on a day.
struct TargetTrial {
    var measure = Measure.turnover
    var kind = Target.Kind.level
    var figure = Figure.of(9e9, period: "2025")
    var deadline: CalendarDay? = "2025-12-31"
    var baseline: Target.Baseline?
    var observations: [Observation] = []
    var direction = Indicator.Direction.higherIsBetter
    var phase: ProjectPhase?
    var thresholds = ProgressThresholds.standard

    /// A trial of the default target with turnover of one billion dollars times each value in its whole year.
    static func turnover(_ billions: [Int: Double]) -> TargetTrial {
        var trial = TargetTrial()
        for (year, value) in billions.sorted(by: { $0.key < $1.key }) {
            trial.observe(.of(value * 1e9, period: Period("\(year)")))
        }
        return trial
    }

    /// A trial of a share in percent that should come to `goal` by the end of 2025, with its values at years' ends.
    static func share(
        _ goal: Double, _ direction: Indicator.Direction = .higherIsBetter, seen values: [Int: Double]
    ) -> TargetTrial {
        var trial = TargetTrial()
        trial.kind = .share
        trial.figure = .of(goal, .percent)
        trial.direction = direction
        for (year, value) in values.sorted(by: { $0.key < $1.key }) {
            trial.observe(.of(value, .percent, asOf: CalendarDay("\(year)-12-31")))
        }
        return trial
    }

    mutating func observe(_ figure: Figure, measure: Measure? = nil) {
        guard let id = Identifier<Observation>("obs-\(observations.count)") else { return }
        observations.append(Observation(id: id, measure: measure ?? self.measure, figure: figure))
    }

    var target: Target {
        var target = Target(id: "target", measure: measure, kind: kind, figure: figure, setBy: "plan")
        target.deadline = deadline
        target.deadlineBasis = deadline == nil ? nil : .stated
        target.baseline = baseline
        return target
    }

    func progress(on day: CalendarDay = "2025-06-01") -> Progress {
        target.progress(
            on: day, observations: observations, direction: direction, phase: phase, thresholds: thresholds)
    }
}
