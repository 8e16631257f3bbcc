import BorderEconomy
import Catalog
import JSONText

extension Presentation {
    static let provinceDefinition = CollectionDefinition(
        name: "provinces", recordName: "Province",
        meaning: "Vietnamese provinces, those dissolved included, with codes, validity and succession",
        fields: CommonFields.record(
            [
                FieldDefinition("gsoCode", .string, "Statistical code today, or the last one", nullable: true),
                FieldDefinition("gsoCodes", .components("StatisticalCode"), "Codes with the days they stand for it"),
                FieldDefinition("iso3166", .string, "ISO 3166-2 code", nullable: true),
                FieldDefinition("validFrom", .day, "First day, for a province made by a merger", nullable: true),
                FieldDefinition("validTo", .day, "Last day, for a province that was dissolved", nullable: true),
                FieldDefinition("existsToday", .boolean, "Whether the province exists on the day asked about"),
                FieldDefinition("successor", .reference(["provinces"]), "The province it went into", nullable: true),
                FieldDefinition("predecessors", .references(["provinces"]), "The provinces it was made of"),
                FieldDefinition("administrativeCentre", .string, "Seat of the province", nullable: true),
                FieldDefinition("seat", .reference(["places"]), "The place that is its seat", nullable: true),
                FieldDefinition("areaKm2", .number, "Preferred natural area in km²", nullable: true),
                FieldDefinition("population", .number, "Preferred population in persons", nullable: true),
                FieldDefinition(
                    "borderLengthWithChinaKm", .number, "Preferred length of the border with China in km",
                    nullable: true),
                .point,
            ],
            detail: [
                .summaries("gates", "Its crossings"), .summaries("zones", "Its economic zones"),
                .summaries("plans", "Plans for it"), .figures, .targets, CommonFields.related,
            ]), isPlaced: true)

    func provinces() -> CollectionDraft {
        CollectionDraft(
            definition: Self.provinceDefinition,
            records: registry.provinces.all.map { province in
                draft(of: province, own: { $0.province(province) }, detail: { $0.provinceDetail(province) })
            })
    }
}

extension Shape {
    fileprivate func province(_ province: Province) -> JSONObject {
        let code = province.gsoCodes.first { code in
            (code.validFrom.map { $0 <= day } ?? true) && (code.validTo.map { day <= $0 } ?? true)
        }
        return [
            "gsoCode": (code ?? province.gsoCodes.last).map { .string($0.code) } ?? .null,
            "gsoCodes": .array(
                province.gsoCodes.map {
                    .object(["code": .string($0.code), "validFrom": day($0.validFrom), "validTo": day($0.validTo)])
                }),
            "iso3166": province.iso3166.map { .string($0) } ?? .null,
            "validFrom": day(province.validFrom), "validTo": day(province.validTo),
            "existsToday": .bool(province.exists(on: day)), "successor": id(province.successor),
            "predecessors": ids(province.predecessors), "administrativeCentre": text(province.administrativeCentre),
            "seat": id(province.seat),
            "areaKm2": preferredValue("natural-area", of: province.header.id),
            "population": preferredValue("population", of: province.header.id),
            "borderLengthWithChinaKm": preferredValue("border-length-with-china", of: province.header.id),
            "point": point(province.point),
        ]
    }

    fileprivate func provinceDetail(_ province: Province) -> JSONObject {
        let id = province.header.id
        let index = presentation.index
        return [
            "gates": summaries(index.gates[id]), "zones": summaries(index.zones[id]),
            "plans": summaries(index.plans[id]), "figures": figures(of: id), "targets": targets(of: id),
            "related": related(
                to: id, in: .provinces,
                ["gates", "zones", "projects", "plans", "observations", "targets", "services"],
                successor: province.successor?.erased),
        ]
    }

    /// The central value of the preferred figure; null when nobody reports one.
    func preferredValue(_ indicator: String, of subject: RecordID) -> JSONValue {
        guard let indicator = Identifier<Indicator>(indicator) else { return .null }
        return number(registry.preferredFigure(indicator, of: subject)?.figure.central)
    }

    func summaries(_ records: [RecordID]?) -> JSONValue { .array((records ?? []).map(summary)) }

    func figures(of subject: RecordID) -> JSONValue {
        .array(
            (presentation.index.measures[subject] ?? []).compactMap { number in
                registry.bestFigure(ofMeasure: number).map { .object(observation($0)) }
            })
    }

    func targets(of subject: RecordID) -> JSONValue {
        .array((presentation.index.targets[subject] ?? []).map { .object(target($0)) })
    }

    /// - Parameter successor: the record of the collection that took its place.
    func related(
        to id: RecordID, in collection: RecordCollection, _ names: [String], successor: RecordID? = nil
    ) -> JSONValue {
        var object = JSONObject()
        if let successor { object.append("successor", .string("/v1/\(collection.rawValue)/\(successor)")) }
        for name in names { object.append(name, .string("/v1/\(collection.rawValue)/\(id)/\(name)")) }
        return .object(object)
    }
}
