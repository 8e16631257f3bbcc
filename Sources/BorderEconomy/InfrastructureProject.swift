/// Where a project stands, in the legal order of changes.
///
/// A project moves forward from proposed to operating; it may be suspended and taken up again, or cancelled, which
/// ends it. Sources do not report every step, so a step may be passed over, but none is taken back.
package enum ProjectPhase: String, Sendable, CaseIterable {
    case proposed
    case underStudy = "under-study"
    case approved
    case underConstruction = "under-construction"
    case operating
    case suspended
    case cancelled

    /// Place in the order of work; nil for the phases that stand outside it.
    var order: Int? {
        switch self {
        case .proposed: 0
        case .underStudy: 1
        case .approved: 2
        case .underConstruction: 3
        case .operating: 4
        case .suspended, .cancelled: nil
        }
    }

    /// Whether the phase lies behind another in the order of work.
    package func isPast(_ other: ProjectPhase) -> Bool {
        guard let order, let otherOrder = other.order else { return false }
        return order > otherOrder
    }

    /// Whether a project of this phase, having reached `reached` of the order of work, may come into `next`.
    package func mayBecome(_ next: ProjectPhase, having reached: Int = 0) -> Bool {
        if self == .cancelled { return next == .cancelled }
        guard let nextOrder = next.order else { return true }
        return nextOrder >= max(order ?? 0, reached)
    }
}

/// A phase of a project as one source reports or plans it.
package struct PhaseReport: Hashable, Sendable {
    package var phase: ProjectPhase
    package var asOf: CalendarDay?
    package var from: CalendarDay?
    package var planned: Bool
    package var plannedBy: CalendarDay?
    package var deadlineBasis: Basis?
    package var text: LocalizedText?
    package var editorial: LocalizedText?
    package var confidence: Confidence
    package var layer: Layer
    package var source: Source

    package init(phase: ProjectPhase, source: Source) {
        self.phase = phase
        self.source = source
        planned = false
        confidence = .high
        layer = .core
    }
}

/// A design value of a project or of a leg: a code such as 4C, or a figure.
package struct ProjectParameter: Hashable, Sendable {
    package enum Value: Hashable, Sendable {
        case code(String)
        case figure(Figure)
    }

    package let name: String
    package let label: LocalizedText
    package let value: Value
    package let planned: Bool
    package let source: Source

    package init(name: String, label: LocalizedText, value: Value, planned: Bool, source: Source) {
        self.name = name
        self.label = label
        self.value = value
        self.planned = planned
        self.source = source
    }
}

extension [ProjectParameter] {
    func references(at member: String) -> [Reference] {
        enumerated().flatMap { index, parameter in
            var list = parameter.source.references(at: "\(member)/\(index)/source")
            if case .figure(let figure) = parameter.value {
                list += figure.source.references(at: "\(member)/\(index)/figure/source")
            }
            return list
        }
    }

    func faults(at member: String) -> [MemberFault] {
        enumerated().flatMap { index, parameter -> [MemberFault] in
            guard case .figure(let figure) = parameter.value else { return [] }
            return figure.faults().map { $0.within("\(member)/\(index)/figure") }
        }
    }
}

/// A dated step of a project or of a leg.
package struct Milestone: Hashable, Sendable {
    package let names: LocalizedText
    package let period: Period
    package let planned: Bool
    package let source: Source

    package init(names: LocalizedText, period: Period, planned: Bool, source: Source) {
        self.names = names
        self.period = period
        self.planned = planned
        self.source = source
    }
}

