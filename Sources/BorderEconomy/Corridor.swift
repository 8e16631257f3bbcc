/// An ordered list of places that an axis of transport, trade or tourism runs through.
package struct Corridor: Record {
    package enum Kind: String, Sendable, CaseIterable {
        case economic, tourism
        case transportAxis = "transport-axis"
        case developmentAxis = "development-axis"
    }

    package static let collection = RecordCollection.corridors

    package var header: RecordHeader
    package var kind: Kind
    /// Provinces and places from one end to the other; empty when the sources name none.
    package var nodes: [RecordID]
    package var gates: [Identifier<BorderGate>]
    package var parentCorridor: Identifier<Corridor>?

    package init(header: RecordHeader, kind: Kind) {
        self.header = header
        self.kind = kind
        nodes = []
        gates = []
    }

    package var ownReferences: [Reference] {
        nodes.enumerated().map { Reference("/nodes/\($0.offset)", $0.element, in: [.provinces, .places]) }
            + gates.enumerated().map { Reference("/gates/\($0.offset)", $0.element.erased, in: [.gates]) }
            + (parentCorridor.map { [Reference("/parentCorridor", $0.erased, in: [.corridors])] } ?? [])
    }

    package func ownFaults() -> [MemberFault] {
        var faults = AssertionVocabulary.faults(of: header.assertions) { $0 == "status" ? [] : nil }
        if nodes.count == 1 { faults.append(MemberFault("/nodes", "a corridor runs through two places or more")) }
        return faults
    }
}
