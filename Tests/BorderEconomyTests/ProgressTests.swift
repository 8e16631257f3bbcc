import BorderEconomy
import DomainTesting
import Glibc
import Testing

struct ProgressTests {
    /// Days of a mean Gregorian year, by which growth is counted.
    private static let year = 365.2425

    private func isNear(_ value: Double?, _ expected: Double) -> Bool {
        value.map { abs($0 - expected) <= abs(expected) * 1e-9 } ?? false
    }

    @Test(arguments: [
        ([2023: 5, 2024: 7] as [Int: Double], Progress.Status.onTrack), ([2023: 6, 2024: 7], .atRisk),
        ([2023: 6.5, 2024: 7], .behind),
        ([2023: 7, 2024: 6], .behind), ([2024: 7], .notMeasurable), ([:], .notMeasurable),
    ])
    func status_beforeTheDeadline_isByTheProjection(_ billions: [Int: Double], status: Progress.Status) {
        #expect(TargetTrial.turnover(billions).progress().status == status)
    }

    @Test func achieved_comesBeforeMissed() {
        let progress = TargetTrial.turnover([2024: 7, 2025: 9]).progress(on: "2026-11-21")
        #expect(progress.status == .achieved)
        #expect(progress.gap == 0)
        #expect(progress.why.english == "the latest comparable observation reaches the target")
    }

    @Test func achieved_isShownByTheLatestFigureInTime() {
        let earlier = TargetTrial.turnover([2025: 9, 2026: 8]).progress(on: "2027-06-01")
        #expect(earlier.status == .achieved)
        #expect(earlier.latestValue == 9e9)
    }

