import BorderEconomy
import Catalog
import JSONText

extension Presentation {
    static let placeDefinition = CollectionDefinition(
        name: "places", recordName: "Place",
        meaning: "Countries, foreign provinces and towns, districts, regions, economic sectors and statistical scopes",
        fields: CommonFields.record(
            [
                .kinds(Place.Kind.self, "What sort of place it is"),
                FieldDefinition("country", .string, "ISO 3166-1 alpha-2", nullable: true),
                FieldDefinition(
                    "province", .reference(["provinces"]), "The province of its source's time", nullable: true,
                    looksIn: ["province", "currentProvince"]),
                .currentProvince,
                FieldDefinition("parent", .reference(["places", "provinces"]), "What it is part of", nullable: true),
                FieldDefinition("members", .references([]), "What a scope or region is made of", filterName: "member"),
                FieldDefinition("validFrom", .day, "First day", nullable: true),
                FieldDefinition("validTo", .day, "Last day; districts ended on 2025-06-30", nullable: true),
                FieldDefinition("existsToday", .boolean, "Whether the place exists on the day asked about"),
                .point,
            ],
            detail: [.figures, .targets, CommonFields.related]), isPlaced: true)

    func places() -> CollectionDraft {
        CollectionDraft(
            definition: Self.placeDefinition,
            records: registry.places.all.map { place in
                draft(
                    of: place,
                    own: { shape in
                        [
                            "kind": .string(place.kind.rawValue),
                            "country": place.country.map { .string($0) } ?? .null, "province": shape.id(place.province),
                            "currentProvince": shape.id(
                                place.province.map { self.registry.currentProvince(of: $0, on: self.day) }),
                            "parent": shape.id(place.parent), "members": shape.ids(place.members),
                            "validFrom": shape.day(place.validFrom), "validTo": shape.day(place.validTo),
                            "existsToday": .bool(place.exists(on: self.day)),
                            "point": shape.point(place.point),
                        ]
                    },
                    detail: { shape in
                        [
                            "figures": shape.figures(of: place.header.id),
                            "targets": shape.targets(of: place.header.id),
                            "related": shape.related(to: place.header.id, in: .places, ["observations", "targets"]),
                        ]
                    })
            })
    }
}
