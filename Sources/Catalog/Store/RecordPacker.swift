import BorderEconomy
import JSONText

/// Packs encoded records one after the other and hands each member to the columns that read it.
///
/// Most members of a record are those of the record before it; such a member is recognised by comparing its bytes, and
/// is neither read nor looked up again.
struct RecordPacker {
    let columns: [ColumnBuilder]
    var slots: [MemberSlot] = []
    var slotOfMember: [[UInt8]: [ColumnBuilder]] = [:]
    var members = KnownMembers()
    /// For each known member, where the values that its columns read begin in `values`; pieces have none here.
    var valueStarts: [Int] = []
    var values: [ColumnBuilder.Value] = []
    var arena: [UInt8] = []
    var starts: [UInt64] = [0]
    /// Of a record that is not the same in every language, what is put together of it.
    var scratch: [UInt8] = []
    var pieces: [Piece] = []
    var writer = JSONWriter()
    var groups: [ColumnGroup] = []
    /// The columns that no group reads.
    var ungrouped: [ColumnBuilder]

    init(_ columns: [ColumnBuilder]) {
        self.columns = columns
        ungrouped = columns
        for column in columns {
            slotOfMember[Array("\"\(column.queryable.path[0])\":".utf8), default: []].append(column)
        }
    }

    /// Packs a record that is the same in every language.
    mutating func add(_ record: UnsafeRawBufferPointer) {
        var place = 1
        var hint = 0
        while place < record.count - 1 {
            let slot = slot(of: record, at: place, hint: hint)
            hint = slot + 1
            slots[slot].seen += 1
            if let known = slots[slot].last, let length = match(known, record, at: place) {
                appendKnown(known, slot)
                place += length + 1
                continue
            }
            let end = ValueScan.endOfMember(record, from: place)
            add(UnsafeRawBufferPointer(rebasing: record[place..<end]), slot)
            place = end + 1
        }
        finishRecord()
    }

    /// The packed records.
    consuming func finished() -> PackedRecords {
        flushPieces()
        return PackedRecords(members: members, arena: arena.trimmed, starts: starts.trimmed)
    }
}

extension RecordPacker {
    /// Ends a record whose members were all appended.
    mutating func finishRecord() {
        let position = starts.count - 1
        for column in columns { column.finishRecord(position) }
        starts.append(UInt64(arena.count))
    }

    /// The slot of the member that begins at `place`: most often the one after that of the member before.
    mutating func slot(of record: UnsafeRawBufferPointer, at place: Int, hint: Int) -> Int {
        if hint < slots.count, Self.begins(record, at: place, with: slots[hint].name) { return hint }
        if let known = slots.firstIndex(where: { Self.begins(record, at: place, with: $0.name) }) { return known }
        return addSlot(Array(record[place..<ValueScan.startOfValue(record, from: place)]))
    }

    /// - Parameter name: `"name":`
    private mutating func addSlot(_ name: [UInt8]) -> Int {
        let key = String(decoding: name.dropFirst().dropLast(2), as: UTF8.self)
        slots.append(MemberSlot(key: key, name: name, columns: slotOfMember[name] ?? []))
        return slots.count - 1
    }

    /// The slot of the members of a name.
    ///
    /// - Parameter hint: the slot it most often is.
    mutating func slot(of key: String, hint: Int = 0) -> Int {
        if hint < slots.count, slots[hint].key == key { return hint }
        return slots.firstIndex { $0.key == key } ?? addSlot(Array("\"\(key)\":".utf8))
    }

    static func begins(_ record: UnsafeRawBufferPointer, at place: Int, with name: [UInt8]) -> Bool {
        guard place + name.count < record.count else { return false }
        return name.withUnsafeBytes {
            UnsafeRawBufferPointer(rebasing: record[place..<place + name.count]).isSame(as: $0)
        }
    }

    /// The length of a known member that is the same in every language, when it stands at `place`.
    func match(_ known: Int, _ record: UnsafeRawBufferPointer, at place: Int) -> Int? {
        members.splits[known].english > 0
            ? nil
            : members.table.withBytes(of: known) { Self.stands($0, in: record, at: place) ? $0.count : nil }
    }

    static func stands(
        _ member: UnsafeRawBufferPointer, in record: UnsafeRawBufferPointer, at place: Int
    ) -> Bool {
        let end = place + member.count
        guard end < record.count, ValueScan.isDelimiter(record[end]) else { return false }
        return UnsafeRawBufferPointer(rebasing: record[place..<end]).isSame(as: member)
    }

    mutating func appendKnown(_ known: Int, _ slot: Int) {
        Varint.append(known + PackedRecords.Token.known, to: &arena)
        let isOne = members.splits[known].english == 0
        var place = valueStarts[known]
        for column in slots[slot].columns.indices {
            if isOne {
                slots[slot].columns[column].append(values[place])
                place += 1
            } else {
                slots[slot].columns[column].append(values[place], others: (values[place + 1], values[place + 2]))
                place += 3
            }
        }
    }

    /// Adds a member that is the same in every language; gives its number when it is a known one.
    @discardableResult
    mutating func add(_ member: UnsafeRawBufferPointer, _ slot: Int) -> Int? {
        if let known = members.table.number(of: member) {
            slots[slot].last = Int(known)
            appendKnown(Int(known), slot)
            return Int(known)
        }
        slots[slot].distinct += 1
        guard slots[slot].isWorthKnowing else {
            appendOwn(member, slot)
            return nil
        }
        let value = UnsafeRawBufferPointer(rebasing: member[slots[slot].name.count...])
        let known = Int(members.table.insert(member))
        members.splits.append(KnownMembers.Split())
        valueStarts.append(values.count)
        for column in slots[slot].columns { values.append(column.read(value)) }
        slots[slot].last = known
        appendKnown(known, slot)
        return known
    }

    mutating func appendOwn(_ member: UnsafeRawBufferPointer, _ slot: Int) {
        Varint.append(PackedRecords.Token.shared, to: &arena)
        Varint.append(member.count, to: &arena)
        arena.append(contentsOf: member)
        let value = UnsafeRawBufferPointer(rebasing: member[slots[slot].name.count...])
        for column in slots[slot].columns { column.append(column.read(value)) }
    }
}
