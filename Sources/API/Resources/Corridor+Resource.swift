import BorderEconomy
import Catalog
import JSONText

extension Presentation {
    static let corridorDefinition = CollectionDefinition(
        name: "corridors", recordName: "Corridor", meaning: "Economic, tourism and transport corridors",
        fields: CommonFields.record(
            [
                .kinds(Corridor.Kind.self, "What sort of corridor it is"),
                FieldDefinition(
                    "nodes", .references(["provinces", "places"]),
                    "Places from one end to the other; empty where the sources name none", filterName: "node"),
                FieldDefinition("gates", .references(["gates"]), "Gates it crosses the border at", filterName: "gate"),
                FieldDefinition(
                    "parentCorridor", .reference(["corridors"]), "The corridor it is part of", nullable: true),
            ],
            detail: [.summaries("route", "The nodes in order, with names"), .figures, CommonFields.related]))

    func corridors() -> CollectionDraft {
        CollectionDraft(
            definition: Self.corridorDefinition,
            records: registry.corridors.all.map { corridor in
                draft(
                    of: corridor,
                    own: { shape in
                        [
                            "kind": .string(corridor.kind.rawValue), "nodes": shape.ids(corridor.nodes),
                            "gates": shape.ids(corridor.gates), "parentCorridor": shape.id(corridor.parentCorridor),
                        ]
                    },
                    detail: { shape in
                        [
                            "route": .array(corridor.nodes.map(shape.summary)),
                            "figures": shape.figures(of: corridor.header.id),
                            "related": shape.related(
                                to: corridor.header.id, in: .corridors, ["legs", "observations", "projects"]),
                        ]
                    })
            })
    }
}
