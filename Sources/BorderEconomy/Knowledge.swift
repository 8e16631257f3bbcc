/// What could be known on a day: what sources state that were published by then.
///
/// General knowledge and our own counting have no publication: what they state is known from the day it speaks of, or at
/// any time when it speaks of none.
package struct Knowledge: Sendable {
    /// The day; what became known on it counts.
    package let day: CalendarDay
    private let published: Set<Identifier<Document>>
    private let general: Set<Identifier<Document>>

    package init(of documents: [Document], on day: CalendarDay) {
        self.day = day
        published = Set(documents.filter { $0.knownFrom.map { $0 <= day } ?? false }.map(\.id))
        general = Set(documents.filter { $0.knownFrom == nil }.map(\.id))
    }

    /// Whether a document could be read by the day.
    func includes(_ document: Identifier<Document>) -> Bool {
        published.contains(document) || general.contains(document)
    }

    /// What of a source could be known by the day.
    enum Reach {
        case everything, nothing
        /// What speaks of no later day.
        case whatHasPassed
    }

    func reach(of source: Source) -> Reach {
        if published.contains(source.document) { return .everything }
        return general.contains(source.document) ? .whatHasPassed : .nothing
    }

    /// Whether a fact of `source` could be known by the day.
    ///
    /// - Parameter spokenOf: the day the fact speaks of; it matters to general knowledge alone.
    func includes(_ source: Source, spokenOf: CalendarDay? = nil) -> Bool {
        switch reach(of: source) {
        case .everything: true
        case .nothing: false
        case .whatHasPassed: spokenOf.map { $0 <= day } ?? true
        }
    }

    func includes(_ target: Target) -> Bool { includes(target.figure.source) }

    /// The end of an interval, when it could be known: that a thing would end is known from its end on, at the latest.
    func end(_ day: CalendarDay?) -> CalendarDay? { day.flatMap { $0 <= self.day ? $0 : nil } }
}

extension RecordHeader {
    /// The header with what could be known of it.
    func known(to knowledge: Knowledge) -> RecordHeader {
        var header = self
        header.sources = sources.filter { knowledge.includes($0) }
        header.statements = statements.compactMapValues { list in
            var known = list
            known.keepKnown(to: knowledge)
            return known.isEmpty ? nil : known
        }
        header.assertions.keepKnown(to: knowledge)
        header.links.keepKnown(to: knowledge)
        return header
    }
}

extension [PlanTask] {
    /// The tasks that could be known, with the groups they stand in.
    func known(to knowledge: Knowledge) -> [PlanTask] {
        var kept = Set(filter { knowledge.includes($0.statement.source, spokenOf: $0.statement.asOf) }.map(\.id))
        // From the last to the first, so that a group of groups is kept as well.
        for task in reversed() where kept.contains(task.id) {
            if let parent = task.parent { kept.insert(parent) }
        }
        return filter { kept.contains($0.id) }
    }
}
