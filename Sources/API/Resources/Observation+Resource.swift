import BorderEconomy
import Catalog

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
            definition: Self.observationDefinition.brokenDown(by: registry.indicators.all),
            records: RecordDrafts(count: registry.observations.count) { position in
                let observation = self.registry.observations[position]
                let key = observation.id.rawValue
                return self.draft(
                    key: key,
                    searchTexts: [key, observation.figure.original ?? ""] + self.searchTexts(of: observation.measure)
                ) { $0.observation(observation) }
            }, hasDetails: false, packing: { ObservationPacking(self) })
    }
}
