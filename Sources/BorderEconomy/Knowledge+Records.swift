// Of each noun, the members that its sources state, and those that name other records without a source of their own.
// What else has no source (names, kinds) goes with the record.

extension Record {
    package static var looseMembers: [String] { [] }

    package mutating func keepLoose(_ isKept: (RecordID) -> Bool, knowledge: Knowledge) {}

    /// The references that were known with the record.
    var knownReferences: [Reference] {
        references.filter { reference in
            !Self.looseMembers.contains { reference.member == $0 || reference.member.hasPrefix($0 + "/") }
        }
    }
}

extension Optional {
    /// Forgets a reference to what was not known.
    fileprivate mutating func keep<Subject>(_ isKept: (RecordID) -> Bool) where Wrapped == Identifier<Subject> {
        if let id = self, !isKept(id.erased) { self = nil }
    }
}

extension Array {
    /// Forgets the references to what was not known.
    fileprivate mutating func keep<Subject>(_ isKept: (RecordID) -> Bool) where Element == Identifier<Subject> {
        removeAll { !isKept($0.erased) }
    }
}

extension Province {
    package static var looseMembers: [String] { ["/successor", "/predecessors", "/seat"] }

    package mutating func keepLoose(_ isKept: (RecordID) -> Bool, knowledge: Knowledge) {
        predecessors.keep(isKept)
        seat.keep(isKept)
        if let next = successor, !isKept(next.erased) { forgetDissolution(knowledge) }
    }

    package func known(to knowledge: Knowledge) -> Province {
        var province = self
        province.header = header.known(to: knowledge)
        province.point = point?.known(to: knowledge)
        return province
    }

    /// Forgets that the province would be dissolved, and what came with it.
    private mutating func forgetDissolution(_ knowledge: Knowledge) {
        successor = nil
        validTo = knowledge.end(validTo)
        gsoCodes = gsoCodes.compactMap { code in
            if let first = code.validFrom, first > knowledge.day { return nil }
            return StatisticalCode(code: code.code, validFrom: code.validFrom, validTo: knowledge.end(code.validTo))
        }
    }
}

extension Place {
    package static var looseMembers: [String] { ["/province", "/parent", "/members"] }

    package mutating func keepLoose(_ isKept: (RecordID) -> Bool, knowledge: Knowledge) {
        province.keep(isKept)
        parent.keep(isKept)
        members.keep(isKept)
    }

    package func known(to knowledge: Knowledge) -> Place {
        var place = self
        place.header = header.known(to: knowledge)
        place.point = point?.known(to: knowledge)
        place.validTo = knowledge.end(validTo)
        return place
    }
}

extension BorderGate {
    package static var looseMembers: [String] { ["/parentGate", "/place", "/zone"] }

    package mutating func keepLoose(_ isKept: (RecordID) -> Bool, knowledge: Knowledge) {
        parentGate.keep(isKept)
        place.keep(isKept)
        zone.keep(isKept)
    }

    package func known(to knowledge: Knowledge) -> BorderGate {
        var gate = self
        gate.header = header.known(to: knowledge)
        gate.counterpart = counterpart.flatMap { knowledge.includes($0.source) ? $0 : nil }
        gate.point = point?.known(to: knowledge)
        gate.lanes = lanes.filter { knowledge.includes($0.source, spokenOf: $0.validFrom) }
        gate.openingHours = openingHours?.known(to: knowledge)
        return gate
    }
}

extension EconomicZone {
    package static var looseMembers: [String] { ["/parentZone", "/gates", "/places"] }

    package mutating func keepLoose(_ isKept: (RecordID) -> Bool, knowledge: Knowledge) {
        parentZone.keep(isKept)
        gates.keep(isKept)
        places.keep(isKept)
    }

    package func known(to knowledge: Knowledge) -> EconomicZone {
        var zone = self
        zone.header = header.known(to: knowledge)
        zone.point = point?.known(to: knowledge)
        return zone
    }
}

extension InfrastructureProject {
    package static var looseMembers: [String] { ["/places", "/gates", "/zone", "/corridor", "/parentProject"] }

    package mutating func keepLoose(_ isKept: (RecordID) -> Bool, knowledge: Knowledge) {
        places.keep(isKept)
        gates.keep(isKept)
        zone.keep(isKept)
        corridor.keep(isKept)
        parentProject.keep(isKept)
    }

    package func known(to knowledge: Knowledge) -> InfrastructureProject {
        var project = self
        project.header = header.known(to: knowledge)
        project.point = point?.known(to: knowledge)
        project.phases = phases.filter { knowledge.includes($0.source, spokenOf: $0.from ?? $0.asOf) }
        project.parameters = parameters.filter { knowledge.includes($0.source) }
        project.milestones = milestones.filter { knowledge.includes($0.source) }
        return project
    }
}

