import BorderEconomy
import JSONText

/// Columns whose values come with one piece of every record that is packed by pieces. What a column reads in a piece is
/// read once; the values of records are gathered column by column afterwards.
struct ColumnGroup {
    /// The members that pieces of the group may have, as `"name":`.
    let names: [[UInt8]]
    /// The columns, each with the place of its member among `names`.
    let columns: [(builder: ColumnBuilder, member: Int)]
    /// Of each column the values of each piece, three for its three languages.
    var values: [[ColumnBuilder.Value]]
    /// Of each column whether values of a piece differ by language.
    var areLocalized: [Bool]
    /// The places of the pieces by their numbers among the known members.
    var places: [Int: UInt32] = [:]
    /// The pieces of the records whose values are not gathered yet.
    var pending: [UInt32] = []

    init(names: [String], of all: [ColumnBuilder]) {
        self.names = names.map { Array("\"\($0)\":".utf8) }
        columns = all.compactMap { column in
            names.firstIndex(of: column.queryable.path[0]).map { (column, $0) }
        }
        values = Array(repeating: [], count: columns.count)
        areLocalized = Array(repeating: false, count: columns.count)
    }

    /// Reads a piece into the columns' values.
    ///
    /// - Parameter members: of each its forms.
    mutating func add(_ members: [[[UInt8]]], number: Int) -> UInt32 {
        if let known = places[number] { return known }
        let place = UInt32(places.count)
        places[number] = place
        for (index, column) in columns.enumerated() {
            let name = names[column.member]
            let forms = members.first { $0[0].starts(with: name) }
            let read = (0..<3).map { language in
                guard let forms else { return column.builder.null }
                let form = forms.count > 1 ? forms[language] : forms[0]
                return form.withUnsafeBytes {
                    column.builder.read(UnsafeRawBufferPointer(rebasing: $0[name.count...]))
                }
            }
            values[index] += read
            if read[0] != read[1] || read[0] != read[2] { areLocalized[index] = true }
        }
        return place
    }

    /// Gives the columns the values of the records since the last time.
    mutating func flush() {
        guard !pending.isEmpty else { return }
        for (index, column) in columns.enumerated() {
            column.builder.append(pending, of: values[index], isLocalized: areLocalized[index])
        }
        pending.removeAll(keepingCapacity: true)
    }
}

extension RecordPacker {
    /// Makes a group of the columns that read members of these names.
    mutating func group(of names: [String]) -> Int {
        let group = ColumnGroup(names: names, of: columns)
        ungrouped.removeAll { column in group.columns.contains { $0.builder === column } }
        groups.append(group)
        return groups.count - 1
    }

    /// Makes a piece known, in a group.
    mutating func know(_ members: [[[UInt8]]], in group: Int) -> KnownPiece {
        let number: Int
        if members.count == 1 {
            let name = members[0][0].prefix { $0 != UInt8(ascii: ":") }
            number = know(members[0], named: String(decoding: name.dropFirst().dropLast(), as: UTF8.self))
        } else {
            number = know(joined: members)
        }
        return KnownPiece(group: group, number: number, place: groups[group].add(members, number: number))
    }

    private mutating func know(joined members: [[[UInt8]]]) -> Int {
        let isOne = members.allSatisfy { $0.count == 1 || ($0[0] == $0[1] && $0[0] == $0[2]) }
        let languages = (0..<(isOne ? 1 : 3)).map { language in
            Array(members.map { $0.count > 1 ? $0[language] : $0[0] }.joined(separator: [UInt8(ascii: ",")]))
        }
        let bytes = Array(languages.joined())
        let known = Int(bytes.withUnsafeBytes { self.members.table.insert($0) })
        if known == self.members.splits.count {
            self.members.splits.append(
                KnownMembers.Split(
                    english: isOne ? 0 : UInt32(languages[0].count),
                    chinese: isOne ? 0 : UInt32(languages[0].count + languages[1].count), isSeveral: true))
            valueStarts.append(0)
        }
        return known
    }

    /// Gives a member a number: one form for all languages, or one for each.
    private mutating func know(_ forms: [[UInt8]], named key: String) -> Int {
        let slot = slot(of: key)
        let isOne = forms.allSatisfy { $0 == forms[0] }
        let bytes = isOne ? forms[0] : forms.flatMap { $0 }
        if let known = bytes.withUnsafeBytes({ members.table.number(of: $0) }) {
            return Int(known)
        }
        slots[slot].distinct += 1
        let number = bytes.withUnsafeBytes { members.table.insert($0) }
        members.splits.append(
            isOne
                ? KnownMembers.Split()
                : KnownMembers.Split(
                    english: UInt32(forms[0].count), chinese: UInt32(forms[0].count + forms[1].count)))
        valueStarts.append(values.count)
        let name = slots[slot].name.count
        for column in slots[slot].columns {
            for form in forms.prefix(isOne ? 1 : forms.count) {
                let value = form.withUnsafeBytes { column.read(UnsafeRawBufferPointer(rebasing: $0[name...])) }
                values.append(value)
            }
        }
        return Int(number)
    }

    /// Appends a piece to the record.
    mutating func add(_ piece: KnownPiece) {
        Varint.append(piece.number + PackedRecords.Token.known, to: &arena)
        groups[piece.group].pending.append(piece.place)
    }

    /// Appends a member whose value is a slug, in every language and most likely this record's alone.
    mutating func add(_ member: OwnMember, slug: UnsafeRawBufferPointer) {
        let name = slots[member.slot].name
        Varint.append(PackedRecords.Token.shared, to: &arena)
        Varint.append(name.count + slug.count + 2, to: &arena)
        arena.append(contentsOf: name)
        arena.append(UInt8(ascii: "\""))
        arena.append(contentsOf: slug)
        arena.append(UInt8(ascii: "\""))
        for column in slots[member.slot].columns { column.append(own: slug) }
    }

    /// Appends a member of this value, which is the same in every language and most likely this record's alone.
    mutating func add(_ member: OwnMember, value: UnsafeRawBufferPointer) {
        let name = slots[member.slot].name
        Varint.append(PackedRecords.Token.shared, to: &arena)
        Varint.append(name.count + value.count, to: &arena)
        arena.append(contentsOf: name)
        arena.append(contentsOf: value)
        for column in slots[member.slot].columns { column.append(column.read(value)) }
    }

    /// Appends a member that is the same in every language; gives its number when it is a known one.
    mutating func add(_ own: OwnMember, member: UnsafeRawBufferPointer) -> Int? {
        slots[own.slot].seen += 1
        return add(member, own.slot)
    }

    /// Appends a member that is known.
    mutating func add(_ own: OwnMember, known: Int) {
        slots[own.slot].seen += 1
        appendKnown(known, own.slot)
    }

    /// Ends a record that was packed by pieces.
    mutating func finishPieces() {
        let position = starts.count - 1
        for column in ungrouped { column.finishRecord(position) }
        starts.append(UInt64(arena.count))
    }

    /// Packs a record that is written as a whole, among others that are packed by pieces.
    mutating func addWhole(_ trees: [JSONObject]) {
        flushPieces()
        add(trees)
    }

    /// Gathers the values of the records packed by pieces so far.
    mutating func flushPieces() {
        for group in groups.indices { groups[group].flush() }
    }
}
