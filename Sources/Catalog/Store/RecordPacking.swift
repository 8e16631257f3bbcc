package import BorderEconomy
package import JSONText

/// Packs the records of a collection member by member, each out of what it knows of them, instead of writing all of a
/// record in every language to find afterwards what it shares with others. For collections of very many records.
///
/// What is packed has to be what the drafts of the collection write.
package protocol RecordPacking {
    /// Packs the record at a position: its key, its members in their order, and what it is found by.
    mutating func pack(_ position: Int, into record: inout PackedRecordBuilder)
}

/// Members that stand one behind the other in many records, kept once as one piece.
package struct KnownPiece: Sendable {
    /// The group of columns that read it.
    let group: Int
    /// Among the known members.
    let number: Int
    /// Among the pieces of its group.
    let place: UInt32
}

/// Members whose values come with one piece in every record that is packed by pieces.
package struct PieceGroup: Sendable {
    let number: Int
}

/// Words that many records are found by, looked up once.
package struct KnownWords: Sendable {
    let codes: [UInt32]

    /// The words of both, each once.
    package func union(_ other: KnownWords) -> KnownWords {
        KnownWords(codes: codes + other.codes.filter { !codes.contains($0) })
    }
}

/// What a record is packed into.
package struct PackedRecordBuilder: ~Copyable {
    var packer: RecordPacker
    var words = WordIndexBuilder()
    var keys = KeyList()
    private var member = JSONWriter()
    private var numbers = KnownNumbers()
    private var isWhole = false

    init(_ columns: [ColumnBuilder]) {
        packer = RecordPacker(columns)
    }

    /// Says that every record packed by pieces has one piece with the members of these names, or without some of them.
    package mutating func group(of names: [String]) -> PieceGroup { PieceGroup(number: packer.group(of: names)) }

    /// Makes members known that stand one behind the other.
    ///
    /// - Parameter members: of each its forms: the bytes of `"name":value` for all languages, or for each.
    package mutating func know(_ members: [[[UInt8]]], in group: PieceGroup) -> KnownPiece {
        packer.know(members, in: group.number)
    }

    /// Makes words known.
    package mutating func know(words texts: [String]) -> KnownWords { KnownWords(codes: words.codes(of: texts)) }

    /// The key of the record, which comes first: the UTF-8 of a slug.
    package mutating func key(_ key: UnsafeRawBufferPointer) { keys.append(key) }

    /// A piece that is known.
    package mutating func add(_ piece: KnownPiece) { packer.add(piece) }

    /// A slug of the record's own, which no other has: text that JSON writes as it is.
    package mutating func add(_ slot: OwnMember, slug: UnsafeRawBufferPointer) { packer.add(slot, slug: slug) }

    /// A text of the record's own, which few others have, in UTF-8.
    package mutating func add(_ slot: OwnMember, text: UnsafeRawBufferPointer) {
        member.removeAll()
        member.string(String(decoding: text, as: UTF8.self))
        member.bytes.withUnsafeBytes { packer.add(slot, value: $0) }
    }

    /// A number that others may have, too.
    package mutating func add(_ slot: OwnMember, _ number: Double?) {
        let bits = (number ?? .nan).bitPattern
        if let known = numbers[bits] { return packer.add(slot, known: known) }
        member.removeAll()
        member.key(slot.name)
        if let number { member.number(number) } else { member.null() }
        let known = member.bytes.withUnsafeBytes { packer.add(slot, member: $0) }
        if let known { numbers[bits] = known }
    }

    /// A member that is added by itself.
    package mutating func own(_ name: String) -> OwnMember { OwnMember(name: name, slot: packer.slot(of: name)) }

    /// A record that is written as a whole instead.
    package mutating func add(whole record: (Language) -> JSONObject) {
        packer.addWhole(Language.allCases.map(record))
        isWhole = true
    }

    /// What was packed.
    consuming func finished() -> (records: PackedRecords, words: WordIndex) {
        (packer.finished(), words.finished())
    }

    /// Ends the record, which is found by known words and by those of its own texts, in UTF-8.
    package mutating func end(
        words known: KnownWords, own first: UnsafeRawBufferPointer, _ second: UnsafeRawBufferPointer
    ) {
        if !isWhole { packer.finishPieces() }
        isWhole = false
        words.add(first, second, known: known.codes)
    }
}

/// A member that is added by itself to each record packed by pieces.
package struct OwnMember: Sendable {
    let name: String
    let slot: Int
}

/// The numbers that came last with the known members that show them: one of each remainder.
private struct KnownNumbers {
    private var bits = [UInt64](repeating: Self.none, count: Self.size)
    private var members = [Int](repeating: 0, count: Self.size)
    private static let size = 1 << 16
    /// The bits of no number that is shown: one of many that are not a number.
    private static let none = UInt64.max

    private static func place(_ bits: UInt64) -> Int { Int(truncatingIfNeeded: (bits &* 0x9E37_79B9_7F4A_7C15) >> 48) }

    subscript(number: UInt64) -> Int? {
        get {
            let place = Self.place(number)
            return bits[place] == number ? members[place] : nil
        }
        set {
            let place = Self.place(number)
            bits[place] = newValue == nil ? Self.none : number
            members[place] = newValue ?? 0
        }
    }
}
