/// How a leg is travelled.
package enum TransportMode: String, Sendable, CaseIterable {
    case road, expressway, rail, bridge, waterway
}

/// What sources say of a leg: whether it is there, or how far it is from being there.
package enum LegStatus: String, Sendable, CaseIterable {
    case operating, closed
    case underConstruction = "under-construction"
    case planned, proposed
}

/// Who may use a leg.
package enum Traffic: String, Sendable, CaseIterable {
    case passengers, goods
}

/// How the length of a leg that no source gives is estimated. It serves for finding routes and is no fact.
package enum LengthEstimate: Hashable, Sendable {
    /// The straight line between the ends, times a factor. `standIn` names the record whose point is taken for an end
    /// that has none.
    case straightLine(factor: Double, standIn: RecordID?)
    /// A part of the known length of several legs, by their straight lines.
    case share(of: String, totalKilometres: Double)
}

/// A piece of the transport network between two records: a road, a railway, a bridge, a waterway.
///
/// A leg is there on a day, will be there by the plans, or is only spoken of; `state(on:)` judges it. Its ends are
/// places, gates, provinces that are cities, zones and airports.
package struct NetworkLeg: Record {
    package static let collection = RecordCollection.legs

    package var header: RecordHeader
    package var from: RecordID
    package var to: RecordID
    /// Whether it may be travelled only from `from` to `to`.
    package var isOneWay: Bool
    package var mode: TransportMode
    /// Number of the road, such as `CT.05`.
    package var road: String?
    /// The railway line it is part of.
    package var line: LocalizedText?
    /// Track gauges in millimetres; two where trains of either run. None for what is no railway.
    package var gauges: [Int]
    package var status: LegStatus
    /// The time the status is of.
    package var statusAsOf: Period?
    /// When it was opened; a year means that the day in it is not known.
    package var opened: Period?
    package var closed: Period?
    /// When it is to open, by the plan.
    package var expected: Period?
    package var expectedBasis: Basis?
    /// In kilometres, as a source gives it or as it follows from what sources give.
    package var length: Figure?
    /// Stands where `length` does not.
    package var estimate: LengthEstimate?
    /// The gate at which it crosses the border, then others that close it when they close.
    package var gates: [Identifier<BorderGate>]
    /// The project that builds or widens it.
    package var project: Identifier<InfrastructureProject>?
    package var relatedProjects: [Identifier<InfrastructureProject>]
    /// Empty when no source says who may use it.
    package var traffic: [Traffic]
    /// A short way inside one town that joins other legs; no surveyed road.
    package var isConnector: Bool
    /// The leg a part of which it repeats.
    package var overlaps: Identifier<NetworkLeg>?
    package var parameters: [ProjectParameter]
    package var milestones: [Milestone]

    package init(header: RecordHeader, from: RecordID, to: RecordID, mode: TransportMode, status: LegStatus) {
        self.header = header
        self.from = from
        self.to = to
        self.mode = mode
        self.status = status
        isOneWay = false
        gauges = []
        gates = []
        relatedProjects = []
        traffic = []
        isConnector = false
        parameters = []
        milestones = []
    }

    package var ownReferences: [Reference] {
        let ends: [RecordCollection] = [.places, .gates, .provinces, .zones, .projects]
        var list = [Reference("/from", from, in: ends), Reference("/to", to, in: ends)]
        if let length { list += length.source.references(at: "/length/source") }
        if case .straightLine(_, let standIn?) = estimate {
            list.append(Reference("/estimate/standIn", standIn, in: ends))
        }
        list += gates.enumerated().map { Reference("/gates/\($0.offset)", $0.element.erased, in: [.gates]) }
        if let project { list.append(Reference("/project", project.erased, in: [.projects])) }
        list += relatedProjects.enumerated().map {
            Reference("/relatedProjects/\($0.offset)", $0.element.erased, in: [.projects])
        }
        if let overlaps { list.append(Reference("/overlaps", overlaps.erased, in: [.legs])) }
        list += parameters.references(at: "/parameters")
        for (index, milestone) in milestones.enumerated() {
            list += milestone.source.references(at: "/milestones/\(index)/source")
        }
        return list
    }

    package func ownFaults() -> [MemberFault] {
        var faults = AssertionVocabulary.faults(of: header.assertions) { _ in nil }
        if from == to { faults.append(MemberFault("/to", "a leg leads from one place to another")) }
        faults += lengthFaults() + timeFaults()
        if mode != .rail && mode != .bridge && !gauges.isEmpty {
            faults.append(MemberFault("/gauges", "only railways and their bridges have a gauge"))
        }
        for (index, gauge) in gauges.enumerated() where !(500...2000).contains(gauge) {
            faults.append(MemberFault("/gauges/\(index)", "a track gauge in millimetres lies between 500 and 2000"))
        }
        return faults + parameters.faults(at: "/parameters")
    }

    private func lengthFaults() -> [MemberFault] {
        var faults: [MemberFault] = []
        if let length {
            faults += length.faults().map { MemberFault("/length\($0.member)", $0.reason) }
            if length.unit != .kilometre { faults.append(MemberFault("/length/unit", "a leg is measured in km")) }
            if let value = length.central, !(0.001...20_000).contains(value) {
                faults.append(MemberFault("/length/value", "a leg is longer than a metre and shorter than 20,000 km"))
            }
        }
        if (length == nil) == (estimate == nil) {
            faults.append(MemberFault("/length", "a leg has a length, or else an estimate of it"))
        }
        switch estimate {
        case .straightLine(let factor, _):
            if !(1...5).contains(factor) {
                faults.append(MemberFault("/estimate/factor", "a way is 1 to 5 times as long as the straight line"))
            }
        case .share(_, let total):
            if !(0.001...20_000).contains(total) {
                faults.append(MemberFault("/estimate/totalKm", "a length lies between a metre and 20,000 km"))
            }
        case nil: break
        }
        return faults
    }

    private func timeFaults() -> [MemberFault] {
        var faults: [MemberFault] = []
        switch status {
        case .operating, .closed:
            if expected != nil {
                faults.append(MemberFault("/expected", "what is there already is not expected to open"))
            }
            if status == .closed && closed == nil {
                faults.append(MemberFault("/closed", "a closed leg says when it was closed"))
            }
        case .underConstruction, .planned, .proposed:
            if opened != nil {
                faults.append(MemberFault("/opened", "what is \(status.rawValue) has not been opened"))
            }
            if expected != nil && expectedBasis == nil {
                faults.append(
                    MemberFault("/expectedBasis", "an expected opening is stated, inherited or inferred; say which"))
            }
        }
        if let start = opened?.start, let end = closed?.end, end < start {
            faults.append(MemberFault("/closed", "the leg was closed before it was opened"))
        }
        for (member, period) in [("/opened", opened), ("/closed", closed), ("/expected", expected)] {
            if let period, period.start == nil || period.end == nil {
                faults.append(MemberFault(member, "a day, a month or a year is expected, with no open end"))
            }
        }
        return faults
    }
}

/// What a leg is on a day.
package enum LegState: String, Sendable, CaseIterable {
    /// It is there.
    case open
    /// By the plans it is there by then; that it is, no source confirms.
    case expected
    /// Its opening, past or planned, lies after the day.
    case notYet = "not-yet"
    /// It is to come, but no source says when.
    case undated
    /// It is only being considered.
    case proposed
    /// It is no longer there.
    case closed
    /// The day lies before the time of which anything is known of it.
    case unknown
}

extension NetworkLeg {
    /// An existing road of unknown age is taken to be there from this day on.
    package static let firstKnownDay = CalendarDay(year: 2008, month: 1, day: 1)

    /// What the leg is on `day`. An opening of which only the year is known counts from the last day of the year, a
    /// closing from the first.
    package func state(on day: CalendarDay) -> LegState {
        switch status {
        case .operating, .closed:
            if let end = closed?.start, end <= day { return .closed }
            if let start = opened?.end { return start <= day ? .open : .notYet }
            guard let first = Self.firstKnownDay, first <= day else { return .unknown }
            return .open
        case .underConstruction, .planned:
            guard let start = expected?.end else { return .undated }
            return start <= day ? .expected : .notYet
        case .proposed: return .proposed
        }
    }
}
