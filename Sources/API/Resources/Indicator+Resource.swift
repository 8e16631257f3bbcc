import BorderEconomy
import Catalog
import JSONText

extension Presentation {
    static let indicatorDefinition = CollectionDefinition(
        name: "indicators", recordName: "Indicator", meaning: "What is measured, defined once",
        fields: CommonFields.record(
            [
                FieldDefinition("unit", .enumeration(CommonFields.values(Unit.self)), "Unit of its figures"),
                FieldDefinition("unitName", .string, "The unit in words", filterable: false),
                FieldDefinition(
                    "direction", .enumeration(CommonFields.values(Indicator.Direction.self)), "Whether more is better"),
                FieldDefinition("summable", .boolean, "Whether a sum over time is meaningful"),
                FieldDefinition("signed", .boolean, "Whether it may be below zero, as growth may"),
                FieldDefinition("definition", .string, "What is counted, in our words", filterable: false),
                FieldDefinition("dimensions", .components("Dimension"), "Breakdowns", filterable: false),
                FieldDefinition("scopes", .components("Code"), "What may be counted in it", filterable: false),
                FieldDefinition("observationCount", .number, "Observations of it"),
                FieldDefinition("targetCount", .number, "Targets of it"),
            ], detail: [CommonFields.related]))

    func indicators() -> CollectionDraft {
        let observationCounts = registry.observations.measures.enumerated().reduce(
            into: [Identifier<Indicator>: Int]()
        ) { counts, measure in
            counts[measure.element.indicator, default: 0] +=
                registry.observations.positions(ofMeasure: measure.offset).count
        }
        let targetCounts = Dictionary(grouping: registry.targets.all, by: \.measure.indicator).mapValues(\.count)
        return CollectionDraft(
            definition: Self.indicatorDefinition,
            records: registry.indicators.all.map { indicator in
                draft(
                    of: indicator,
                    own: { shape in
                        var object = shape.indicator(indicator)
                        object["observationCount"] = .integer(Int64(observationCounts[indicator.id] ?? 0))
                        object["targetCount"] = .integer(Int64(targetCounts[indicator.id] ?? 0))
                        return object
                    },
                    detail: { shape in
                        [
                            "related": shape.related(
                                to: indicator.header.id, in: .indicators, ["observations", "targets"])
                        ]
                    }, searchTexts: indicator.definition.all)
            })
    }
}

extension Shape {
    fileprivate func indicator(_ indicator: Indicator) -> JSONObject {
        [
            "unit": .string(indicator.unit.rawValue), "unitName": text(indicator.unit.names),
            "direction": .string(indicator.direction.rawValue), "summable": .bool(indicator.summable),
            "signed": .bool(indicator.signed),
            "definition": text(indicator.definition),
            "dimensions": .array(
                indicator.dimensions.map {
                    .object(["id": .string($0.id), "name": text($0.names), "codes": .array($0.codes.map(code))])
                }),
            "scopes": .array(indicator.scopes.map(code)),
        ]
    }

    private func code(_ code: Indicator.Code) -> JSONValue {
        .object(["id": .string(code.id), "name": text(code.names), "names": names(code.names)])
    }
}
