extension Registry {
    /// What could be known on `day`: the records of which a source had been published, with what such sources state of
    /// them.
    ///
    /// What a fact that was known names was known as well, if only by name: such a record is kept with whatever was
    /// known of it. Members that name records and have no source of their own name what is kept otherwise, so that every
    /// reference leads somewhere. Indicators are definitions and are kept. That a thing had been superseded or dissolved
    /// is known from the day the thing after it is. A check is known with the figures that it reads.
    package func known(on day: CalendarDay) -> Registry {
        let knowledge = Knowledge(of: documents.all, on: day)
        var view = self
        view.observations = observations.keeping(observations.positions(holdingOn: nil, knownTo: knowledge))
        let knownTargets = targets.removing({ !knowledge.includes($0) }, ids: { [$0.id.erased] })
        view.targets = knownTargets.compactMapping({ $0.known(among: knownTargets) }, ids: { [$0.id.erased] })

        var reach = KnownRecords(of: self, knowledge: knowledge)
        for record in headedRecords where record.isStated(in: knowledge) { reach.add(record) }
        for measure in view.observations.measures { reach.addAll(of: measure.references()) }
        for source in view.observations.sources { reach.addAll(of: source.references(at: "/source")) }
        for target in view.targets.all { reach.addAll(of: target.references) }
        reach.follow()

        view.provinces = reach.kept(of: provinces)
        view.gates = reach.kept(of: gates)
        view.zones = reach.kept(of: zones)
        view.projects = reach.kept(of: projects)
        view.corridors = reach.kept(of: corridors)
        view.legs = reach.kept(of: legs)
        view.places = reach.kept(of: places)
        view.organisations = reach.kept(of: organisations)
        view.meetings = reach.kept(of: meetings)
        view.documents = reach.kept(of: documents)
        view.plans = reach.kept(of: plans)
        view.services = reach.kept(of: services)
        view.indicators = reach.kept(of: indicators)
        view.outlines = outlines.removing(
            { !knowledge.includes($0.source) || view.provinces[$0.province] == nil }, ids: { [$0.province.erased] })
        view.checks = checks.filter { check in check.references.allSatisfy { view.locate($0) != nil } }
        return view
    }

    /// Records, figures apart, up to which it is looked for the day on which one became known: for each step of the
    /// search all are looked through.
    private static let greatestSearched = 20_000

    /// The first day on which the record called `id` could be known; nil when it is not recorded, known at any time, or
    /// one of too many to look for it.
    package func firstKnown(_ id: RecordID) -> CalendarDay? {
        if let figure = observations[id]?.figure { return firstKnown(figure) }
        if let figure = targets[id]?.figure { return documents[figure.source.document]?.knownFrom }
        guard recordCount - observations.count <= Self.greatestSearched else { return nil }
        let days = knowledgeDays
        guard locate(id) != nil, let last = days.indices.last else { return nil }
        // What is known stays known, so that the days before which it is not are found by halving.
        var unknown = -1
        var known = last
        while known - unknown > 1 {
            let middle = (unknown + known) / 2
            if self.known(on: days[middle]).locate(id) != nil { known = middle } else { unknown = middle }
        }
        return days[known]
    }

    private func firstKnown(_ figure: Figure) -> CalendarDay? {
        documents[figure.source.document]?.knownFrom ?? figure.lastDay ?? figure.period?.start
    }
}

extension ConsistencyCheck {
    /// The records that it reads, and the documents it is about.
    fileprivate var references: [RecordID] {
        (left.references(at: "/left") + right.references(at: "/right")).map(\.record) + documents.map(\.erased)
    }
}

extension Record {
    /// Whether a source of the record could be read. A document is a source of its own, an indicator a definition.
    fileprivate func isStated(in knowledge: Knowledge) -> Bool {
        if self is Indicator { return true }
        if let document = self as? Document, knowledge.includes(document.id) { return true }
        return header.sources.contains { knowledge.includes($0) }
    }
}

extension Target {
    /// The target without the one that took its place, when that was not known.
    fileprivate func known(among targets: RecordTable<Target>) -> Target {
        guard let next = supersededBy, targets[next] == nil else { return self }
        var target = self
        target.supersededBy = nil
        return target
    }
}

/// The records that are reached from known facts, each with what was known of it.
private struct KnownRecords {
    private let registry: Registry
    private let knowledge: Knowledge
    private var kept: [RecordID: any Record] = [:]
    private var pending: [RecordID] = []

    init(of registry: Registry, knowledge: Knowledge) {
        self.registry = registry
        self.knowledge = knowledge
    }

    mutating func add(_ record: any Record) {
        let id = record.header.id
        guard kept[id] == nil else { return }
        kept[id] = record.known(to: knowledge)
        pending.append(id)
    }

    mutating func addAll(of references: [Reference]) {
        for reference in references where kept[reference.record] == nil {
            if let record = registry.record(reference.record) { add(record) }
        }
    }

    /// Adds what the records name, and what those name, to the end.
    mutating func follow() {
        while let id = pending.popLast() {
            if let record = kept[id] { addAll(of: record.knownReferences) }
        }
    }

    /// The records of a collection that were reached, in its order.
    func kept<Noun: Record>(of table: RecordTable<Noun>) -> RecordTable<Noun> {
        table.compactMapping(
            { record in
                guard var known = kept[record.header.id] as? Noun else { return nil }
                known.keepLoose(isKept, knowledge: knowledge)
                return known
            }, ids: { $0.identifiers })
    }

    private func isKept(_ id: RecordID) -> Bool {
        registry.header(of: id).map { kept[$0.header.id] != nil } ?? false
    }
}
