/// The thresholds by which a projected value is judged, as shares of the target; they are settings and are served.
package struct ProgressThresholds: Hashable, Sendable {
    /// A projection of at least this share of the target is on track.
    package let onTrackShare: Double
    /// A projection of at least this share, but less than on track, is at risk; anything less is behind.
    package let atRiskShare: Double

    package static let standard = ProgressThresholds(onTrackShare: 1, atRiskShare: 0.9)

    /// Nil unless 0 < at risk ≤ on track ≤ 1.
    package init?(checkedOnTrack onTrackShare: Double, atRisk atRiskShare: Double) {
        guard atRiskShare > 0, atRiskShare <= onTrackShare, onTrackShare <= 1 else { return nil }
        self.init(onTrackShare: onTrackShare, atRiskShare: atRiskShare)
    }

    private init(onTrackShare: Double, atRiskShare: Double) {
        self.onTrackShare = onTrackShare
        self.atRiskShare = atRiskShare
    }
}

/// How far a target has come on a day, from figures that may be compared with it.
///
/// The status has this precedence: achieved, missed (the deadline has passed), not measurable (no comparable
/// baseline), then behind, at risk or on track by the thresholds. Figures of another scope or price basis are never
/// compared; a part-year total stands beside a full-year target only as partial evidence.
package struct Progress: Sendable {
    package enum Status: String, Sendable, CaseIterable {
        case achieved, missed, behind
        case notMeasurable = "not-measurable"
        case atRisk = "at-risk"
        case onTrack = "on-track"
    }

    /// What the status rests on.
    package enum Evidence: String, Sendable, CaseIterable {
        case comparable
        /// The latest figure covers part of the year that the target speaks of.
        case partial
        case none
    }

    package var status: Status
    package var evidence: Evidence
    /// The day it was judged on.
    package var asOf: CalendarDay
    package var latest: Identifier<Observation>?
    package var latestValue: Double?
    /// Target less latest, in the target's unit.
    package var gap: Double?
    /// The gap in percent of the target.
    package var gapRelative: Double?
    /// Growth needed to the deadline: percent a year, or percentage points a year for shares.
    package var neededPerYear: Double?
    /// Growth seen, in the same unit.
    package var seenPerYear: Double?
    package var projectedValue: Double?
    package var why: LocalizedText
}

extension Target {
    /// Progress on `day`.
    ///
    /// - Parameters:
    ///   - observations: those of the target's subject and indicator; others are passed over.
    ///   - direction: whether more or less of the indicator is better.
    ///   - phase: of the subject, for the commissioning of a project.
    package func progress(
        on day: CalendarDay, observations: [Observation], direction: Indicator.Direction, phase: ProjectPhase?,
        thresholds: ProgressThresholds
    ) -> Progress {
        if kind == .commissioning { return commissioningProgress(on: day, phase: phase) }
        let judge = ProgressJudge(target: self, day: day, direction: direction, thresholds: thresholds)
        return judge.progress(observations: observations)
    }

    private func commissioningProgress(on day: CalendarDay, phase: ProjectPhase?) -> Progress {
        var progress = Progress(status: .notMeasurable, evidence: .none, asOf: day, why: ProgressReason.noPhase)
        if let phase {
            progress.evidence = .comparable
            progress.why = ProgressReason.phase(phase)
        }
        if phase == .operating {
            progress.status = .achieved
        } else if let deadline, deadline < day {
            progress.status = .missed
            progress.why = ProgressReason.deadlinePassed(deadline, evidence: progress.evidence)
        }
        return progress
    }
}

/// The steps of judging a numeric target.
private struct ProgressJudge {
    let target: Target
    let day: CalendarDay
    let direction: Indicator.Direction
    let thresholds: ProgressThresholds

    func progress(observations: [Observation]) -> Progress {
        let comparable = comparableObservations(observations)
        var progress = Progress(
            status: .notMeasurable, evidence: .none, asOf: day, why: ProgressReason.nothingComparable)
        guard let goal, let latest = comparable.last else { return judged(progress, achieved: false) }
        let isPartial =
            target.figure.period?.isCalendarYear == true
            && latest.figure.period?.isPartOfCalendarYear == true
        progress.evidence = isPartial ? .partial : .comparable
        progress.latest = latest.id
        progress.latestValue = latest.figure.central
        guard let value = latest.figure.central else { return judged(progress, achieved: false) }
        // The rest of the year adds to a part-year total: it can show that enough was reached, not that a limit was kept.
        let isSettled = !isPartial || direction != .lowerIsBetter
        let achieved = isReached(value, goal: goal) && isSettled && speaksOfTheTargetsTime(latest)
        if !isPartial || achieved { measure(&progress, value: value, goal: goal) }
        if !isPartial { project(&progress, comparable: comparable, value: value, goal: goal, latest: latest) }
        return judged(progress, achieved: achieved)
    }