/// A piece of infrastructure that is asked for, being built or in use.
package struct InfrastructureProject: Record {
    package enum Kind: String, Sendable, CaseIterable {
        case expressway, airport, bridge, railway, monorail, road, resort, relocation
        case logisticsCentre = "logistics-centre"
        case smartGate = "smart-gate"
        case gateInfrastructure = "gate-infrastructure"
        case tourismArea = "tourism-area"
        case tourismRoute = "tourism-route"
        case industrialPlant = "industrial-plant"
        case commercialCentre = "commercial-centre"
        case greenLane = "green-lane"
        case zoneInfrastructure = "zone-infrastructure"
        case projectList = "project-list"
        case financialInstitution = "financial-institution"
    }

    package static let collection = RecordCollection.projects

    package var header: RecordHeader
    package var kind: Kind
    /// Narrower than the kind, such as `link-road` for a road that links to an expressway.
    package var subkind: String?
    package var provinces: [Identifier<Province>]
    package var places: [Identifier<Place>]
    package var gates: [Identifier<BorderGate>]
    package var zone: Identifier<EconomicZone>?
    package var corridor: Identifier<Corridor>?
    package var parentProject: Identifier<InfrastructureProject>?
    package var point: GeoPoint?
    /// In order of time, what is planned last.
    package var phases: [PhaseReport]
    package var parameters: [ProjectParameter]
    package var milestones: [Milestone]
    /// What became of its dossiers, in order of time.
    package var dossier: [DossierStep]

    package init(header: RecordHeader, kind: Kind) {
        self.header = header
        self.kind = kind
        provinces = []
        places = []
        gates = []
        phases = []
        parameters = []
        milestones = []
        dossier = []
    }

    /// The last phase that is reported as reached by `day`; nil when no source reports one. A report without a day of
    /// its own counts on any.
    package func phase(on day: CalendarDay) -> ProjectPhase? {
        phases.last { report in !report.planned && (report.from ?? report.asOf).map { $0 <= day } ?? true }?.phase
    }

    package var ownReferences: [Reference] {
        var list = provinces.enumerated().map {
            Reference("/provinces/\($0.offset)", $0.element.erased, in: [.provinces])
        }
        list += places.enumerated().map { Reference("/places/\($0.offset)", $0.element.erased, in: [.places]) }
        list += gates.enumerated().map { Reference("/gates/\($0.offset)", $0.element.erased, in: [.gates]) }
        if let zone { list.append(Reference("/zone", zone.erased, in: [.zones])) }
        if let corridor { list.append(Reference("/corridor", corridor.erased, in: [.corridors])) }
        if let parentProject { list.append(Reference("/parentProject", parentProject.erased, in: [.projects])) }
        for (index, phase) in phases.enumerated() { list += phase.source.references(at: "/phases/\(index)/source") }
        list += parameters.references(at: "/parameters")
        if let point { list += point.source.references(at: "/point/source") }
        for (index, milestone) in milestones.enumerated() {
            list += milestone.source.references(at: "/milestones/\(index)/source")
        }
        for (index, step) in dossier.enumerated() { list += step.source.references(at: "/dossier/\(index)/source") }
        return list
    }

    package func ownFaults() -> [MemberFault] {
        var faults = phaseFaults()
        faults += AssertionVocabulary.faults(of: header.assertions) { $0 == "kind" ? [] : nil }
        if let point { faults += point.faults().map { MemberFault("/point\($0.member)", $0.reason) } }
        return faults + parameters.faults(at: "/parameters") + dossier.faults(at: "/dossier")
    }

    private func phaseFaults() -> [MemberFault] {
        var faults: [MemberFault] = []
        var previous: ProjectPhase?
        var reached = 0
        var sawPlanned = false
        for (index, report) in phases.enumerated() {
            if sawPlanned && !report.planned {
                faults.append(
                    MemberFault(
                        "/phases/\(index)", "a phase that was reached stands before those planned",
                        remedy: "move it before the phases with planned: true"))
            }
            sawPlanned = sawPlanned || report.planned
            if let previous, !previous.mayBecome(report.phase, having: reached) {
                faults.append(
                    MemberFault(
                        "/phases/\(index)/phase",
                        "\(previous.rawValue) does not become \(report.phase.rawValue)",
                        remedy: "give the phases in the order in which the project comes into them"))
            }
            previous = report.phase
            reached = max(reached, report.phase.order ?? 0)
        }
        return faults
    }
}
