import BorderEconomy
import Catalog
import JSONText

extension Presentation {
    static let serviceDefinition = CollectionDefinition(
        name: "services", recordName: "DigitalService",
        meaning: "Platforms, portals, information systems and applications",
        fields: CommonFields.record([
            .kinds(DigitalService.Kind.self, "What sort of service it is"),
            FieldDefinition(
                "status", .enumeration(CommonFields.values(DigitalService.Status.self)),
                "Preferred status today; see `assertions`", nullable: true),
            FieldDefinition(
                "province", .reference(["provinces"]), "The province of its source's time", nullable: true,
                looksIn: ["province", "currentProvince"]),
            .currentProvince,
            FieldDefinition("operator", .reference(["organisations"]), "Who runs it", nullable: true),
            FieldDefinition("gates", .references(["gates"]), "Gates it serves", filterName: "gate"),
            FieldDefinition("plan", .reference(["plans"]), "The plan that asks for it", nullable: true),
            FieldDefinition("startedOn", .day, "In operation since", nullable: true),
        ]))

    func services() -> CollectionDraft {
        CollectionDraft(
            definition: Self.serviceDefinition,
            records: registry.services.all.map { service in
                draft(
                    of: service,
                    own: { shape in
                        [
                            "kind": .string(service.kind.rawValue),
                            "status": shape.preferred("status", of: service.header),
                            "province": shape.id(service.province),
                            "currentProvince": shape.id(
                                service.province.map { self.registry.currentProvince(of: $0, on: self.day) }),
                            "operator": shape.id(service.serviceOperator), "gates": shape.ids(service.gates),
                            "plan": shape.id(service.plan), "startedOn": shape.day(service.startedOn),
                        ]
                    })
            })
    }
}
