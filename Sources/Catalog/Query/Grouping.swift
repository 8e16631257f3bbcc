/// Gives each record the number of its group: the records with the same values in some columns.
///
/// The groups of few possible combinations are numbered by arithmetic, others as they are met. A record with a list is in
/// the group of each of its texts.
struct Grouping {
    /// Combinations up to which groups are numbered by arithmetic.
    private static let greatestDense = 1 << 16

    private let columns: [GroupColumn]
    private let isDense: Bool
    /// More groups than these are not numbered.
    private let greatestCount: Int
    /// For each column, the numbers of the combinations of values up to it, by the number of the one before and the code:
    /// the last are the groups.
    private var levels: [[UInt64: UInt32]]
    /// The records with their groups, as they were met; the next time none is looked up.
    private var met: [(position: UInt32, group: UInt32)]?
    /// Whether there are more groups than are numbered; what was met of them is then not all.
    private(set) var isOverfull = false
    /// The group of every record, by arithmetic, once it was worth working out.
    private var combined: [UInt32]?
    /// The codes of each group.
    private(set) var keys: [[UInt32]] = []

    /// - Parameter greatestCount: groups that are numbered at most, where they are numbered as they are met.
    init(_ columns: [Column], upTo greatestCount: Int = .max) {
        self.columns = columns.map(GroupColumn.init)
        self.greatestCount = greatestCount
        levels = Array(repeating: [:], count: columns.count)
        var combinations = 1
        for column in self.columns { combinations = min(combinations * column.codeCount, Self.greatestDense + 1) }
        isDense = combinations <= Self.greatestDense && !self.columns.contains(where: \.isList)
        guard isDense else { return }
        keys = [[]]
        for column in self.columns {
            keys = keys.flatMap { key in (0..<UInt32(column.codeCount)).map { key + [$0] } }
        }
    }

    /// Calls `body` with the group of each position, once for each group the record is in.
    ///
    /// - Parameter positions: the same each time.
    mutating func forEach(_ positions: PositionList, _ body: (_ position: Int, _ group: Int) -> Void) {
        guard isDense else { return forEachSparse(positions, body) }
        if columns.isEmpty {
            for position in positions { body(position, 0) }
        } else if let codes = codes(forSoMany: positions.count) {
            codes.withUnsafeBufferPointer { codes in
                Self.forEach(positions) { body($0, Int(codes[$0])) }
            }
        } else {
            let columns = self.columns
            Self.forEach(positions) { position in
                var group = 0
                for column in columns { group = group * column.codeCount + Int(column.codes[position]) }
                body(position, group)
            }
        }
    }

    /// The group of each record; nil where so few are asked for that working out all would cost more.
    private mutating func codes(forSoMany count: Int) -> [UInt32]? {
        if columns.count == 1 { return columns[0].codes }
        if let combined { return combined }
        guard count * 4 >= columns[0].codes.count else { return nil }
        var groups = columns[0].codes
        for column in columns.dropFirst() {
            let codeCount = UInt32(column.codeCount)
            groups.withUnsafeMutableBufferPointer { groups in
                column.codes.withUnsafeBufferPointer { codes in
                    for position in groups.indices {
                        groups[position] = groups[position] &* codeCount &+ codes[position]
                    }
                }
            }
        }
        combined = groups
        return groups
    }

    @inline(__always)
    private static func forEach(_ positions: PositionList, _ body: (Int) -> Void) {
        positions.withPositions { list in
            if let list {
                for position in list { body(Int(position)) }
            } else {
                for position in 0..<positions.count { body(position) }
            }
        }
    }

    private mutating func forEachSparse(_ positions: PositionList, _ body: (Int, Int) -> Void) {
        if let met {
            for pair in met { body(Int(pair.position), Int(pair.group)) }
            return
        }
        var pairs: [(position: UInt32, group: UInt32)] = []
        pairs.reserveCapacity(positions.count)
        var key = [UInt32](repeating: 0, count: columns.count)
        for position in positions {
            meet(position, level: 0, prefix: 0, &key, &pairs)
            if isOverfull { return }
        }
        met = pairs
        for pair in pairs { body(Int(pair.position), Int(pair.group)) }
    }

