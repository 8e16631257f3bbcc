import BorderEconomy
import Catalog
import JSONText

extension Presentation {
    static let organisationDefinition = CollectionDefinition(
        name: "organisations", recordName: "Organisation",
        meaning: "Bodies that issue, lead, manage or cooperate, with those who head them",
        fields: CommonFields.record(
            [
                .kinds(Organisation.Kind.self, "What sort of body it is"),
                FieldDefinition("province", .reference(["provinces"]), "The province it is of", nullable: true),
                FieldDefinition("parent", .reference(["organisations"]), "The body it is part of", nullable: true),
                FieldDefinition("heads", .components("OfficeHolder"), "Who heads it, with office and date"),
            ],
            detail: [.figures, CommonFields.related]))

    func organisations() -> CollectionDraft {
        CollectionDraft(
            definition: Self.organisationDefinition,
            records: registry.organisations.all.map { organisation in
                draft(
                    of: organisation,
                    own: { shape in
                        [
                            "kind": .string(organisation.kind.rawValue), "province": shape.id(organisation.province),
                            "parent": shape.id(organisation.parent),
                            "heads": .array(organisation.heads.map(shape.officeHolder)),
                        ]
                    },
                    detail: { shape in
                        [
                            "figures": shape.figures(of: organisation.header.id),
                            "related": shape.related(
                                to: organisation.header.id, in: .organisations,
                                ["documents", "meetings", "observations"]),
                        ]
                    }, searchTexts: organisation.heads.map(\.name))
            })
    }
}
