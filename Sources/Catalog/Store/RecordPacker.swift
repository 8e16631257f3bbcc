import BorderEconomy
import JSONText

/// Packs encoded records one after the other and hands each member to the columns that read it.
///
/// Most members of a record are those of the record before it; such a member is recognised by comparing its bytes, and
/// is neither read nor looked up again.
struct RecordPacker {
    /// What is known of the members of one name.
    struct Slot {
        let key: String
        /// `"name":`
        let name: [UInt8]
        let columns: [ColumnBuilder]
        /// The member of the last record that had one, when it is a known one.
        var last: Int? { didSet { lastValue = nil } }
        /// Its value, when that is known.
        var lastValue: JSONValue?
        var seen = 0
        var distinct = 0

        /// Whether another member of this name is worth keeping once: not where most are different.
        var isWorthKnowing: Bool { distinct < 256 || (distinct < 1 << 16 && distinct * 4 < seen) }
    }

    let columns: [ColumnBuilder]
    var slots: [Slot] = []
    private var slotOfMember: [[UInt8]: [ColumnBuilder]] = [:]
    var members = KnownMembers()
    /// For each known member, where the values that its columns read begin in `values`; pieces have none here.
    var valueStarts: [Int] = []
    var values: [ColumnBuilder.Value] = []
    var arena: [UInt8] = []
    var starts: [UInt64] = [0]
    private var scratch: [UInt8] = []
    private var pieces: [Piece] = []
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

    /// The bytes of one record in each language.
    struct Languages {
        let vietnamese: UnsafeRawBufferPointer
        let english: UnsafeRawBufferPointer
        let chinese: UnsafeRawBufferPointer
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

    /// A member of a record that is not the same in every language: a known one, or where its forms stand.
    private struct Piece {
        let slot: Int
        let known: Int?
        let places: (Int, Int, Int)
        let ends: (Int, Int, Int)
    }

    /// Packs a record that is not the same in every language.
    mutating func add(_ record: Languages) {
        pieces.removeAll(keepingCapacity: true)
        guard collectPieces(of: record) else { return addUnaligned(record) }
        for piece in pieces {
            slots[piece.slot].seen += 1
            if let known = piece.known {
                appendKnown(known, piece.slot)
                continue
            }
            let (places, ends) = (piece.places, piece.ends)
            let member = UnsafeRawBufferPointer(rebasing: record.vietnamese[places.0..<ends.0])
            let others = (
                UnsafeRawBufferPointer(rebasing: record.english[places.1..<ends.1]),
                UnsafeRawBufferPointer(rebasing: record.chinese[places.2..<ends.2])
            )
            if member.isSame(as: others.0), member.isSame(as: others.1) {
                add(member, piece.slot)
            } else {
                add(member, others, piece.slot)
            }
        }
        finishRecord()
    }

    /// Finds the members of a record in all languages at once; false when they are not of the same names in the same order.
    private mutating func collectPieces(of record: Languages) -> Bool {
        let (first, second, third) = (record.vietnamese, record.english, record.chinese)
        var places = (1, 1, 1)
        var hint = 0
        while places.0 < first.count - 1 {
            guard places.1 < second.count - 1, places.2 < third.count - 1 else { return false }
            let slot = slot(of: first, at: places.0, hint: hint)
            hint = slot + 1
            var piece: Piece?
            if let known = slots[slot].last, let lengths = match(known, record, at: places) {
                piece = Piece(
                    slot: slot, known: known, places: places,
                    ends: (places.0 + lengths.0, places.1 + lengths.1, places.2 + lengths.2))
            } else if Self.begins(second, at: places.1, with: slots[slot].name),
                Self.begins(third, at: places.2, with: slots[slot].name)
            {
                let end = ValueScan.endOfMember(first, from: places.0)
                let member = UnsafeRawBufferPointer(rebasing: first[places.0..<end])
                piece = Piece(
                    slot: slot, known: nil, places: places,
                    ends: (
                        end, Self.end(of: member, in: second, at: places.1),
                        Self.end(of: member, in: third, at: places.2)
                    ))
            }
            guard let piece else { return false }
            pieces.append(piece)
            places = (piece.ends.0 + 1, piece.ends.1 + 1, piece.ends.2 + 1)
        }
        return places.1 >= second.count - 1 && places.2 >= third.count - 1
    }