    /// Numbers the combinations that begin with what `prefix` stands for, column by column.
    private mutating func meet(
        _ position: Int, level: Int, prefix: UInt32, _ key: inout [UInt32],
        _ pairs: inout [(position: UInt32, group: UInt32)]
    ) {
        guard level < columns.count else { return pairs.append((UInt32(position), prefix)) }
        guard columns[level].isList else {
            key[level] = columns[level].codes[position]
            return meet(position, level: level + 1, prefix: number(key, level, prefix), &key, &pairs)
        }
        for code in columns[level].codes(of: position) {
            key[level] = code
            meet(position, level: level + 1, prefix: number(key, level, prefix), &key, &pairs)
        }
    }

    /// The number of the combination of the values of a key up to a column.
    private mutating func number(_ key: [UInt32], _ level: Int, _ prefix: UInt32) -> UInt32 {
        let place = UInt64(prefix) << 32 | UInt64(key[level])
        if let known = levels[level][place] { return known }
        let number = UInt32(levels[level].count)
        levels[level][place] = number
        if level == columns.count - 1 {
            keys.append(key)
            isOverfull = keys.count > greatestCount
        }
        return number
    }

    /// The values of a group.
    func values(of group: Int) -> [FieldValue] {
        zip(columns, keys[group]).map { $0.value(of: $1) }
    }

    /// Whether one group comes before another: by its first value that differs, null last.
    func precedes(_ left: Int, _ right: Int) -> Bool {
        for (mine, theirs) in zip(keys[left], keys[right]) where mine != theirs {
            return mine != 0 && (theirs == 0 || mine < theirs)
        }
        return false
    }
}

/// A column as groups see it: a small number for each value, ascending with it; 0 is null.
private struct GroupColumn {
    let codes: [UInt32]
    let codeCount: Int
    private let offsets: [UInt32]?
    private let texts: TextDictionary?
    private let values: [FieldValue]

    init(_ column: Column) {
        switch column {
        case .texts(let codes, let dictionary):
            self.init(codes: codes, codeCount: dictionary.count + 1, texts: dictionary)
        case .lists(let offsets, let codes, let dictionary):
            self.init(codes: codes, codeCount: dictionary.count + 1, offsets: offsets, texts: dictionary)
        case .booleans(let flags):
            self.init(
                codes: flags.map { $0 == Column.noBoolean ? 0 : UInt32($0) + 1 }, codeCount: 3,
                values: [.null, .boolean(false), .boolean(true)])
        case .days(let days): self.init(column, distinct: Set(days).subtracting([Column.noDay]).sorted(), days)
        case .numbers(let numbers):
            self.init(column, distinct: Set(numbers.filter { !$0.isNaN }).sorted(), numbers)
        case .points, .shapes:
            self.init(codes: Array(repeating: 0, count: column.count), codeCount: 1, values: [.null])
        }
    }

    private init(
        codes: [UInt32], codeCount: Int, offsets: [UInt32]? = nil, texts: TextDictionary? = nil,
        values: [FieldValue] = []
    ) {
        self.codes = codes
        self.codeCount = codeCount
        self.offsets = offsets
        self.texts = texts
        self.values = values
    }

    private init<Value: Hashable>(_ column: Column, distinct: [Value], _ all: [Value]) {
        var code: [Value: UInt32] = [:]
        for (place, value) in distinct.enumerated() { code[value] = UInt32(place + 1) }
        var values = [FieldValue](repeating: .null, count: distinct.count + 1)
        var codes: [UInt32] = []
        codes.reserveCapacity(all.count)
        for (position, value) in all.enumerated() {
            let number = code[value] ?? 0
            if number > 0, values[Int(number)] == .null { values[Int(number)] = column.value(at: position) }
            codes.append(number)
        }
        self.init(codes: codes, codeCount: values.count, values: values)
    }

    var isList: Bool { offsets != nil }

    /// The codes of a record; 0 alone when it has none.
    func codes(of position: Int) -> [UInt32] {
        guard let offsets else { return [codes[position]] }
        let range = Int(offsets[position])..<Int(offsets[position + 1])
        return range.isEmpty ? [0] : Array(Set(codes[range])).sorted()
    }

    func value(of code: UInt32) -> FieldValue {
        if code == 0 { return .null }
        return texts.map { .text($0[code]) } ?? values[Int(code)]
    }
}