    /// The number to reach; of a range the end that is easier to reach.
    private var goal: Double? {
        if let value = target.figure.value { return value }
        return direction == .lowerIsBetter ? target.figure.high : target.figure.low
    }

    private func comparableObservations(_ observations: [Observation]) -> [Observation] {
        observations.filter {
            $0.measure == target.measure && $0.figure.unit == target.figure.unit
                && $0.figure.priceBasis == target.figure.priceBasis && $0.figure.layer != .sidebar
                && $0.figure.central != nil && ($0.figure.lastDay.map { $0 <= day } ?? false)
        }.sorted { ($0.figure.lastDay ?? day, $0.id) < ($1.figure.lastDay ?? day, $1.id) }
    }

    /// A figure from before the plan's period does not fulfil a target that is about a later year.
    private func speaksOfTheTargetsTime(_ observation: Observation) -> Bool {
        guard let last = observation.figure.lastDay else { return false }
        if let start = target.figure.period?.start { return last >= start }
        return true
    }

    private func isReached(_ value: Double, goal: Double) -> Bool {
        direction == .lowerIsBetter ? value <= goal : value >= goal
    }

    private func measure(_ progress: inout Progress, value: Double, goal: Double) {
        progress.gap = goal - value
        progress.gapRelative = goal == 0 ? nil : (goal - value) / goal * 100
    }

    private func project(
        _ progress: inout Progress, comparable: [Observation], value: Double, goal: Double, latest: Observation
    ) {
        guard let deadline = target.deadline, let last = latest.figure.lastDay else { return }
        let years = Double(deadline.daysSince1970 - last.daysSince1970) / 365.2425
        if years > 0 { progress.neededPerYear = perYear(from: value, to: goal, years: years) }
        guard let (start, startDay) = startingPoint(before: latest, in: comparable) else { return }
        let seenYears = Double(last.daysSince1970 - startDay.daysSince1970) / 365.2425
        guard seenYears > 0, let seen = perYear(from: start, to: value, years: seenYears) else { return }
        progress.seenPerYear = seen
        guard years > 0 else { return }
        let projected = isShare ? value + seen * years : value * power(1 + seen / 100, years)
        if projected.isFinite { progress.projectedValue = projected }
    }

    /// How much of the goal a projected value comes to; where less is better, how far it stays within the goal.
    private func share(of projected: Double, goal: Double) -> Double {
        guard direction == .lowerIsBetter else { return projected / goal }
        return projected > 0 ? goal / projected : .infinity
    }

    private var isShare: Bool { target.figure.unit == .percent }

    /// Change a year: percentage points for shares, compound percent for the rest.
    private func perYear(from start: Double, to end: Double, years: Double) -> Double? {
        if isShare { return (end - start) / years }
        guard start > 0, end > 0 else { return nil }
        // A great change over a few days compounds beyond what a number can hold, and says nothing.
        let change = (power(end / start, 1 / years) - 1) * 100
        return change.isFinite ? change : nil
    }

    /// An earlier value to see growth from: an earlier observation, the earlier value that the latest one's own
    /// comparison implies, or the target's baseline.
    private func startingPoint(before latest: Observation, in comparable: [Observation]) -> (Double, CalendarDay)? {
        for earlier in comparable.dropLast().reversed() {
            if let value = earlier.figure.central, let day = earlier.figure.lastDay, let last = latest.figure.lastDay,
                day < last, earlier.figure.period?.isPartOfCalendarYear != true
            {
                return (value, day)
            }
        }
        if let value = latest.figure.central {
            for comparison in latest.figure.comparisons {
                if comparison.kind != .changeAmbiguous, let previous = comparison.impliedPrevious(of: value),
                    let end = comparison.basePeriod?.end
                {
                    return (previous, end)
                }
            }
        }
        if let baseline = target.baseline, let end = baseline.period?.end { return (baseline.value, end) }
        return nil
    }

