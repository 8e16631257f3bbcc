import BorderEconomy
import Catalog
import JSONText

extension Presentation {
    static let observationDefinition = CollectionDefinition(
        name: "observations", recordName: "Observation", meaning: "Figures that sources report, each with its source",
        fields: measureFields + figureFields + [
            FieldDefinition(
                "inputs", .components("AggregationInput"),
                "The figures it was put together from, for other boundaries than they were reported for", optional: true
            ),
            FieldDefinition(
                "reason", .string, "Why those do not add up to a number", nullable: true, optional: true,
                filterable: false),
        ])

    func observations() -> CollectionDraft {
        CollectionDraft(
            definition: Self.observationDefinition,
            records: registry.observations.all.map { observation in
                draft(
                    key: observation.id.rawValue,
                    searchTexts: searchTexts(of: observation.measure, observation.id.rawValue, observation.figure)
                ) { $0.observation(observation) }
            })
    }
}
