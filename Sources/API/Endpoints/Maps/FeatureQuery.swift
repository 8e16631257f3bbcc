import BorderEconomy
import Catalog
import HTTPEngine

/// The query of the features of a collection, read and checked.
struct FeatureQuery: Sendable {
    static let defaultLimit = 100
    /// A greater `limit` is not refused but taken to be this (OGC 17-069r4 §7.15.2).
    static let greatestLimit = 1000
    /// What the operation declares; other parameters are properties of the collection.
    static let declared =
        ["limit", "cursor", "offset", "bbox", "datetime", "f", "lang"] + OperationParameter.ofRecords.map(\.name)
    /// Conditions that the lists of the service take, and features with them (OGC 19-079r2).
    static let conditions = ["filter", "filter-lang", "filter-crs"]

    let limit: Int
    /// Features before the page, by their number; 0 where a cursor says where it begins.
    let offset: Int
    /// Behind which feature the page begins; nil where `offset` says so.
    let cursor: Cursor?
    /// Of what is selected: pages of one question share it.
    let fingerprint: UInt32
    /// The days asked about; an open end is nil.
    let days: (first: CalendarDay?, last: CalendarDay?)?
    let selection: Selection

    init(_ question: Question, of collection: StoredCollection) throws(Problem) {
        let reader = FeatureQueryReader(question: question)
        limit = reader.number("limit", from: 1, greatest: Self.greatestLimit) ?? Self.defaultLimit
        offset = reader.number("offset", from: 0, greatest: .max) ?? 0
        fingerprint = Self.fingerprint(of: question)
        cursor = reader.cursor(of: fingerprint)
        let bounds = reader.bounds()
        days = reader.days()
        reader.checkProperties(of: collection.definition)
        try reader.faults.check()
        let properties = question.parameters.filter { $0.name == "lang" || !Self.declared.contains($0.name) }
        let existing = question.snapshot.vantage.existence(in: collection.definition.name)
        var selection = try ListQuery(
            properties, collection: collection, snapshot: question.snapshot, fixed: existing
        ).selection
        selection.box = bounds
        self.selection = selection
    }

    /// Of everything but the form of a page and the version of the data, which keeps the order.
    private static func fingerprint(of question: Question) -> UInt32 {
        let left = ["limit", "cursor", "offset", "f", "datasetVersion"]
        let asked = question.parameters.filter { !left.contains($0.name) }.map { "\($0.name)=\($0.value)" }.sorted()
        return Cursor.fingerprint(question.path + "?" + asked.joined(separator: "&"))
    }

    /// Where the page begins among the features that are asked for.
    func start(in positions: PositionList, of collection: StoredCollection) -> Int {
        cursor.map { collection.place(behind: $0.anchor, in: positions, of: selection) }
            ?? min(offset, positions.count)
    }

    /// What begins a page at a place; nil for the first.
    func cursor(at place: Int, in positions: PositionList, of collection: StoredCollection) -> Cursor? {
        guard place > 0 else { return nil }
        return Cursor(
            anchor: collection.anchor(before: place, in: positions, of: selection), fingerprint: fingerprint)
    }

    /// What it costs to find the features, in the unit of `SelectionPlan`; to look up the days of a record costs as much
    /// as some values.
    func cost(in collection: StoredCollection) -> Double {
        SelectionPlan(selection, of: collection).cost + (days == nil ? 0 : 30 * Double(collection.count))
    }

    /// The features that are asked for, by their positions in the collection; nil when the work is given up.
    func positions(
        in collection: StoredCollection, of map: MapCollection, _ registry: Registry, unless isGivenUp: () -> Bool
    ) -> PositionList? {
        guard let selected = SelectionPlan(selection, of: collection).positions(unless: isGivenUp) else { return nil }
        guard let days else { return selected }
        return PositionList(
            selected.filter { position in
                guard let id = RecordID(collection.keys[position]) else { return false }
                guard let known = map.days(of: id, in: registry) else { return true }
                if let first = days.first, let last = known.last, last < first { return false }
                if let last = days.last, let first = known.first, last < first { return false }
                return true
            })
    }
}