    private func judged(_ unjudged: Progress, achieved: Bool) -> Progress {
        var progress = unjudged
        if achieved {
            progress.status = .achieved
            progress.why = ProgressReason.reached
        } else if let deadline = target.deadline, deadline < day {
            progress.status = .missed
            progress.why = ProgressReason.deadlinePassed(deadline, evidence: progress.evidence)
        } else if progress.evidence == .partial {
            progress.why = ProgressReason.partYear
        } else if let projected = progress.projectedValue, let goal, goal > 0 {
            let share = share(of: projected, goal: goal)
            progress.status =
                share >= thresholds.onTrackShare ? .onTrack : share >= thresholds.atRiskShare ? .atRisk : .behind
            progress.why = ProgressReason.projected(share: share, thresholds)
        } else if progress.evidence == .comparable {
            progress.why = ProgressReason.noGrowth
        }
        return progress
    }
}

/// `base` to the power `exponent`, without Foundation: by binary exponentiation of the whole part and, for the rest,
/// by repeated square roots, which reaches the precision of a Double.
func power(_ base: Double, _ exponent: Double) -> Double {
    if exponent < 0 { return 1 / power(base, -exponent) }
    guard base > 0, exponent.isFinite else { return base == 0 ? 0 : .nan }
    var result = 1.0
    var whole = exponent.rounded(.down)
    var square = base
    while whole >= 1 {
        if whole.truncatingRemainder(dividingBy: 2) == 1 { result *= square }
        whole = (whole / 2).rounded(.down)
        square *= square
    }
    var rest = exponent - exponent.rounded(.down)
    var root = base
    for _ in 0..<60 where rest > 0 {
        root = root.squareRoot()
        rest *= 2
        if rest >= 1 {
            result *= root
            rest -= 1
        }
    }
    return result
}

/// The rules of progress in words.
private enum ProgressReason {
    static let nothingComparable = LocalizedText(
        vietnamese: "không có số liệu nào cùng chỉ tiêu, phạm vi và giá để so sánh",
        english: "no observation has the same indicator, scope and price basis")
    static let reached = LocalizedText(
        vietnamese: "số liệu so sánh được gần nhất đã đạt mục tiêu",
        english: "the latest comparable observation reaches the target")
    static let partYear = LocalizedText(
        vietnamese: "số liệu gần nhất chỉ là một phần của năm, không so với cả năm",
        english: "the latest observation covers part of a year and is not compared with a full year")
    static let noGrowth = LocalizedText(
        vietnamese: "chưa có mốc trước để biết mức tăng",
        english: "there is no earlier comparable value to see growth from")
    static let noPhase = LocalizedText(
        vietnamese: "không có nguồn nói dự án đang ở giai đoạn nào",
        english: "no source reports which phase the project is in")

    static func phase(_ phase: ProjectPhase) -> LocalizedText {
        LocalizedText(
            vietnamese: "giai đoạn được ghi nhận gần nhất: \(phase.rawValue)",
            english: "the last phase reported is \(phase.rawValue)")
    }

    static func deadlinePassed(_ deadline: CalendarDay, evidence: Progress.Evidence) -> LocalizedText {
        switch evidence {
        case .comparable:
            LocalizedText(
                vietnamese: "đã qua hạn \(deadline) mà số liệu so sánh được gần nhất chưa đạt",
                english: "the deadline \(deadline) has passed and the latest comparable evidence falls short")
        case .partial:
            LocalizedText(
                vietnamese: "đã qua hạn \(deadline); chỉ có số liệu một phần của năm",
                english: "the deadline \(deadline) has passed; only a part-year figure is known")
        case .none:
            LocalizedText(
                vietnamese: "đã qua hạn \(deadline) và không có số liệu so sánh được nào cho thấy đã đạt",
                english: "the deadline \(deadline) has passed and no comparable observation shows that it was met")
        }
    }

    static func projected(share: Double, _ thresholds: ProgressThresholds) -> LocalizedText {
        let percent = share > 9.99 ? ">999" : "\(Int((max(share, -9.99) * 100).rounded()))"
        return LocalizedText(
            vietnamese: "theo mức tăng đã thấy sẽ đạt \(percent)% mục tiêu vào hạn "
                + "(đúng tiến độ từ \(Int(thresholds.onTrackShare * 100))%, "
                + "có rủi ro từ \(Int(thresholds.atRiskShare * 100))%)",
            english: "at the growth seen, \(percent)% of the target is reached by the deadline "
                + "(on track from \(Int(thresholds.onTrackShare * 100))%, "
                + "at risk from \(Int(thresholds.atRiskShare * 100))%)")
    }
}
