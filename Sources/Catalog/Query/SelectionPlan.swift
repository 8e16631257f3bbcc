package import BorderEconomy

/// How a selection is to be worked out, and what that will cost, known before any of it is done.
///
/// What the indexes answer is looked up; the rest of the condition is tested on the records that are left, by columns.
package struct SelectionPlan: Sendable {
    private let selection: Selection
    private let collection: StoredCollection
    /// The condition of CQL2, of the box and of the distance together.
    private let condition: CheckedCondition?
    /// Estimated nanoseconds of one core.
    package let cost: Double

    package init(_ selection: Selection, of collection: StoredCollection) {
        self.selection = selection
        self.collection = collection
        condition = Self.condition(of: selection, collection.definition)
        cost = Self.cost(of: selection, condition, collection)
    }

    /// Starts the work.
    package func job() -> SelectionJob { SelectionJob(selection, condition, collection) }

    /// Does all of it: the positions of the records, in the order asked for.
    package func positions() -> PositionList {
        var job = job()
        while job.step() {}
        return job.positions
    }

    /// Does all of it unless `isGivenUp` says meanwhile that nobody waits any more; nil then.
    package func positions(unless isGivenUp: () -> Bool) -> PositionList? {
        var job = job()
        repeat { if isGivenUp() { return nil } } while job.step()
        return job.positions
    }

    /// What CQL2, `bbox` and `near` demand, as one condition.
    private static func condition(
        of selection: Selection, _ definition: CollectionDefinition
    ) -> CheckedCondition? {
        var terms: [CheckedCondition] = []
        if let predicate = selection.predicate { terms.append(predicate.condition) }
        if let property = definition.placeQueryable {
            if let box = selection.box { terms.append(.spatial(.intersects, property: property, .box(box))) }
            if let near = selection.near {
                terms.append(.spatial(.intersects, property: property, .box(near.bounds)))
                terms.append(
                    .numbers(
                        .lessOrEqual, .distance(property: property, near.place), .constant(near.kilometres)))
            }
        }
        return terms.isEmpty ? nil : terms.count == 1 ? terms[0] : .and(terms)
    }

    private static func cost(
        of selection: Selection, _ condition: CheckedCondition?, _ collection: StoredCollection
    ) -> Double {
        var count = min(collection.count, selection.among?.count ?? .max)
        for filter in selection.filters {
            count = min(count, collection.count(where: filter.field, equals: filter.values))
        }
        var cost = 0.0
        if !selection.words.isEmpty {
            let words = collection.matchCost(of: selection.words)
            count = min(count, words.count)
            cost += 5 * Double(words.reads)
        }
        if let condition {
            let finder = CandidateFinder(collection, selection.language)
            if let candidates = finder.count(condition) { count = min(count, candidates) }
            let estimate = FilterCost.of(condition) { collection.column(of: $0, in: selection.language) }
            cost += Double(count) * estimate.perRecord + estimate.once
        } else if !selection.filters.isEmpty || !selection.words.isEmpty {
            cost += 5 * Double(count)
        }
        if !selection.sort.isEmpty || selection.near != nil { cost += Double(count) * 100 }
        return cost
    }
}

/// A selection being worked out, in slices: the work goes on where it stopped.
package struct SelectionJob: ~Copyable {
    private enum Stage {
        case looksUp, scans, sorts, isDone
    }

    private let selection: Selection
    private let condition: CheckedCondition?
    private let collection: StoredCollection
    private var stage = Stage.looksUp
    private var candidates = PositionList()
    private var scan: FilterScan?
    private var scanned = 0
    private var found: [UInt32] = []
    /// The positions of the records, in order; complete when the work is done.
    package private(set) var positions = PositionList()

    init(_ selection: Selection, _ condition: CheckedCondition?, _ collection: StoredCollection) {
        self.selection = selection
        self.condition = condition
        self.collection = collection
    }

    /// Works on.
    ///
    /// - Parameter records: how many records to test at most before it stops.
    /// - Returns: whether there is more to do.
    package mutating func step(records: Int = 1 << 16) -> Bool {
        switch stage {
        case .looksUp: lookUp()
        case .scans: scanOn(records)
        case .sorts: sort()
        case .isDone: break
        }
        return stage != .isDone
    }

    private mutating func lookUp() {
        var selected = selection.among ?? PositionList.all(collection.count)
        for filter in selection.filters {
            selected = selected.intersection(collection.positions(where: filter.field, equals: filter.values))
        }
        if !selection.words.isEmpty {
            selected = selected.intersection(collection.positions(matching: selection.words))
        }
        guard let condition else {
            positions = selected
            stage = .sorts
            return
        }
        let finder = CandidateFinder(collection, selection.language)
        if let found = finder.candidates(condition) { selected = selected.intersection(found) }
        candidates = selected
        let language = selection.language
        let program = FilterCompiler.program(for: condition, recordCount: collection.count) { [collection] in
            collection.column(of: $0, in: language)
        }
        scan = FilterScan(program)
        stage = .scans
    }

    private mutating func scanOn(_ records: Int) {
        let end = min(scanned + records, candidates.count)
        let start = scanned
        candidates.withPositions { list in
            if let list {
                scan?.append(UnsafeBufferPointer(rebasing: list[start..<end]), to: &found)
            } else {
                scan?.append(start..<end, to: &found)
            }
        }
        scanned = end
        guard scanned == candidates.count else { return }
        positions = PositionList(found)
        found = []
        scan = nil
        stage = .sorts
    }

    private mutating func sort() {
        if !selection.sort.isEmpty {
            positions = collection.sorted(positions, by: selection.sort, in: selection.language)
        } else if let near = selection.near, let property = collection.definition.placeQueryable,
            let shapes = collection.column(of: property, in: selection.language)?.shapes
        {
            var order = positions.map {
                (distance: shapes.kilometres($0, to: near.place) ?? .infinity, position: $0)
            }
            order.sort { ($0.distance, $0.position) < ($1.distance, $1.position) }
            positions = PositionList(order.map { UInt32($0.position) })
        }
        stage = .isDone
    }
}

/// A place and how far around it to look.
package struct Nearness: Sendable, Hashable {
    package let place: Geometry.Position
    package let kilometres: Double

    package init(place: Geometry.Position, kilometres: Double) {
        self.place = place
        self.kilometres = kilometres
    }

    /// A box that holds everything as near; it may cross the antimeridian.
    var bounds: GeoBounds {
        // A little wider than computed, so that rounding loses nothing.
        let reach = place.reach(kilometres: kilometres * 1.001 + 0.001)
        let (south, north) = (max(-90, place.latitude - reach.latitude), min(90, place.latitude + reach.latitude))
        guard reach.longitude < 180 else { return GeoBounds(west: -180, south: south, east: 180, north: north) }
        var (west, east) = (place.longitude - reach.longitude, place.longitude + reach.longitude)
        if west < -180 { west += 360 }
        if east > 180 { east -= 360 }
        return GeoBounds(west: west, south: south, east: east, north: north)
    }
}
