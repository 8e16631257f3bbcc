/// What a zone is now, as sources say it.
package enum ZoneStatus: String, Sendable, CaseIterable {
    case planned, proposed, forming, operating, expanding, relocating
}

/// A border-gate economic zone, a part of one, a cross-border zone or an industrial park. Its area and what is
/// invested in it are observations.
package struct EconomicZone: Record {
    package enum Kind: String, Sendable, CaseIterable {
        case borderGateEconomicZone = "border-gate-economic-zone"
        case crossBorderCooperationZone = "cross-border-cooperation-zone"
        case functionalArea = "functional-area"
        case functionalAreaGroup = "functional-area-group"
        case industrialPark = "industrial-park"
    }

    package static let collection = RecordCollection.zones

    package var header: RecordHeader
    package var kind: Kind
    package var province: Identifier<Province>
    package var parentZone: Identifier<EconomicZone>?
    /// The gates it serves.
    package var gates: [Identifier<BorderGate>]
    package var places: [Identifier<Place>]
    package var point: GeoPoint?

    package init(header: RecordHeader, kind: Kind, province: Identifier<Province>) {
        self.header = header
        self.kind = kind
        self.province = province
        gates = []
        places = []
    }

    package var ownReferences: [Reference] {
        [Reference("/province", province.erased, in: [.provinces])]
            + (parentZone.map { [Reference("/parentZone", $0.erased, in: [.zones])] } ?? [])
            + gates.enumerated().map { Reference("/gates/\($0.offset)", $0.element.erased, in: [.gates]) }
            + places.enumerated().map { Reference("/places/\($0.offset)", $0.element.erased, in: [.places]) }
            + (point?.source.references(at: "/point/source") ?? [])
    }

    package func ownFaults() -> [MemberFault] {
        var faults = point.map { $0.faults().map { MemberFault("/point\($0.member)", $0.reason) } } ?? []
        faults += AssertionVocabulary.faults(of: header.assertions) { field in
            field == "status" ? ZoneStatus.allCases.map(\.rawValue) : nil
        }
        if kind == .functionalArea && parentZone == nil {
            faults.append(MemberFault("/parentZone", "a functional area lies in a zone"))
        }
        return faults
    }
}
