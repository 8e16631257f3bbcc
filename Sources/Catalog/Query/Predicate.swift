import JSONText

/// A condition on the records of a collection, read from CQL2 and checked against what the collection has.
package struct Predicate: Sendable {
    /// As it was read.
    package let expression: FilterExpression
    let condition: CheckedCondition

    /// Checks an expression, or says everything that is wrong with it.
    ///
    /// - Parameter references: looks up a record that the filter names, by identifier or alias, in some collections (in
    ///   all when none is given).
    package init(
        _ expression: FilterExpression, over definition: CollectionDefinition,
        references: @escaping (_ text: String, _ collections: [String]) -> ReferenceReading
    ) throws(FilterFaults) {
        self.expression = expression
        condition = try FilterChecker.check(expression, against: definition.vocabulary, references: references)
    }

    /// What it says, in one form whichever encoding it came in.
    package var canonical: String {
        String(decoding: JSONWriter.encode(FilterJSONWriter.value(of: expression)), as: UTF8.self)
    }
}

extension CollectionDefinition {
    /// What a filter over the collection may name: its queryables, and the spans that two of them make.
    package var vocabulary: FilterVocabulary {
        var entries = queryables.map { queryable in
            FilterVocabulary.Entry(
                name: queryable.name, kind: FilterVocabulary.Kind(queryable.kind), meaning: queryable.meaning,
                nullable: queryable.isNullable)
        }
        for field in listFields where field.kind == .component("Period") {
            let (start, end) = ("\(field.name).start", "\(field.name).end")
            guard queryable(start) != nil, queryable(end) != nil else { continue }
            let span = FilterVocabulary.Entry(
                name: field.name, kind: .span(start: start, end: end), meaning: field.meaning,
                nullable: field.nullable || field.optional)
            let place = entries.firstIndex { $0.name == start } ?? entries.endIndex
            entries.insert(span, at: place)
        }
        if isPlaced {
            entries.append(
                FilterVocabulary.Entry(
                    name: Self.geometryName, kind: .shape,
                    meaning: "Where it lies: its outline, its line, its point, else the points of its gates or places"))
        }
        return FilterVocabulary(collection: name, entries: entries)
    }

    /// The queryable that says where a record is; nil when its records are nowhere.
    package var placeQueryable: String? {
        isPlaced ? Self.geometryName : queryables.first { $0.kind == .component("Point") }?.name
    }
}

extension FilterVocabulary.Kind {
    init(_ kind: FieldDefinition.Kind) {
        switch kind {
        case .number: self = .number
        case .boolean: self = .boolean
        case .day: self = .day
        case .enumeration(let values): self = .choice(values)
        case .reference(let collections): self = .reference(collections)
        case .references(let collections): self = .references(collections)
        case .strings: self = .texts
        case .component("Point"): self = .position
        case .string, .names, .component, .components: self = .text
        }
    }
}
