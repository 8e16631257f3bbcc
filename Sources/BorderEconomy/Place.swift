/// Everything a figure or a text may be about that is no province, gate, zone or project: countries, foreign
/// provinces and towns, districts and communes, regions, economic sectors, statistical scopes.
package struct Place: Record {
    package enum Kind: String, Sendable, CaseIterable {
        case country
        case foreignProvince = "foreign-province"
        case foreignCity = "foreign-city"
        case foreignPrefecture = "foreign-prefecture"
        case foreignCounty = "foreign-county"
        case foreignTown = "foreign-town"
        case district, city, town, commune, market, region, river, continent
        /// Where roads meet, railway stations and ports: places of the transport network.
        case junction, station, port
        /// The far side of a crossing.
        case foreignGate = "foreign-gate"
        /// The near end of a bridge that is a crossing of its own.
        case bridgehead
        case economicSector = "economic-sector"
        /// A named set of records that a figure is about.
        case statisticalScope = "statistical-scope"
        case resource
        case ethnicGroup = "ethnic-group"
    }

    package static let collection = RecordCollection.places

    package var header: RecordHeader
    package var kind: Kind
    /// ISO 3166-1 alpha-2.
    package var country: String?
    package var province: Identifier<Province>?
    package var parent: Identifier<Place>?
    /// What a statistical scope or a region is made of.
    package var members: [RecordID]
    package var validFrom: CalendarDay?
    package var validTo: CalendarDay?
    package var point: GeoPoint?

    package init(header: RecordHeader, kind: Kind) {
        self.header = header
        self.kind = kind
        members = []
    }

    /// Whether there is such a place on `day`.
    package func exists(on day: CalendarDay) -> Bool { Interval(validFrom, validTo).contains(day) }

    package var ownReferences: [Reference] {
        (province.map { [Reference("/province", $0.erased, in: [.provinces])] } ?? [])
            + (parent.map { [Reference("/parent", $0.erased, in: [.places, .provinces])] } ?? [])
            + members.enumerated().map { Reference("/members/\($0.offset)", $0.element) }
            + (point?.source.references(at: "/point/source") ?? [])
    }

    package func ownFaults() -> [MemberFault] {
        var faults = point.map { $0.faults().map { MemberFault("/point\($0.member)", $0.reason) } } ?? []
        if let validFrom, let validTo, validTo < validFrom {
            faults.append(MemberFault("/validTo", "the place ends before it begins"))
        }
        return faults
    }
}
