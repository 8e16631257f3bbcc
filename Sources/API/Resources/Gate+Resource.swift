import BorderEconomy
import Catalog
import JSONText

extension Presentation {
    static let gateDefinition = CollectionDefinition(
        name: "gates", recordName: "BorderGate",
        meaning: "Crossings of the border: gates, clearance points, openings and groups of openings",
        fields: CommonFields.record(
            [
                .kinds(BorderGate.Kind.self, "What sort of crossing it is"),
                FieldDefinition(
                    "class", .enumeration(CommonFields.values(GateClass.self)),
                    "Preferred class today; see `assertions`", nullable: true),
                FieldDefinition(
                    "status", .enumeration(CommonFields.values(GateStatus.self)),
                    "Preferred status today; see `assertions`", nullable: true),
                FieldDefinition(
                    "mode", .enumeration(CommonFields.values(GateMode.self)), "How the crossing is made",
                    nullable: true),
                FieldDefinition(
                    "province", .reference(["provinces"]), "The province of its source's time",
                    looksIn: ["province", "currentProvince"]),
                .currentProvince,
                FieldDefinition("place", .reference(["places"]), "District or commune", nullable: true),
                FieldDefinition("parentGate", .reference(["gates"]), "The gate it is part of", nullable: true),
                FieldDefinition("zone", .reference(["zones"]), "The economic zone it lies in", nullable: true),
                FieldDefinition(
                    "counterpart", .component("Counterpart"), "The Chinese side", nullable: true,
                    members: [
                        FieldDefinition("name", .string, "Its name in the language asked for"),
                        FieldDefinition("county", .reference(["places"]), "The county it lies in", nullable: true),
                        FieldDefinition(
                            "prefecture", .reference(["places"]), "The prefecture it lies in", nullable: true),
                    ]),
                FieldDefinition("boundaryMarkers", .string, "Markers of the border it lies at", nullable: true),
                FieldDefinition("openedOn", .day, "The day it was opened", nullable: true),
                .point,
                FieldDefinition(
                    "laneCount", .number, "Lanes as built; null when no source counts them", nullable: true),
                FieldDefinition("lanes", .components("Lane"), "Lanes as built", optional: true),
                FieldDefinition(
                    "openingHours", .component("OpeningHours"), "When it works; null where no source says",
                    nullable: true),
            ],
            detail: [
                FieldDefinition(
                    "parts", .components("Summary"), "Clearance points and parts", optional: true, detailOnly: true),
                CommonFields.related,
            ]), isPlaced: true)

    func gates() -> CollectionDraft {
        CollectionDraft(
            definition: Self.gateDefinition,
            records: drafts(
                of: registry.gates, own: { $0.gate($1) }, detail: { $0.gateDetail($1) },
                searchTexts: { $0.counterpart?.names.all ?? [] }))
    }

    static let laneDefinition = CollectionDefinition(
        name: "lanes", recordName: "GateLane", meaning: "Lanes of the gates: as built, and those that operators added",
        fields: [
            FieldDefinition("id", .string, "Identifier within the gate"),
            FieldDefinition("gate", .reference(["gates"]), "The gate"),
            FieldDefinition(
                "direction", .enumeration(CommonFields.values(GateLane.Direction.self)),
                "Export is from Vietnam to China"),
            FieldDefinition(
                "origin", .enumeration(CommonFields.values(LaneOrigin.self)),
                "Built: in the gate's record, by a source. Added: by an operator, for as long as it is there"),
            FieldDefinition(
                "vehicleKinds", .strings,
                "Classes of goods it was built for, left out where no source says; of an added lane those it takes",
                optional: true, filterable: false),
            FieldDefinition("validFrom", .day, "In this arrangement since", nullable: true),
            FieldDefinition("editorial", .string, "What in it is our choice", nullable: true, filterable: false),
            FieldDefinition("source", .component("Source"), "Where it is stated; null when added", nullable: true),
        ])

    /// The lanes of all gates as built.
    func lanes() -> CollectionDraft {
        CollectionDraft(
            definition: Self.laneDefinition,
            records: registry.gates.all.flatMap { gate in gate.lanes.map { draft(of: $0, at: gate.id) } },
            servesRecords: false)
    }

    /// The lanes of one gate: as built, and behind them those that were added.
    func lanes(of gate: BorderGate, added: [LiveLane]) -> CollectionDraft {
        CollectionDraft(
            definition: Self.laneDefinition,
            records: gate.lanes.map { draft(of: $0, at: gate.id) } + added.map { draft(ofAdded: $0, at: gate.id) },
            servesRecords: false)
    }

