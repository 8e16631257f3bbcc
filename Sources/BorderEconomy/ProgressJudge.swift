/// The steps of judging a numeric target.
struct ProgressJudge {
    let target: Target
    let day: CalendarDay
    let direction: Indicator.Direction
    let thresholds: ProgressThresholds

    func progress(observations: [Observation]) -> Progress {
        let usable = usableObservations(observations)
        let comparable = usable.filter { differences($0).isEmpty }
        var progress = Progress(
            status: .notMeasurable, evidence: .none, asOf: day, why: ProgressReason.nothingComparable)
        progress.incomparable = usable.compactMap { observation in
            let differences = differences(observation)
            return differences.isEmpty
                ? nil
                : IncomparableFigure(
                    observation: observation.id, value: observation.figure.central, unit: observation.figure.unit,
                    differences: differences)
        }
        guard let goal, let last = comparable.last else { return judged(progress, achieved: false) }
        // What came after the deadline shows nothing about it; it is taken only where nothing else is known.
        let latest = comparable.last { isInTime($0) } ?? last
        let isFulfilled = isFulfilled(by: latest, goal: goal)
        let isPartial = isPartYear(latest)
        progress.evidence = isPartial ? .partial : .comparable
        progress.latest = latest.id
        progress.latestValue = latest.figure.central
        guard let value = latest.figure.central else { return judged(progress, achieved: false) }
        if !isPartial || isFulfilled { measure(&progress, value: value, goal: goal) }
        if !isPartial { project(&progress, comparable: comparable, value: value, goal: goal, latest: latest) }
        return judged(progress, achieved: isFulfilled)
    }

    /// Whether a figure shows the target met: reached, within the time the target is about, not after its deadline.
    private func isFulfilled(by observation: Observation, goal: Double) -> Bool {
        guard let value = observation.figure.central, let last = observation.figure.lastDay, isInTime(observation)
        else { return false }
        if let start = target.figure.period?.start, last < start { return false }
        // The rest of the year adds to a part-year total: it can show that enough was reached, not that a limit was kept.
        if isPartYear(observation) && direction == .lowerIsBetter { return false }
        return isReached(value, goal: goal)
    }

    private func isInTime(_ observation: Observation) -> Bool {
        guard let deadline = target.deadline, let last = observation.figure.lastDay else { return true }
        return last <= deadline
    }

    private func isPartYear(_ observation: Observation) -> Bool {
        target.figure.period?.isCalendarYear == true && observation.figure.period?.isPartOfCalendarYear == true
    }

    /// The number to reach; of a range the end that is easier to reach.
    private var goal: Double? {
        if let value = target.figure.value { return value }
        return direction == .lowerIsBetter ? target.figure.high : target.figure.low
    }

    /// Figures of the subject and indicator up to the day, whether they can be compared with the target or not.
    private func usableObservations(_ observations: [Observation]) -> [Observation] {
        observations.filter {
            $0.measure.subject == target.measure.subject && $0.measure.indicator == target.measure.indicator
                && $0.figure.layer != .sidebar && $0.figure.central != nil
                && ($0.figure.lastDay.map { $0 <= day } ?? false)
        }.sorted { ($0.figure.lastDay ?? day, $0.id) < ($1.figure.lastDay ?? day, $1.id) }
    }

    /// What keeps a figure from being compared with the target.
    private func differences(_ observation: Observation) -> [IncomparableFigure.Difference] {
        IncomparableFigure.Difference.allCases.filter { difference in
            switch difference {
            case .scope: observation.measure.scope != target.measure.scope
            case .breakdown: observation.measure.dimensions != target.measure.dimensions
            case .unit: observation.figure.unit != target.figure.unit
            case .priceBasis: observation.figure.priceBasis != target.figure.priceBasis
            }
        }
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
