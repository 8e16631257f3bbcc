import BorderEconomy
import Catalog
import HTTPEngine

/// Reads the parameters of the features of a collection one by one and collects what is wrong.
struct FeatureQueryReader {
    let question: Question
    let faults = FaultList()

    func number(_ name: String, from least: Int, greatest: Int) -> Int? {
        guard let text = question[name] else { return nil }
        guard !text.isEmpty, text.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }),
            text.utf8.count <= 18, let number = Int(text), number >= least
        else {
            faults.report(name, "\(name) cannot be \"\(text)\"", "give a whole number from \(least) on")
            return nil
        }
        return min(number, greatest)
    }

    func cursor(of fingerprint: UInt32) -> Cursor? {
        guard let text = question["cursor"] else { return nil }
        guard question["offset"] == nil else {
            faults.report("offset", "cursor and offset both say where the page begins", "give one of them")
            return nil
        }
        guard let cursor = Cursor(text), cursor.fingerprint == fingerprint else {
            faults.report(
                "cursor", "this is no cursor of this question",
                "take it from the link next of the page before, unchanged, or begin without one")
            return nil
        }
        return cursor
    }

    /// West, south, east, north in degrees, or with heights between, which do not matter here.
    func bounds() -> GeoBounds? {
        guard let text = question["bbox"] else { return nil }
        let parts = text.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        let numbers = parts.compactMap(Self.decimal)
        guard numbers.count == parts.count, numbers.count == 4 || numbers.count == 6 else {
            faults.report(
                "bbox", "\"\(text)\" is no box", "give west,south,east,north in degrees, such as 102,21,105,23")
            return nil
        }
        let half = numbers.count / 2
        let (west, south, east, north) = (numbers[0], numbers[1], numbers[half], numbers[half + 1])
        guard (-180...180).contains(west), (-180...180).contains(east), (-90...90).contains(south),
            (-90...90).contains(north)
        else {
            faults.report(
                "bbox", "the box \"\(text)\" reaches beyond the Earth",
                "longitudes lie between -180 and 180, latitudes between -90 and 90; longitude comes first")
            return nil
        }
        guard south <= north else {
            faults.report("bbox", "the south of \"\(text)\" lies north of its north", "give west,south,east,north")
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
    func days() -> (first: CalendarDay?, last: CalendarDay?)? {
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
                faults.report("datetime", "\"\(text)\" ends before it begins", "give the earlier end first")
                return nil
            }
            return (first, last)
        default: break
        }
        faults.report(
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
    func checkProperties(of definition: CollectionDefinition) {
        let names = definition.fields.filter { $0.filterable && !$0.detailOnly }.map(\.name)
        let taken = FeatureQuery.declared + FeatureQuery.conditions
        for parameter in question.parameters where !taken.contains(parameter.name) {
            let inner = definition.queryable(parameter.name).map { $0.path.count > 1 } ?? false
            if definition.filterField(parameter.name) == nil, !inner {
                faults.report(
                    parameter.name, "\(definition.name) have no parameter \"\(parameter.name)\"",
                    Suggestion.phrase(for: parameter.name, among: taken + names))
            }
        }
    }
}