    private func draft(of lane: GateLane, at gate: Identifier<BorderGate>) -> RecordDraft {
        draft(key: "\(gate)/\(lane.id)", searchTexts: [lane.id]) { shape in
            var object = shape.lane(lane.id, at: gate, lane.direction, .built)
            if let kinds = lane.vehicleKinds { object["vehicleKinds"] = shape.kinds(kinds) }
            object["validFrom"] = shape.day(lane.validFrom)
            object["editorial"] = shape.text(lane.editorial)
            object["source"] = shape.source(lane.source)
            return object
        }
    }

    private func draft(ofAdded lane: LiveLane, at gate: Identifier<BorderGate>) -> RecordDraft {
        draft(key: "\(gate)/\(lane.id)", searchTexts: [lane.id.rawValue]) { shape in
            var object = shape.lane(lane.id.rawValue, at: gate, lane.direction, .added)
            object["vehicleKinds"] = shape.kinds(lane.vehicleKinds)
            for name in ["validFrom", "editorial", "source"] { object[name] = .null }
            return object
        }
    }
}

/// Where a lane of a list comes from.
private enum LaneOrigin: String, CaseIterable {
    /// The gate's record.
    case built
    /// An operator, who may remove it again.
    case added
}

extension Shape {
    fileprivate func gate(_ gate: BorderGate) -> JSONObject {
        var object: JSONObject = [
            "kind": .string(gate.kind.rawValue), "class": preferred("class", of: gate.header),
            "status": preferred("status", of: gate.header), "mode": preferred("mode", of: gate.header),
            "province": id(gate.province),
            "currentProvince": id(registry.currentProvince(of: gate.province, on: day)), "place": id(gate.place),
            "parentGate": id(gate.parentGate), "zone": id(gate.zone),
            "counterpart": counterpart(gate.counterpart),
            "boundaryMarkers": gate.boundaryMarkers.map { .string($0) } ?? .null, "openedOn": day(gate.openedOn),
            "point": point(gate.point),
            "laneCount": gate.lanes.isEmpty ? .null : .integer(Int64(gate.lanes.count)),
        ]
        if !gate.lanes.isEmpty { object["lanes"] = .array(gate.lanes.map(lane)) }
        object["openingHours"] = openingHours(gate.openingHours)
        return object
    }

    fileprivate func lane(
        _ id: String, at gate: Identifier<BorderGate>, _ direction: GateLane.Direction, _ origin: LaneOrigin
    ) -> JSONObject {
        [
            "id": .string(id), "gate": self.id(gate), "direction": .string(direction.rawValue),
            "origin": .string(origin.rawValue),
        ]
    }

    fileprivate func kinds(_ kinds: VehicleKinds) -> JSONValue {
        .array(kinds.classes.map { .string($0.rawValue) })
    }

    private func openingHours(_ hours: OpeningHours?) -> JSONValue {
        guard let hours else { return .null }
        func spans(_ list: [OpeningHours.Span]) -> JSONValue { .array(list.map { .string($0.description) }) }
        return .object([
            "week": .array(hours.week.map(spans)),
            "holidays": .array(
                hours.holidays.map { holiday in
                    .object([
                        "day": day(holiday.day), "name": text(holiday.names), "names": names(holiday.names),
                        "spans": spans(holiday.spans), "source": source(holiday.source),
                    ])
                }),
            "source": source(hours.source),
        ])
    }

    private func counterpart(_ counterpart: GateCounterpart?) -> JSONValue {
        guard let counterpart else { return .null }
        return .object([
            "name": text(counterpart.names), "names": names(counterpart.names), "county": id(counterpart.county),
            "prefecture": id(counterpart.prefecture), "confidence": .string(counterpart.confidence.rawValue),
            "source": source(counterpart.source),
        ])
    }

    private func lane(_ lane: GateLane) -> JSONValue {
        var object: JSONObject = ["id": .string(lane.id), "direction": .string(lane.direction.rawValue)]
        if let vehicleKinds = lane.vehicleKinds { object["vehicleKinds"] = kinds(vehicleKinds) }
        if let validFrom = lane.validFrom { object["validFrom"] = day(validFrom) }
        if lane.editorial != nil { object["numbering"] = "ours" }
        object["source"] = source(lane.source)
        return .object(object)
    }

    fileprivate func gateDetail(_ gate: BorderGate) -> JSONObject {
        let id = gate.header.id
        var names: [String] = gate.lanes.isEmpty ? [] : ["lanes"]
        if presentation.index.projects[id] != nil { names.append("projects") }
        if presentation.index.services[id] != nil { names.append("services") }
        names.append("observations")
        var object = JSONObject()
        if let parts = presentation.index.gates[id] { object["parts"] = summaries(parts) }
        object["related"] = related(to: id, in: .gates, names)
        return object
    }
}
