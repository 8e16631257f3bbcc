/// What a filter over a collection may name, and how it is read there.
package struct FilterVocabulary: Sendable {
    /// What a queryable holds.
    package enum Kind: Sendable, Equatable {
        case text
        /// A text out of a closed list.
        case choice([String])
        /// The identifier of a record of one of these collections; of any when there are none.
        case reference([String])
        case number, boolean, day
        /// A span of days, by the names of the queryables that hold its ends; an end that is null is open.
        case span(start: String, end: String)
        case position
        /// A shape of any kind.
        case shape
        /// Texts in order.
        case texts
        /// Identifiers of records of one of these collections.
        case references([String])

        /// As a sentence names a value of the kind.
        var description: String {
            switch self {
            case .text, .choice, .reference: "a text"
            case .number: "a number"
            case .boolean: "true or false"
            case .day: "a day"
            case .span: "an interval"
            case .position: "a position"
            case .shape: "a geometry"
            case .texts, .references: "an array of texts"
            }
        }
    }

    /// A queryable.
    package struct Entry: Sendable {
        package let name: String
        package let kind: Kind
        package let meaning: String
        package let nullable: Bool

        package init(name: String, kind: Kind, meaning: String, nullable: Bool = true) {
            self.name = name
            self.kind = kind
            self.meaning = meaning
            self.nullable = nullable
        }
    }

    /// The name of the collection, for messages.
    package let collection: String
    package let entries: [Entry]
    private let positions: [String: Int]

    package init(collection: String, entries: [Entry]) {
        self.collection = collection
        self.entries = entries
        positions = Dictionary(entries.enumerated().map { ($0.element.name, $0.offset) }) { first, _ in first }
    }

    package subscript(name: String) -> Entry? { positions[name].map { entries[$0] } }
}

/// What looking a record up by identifier or alias comes to.
package enum ReferenceReading: Sendable {
    /// The record's own identifier.
    case key(String)
    /// There is no such record; the nearest right one in words.
    case unknown(remedy: String)
}
