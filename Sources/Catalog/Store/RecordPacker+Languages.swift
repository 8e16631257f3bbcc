import BorderEconomy
import JSONText

/// Records that are not the same in every language.
extension RecordPacker {
    /// The bytes of one record in each language.
    struct Languages {
        let vietnamese: UnsafeRawBufferPointer
        let english: UnsafeRawBufferPointer
        let chinese: UnsafeRawBufferPointer
    }

    /// A member of a record that is not the same in every language: a known one, or where its forms stand.
    struct Piece {
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

    /// Adds a member that is not the same in every language.
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
