import BorderEconomy
import Catalog
import JSONText

/// The groups that records fall into by some of their fields.
///
/// A field that is a list puts a record into the group of each of its elements. Groups are numbered in the order of
/// their values, nulls last.
struct SummaryTable {
    /// The value of each field, for each group.
    private(set) var keys: [[FieldValue]] = []
    /// How many records each group has.
    private(set) var counts: [Int] = []
    /// Whether a record may be in several groups, so that counts add up to more than there are records.
    let isOverlapping: Bool
    /// The group and the record, for each membership.
    private var groups: [Int32] = []
    private var records: [Int32] = []

    init(of positions: PositionList, by fields: [FieldDefinition], in collection: StoredCollection, language: Language)
    {
        let columns = fields.map { SummaryColumn(of: $0, in: collection, at: positions, language: language) }
        isOverlapping = columns.contains { $0.hasLists }
        var known: [[UInt32]: Int32] = [:]
        var codes: [[UInt32]] = []
        groups.reserveCapacity(positions.count)
        records.reserveCapacity(positions.count)
        if columns.isEmpty {
            // Records without a field to group by are one group, even when there are none.
            codes = [[]]
            groups = Array(repeating: 0, count: positions.count)
            records = positions.map { Int32(truncatingIfNeeded: $0) }
        } else if columns.count == 1, !isOverlapping {
            var places = [Int32](repeating: -1, count: columns[0].values.count)
            for (row, position) in positions.enumerated() {
                let code = Int(columns[0].codes[row])
                if places[code] < 0 {
                    places[code] = Int32(codes.count)
                    codes.append([UInt32(code)])
                }
                groups.append(places[code])
                records.append(Int32(truncatingIfNeeded: position))
            }
        } else {
            for (row, position) in positions.enumerated() {
                for key in Self.keys(of: row, columns) {
                    let group = known[key] ?? Int32(codes.count)
                    if Int(group) == codes.count {
                        known[key] = group
                        codes.append(key)
                    }
                    groups.append(group)
                    records.append(Int32(truncatingIfNeeded: position))
                }
            }
        }
        order(codes, columns)
    }

    /// The combinations of the codes that a record has in each column.
    private static func keys(of row: Int, _ columns: [SummaryColumn]) -> [[UInt32]] {
        var keys: [[UInt32]] = [[]]
        for column in columns {
            keys = keys.flatMap { key in column.codes(of: row).map { key + [$0] } }
        }
        return keys
    }

    /// Numbers the groups anew in the order of their values.
    private mutating func order(_ codes: [[UInt32]], _ columns: [SummaryColumn]) {
        let ranks = columns.map(\.ranks)
        let sorted = codes.indices.sorted { left, right in
            for (column, rank) in ranks.enumerated() {
                let a = rank[Int(codes[left][column])]
                let b = rank[Int(codes[right][column])]
                if a != b { return a < b }
            }
            return left < right
        }
        var places = [Int32](repeating: 0, count: codes.count)
        for (place, group) in sorted.enumerated() { places[group] = Int32(place) }
        keys = sorted.map { group in
            zip(codes[group], columns).map { code, column in column.values[Int(code)] }
        }
        counts = Array(repeating: 0, count: codes.count)
        for index in groups.indices {
            let group = places[Int(groups[index])]
            groups[index] = group
            counts[Int(group)] += 1
        }
    }

    /// What becomes of numbers in each group.
    struct Tally {
        /// Of the numbers that are not null.
        var count = 0
        var sum = 0.0
        var least = Double.infinity
        var greatest = -Double.infinity
    }

    /// Adds up numbers by group.
    ///
    /// - Parameter number: of the record at a position; NaN is null.
    func tallies(_ number: (Int) -> Double) -> [Tally] {
        var tallies = [Tally](repeating: Tally(), count: keys.count)
        tallies.withUnsafeMutableBufferPointer { tallies in
            for (group, record) in zip(groups, records) {
                let value = number(Int(record))
                guard !value.isNaN else { continue }
                let place = Int(group)
                tallies[place].count += 1
                tallies[place].sum += value
                tallies[place].least = min(tallies[place].least, value)
                tallies[place].greatest = max(tallies[place].greatest, value)
            }
        }
        return tallies
    }