    /// Past the member at a place, which most often is the one given.
    private static func end(
        of member: UnsafeRawBufferPointer, in record: UnsafeRawBufferPointer, at place: Int
    ) -> Int {
        stands(member, in: record, at: place)
            ? place + member.count : ValueScan.endOfMember(record, from: place)
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
    private mutating func slot(of record: UnsafeRawBufferPointer, at place: Int, hint: Int) -> Int {
        if hint < slots.count, Self.begins(record, at: place, with: slots[hint].name) { return hint }
        if let known = slots.firstIndex(where: { Self.begins(record, at: place, with: $0.name) }) { return known }
        return addSlot(Array(record[place..<ValueScan.startOfValue(record, from: place)]))
    }

    /// - Parameter name: `"name":`
    private mutating func addSlot(_ name: [UInt8]) -> Int {
        let key = String(decoding: name.dropFirst().dropLast(2), as: UTF8.self)
        slots.append(Slot(key: key, name: name, columns: slotOfMember[name] ?? []))
        return slots.count - 1
    }

    /// The slot of the members of a name.
    ///
    /// - Parameter hint: the slot it most often is.
    mutating func slot(of key: String, hint: Int = 0) -> Int {
        if hint < slots.count, slots[hint].key == key { return hint }
        return slots.firstIndex { $0.key == key } ?? addSlot(Array("\"\(key)\":".utf8))
    }

    private static func begins(_ record: UnsafeRawBufferPointer, at place: Int, with name: [UInt8]) -> Bool {
        guard place + name.count < record.count else { return false }
        return name.withUnsafeBytes {
            UnsafeRawBufferPointer(rebasing: record[place..<place + name.count]).isSame(as: $0)
        }
    }

    /// The length of a known member that is the same in every language, when it stands at `place`.
    private func match(_ known: Int, _ record: UnsafeRawBufferPointer, at place: Int) -> Int? {
        members.splits[known].english > 0
            ? nil
            : members.table.withBytes(of: known) { Self.stands($0, in: record, at: place) ? $0.count : nil }
    }

    /// The lengths of the forms of a known member, when they stand at these places.
    private func match(_ known: Int, _ record: Languages, at places: (Int, Int, Int)) -> (Int, Int, Int)? {
        let split = members.splits[known]
        return members.table.withBytes(of: known) { bytes in
            guard split.english > 0 else {
                guard Self.stands(bytes, in: record.vietnamese, at: places.0),
                    Self.stands(bytes, in: record.english, at: places.1),
                    Self.stands(bytes, in: record.chinese, at: places.2)
                else { return nil }
                return (bytes.count, bytes.count, bytes.count)
            }
            let (english, chinese) = (Int(split.english), Int(split.chinese))
            guard Self.stands(UnsafeRawBufferPointer(rebasing: bytes[..<english]), in: record.vietnamese, at: places.0),
                Self.stands(
                    UnsafeRawBufferPointer(rebasing: bytes[english..<chinese]), in: record.english, at: places.1),
                Self.stands(UnsafeRawBufferPointer(rebasing: bytes[chinese...]), in: record.chinese, at: places.2)
            else { return nil }
            return (english, chinese - english, bytes.count - chinese)
        }
    }

    private static func stands(
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

    mutating func add(
        _ member: UnsafeRawBufferPointer, _ others: (UnsafeRawBufferPointer, UnsafeRawBufferPointer), _ slot: Int
    ) {
        scratch.removeAll(keepingCapacity: true)
        for form in [member, others.0, others.1] { scratch.append(contentsOf: form) }
        if let known = scratch.withUnsafeBytes({ members.table.number(of: $0) }) {
            slots[slot].last = Int(known)
            return appendKnown(Int(known), slot)
        }
        slots[slot].distinct += 1
        let name = slots[slot].name.count
        let forms = [member, others.0, others.1].map { UnsafeRawBufferPointer(rebasing: $0[name...]) }
        if slots[slot].isWorthKnowing {
            let known = scratch.withUnsafeBytes { Int(members.table.insert($0)) }
            members.splits.append(
                KnownMembers.Split(
                    english: UInt32(member.count), chinese: UInt32(member.count + others.0.count)))
            valueStarts.append(values.count)
            for column in slots[slot].columns { values += forms.map(column.read) }
            slots[slot].last = known
            return appendKnown(known, slot)
        }
        appendLocalized(PackedRecords.Token.localized, member, others)
        for column in slots[slot].columns {
            column.append(column.read(forms[0]), others: (column.read(forms[1]), column.read(forms[2])))
        }
    }

    private mutating func appendLocalized(
        _ token: Int, _ first: UnsafeRawBufferPointer, _ others: (UnsafeRawBufferPointer, UnsafeRawBufferPointer)
    ) {
        Varint.append(token, to: &arena)
        for form in [first, others.0, others.1] { Varint.append(form.count, to: &arena) }
        for form in [first, others.0, others.1] { arena.append(contentsOf: form) }
    }

    /// A record that has other members in another language.
    private mutating func addUnaligned(_ record: Languages) {
        let forms = [record.vietnamese, record.english, record.chinese]
        let inner = forms.map { UnsafeRawBufferPointer(rebasing: $0[1..<$0.count - 1]) }
        appendLocalized(PackedRecords.Token.members, inner[0], (inner[1], inner[2]))
        for (name, columns) in slotOfMember {
            let plain = Array(name.dropFirst().dropLast(2))
            for column in columns {
                let read = forms.map { ValueScan.member(plain, of: $0).map(column.read) ?? column.null }
                column.append(read[0], others: (read[1], read[2]))
            }
        }
        finishRecord()
    }
}
