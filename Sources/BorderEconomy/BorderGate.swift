/// The classes a crossing may be of, in the terms of the 2009 agreement on land border gates and Vietnamese law.
package enum GateClass: String, Sendable, CaseIterable {
    case international
    /// Main gate, open to the two sides only.
    case bilateral
    case secondary
    case opening
    case clearancePoint = "clearance-point"
}

/// What a gate does now, as sources say it.
package enum GateStatus: String, Sendable, CaseIterable {
    case operating, restored, planned, suspended, listed
    case toOpen = "to-open"
    case underConstruction = "under-construction"
}

/// How a crossing is made.
package enum GateMode: String, Sendable, CaseIterable {
    case road, rail, river
    case roadBridge = "road-bridge"
    case railBridge = "rail-bridge"
}

/// The other side of a crossing.
package struct GateCounterpart: Hashable, Sendable {
    package let names: LocalizedText
    package let county: Identifier<Place>?
    package let prefecture: Identifier<Place>?
    package let confidence: Confidence
    package let source: Source

    package init(
        names: LocalizedText, county: Identifier<Place>?, prefecture: Identifier<Place>?, confidence: Confidence,
        source: Source
    ) {
        self.names = names
        self.county = county
        self.prefecture = prefecture
        self.confidence = confidence
        self.source = source
    }
}

/// A lane of a gate as it was built.
package struct GateLane: Hashable, Sendable {
    package enum Direction: String, Sendable, CaseIterable {
        /// From Vietnam to China.
        case export
        /// From China to Vietnam.
        case `import`
    }

    /// Unique within the gate, such as `export-1`.
    package let id: String
    package let direction: Direction
    /// What it was built for; nil where no source says, as a rule because it takes all.
    package let vehicleKinds: VehicleKinds?
    package let validFrom: CalendarDay?
    package let editorial: LocalizedText?
    package let source: Source

    package init(
        id: String, direction: Direction, vehicleKinds: VehicleKinds? = nil, validFrom: CalendarDay?,
        editorial: LocalizedText?, source: Source
    ) {
        self.id = id
        self.direction = direction
        self.vehicleKinds = vehicleKinds
        self.validFrom = validFrom
        self.editorial = editorial
        self.source = source
    }
}

/// A crossing of the border: a gate, a clearance point of one, an opening or a group of openings.
///
/// Class, status and mode are dated assertions, because sources and years differ.
package struct BorderGate: Record {
    package enum Kind: String, Sendable, CaseIterable {
        case borderGate = "border-gate"
        /// A customs clearance route (lối thông quan) of a gate pair.
        case clearancePoint = "clearance-point"
        case opening
        case openingGroup = "opening-group"
    }

    package static let collection = RecordCollection.gates
    package static let assertedFields = ["class", "status", "mode"]

    package var header: RecordHeader
    package var kind: Kind
    package var province: Identifier<Province>
    package var parentGate: Identifier<BorderGate>?
    package var place: Identifier<Place>?
    package var zone: Identifier<EconomicZone>?
    package var counterpart: GateCounterpart?
    package var boundaryMarkers: String?
    package var point: GeoPoint?
    package var openedOn: CalendarDay?
    package var lanes: [GateLane]
    /// Nil where no source states them.
    package var openingHours: OpeningHours?

    package init(header: RecordHeader, kind: Kind, province: Identifier<Province>) {
        self.header = header
        self.kind = kind
        self.province = province
        lanes = []
    }

    package var ownReferences: [Reference] {
        var list = [Reference("/province", province.erased, in: [.provinces])]
        if let parentGate { list.append(Reference("/parentGate", parentGate.erased, in: [.gates])) }
        if let place { list.append(Reference("/place", place.erased, in: [.places])) }
        if let zone { list.append(Reference("/zone", zone.erased, in: [.zones])) }
        if let counterpart {
            if let county = counterpart.county {
                list.append(Reference("/counterpart/county", county.erased, in: [.places]))
            }
            if let prefecture = counterpart.prefecture {
                list.append(Reference("/counterpart/prefecture", prefecture.erased, in: [.places]))
            }
            list += counterpart.source.references(at: "/counterpart/source")
        }
        for (index, lane) in lanes.enumerated() { list += lane.source.references(at: "/lanes/\(index)/source") }
        return list + (point?.source.references(at: "/point/source") ?? [])
    }

    package func ownFaults() -> [MemberFault] {
        var faults = point.map { $0.faults().map { MemberFault("/point\($0.member)", $0.reason) } } ?? []
        faults += AssertionVocabulary.faults(of: header.assertions) { field in
            switch field {
            case "class": GateClass.allCases.map(\.rawValue)
            case "status": GateStatus.allCases.map(\.rawValue)
            case "mode": GateMode.allCases.map(\.rawValue)
            default: nil
            }
        }
        if kind == .clearancePoint && parentGate == nil && !header.assertions.contains(where: \.planned) {
            faults.append(MemberFault("/parentGate", "a clearance point belongs to a gate"))
        }
        var seen: Set<String> = []
        for (index, lane) in lanes.enumerated() where !seen.insert(lane.id).inserted {
            faults.append(MemberFault("/lanes/\(index)/id", "lane \(lane.id) is listed twice"))
        }
        return faults
    }
}

/// The values that the asserted fields of a noun may take.
enum AssertionVocabulary {
    static func faults(of assertions: [Assertion], allowed: (_ field: String) -> [String]?) -> [MemberFault] {
        assertions.enumerated().compactMap { index, assertion in
            guard let values = allowed(assertion.field) else {
                return MemberFault("/assertions/\(index)/field", "no assertions are made about \(assertion.field) here")
            }
            guard values.isEmpty || values.contains(assertion.value) else {
                return MemberFault(
                    "/assertions/\(index)/value",
                    "\(assertion.value) is no \(assertion.field); one of \(values.joined(separator: ", "))")
            }
            return nil
        }
    }
}
