/// What a document sets out to reach: a level, a growth rate, a share, a multiple, a range, a count or the
/// commissioning of a project, by a deadline.
package struct Target: Sendable {
    package enum Kind: String, Sendable, CaseIterable {
        case level, share, multiple, range, commissioning, count
        case growthRate = "growth-rate"
    }

    /// Where the target starts from, as its source states it.
    package struct Baseline: Hashable, Sendable {
        package let value: Double
        package let unit: Unit
        package let period: Period?

        package init(value: Double, unit: Unit, period: Period?) {
            self.value = value
            self.unit = unit
            self.period = period
        }
    }

    package let id: Identifier<Target>
    package let measure: Measure
    package let kind: Kind
    package let figure: Figure
    package var deadline: CalendarDay?
    package var deadlineBasis: Basis?
    /// The decision, plan or body that set it.
    package var setBy: RecordID
    package var plan: Identifier<Plan>?
    package var baseline: Baseline?
    /// The projects meant to reach it.
    package var projects: [Identifier<InfrastructureProject>]
    package var supersededBy: Identifier<Target>?

    package init(id: Identifier<Target>, measure: Measure, kind: Kind, figure: Figure, setBy: RecordID) {
        self.id = id
        self.measure = measure
        self.kind = kind
        self.figure = figure
        self.setBy = setBy
        projects = []
    }

    package var references: [Reference] {
        measure.references() + figure.source.references(at: "/source") + [Reference("/setBy", setBy)]
            + (plan.map { [Reference("/plan", $0.erased, in: [.plans])] } ?? [])
            + projects.enumerated().map { Reference("/projects/\($0.offset)", $0.element.erased, in: [.projects]) }
            + (supersededBy.map { [Reference("/supersededBy", $0.erased, in: [.targets])] } ?? [])
    }

    package func faults(against indicator: Indicator) -> [MemberFault] {
        var faults = figure.faults() + measure.faults(against: indicator)
        if figure.unit != indicator.unit { faults.append(indicator.faultOfUnit) }
        faults += figure.faultsOfSign(of: indicator)
        if deadline != nil && deadlineBasis == nil {
            faults.append(
                MemberFault(
                    "/deadlineBasis", "a deadline says whether it is stated, inherited or inferred",
                    remedy: "give stated where the document says the day"))
        }
        if kind == .growthRate && figure.unit != .percentPerYear {
            faults.append(
                MemberFault(
                    "/unit", "a growth rate is in percent-per-year",
                    remedy: "name an indicator of growth, or another kind"))
        }
        if let baseline, baseline.unit != figure.unit {
            faults.append(
                MemberFault(
                    "/baseline/unit", "the baseline has the target's unit", remedy: "give \(figure.unit.rawValue)"))
        }
        return faults
    }
}
