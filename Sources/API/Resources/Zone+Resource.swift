import BorderEconomy
import Catalog
import JSONText

extension Presentation {
    static let zoneDefinition = CollectionDefinition(
        name: "zones", recordName: "EconomicZone",
        meaning: "Border-gate economic zones, their functional areas, cross-border zones and industrial parks",
        fields: CommonFields.record(
            [
                .kinds(EconomicZone.Kind.self, "What sort of zone it is"),
                FieldDefinition(
                    "status", .enumeration(CommonFields.values(ZoneStatus.self)),
                    "Preferred status today; see `assertions`", nullable: true),
                FieldDefinition(
                    "province", .reference(["provinces"]), "The province of its source's time",
                    looksIn: ["province", "currentProvince"]),
                .currentProvince,
                FieldDefinition("parentZone", .reference(["zones"]), "The zone it is part of", nullable: true),
                FieldDefinition("areaHa", .number, "Preferred area in hectares", nullable: true),
                FieldDefinition("gates", .references(["gates"]), "The gates it serves", filterName: "gate"),
                FieldDefinition("places", .references(["places"]), "Places it lies in", filterName: "place"),
                .point,
            ],
            detail: [
                .summaries("areas", "Its functional areas and parts"), .summaries("projects", "Projects in it"),
                .figures, .targets, CommonFields.related,
            ]), isPlaced: true)

    func zones() -> CollectionDraft {
        CollectionDraft(
            definition: Self.zoneDefinition,
            records: registry.zones.all.map { zone in
                draft(of: zone, own: { $0.zone(zone) }, detail: { $0.zoneDetail(zone) })
            })
    }
}

extension Shape {
    fileprivate func zone(_ zone: EconomicZone) -> JSONObject {
        [
            "kind": .string(zone.kind.rawValue), "status": preferred("status", of: zone.header),
            "province": id(zone.province),
            "currentProvince": id(registry.currentProvince(of: zone.province, on: day)),
            "parentZone": id(zone.parentZone), "areaHa": preferredValue("area", of: zone.header.id),
            "gates": ids(zone.gates), "places": ids(zone.places), "point": point(zone.point),
        ]
    }

    fileprivate func zoneDetail(_ zone: EconomicZone) -> JSONObject {
        let id = zone.header.id
        return [
            "areas": summaries(presentation.index.areas[id]), "projects": summaries(presentation.index.projects[id]),
            "figures": figures(of: id), "targets": targets(of: id),
            "related": related(to: id, in: .zones, ["areas", "projects", "observations", "targets"]),
        ]
    }
}
