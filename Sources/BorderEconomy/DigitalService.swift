/// A platform, information system, portal or application that serves the gates or the public.
package struct DigitalService: Record {
    package enum Kind: String, Sendable, CaseIterable {
        case platform, portal, application
        case informationSystem = "information-system"
        case monitoringCentre = "monitoring-centre"
        case oneStopService = "one-stop-service"
        case marketDigitalisation = "market-digitalisation"
    }

    package enum Status: String, Sendable, CaseIterable {
        case operating, planned, existing
        case pilotPlanned = "pilot-planned"
    }

    package static let collection = RecordCollection.services

    package var header: RecordHeader
    package var kind: Kind
    package var province: Identifier<Province>?
    package var serviceOperator: Identifier<Organisation>?
    package var gates: [Identifier<BorderGate>]
    package var plan: Identifier<Plan>?
    package var startedOn: CalendarDay?

    package init(header: RecordHeader, kind: Kind) {
        self.header = header
        self.kind = kind
        gates = []
    }

    package var ownReferences: [Reference] {
        (province.map { [Reference("/province", $0.erased, in: [.provinces])] } ?? [])
            + (serviceOperator.map { [Reference("/operator", $0.erased, in: [.organisations])] } ?? [])
            + gates.enumerated().map { Reference("/gates/\($0.offset)", $0.element.erased, in: [.gates]) }
            + (plan.map { [Reference("/plan", $0.erased, in: [.plans])] } ?? [])
    }

    package func ownFaults() -> [MemberFault] {
        AssertionVocabulary.faults(of: header.assertions) { field in
            field == "status" ? Status.allCases.map(\.rawValue) : nil
        }
    }
}
