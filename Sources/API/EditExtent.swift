package import BorderEconomy
package import Catalog
import JSONText

/// Which records show something of those that were edited, so that all others can stay as they are encoded.
///
/// A superset of what differs. Projects, observations and targets are edited; documents join with figures of our own
/// counting.
struct EditExtent {
    private let old: Registry
    private let new: Registry
    private let day: CalendarDay
    private(set) var extent = RecordExtent()

    init(of touched: [RecordCollection: Set<RecordID>], from old: Registry, to new: Registry, on day: CalendarDay) {
        self.old = old
        self.new = new
        self.day = day
        for name in [Presentation.checkDefinition.name, Presentation.conflictDefinition.name] {
            extent.addAll(of: name)
        }
        for (collection, ids) in touched {
            for id in ids { extent.add(id, of: collection) }
        }
        for id in touched[.projects] ?? [] { addProject(id) }
        addFigures(touched[.observations] ?? [])
        for id in touched[.targets] ?? [] {
            for target in [old.targets[id], new.targets[id]].compactMap(\.self) {
                show(target)
                add(target.measure.indicator.erased)
            }
        }
    }

    private mutating func add(_ id: RecordID) {
        for registry in [old, new] {
            if let found = registry.locate(id) { extent.add(found.id, of: found.collection) }
        }
    }

    /// A target that is shown otherwise, with whatever shows it.
    private mutating func show(_ target: Target) {
        extent.add(target.id.erased, of: .targets)
        add(target.measure.subject)
        if let plan = target.plan { add(plan.erased) }
    }

    /// Observations: their subjects and indicators, and the targets whose progress they tell.
    private mutating func addFigures(_ ids: Set<RecordID>) {
        struct Subject: Hashable {
            let subject: RecordID
            let indicator: Identifier<Indicator>
        }
        var measured: Set<Subject> = []
        for id in ids {
            for registry in [old, new] {
                guard let measure = registry.observations[id]?.measure else { continue }
                add(measure.subject)
                add(measure.indicator.erased)
                measured.insert(Subject(subject: subject(of: measure, in: registry), indicator: measure.indicator))
            }
        }
        guard !measured.isEmpty else { return }
        for target in new.targets.all + old.targets.all
        where measured.contains(
            Subject(subject: subject(of: target.measure, in: new), indicator: target.measure.indicator))
        {
            show(target)
        }
    }

    private func subject(of measure: Measure, in registry: Registry) -> RecordID {
        registry.locate(measure.subject)?.id ?? measure.subject
    }

    /// A project: those it is summarised by, what is measured of it, and where it is an end or a node of the network.
    private mutating func addProject(_ id: RecordID) {
        for project in [old.projects[id], new.projects[id]].compactMap(\.self) {
            var owners = project.gates.map(\.erased) + project.requestingPlans
            if let zone = project.zone { owners.append(zone.erased) }
            for province in project.provinces {
                owners += RegistryIndex.withCurrent(province, in: new, on: day)
            }
            for owner in owners { add(owner) }
        }
        for registry in [old, new] {
            for observation in registry.observations.all where subject(of: observation.measure, in: registry) == id {
                extent.add(observation.id.erased, of: .observations)
            }
            for target in registry.targets.all where subject(of: target.measure, in: registry) == id { show(target) }
        }
        for corridor in new.corridors.all where corridor.nodes.contains(where: { names(id, $0) }) {
            extent.add(corridor.header.id, of: .corridors)
        }
        if new.legs.all.contains(where: { $0.ends.contains { names(id, $0) } }) {
            extent.addAll(of: RecordCollection.legs.rawValue)
        }
    }

    private func names(_ id: RecordID, _ name: RecordID) -> Bool {
        name == id || new.projects[name]?.header.id == id
    }
}

extension NetworkLeg {
    /// The records that the leg's names and length are taken from.
    fileprivate var ends: [RecordID] {
        if case .straightLine(_, let standIn?) = estimate { return [from, to, standIn] }
        return [from, to]
    }
}

extension Presentation {
    /// The snapshot of seeds with edits, after one of the same seeds and the same day from which only what the edits
    /// touched differs.
    ///
    /// - Parameter touched: the records that were edited.
    package static func snapshot(
        of data: SeedData, after previous: Snapshot, touching touched: [RecordCollection: Set<RecordID>],
        at moment: Moment
    ) -> Snapshot {
        let day = previous.day
        let extent = EditExtent(of: touched, from: previous.registry, to: data.registry, on: day).extent
        let presentation = Presentation(
            of: data.registry, on: day, thresholds: previous.thresholds, editConflicts: data.editConflicts)
        return Snapshot(
            of: data, after: previous, differingIn: extent, delayed: [factDefinition.name],
            count: { name, made in
                previous.count(of: name).map { $0 + FactCount.difference(from: previous, to: made, in: extent) }
            }, at: moment
        ) { presentation.collection($0) }
    }

    /// Makes what a snapshot left to be made when it is asked for.
    package static func complete(_ snapshot: Snapshot) { _ = snapshot[factDefinition.name] }
}

/// How many facts records state, counted without making them.
private enum FactCount {
    /// How many more facts there are in the records of an extent.
    static func difference(
        from previous: Snapshot, to made: [String: StoredCollection], in extent: RecordExtent
    ) -> Int {
        RecordCollection.allCases.map(\.rawValue).reduce(0) { sum, name in
            guard let part = extent[name] else { return sum }
            return sum + count(in: made[name], part) - count(in: previous[name], part)
        }
    }

    private static func count(in collection: StoredCollection?, _ part: RecordExtent.Part) -> Int {
        guard let collection else { return 0 }
        let positions: [Int] =
            switch part {
            case .all: Array(collection.keys.indices)
            case .some(let keys):
                keys.compactMap { key in
                    collection.position(of: key).flatMap { collection.keys[$0] == key ? $0 : nil }
                }
            }
        return positions.reduce(0) { sum, position in
            let item = JSONReading(of: collection.item(at: position, in: .vietnamese)).document?.root.value.object
            return sum + FactWalk(collection: collection.definition.name, item: item ?? [:]).facts.count
        }
    }
}
