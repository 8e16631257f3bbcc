/// The outline of a province as it was in a time.
package struct ProvinceOutline: Hashable, Sendable {
    package let province: Identifier<Province>
    /// A polygon or several.
    package let geometry: Geometry
    /// The days that the boundary is known to be right for; an open end is nil.
    package let validFrom: CalendarDay?
    package let validTo: CalendarDay?
    package let source: Source

    package init(
        province: Identifier<Province>, geometry: Geometry, validFrom: CalendarDay?, validTo: CalendarDay?,
        source: Source
    ) {
        self.province = province
        self.geometry = geometry
        self.validFrom = validFrom
        self.validTo = validTo
        self.source = source
    }

    var references: [Reference] {
        [Reference("/province", province.erased, in: [.provinces])] + source.references(at: "/source")
    }

    func faults() -> [MemberFault] {
        var faults = geometry.faults().map { MemberFault("/geometry/coordinates\($0.member)", $0.reason) }
        switch geometry {
        case .polygon, .multiPolygon: break
        case .point, .multiPoint, .lineString, .multiLineString, .collection, .box:
            faults.append(MemberFault("/geometry/type", "an outline is a Polygon or a MultiPolygon"))
        }
        if let validFrom, let validTo, validTo < validFrom {
            faults.append(MemberFault("/validTo", "the outline ends before it begins"))
        }
        return faults
    }
}
