// Of each noun, the members that its sources state. What no source of its own states (names, kinds, what belongs to
// what) goes with the record.

extension Province {
    package func known(to knowledge: Knowledge) -> Province {
        var province = self
        province.header = header.known(to: knowledge)
        province.point = point?.known(to: knowledge)
        return province
    }

    /// The province before it could be known that it would be dissolved.
    func undissolved(to knowledge: Knowledge) -> Province {
        var province = self
        province.successor = nil
        province.validTo = knowledge.end(validTo)
        province.gsoCodes = gsoCodes.compactMap { code in
            if let first = code.validFrom, first > knowledge.day { return nil }
            return StatisticalCode(code: code.code, validFrom: code.validFrom, validTo: knowledge.end(code.validTo))
        }
        return province
    }
}

extension Place {
    package func known(to knowledge: Knowledge) -> Place {
        var place = self
        place.header = header.known(to: knowledge)
        place.point = point?.known(to: knowledge)
        place.validTo = knowledge.end(validTo)
        return place
    }
}

extension BorderGate {
    package func known(to knowledge: Knowledge) -> BorderGate {
        var gate = self
        gate.header = header.known(to: knowledge)
        gate.counterpart = counterpart.flatMap { knowledge.includes($0.source) ? $0 : nil }
        gate.point = point?.known(to: knowledge)
        gate.lanes = lanes.filter { knowledge.includes($0.source, spokenOf: $0.validFrom) }
        return gate
    }
}

extension EconomicZone {
    package func known(to knowledge: Knowledge) -> EconomicZone {
        var zone = self
        zone.header = header.known(to: knowledge)
        zone.point = point?.known(to: knowledge)
        return zone
    }
}

extension InfrastructureProject {
    package func known(to knowledge: Knowledge) -> InfrastructureProject {
        var project = self
        project.header = header.known(to: knowledge)
        project.phases = phases.filter { knowledge.includes($0.source, spokenOf: $0.from ?? $0.asOf) }
        project.parameters = parameters.filter { knowledge.includes($0.source) }
        project.milestones = milestones.filter { knowledge.includes($0.source) }
        return project
    }
}

extension Corridor {
    package func known(to knowledge: Knowledge) -> Corridor {
        var corridor = self
        corridor.header = header.known(to: knowledge)
        return corridor
    }
}

extension Organisation {
    package func known(to knowledge: Knowledge) -> Organisation {
        var organisation = self
        organisation.header = header.known(to: knowledge)
        organisation.heads = heads.filter { $0.isKnown(to: knowledge) }
        return organisation
    }
}

extension Meeting {
    package func known(to knowledge: Knowledge) -> Meeting {
        var meeting = self
        meeting.header = header.known(to: knowledge)
        meeting.chair = chair.flatMap { $0.isKnown(to: knowledge) ? $0 : nil }
        return meeting
    }
}

extension Document {
    package func known(to knowledge: Knowledge) -> Document {
        var document = self
        document.header = header.known(to: knowledge)
        document.signers = signers.filter { $0.isKnown(to: knowledge) }
        return document
    }
}

extension Plan {
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
