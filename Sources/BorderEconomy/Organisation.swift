/// A body that issues, leads, manages or cooperates.
package struct Organisation: Record {
    package enum Kind: String, Sendable, CaseIterable {
        case partyBody = "party-body"
        case government
        case peopleCommittee = "people-committee"
        case peopleCouncil = "people-council"
        case steeringCommittee = "steering-committee"
        case managementBoard = "management-board"
        case publisher
        case internationalOrganisation = "international-organisation"
        case cooperationProgramme = "cooperation-programme"
        case consulate, front
        case publicServiceCentre = "public-service-centre"
        case foreignBody = "foreign-body"
        case financialInstitution = "financial-institution"
        case enterprise
    }

    package static let collection = RecordCollection.organisations

    package var header: RecordHeader
    package var kind: Kind
    package var province: Identifier<Province>?
    package var parent: Identifier<Organisation>?
    package var heads: [OfficeHolder]

    package init(header: RecordHeader, kind: Kind) {
        self.header = header
        self.kind = kind
        heads = []
    }

    package var ownReferences: [Reference] {
        (province.map { [Reference("/province", $0.erased, in: [.provinces])] } ?? [])
            + (parent.map { [Reference("/parent", $0.erased, in: [.organisations])] } ?? [])
            + heads.enumerated().flatMap { $0.element.references(at: "/heads/\($0.offset)") }
    }

    package func ownFaults() -> [MemberFault] {
        AssertionVocabulary.faults(of: header.assertions) { $0 == "status" ? [] : nil }
            + heads.enumerated().flatMap { $0.element.faults(at: "/heads/\($0.offset)") }
    }
}
