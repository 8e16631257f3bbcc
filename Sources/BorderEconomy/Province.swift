/// A code of the General Statistics Office and the days it stands for the province. Codes are used again.
package struct StatisticalCode: Hashable, Sendable {
    package let code: String
    package let validFrom: CalendarDay?
    package let validTo: CalendarDay?

    package init(code: String, validFrom: CalendarDay?, validTo: CalendarDay?) {
        self.code = code
        self.validFrom = validFrom
        self.validTo = validTo
    }
}

/// A Vietnamese province. A merger makes a new record; a province that did not merge keeps one.
package struct Province: Record {
    package static let collection = RecordCollection.provinces

    package var header: RecordHeader
    package var gsoCodes: [StatisticalCode]
    /// ISO 3166-2, such as `VN-02`.
    package var iso3166: String?
    package var validFrom: CalendarDay?
    /// The last day of a province that was dissolved.
    package var validTo: CalendarDay?
    package var successor: Identifier<Province>?
    package var predecessors: [Identifier<Province>]
    package var administrativeCentre: LocalizedText?
    /// The place that is its administrative centre.
    package var seat: Identifier<Place>?
    /// The centroid.
    package var point: GeoPoint?

    package init(header: RecordHeader) {
        self.header = header
        gsoCodes = []
        predecessors = []
    }

    package func exists(on day: CalendarDay) -> Bool {
        if let validFrom, day < validFrom { return false }
        if let validTo, validTo < day { return false }
        return true
    }

    package var ownReferences: [Reference] {
        (successor.map { [Reference("/successor", $0.erased, in: [.provinces])] } ?? [])
            + (seat.map { [Reference("/seat", $0.erased, in: [.places])] } ?? [])
            + predecessors.enumerated().map {
                Reference("/predecessors/\($0.offset)", $0.element.erased, in: [.provinces])
            }
            + (point?.source.references(at: "/point/source") ?? [])
    }

    package func ownFaults() -> [MemberFault] {
        var faults = point.map { $0.faults().map { MemberFault("/point\($0.member)", $0.reason) } } ?? []
        if let validFrom, let validTo, validTo < validFrom {
            faults.append(MemberFault("/validTo", "the province ends before it begins"))
        }
        if successor != nil && validTo == nil {
            faults.append(MemberFault("/successor", "a province with a successor has a last day (validTo)"))
        }
        for (index, code) in gsoCodes.enumerated() {
            if let from = code.validFrom, let to = code.validTo, to < from {
                faults.append(MemberFault("/gsoCodes/\(index)/validTo", "the interval ends before it begins"))
            }
        }
        return faults
    }
}