    @Test func achieved_isNotShownByAFigureAfterTheDeadline() {
        let late = TargetTrial.turnover([2024: 7, 2026: 9.5]).progress(on: "2027-06-01")
        #expect(late.status == .missed)
        #expect(
            late.why.english
                == "the deadline 2025-12-31 has passed and no comparable evidence up to it reaches the target")
    }

    @Test func missed_comesBeforeNotMeasurable() {
        let unknown = TargetTrial().progress(on: "2026-01-01")
        #expect(unknown.status == .missed)
        #expect(unknown.evidence == .none)
        #expect(
            unknown.why.english
                == "the deadline 2025-12-31 has passed and no comparable observation shows that it was met")
        let short = TargetTrial.turnover([2024: 7, 2025: 8.9]).progress(on: "2026-01-01")
        #expect(short.status == .missed)
        #expect(short.evidence == .comparable)
    }

    @Test func missed_comesBeforeBehind() {
        #expect(TargetTrial.turnover([2023: 6.5, 2024: 7]).progress(on: "2026-01-01").status == .missed)
    }

    @Test(arguments: [("2025-12-31" as CalendarDay, Progress.Status.onTrack), ("2026-01-01", .missed)])
    func deadline_isTheLastDayInTime(_ day: CalendarDay, status: Progress.Status) {
        #expect(TargetTrial.turnover([2023: 5, 2024: 7]).progress(on: day).status == status)
    }

    @Test func day_limitsWhatIsSeen() {
        let trial = TargetTrial.turnover([2023: 5, 2024: 7, 2025: 9.5])
        #expect(trial.progress(on: "2024-12-30").latestValue == 5e9)
        #expect(trial.progress(on: "2024-12-31").latestValue == 7e9)
        #expect(trial.progress(on: "2025-12-30").status == .onTrack)
        #expect(trial.progress(on: "2025-12-31").status == .achieved)
        #expect(trial.progress(on: "2025-12-30").asOf == "2025-12-30")
    }

    @Test func order_ofTheObservations_doesNotMatter() {
        var trial = TargetTrial.turnover([2023: 5, 2024: 7])
        trial.observations.reverse()
        #expect(trial.progress().latestValue == 7e9)
        #expect(trial.progress().status == .onTrack)
    }

    @Test func target_withoutDeadline_isNeverMissed() {
        var trial = TargetTrial.turnover([2023: 5, 2024: 7])
        trial.deadline = nil
        let progress = trial.progress(on: "2050-01-01")
        #expect(progress.status == .notMeasurable)
        #expect(progress.gap == 2e9)
        #expect(progress.projectedValue == nil)
    }

    @Test func figure_fromBeforeTheTargetsYear_doesNotFulfilIt() {
        let trial = TargetTrial.turnover([2023: 8, 2024: 9.5])
        #expect(trial.progress().status == .onTrack)
        #expect(trial.progress(on: "2026-01-01").status == .missed)
    }

    @Test func numbers_areThoseOfCompoundGrowth() {
        let progress = TargetTrial.turnover([2023: 5, 2024: 7]).progress()
        #expect(progress.latest == "obs-1")
        #expect(progress.latestValue == 7e9)
        #expect(progress.gap == 2e9)
        #expect(isNear(progress.gapRelative, 200.0 / 9))
        // 2024 has 366 days from year's end to year's end, 2025 has 365.
        #expect(isNear(progress.seenPerYear, (pow(7.0 / 5, Self.year / 366) - 1) * 100))
        #expect(isNear(progress.neededPerYear, (pow(9.0 / 7, Self.year / 365) - 1) * 100))
        #expect(isNear(progress.projectedValue, 7e9 * pow(7.0 / 5, 365.0 / 366)))
        #expect(progress.evidence == .comparable)
    }

    @Test func numbers_ofAShare_areInPercentagePoints() {
        let progress = TargetTrial.share(80, seen: [2023: 50, 2024: 60]).progress()
        #expect(isNear(progress.seenPerYear, 10 * Self.year / 366))
        #expect(isNear(progress.neededPerYear, 20 * Self.year / 365))
        #expect(isNear(progress.projectedValue, 60 + 10 * 365.0 / 366))
        #expect(progress.status == .behind)
        #expect(progress.gap == 20)
        #expect(progress.gapRelative == 25)
    }

    @Test func growth_thatNoNumberHolds_isLeftOut() {
        var trial = TargetTrial()
        trial.observe(.of(5, asOf: "2024-12-14"))
        trial.observe(.of(7e6, asOf: "2024-12-15"))
        let progress = trial.progress()
        #expect(progress.seenPerYear == nil)
        #expect(progress.projectedValue == nil)
        #expect(progress.status == .notMeasurable)
    }

    @Test func growth_ofAFewDays_isSaidWithoutAbsurdShares() {
        var trial = TargetTrial()
        trial.observe(.of(5e9, asOf: "2024-12-14"))
        trial.observe(.of(7e9, asOf: "2024-12-15"))
        let progress = trial.progress()
        #expect(progress.status == .onTrack)
        #expect(progress.why.english.contains("at the growth seen, >999% of the target"))
    }

    @Test func reason_namesTheShareAndTheThresholds() throws {
        var trial = TargetTrial.turnover([2023: 6, 2024: 7])
        trial.thresholds = try #require(ProgressThresholds(checkedOnTrack: 0.95, atRisk: 0.5))
        #expect(
            trial.progress().why.english
                == "at the growth seen, 91% of the target is reached by the deadline "
                + "(on track from 95%, at risk from 50%)")
    }

    @Test func thresholds_decide() throws {
        var trial = TargetTrial.turnover([2023: 6.5, 2024: 7])
        trial.thresholds = try #require(ProgressThresholds(checkedOnTrack: 0.95, atRisk: 0.8))
        #expect(trial.progress().status == .atRisk)
        trial.thresholds = try #require(ProgressThresholds(checkedOnTrack: 0.8, atRisk: 0.8))
        #expect(trial.progress().status == .onTrack)
    }

    @Test(arguments: [(1.0, 0.0), (1.0, -0.1), (0.5, 0.6), (1.01, 0.9), (.nan, 0.9), (1.0, .nan)])
    func thresholds_thatMakeNoSense_areRefused(onTrack: Double, atRisk: Double) {
        #expect(ProgressThresholds(checkedOnTrack: onTrack, atRisk: atRisk) == nil)
    }

    @Test func partYearTotal_isOnlyPartial() {
        var trial = TargetTrial.turnover([2023: 5, 2024: 7])
        trial.observe(.of(4e9, period: "2025-01-01/2025-05-31"))
        let progress = trial.progress()
        #expect(progress.evidence == .partial)
        #expect(progress.status == .notMeasurable)
        #expect(progress.latestValue == 4e9)
        #expect(progress.gap == nil && progress.gapRelative == nil)
        #expect(progress.seenPerYear == nil && progress.neededPerYear == nil && progress.projectedValue == nil)
        #expect(
            progress.why.english
                == "the latest observation covers part of a year and is not compared with a full year")
        #expect(trial.progress(on: "2026-01-01").status == .missed)
        #expect(
            trial.progress(on: "2026-01-01").why.english
                == "the deadline 2025-12-31 has passed; only a part-year figure is known")
    }

    @Test(arguments: ["2025-05" as Period, "2025-03-01/2025-05-31", "2025-05-31"])
    func monthOrDay_isPartOfItsYear(_ period: Period) {
        var trial = TargetTrial.turnover([2023: 5, 2024: 7])
        trial.observe(.of(1e9, period: period))
        #expect(trial.progress().evidence == .partial)
        #expect(trial.progress().gap == nil)
    }

    @Test func partYearTotal_thatIsEnough_achieves() {
        var trial = TargetTrial()
        trial.observe(.of(9.1e9, period: "2025-01-01/2025-05-31"))
        let progress = trial.progress()
        #expect(progress.status == .achieved)
        #expect(progress.evidence == .partial)
        #expect(progress.gap == -0.1e9)
    }

    @Test func partYearTotal_doesNotShowThatALimitIsKept() {
        var trial = TargetTrial()
        trial.direction = .lowerIsBetter
        trial.observe(.of(4e9, period: "2025-01-01/2025-05-31"))
        #expect(trial.progress().status == .notMeasurable)
        trial.observe(.of(8e9, period: "2025"))
        #expect(trial.progress(on: "2026-01-01").status == .achieved)
    }

    @Test func partYearTotal_isNoPointToSeeGrowthFrom() {
        var trial = TargetTrial()
        trial.observe(.of(3e9, period: "2023-01-01/2023-06-30"))
        trial.observe(.of(7e9, period: "2024"))
        #expect(trial.progress().seenPerYear == nil)
        #expect(trial.progress().status == .notMeasurable)
    }

    private static let incomparable: [(String, Figure, Measure?)] = [
        (
            "another scope", .of(9e9, period: "2025"),
            Measure(subject: "lao-cai", indicator: "trade-turnover", scope: "x")
        ),
        (
            "a breakdown", .of(9e9, period: "2025"),
            Measure(subject: "lao-cai", indicator: "trade-turnover", dimensions: ["mode": "rail"])
        ),
        ("another subject", .of(9e9, period: "2025"), Measure(subject: "lang-son", indicator: "trade-turnover")),
        ("another price basis", Figure.of(9e9, period: "2025").with { $0.priceBasis = .constant2010 }, nil),
        ("another unit", .of(9e9, .vietnameseDong, period: "2025"), nil),
        ("a sidebar", Figure.of(9e9, period: "2025").with { $0.layer = .sidebar }, nil),
        ("no day", .of(9e9), nil), ("no value", .of(nil, period: "2025"), nil),
    ]

    @Test(arguments: incomparable.indices)
    func figure_thatIsNotComparable_isPassedOver(_ index: Int) {
        let (name, figure, measure) = Self.incomparable[index]
        var trial = TargetTrial()
        trial.observe(figure, measure: measure)
        let progress = trial.progress(on: "2025-12-31")
        #expect(progress.status == .notMeasurable, "\(name)")
        #expect(progress.latest == nil, "\(name)")
        #expect(progress.evidence == .none, "\(name)")
    }

    @Test func figure_ofTheTargetsPriceBasis_isComparable() {
        var trial = TargetTrial()
        trial.figure.priceBasis = .constant2010
        trial.observe(Figure.of(9e9, period: "2025").with { $0.priceBasis = .constant2010 })
        #expect(trial.progress(on: "2025-12-31").status == .achieved)
        trial.figure.priceBasis = .current
        #expect(trial.progress(on: "2025-12-31").status == .notMeasurable)
    }

    @Test(arguments: [
        (5.0, [2025: 5] as [Int: Double], Progress.Status.achieved), (5, [2023: 9, 2024: 6.9], .onTrack),
        (5, [2023: 7, 2024: 6.2], .atRisk),
        (5, [2023: 7, 2024: 6.9], .behind), (5, [2023: 6, 2024: 7], .behind),
        // Falls below nothing by the deadline: as far within the limit as can be.
        (1, [2023: 10, 2024: 3], .onTrack),
    ])
    func lowerIsBetter_isWithinTheGoal(_ goal: Double, _ values: [Int: Double], status: Progress.Status) {
        #expect(TargetTrial.share(goal, .lowerIsBetter, seen: values).progress(on: "2025-12-31").status == status)
    }

    @Test func range_isReachedAtItsEasierEnd() {
        var trial = TargetTrial()
        trial.kind = .range
        trial.figure = .range(8e9, 10e9)
        trial.observe(.of(8e9, asOf: "2025-05-01"))
        #expect(trial.progress().status == .achieved)
        trial.direction = .lowerIsBetter
        #expect(trial.progress().status == .achieved)
        trial.observe(.of(10.5e9, asOf: "2025-05-02"))
        #expect(trial.progress().gap == -0.5e9)
        #expect(trial.progress().status == .behind)
        trial.direction = .higherIsBetter
        #expect(trial.progress().status == .achieved)
    }

    @Test func observedRange_countsByItsMiddle() {
        var trial = TargetTrial()
        trial.observe(Figure.range(8e9, 9e9).with { $0.asOf = "2025-05-01" })
        #expect(trial.progress().latestValue == 8.5e9)
    }

    /// Lào Cai's industrial production: 21,155 billion dong in 2024, up 19.9 %; 24,000 billion wanted in 2025.
    @Test func growth_isSeenFromTheFiguresOwnComparison() {
        var trial = TargetTrial()
        trial.figure = .of(24_000, period: "2025")
        let change = Comparison(kind: .changePercent, value: 19.9, unit: .percent, base: "2023", basePeriod: "2023")
        trial.observe(Figure.of(21_155, period: "2024").with { $0.comparisons = [change] })
        let progress = trial.progress()
        #expect(progress.status == .onTrack)
        #expect(isNear(progress.projectedValue, 21_155 * pow(1.199, 365.0 / 366)))
    }

    @Test(arguments: [
        Comparison(kind: .changePercent, value: 19.9, unit: .percent, base: "2023"),
        Comparison(kind: .changeAmbiguous, value: 19.9, unit: .percent, base: "2023", basePeriod: "2023"),
        Comparison(kind: .denominator, value: 100, unit: .project, base: "2023", basePeriod: "2023"),
    ])
    func comparison_thatImpliesNoDatedValue_showsNoGrowth(_ comparison: Comparison) {
        var trial = TargetTrial()
        trial.observe(Figure.of(7e9, period: "2024").with { $0.comparisons = [comparison] })
        #expect(trial.progress().seenPerYear == nil)
        #expect(trial.progress().status == .notMeasurable)
        #expect(trial.progress().why.english == "there is no earlier comparable value to see growth from")
    }

    @Test func growth_isSeenFromTheTargetsBaseline() {
        var trial = TargetTrial.share(30, seen: [:])
        trial.deadline = "2022-12-31"
        trial.baseline = Target.Baseline(value: 10, unit: .percent, period: "2021")
        trial.observe(.of(18, .percent, asOf: "2022-06-30"))
        let progress = trial.progress(on: "2022-07-01")
        #expect(isNear(progress.seenPerYear, 8 * Self.year / 181))
        #expect(isNear(progress.projectedValue, 18 + 8 * 184.0 / 181))
        #expect(progress.status == .behind)
        trial.baseline = Target.Baseline(value: 10, unit: .percent, period: nil)
        #expect(trial.progress(on: "2022-07-01").status == .notMeasurable)
    }

    @Test func growth_isSeenFromAnEarlierObservationBeforeAllElse() {
        var trial = TargetTrial.turnover([2023: 5])
        let change = Comparison(kind: .changePercent, value: 1, unit: .percent, base: "2023", basePeriod: "2023")
        trial.observe(Figure.of(7e9, period: "2024").with { $0.comparisons = [change] })
        trial.baseline = Target.Baseline(value: 6.9e9, unit: .unitedStatesDollar, period: "2023")
        #expect(isNear(trial.progress().projectedValue, 7e9 * pow(7.0 / 5, 365.0 / 366)))
        trial.observations.removeFirst()
        #expect(isNear(trial.progress().projectedValue, 7e9 * pow(1.01, 365.0 / 366)))
    }

    @Test(arguments: [
        (
            ProjectPhase.operating as ProjectPhase?, "2025-06-01" as CalendarDay, Progress.Status.achieved,
            Progress.Evidence.comparable
        ),
        (.operating, "2026-01-01", .achieved, .comparable),
        (.underConstruction, "2025-12-31", .notMeasurable, .comparable),
        (.underConstruction, "2026-01-01", .missed, .comparable), (.suspended, "2026-01-01", .missed, .comparable),
        (nil, "2025-12-31", .notMeasurable, .none), (nil, "2026-01-01", .missed, .none),
    ])
    func commissioning_isByThePhase(
        _ phase: ProjectPhase?, _ day: CalendarDay, status: Progress.Status, evidence: Progress.Evidence
    ) {
        var trial = TargetTrial()
        trial.kind = .commissioning
        trial.figure = .of(1, .project)
        trial.phase = phase
        trial.observe(.of(1, .project, asOf: "2025-01-01"))
        let progress = trial.progress(on: day)
        #expect(progress.status == status)
        #expect(progress.evidence == evidence)
        #expect(progress.gap == nil)
    }

    @Test func registry_knowsDirectionAndObservations() {
        var records = SampleRecords()
        records.indicators[0].direction = .lowerIsBetter
        records.observations = TargetTrial.turnover([2025: 8]).observations
        records.observations.append(
            .of(.of(99e9, period: "2025"), id: "x", measure: Measure(subject: "zone", indicator: "trade-turnover")))
        let progress = records.registry.progress(of: records.targets[0], on: "2026-01-01", thresholds: .standard)
        #expect(progress.status == .achieved)
        #expect(progress.latest == "obs-0")
    }

    @Test func registry_knowsThePhaseOfAProject() {
        var records = SampleRecords()
        records.projects[0].phases = [.of(.underConstruction), .of(.operating, planned: true)]
        let target = Target(
            id: "t", measure: Measure(subject: "airport", indicator: "trade-turnover"), kind: .commissioning,
            figure: .of(1, .project), setBy: "plan")
        #expect(
            records.registry.progress(of: target, on: "2026-01-01", thresholds: .standard).why.english
                == "the last phase reported is under-construction")
        records.projects[0].phases = [.of(.operating)]
        #expect(records.registry.progress(of: target, on: "2026-01-01", thresholds: .standard).status == .achieved)
    }
}
