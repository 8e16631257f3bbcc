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
        var reader = Reader(question: question)
        limit = reader.number("limit", from: 1, greatest: Self.greatestLimit) ?? Self.defaultLimit
        offset = reader.number("offset", from: 0, greatest: .max) ?? 0
        fingerprint = Self.fingerprint(of: question)
        cursor = reader.cursor(of: fingerprint)
        let bounds = reader.bounds()
        days = reader.days()
        reader.checkProperties(of: collection.definition)
        guard reader.faults.isEmpty else { throw Problem.badParameters(reader.faults) }
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

/// Reads the parameters one by one and collects what is wrong.
private struct Reader {
    let question: Question
    private(set) var faults: [ProblemFault] = []

    init(question: Question) {
        self.question = question
    }

    private mutating func report(_ parameter: String, _ reason: String, _ remedy: String) {
        faults.append(ProblemFault(parameter: parameter, reason: reason, remedy: remedy))
    }

    mutating func number(_ name: String, from least: Int, greatest: Int) -> Int? {
        guard let text = question[name] else { return nil }
        guard !text.isEmpty, text.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }),
            text.utf8.count <= 18, let number = Int(text), number >= least
        else {
            report(name, "\(name) cannot be \"\(text)\"", "give a whole number from \(least) on")
            return nil
        }
        return min(number, greatest)
    }

    mutating func cursor(of fingerprint: UInt32) -> Cursor? {
        guard let text = question["cursor"] else { return nil }
        guard question["offset"] == nil else {
            report("offset", "cursor and offset both say where the page begins", "give one of them")
            return nil
        }
        guard let cursor = Cursor(text), cursor.fingerprint == fingerprint else {
            report(
                "cursor", "this is no cursor of this question",
                "take it from the link next of the page before, unchanged, or begin without one")
            return nil
        }
        return cursor
    }

    /// West, south, east, north in degrees, or with heights between, which do not matter here.
    mutating func bounds() -> GeoBounds? {
        guard let text = question["bbox"] else { return nil }
        let parts = text.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        let numbers = parts.compactMap(Self.decimal)
        guard numbers.count == parts.count, numbers.count == 4 || numbers.count == 6 else {
            report(
                "bbox", "\"\(text)\" is no box", "give west,south,east,north in degrees, such as 102,21,105,23")
            return nil
        }
        let half = numbers.count / 2
        let (west, south, east, north) = (numbers[0], numbers[1], numbers[half], numbers[half + 1])
        guard (-180...180).contains(west), (-180...180).contains(east), (-90...90).contains(south),
            (-90...90).contains(north)
        else {
            report(
                "bbox", "the box \"\(text)\" reaches beyond the Earth",
                "longitudes lie between -180 and 180, latitudes between -90 and 90; longitude comes first")
            return nil
        }
        guard south <= north else {
            report("bbox", "the south of \"\(text)\" lies north of its north", "give west,south,east,north")
            return nil
        }
        return GeoBounds(west: west, south: south, east: east, north: north)
    }

    private static func decimal(_ text: String) -> Double? {
        guard text.utf8.allSatisfy({ "0123456789.-+eE".utf8.contains($0) }), let number = Double(text), number.isFinite
        else { return nil }
        return number
    }

    /// A day or a time of day (RFC 3339), or two with a slash between, one of which may be open: `..` or nothing.
    mutating func days() -> (first: CalendarDay?, last: CalendarDay?)? {
        guard let text = question["datetime"] else { return nil }
        let parts = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        func isOpen(_ part: String) -> Bool { part.isEmpty || part == ".." }
        switch parts.count {
        case 1:
            if let day = Self.day(parts[0]) { return (day, day) }
        case 2:
            let first = Self.day(parts[0])
            let last = Self.day(parts[1])
            guard first != nil || isOpen(parts[0]), last != nil || isOpen(parts[1]) else { break }
            if let first, let last, last < first {
                report("datetime", "\"\(text)\" ends before it begins", "give the earlier end first")
                return nil
            }
            return (first, last)
        default: break
        }
        report(
            "datetime", "\"\(text)\" is no time",
            "give 2024-12-31, 2024-12-31T08:00:00Z, or two with a slash between, such as 2024-01-01/..")
        return nil
    }

    /// The day of a date or a date and time, as its own offset has it.
    private static func day(_ text: String) -> CalendarDay? {
        if let day = CalendarDay(text) { return day }
        guard
            text.wholeMatch(
                of: /\d{4}-\d\d-\d\d[Tt]([01]\d|2[0-3]):[0-5]\d:([0-5]\d|60)(\.\d+)?([Zz]|[+-]([01]\d|2[0-3]):[0-5]\d)/)
                != nil
        else { return nil }
        return CalendarDay(String(text.prefix(10)))
    }

    /// Every other parameter is the name of a property that the list is filtered by.
    mutating func checkProperties(of definition: CollectionDefinition) {
        let names = definition.fields.filter { $0.filterable && !$0.detailOnly }.map(\.name)
        let taken = FeatureQuery.declared + FeatureQuery.conditions
        for parameter in question.parameters where !taken.contains(parameter.name) {
            if faults.areEnough { return }
            let inner = definition.queryable(parameter.name).map { $0.path.count > 1 } ?? false
            if definition.filterField(parameter.name) == nil, !inner {
                report(
                    parameter.name, "\(definition.name) have no parameter \"\(parameter.name)\"",
                    Suggestion.phrase(for: parameter.name, among: taken + names))
            }
        }
    }
}