extension Corridor {
    package static var looseMembers: [String] { ["/gates", "/parentCorridor"] }

    package mutating func keepLoose(_ isKept: (RecordID) -> Bool, knowledge: Knowledge) {
        gates.keep(isKept)
        parentCorridor.keep(isKept)
    }

    package func known(to knowledge: Knowledge) -> Corridor {
        var corridor = self
        corridor.header = header.known(to: knowledge)
        return corridor
    }
}

extension Organisation {
    package static var looseMembers: [String] { ["/province", "/parent"] }

    package mutating func keepLoose(_ isKept: (RecordID) -> Bool, knowledge: Knowledge) {
        province.keep(isKept)
        parent.keep(isKept)
    }

    package func known(to knowledge: Knowledge) -> Organisation {
        var organisation = self
        organisation.header = header.known(to: knowledge)
        organisation.heads = heads.filter { $0.isKnown(to: knowledge) }
        return organisation
    }
}

extension Meeting {
    package static var looseMembers: [String] { ["/organiser", "/place"] }

    package mutating func keepLoose(_ isKept: (RecordID) -> Bool, knowledge: Knowledge) {
        organiser.keep(isKept)
        place.keep(isKept)
    }

    package func known(to knowledge: Knowledge) -> Meeting {
        var meeting = self
        meeting.header = header.known(to: knowledge)
        meeting.chair = chair.flatMap { $0.isKnown(to: knowledge) ? $0 : nil }
        return meeting
    }
}

extension Document {
    package static var looseMembers: [String] { ["/issuer"] }

    package mutating func keepLoose(_ isKept: (RecordID) -> Bool, knowledge: Knowledge) {
        issuer.keep(isKept)
    }

    package func known(to knowledge: Knowledge) -> Document {
        var document = self
        document.header = header.known(to: knowledge)
        document.signers = signers.filter { $0.isKnown(to: knowledge) }
        return document
    }
}

extension Plan {
    package static var looseMembers: [String] { ["/approvedBy", "/issuedBy", "/parentPlan", "/supersedes"] }

    package mutating func keepLoose(_ isKept: (RecordID) -> Bool, knowledge: Knowledge) {
        approvedBy.keep(isKept)
        issuedBy.keep(isKept)
        parentPlan.keep(isKept)
        supersedes.keep(isKept)
    }

    package func known(to knowledge: Knowledge) -> Plan {
        var plan = self
        plan.header = header.known(to: knowledge)
        plan.legalBasis = legalBasis.filter { knowledge.includes($0.source) }
        plan.orientedBy = orientedBy.filter { knowledge.includes($0.source) }
        plan.tasks = tasks.known(to: knowledge)
        plan.breakthroughs = breakthroughs.known(to: knowledge)
        plan.solutions = solutions.known(to: knowledge)
        return plan
    }
}

extension DigitalService {
    package static var looseMembers: [String] { ["/province", "/operator", "/gates", "/plan"] }

    package mutating func keepLoose(_ isKept: (RecordID) -> Bool, knowledge: Knowledge) {
        province.keep(isKept)
        serviceOperator.keep(isKept)
        gates.keep(isKept)
        plan.keep(isKept)
    }

    package func known(to knowledge: Knowledge) -> DigitalService {
        var service = self
        service.header = header.known(to: knowledge)
        return service
    }
}

extension Indicator {
    package func known(to knowledge: Knowledge) -> Indicator {
        var indicator = self
        indicator.header = header.known(to: knowledge)
        return indicator
    }
}

extension NetworkLeg {
    package static var looseMembers: [String] { ["/estimate", "/gates", "/project", "/relatedProjects", "/overlaps"] }

    package mutating func keepLoose(_ isKept: (RecordID) -> Bool, knowledge: Knowledge) {
        gates.keep(isKept)
        project.keep(isKept)
        relatedProjects.keep(isKept)
        overlaps.keep(isKept)
        if case .straightLine(let factor, let standIn?) = estimate, !isKept(standIn) {
            estimate = .straightLine(factor: factor, standIn: nil)
        }
    }

    package func known(to knowledge: Knowledge) -> NetworkLeg {
        var leg = self
        leg.header = header.known(to: knowledge)
        leg.length = length.flatMap { knowledge.includes($0.source) ? $0 : nil }
        leg.parameters = parameters.filter { knowledge.includes($0.source) }
        leg.milestones = milestones.filter { knowledge.includes($0.source) }
        return leg
    }
}