    /// The positions of the records of each group for which `isCounted` holds.
    func members(where isCounted: (Int) -> Bool) -> [[Int]] {
        var members = [[Int]](repeating: [], count: keys.count)
        for (group, record) in zip(groups, records) where isCounted(Int(record)) {
            members[Int(group)].append(Int(record))
        }
        return members
    }

    /// For each group the different values that a field has among its records.
    func values(of column: SummaryCodes, where isCounted: (Int) -> Bool) -> [Set<FieldValue>] {
        var found = [Set<UInt32>](repeating: [], count: keys.count)
        // Most records of a group have the value of the one before.
        var last = [UInt32](repeating: .max, count: keys.count)
        for (group, record) in zip(groups, records) where isCounted(Int(record)) {
            let code = column.codes[Int(record)]
            if last[Int(group)] == code { continue }
            last[Int(group)] = code
            found[Int(group)].insert(code)
        }
        return found.map { Set($0.map { column.value(of: Int($0)) }) }
    }
}

/// The values of a field of chosen records, as codes into the different values there are.
struct SummaryColumn {
    /// The different values.
    private(set) var values: [FieldValue] = []
    /// For each record the code of its value; of a list, the first.
    private(set) var codes: [UInt32] = []
    /// For a field that is a list, the codes of each record that has more than one.
    private var further: [Int: [UInt32]] = [:]
    private(set) var hasLists = false
    private var known: [FieldValue: UInt32] = [:]

    init(of field: FieldDefinition, in collection: StoredCollection, at positions: PositionList, language: Language) {
        codes.reserveCapacity(positions.count)
        switch field.kind {
        case .references, .strings:
            hasLists = true
            for (row, position) in positions.enumerated() {
                let list = collection.texts(of: field.name, at: position, in: language)
                let listed = (list.isEmpty ? [.null] : list.map { FieldValue.text($0) }).map { code(of: $0) }
                codes.append(listed[0])
                if listed.count > 1 { further[row] = listed }
            }
        default:
            let column = SummaryCodes(collection.column(of: field.name, in: language), count: collection.count)
            var places = [UInt32](repeating: .max, count: column.values.count)
            for position in positions {
                let known = Int(column.codes[position])
                if places[known] == .max { places[known] = code(of: column.value(of: known)) }
                codes.append(places[known])
            }
        }
    }

    private mutating func code(of value: FieldValue) -> UInt32 {
        if let code = known[value] { return code }
        let code = UInt32(values.count)
        known[value] = code
        values.append(value)
        return code
    }

    func codes(of row: Int) -> [UInt32] { further[row] ?? [codes[row]] }

    /// The place of each value in their order, null last.
    var ranks: [Int] {
        var ranks = [Int](repeating: 0, count: values.count)
        for (rank, code) in values.indices.sorted(by: { values[$0].comesBefore(values[$1]) }).enumerated() {
            ranks[code] = rank
        }
        return ranks
    }
}

extension FieldValue {
    /// The order of groups: false before true, numbers and texts ascending, null last.
    func comesBefore(_ other: FieldValue) -> Bool {
        switch (self, other) {
        case (.number(let mine), .number(let theirs)): mine < theirs
        case (.text(let mine), .text(let theirs)):
            (SearchText.folded(mine), mine) < (SearchText.folded(theirs), theirs)
        case (.boolean(let mine), .boolean(let theirs)): !mine && theirs
        case (.null, _): false
        case (_, .null): true
        default: false
        }
    }
}

extension StoredCollection {
    /// The strings of a member of a record that is a list of them.
    fileprivate func texts(of field: String, at position: Int, in language: Language) -> [String] {
        let item = try? JSONValue(parsing: record(at: position, in: language).item)
        return (item?[field]?.array ?? []).compactMap(\.string)
    }
}
