// Of each noun, the members that its sources state, and those that name other records without a source of their own.
// What else has no source (names, kinds) goes with the record.

extension Province {
    package static var looseMembers: [LooseMember<Province>] {
        [
            LooseMember("/successor") { province, isKept, knowledge in
                if let next = province.successor, !isKept(next.erased) { province.forgetDissolution(knowledge) }
            },
            .several("/predecessors", \.predecessors), .one("/seat", \.seat),
        ]
    }

    package mutating func keepKnown(to knowledge: Knowledge) { point.keepKnown(to: knowledge) }

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
    package static var looseMembers: [LooseMember<Place>] {
        [.one("/province", \.province), .one("/parent", \.parent), .several("/members", \.members)]
    }

    package mutating func keepKnown(to knowledge: Knowledge) {
        point.keepKnown(to: knowledge)
        validTo = knowledge.end(validTo)
    }
}

extension BorderGate {
    package static var looseMembers: [LooseMember<BorderGate>] {
        [.one("/parentGate", \.parentGate), .one("/place", \.place), .one("/zone", \.zone)]
    }

    package mutating func keepKnown(to knowledge: Knowledge) {
        counterpart.keepKnown(to: knowledge)
        point.keepKnown(to: knowledge)
        lanes.keepKnown(to: knowledge)
    }
}

extension EconomicZone {
    package static var looseMembers: [LooseMember<EconomicZone>] {
        [.one("/parentZone", \.parentZone), .several("/gates", \.gates), .several("/places", \.places)]
    }

    package mutating func keepKnown(to knowledge: Knowledge) { point.keepKnown(to: knowledge) }
}

extension InfrastructureProject {
    package static var looseMembers: [LooseMember<InfrastructureProject>] {
        [
            .several("/places", \.places), .several("/gates", \.gates), .one("/zone", \.zone),
            .one("/corridor", \.corridor), .one("/parentProject", \.parentProject),
        ]
    }

    package mutating func keepKnown(to knowledge: Knowledge) {
        point.keepKnown(to: knowledge)
        phases.keepKnown(to: knowledge)
        parameters.keepKnown(to: knowledge)
        milestones.keepKnown(to: knowledge)
    }
}

extension Corridor {
    package static var looseMembers: [LooseMember<Corridor>] {
        [.several("/gates", \.gates), .one("/parentCorridor", \.parentCorridor)]
    }
}

extension Organisation {
    package static var looseMembers: [LooseMember<Organisation>] {
        [.one("/province", \.province), .one("/parent", \.parent)]
    }

    package mutating func keepKnown(to knowledge: Knowledge) { heads.keepKnown(to: knowledge) }
}

extension Meeting {
    package static var looseMembers: [LooseMember<Meeting>] {
        [.one("/organiser", \.organiser), .one("/place", \.place)]
    }

    package mutating func keepKnown(to knowledge: Knowledge) { chair.keepKnown(to: knowledge) }
}

extension Document {
    package static var looseMembers: [LooseMember<Document>] { [.one("/issuer", \.issuer)] }

    package mutating func keepKnown(to knowledge: Knowledge) { signers.keepKnown(to: knowledge) }
}

extension Plan {
    package static var looseMembers: [LooseMember<Plan>] {
        [
            .one("/approvedBy", \.approvedBy), .one("/issuedBy", \.issuedBy), .one("/parentPlan", \.parentPlan),
            .several("/supersedes", \.supersedes),
        ]
    }

    package mutating func keepKnown(to knowledge: Knowledge) {
        legalBasis.keepKnown(to: knowledge)
        orientedBy.keepKnown(to: knowledge)
        tasks = tasks.known(to: knowledge)
        breakthroughs = breakthroughs.known(to: knowledge)
        solutions = solutions.known(to: knowledge)
    }
}

extension DigitalService {
    package static var looseMembers: [LooseMember<DigitalService>] {
        [
            .one("/province", \.province), .one("/operator", \.serviceOperator), .several("/gates", \.gates),
            .one("/plan", \.plan),
        ]
    }
}

extension NetworkLeg {
    package static var looseMembers: [LooseMember<NetworkLeg>] {
        [
            LooseMember("/estimate") { leg, isKept, _ in
                if case .straightLine(let factor, let standIn?) = leg.estimate, !isKept(standIn) {
                    leg.estimate = .straightLine(factor: factor, standIn: nil)
                }
            },
            .several("/gates", \.gates), .one("/project", \.project), .several("/relatedProjects", \.relatedProjects),
            .one("/overlaps", \.overlaps),
        ]
    }

    package mutating func keepKnown(to knowledge: Knowledge) {
        length.keepKnown(to: knowledge)
        parameters.keepKnown(to: knowledge)
        milestones.keepKnown(to: knowledge)
    }
}
