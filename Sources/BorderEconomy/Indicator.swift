/// What is measured, defined once: unit, direction, whether totals over time mean anything, scopes and dimensions.
package struct Indicator: Record {
    package enum Direction: String, Sendable, CaseIterable {
        case higherIsBetter = "higher-is-better"
        case lowerIsBetter = "lower-is-better"
        case neutral
    }

    /// A code with its label.
    package struct Code: Hashable, Sendable {
        package let id: String
        package let names: LocalizedText

        package init(id: String, names: LocalizedText) {
            self.id = id
            self.names = names
        }
    }

    /// A way in which the observations of an indicator are broken down.
    package struct Dimension: Hashable, Sendable {
        package let id: String
        package let names: LocalizedText
        package let codes: [Code]

        package init(id: String, names: LocalizedText, codes: [Code]) {
            self.id = id
            self.names = names
            self.codes = codes
        }
    }

    package static let collection = RecordCollection.indicators

    package var header: RecordHeader
    package var unit: Unit
    package var direction: Direction
    /// Whether a sum over time is meaningful.
    package var summable: Bool
    /// Whether it may be below zero, as growth may; what is counted or measured may not.
    package var signed = false
    package var definition: LocalizedText
    package var dimensions: [Dimension]
    /// What may be counted in it; figures of different scopes are not compared.
    package var scopes: [Code]

    package init(header: RecordHeader, unit: Unit, direction: Direction, summable: Bool, definition: LocalizedText) {
        self.header = header
        self.unit = unit
        self.direction = direction
        self.summable = summable
        self.definition = definition
        dimensions = []
        scopes = []
    }

    package var ownReferences: [Reference] { [] }

    package func ownFaults() -> [MemberFault] {
        AssertionVocabulary.faults(of: header.assertions) { _ in nil }
    }
}
