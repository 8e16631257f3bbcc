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

/// A member that is kept once for all records that have it.
package struct KnownMember: Sendable {
    let slot: Int
    let number: Int
}

/// Words that many records are found by, looked up once.
package struct KnownWords: Sendable {
    let codes: [UInt32]
}

/// What a record is packed into.
package struct PackedRecordBuilder: ~Copyable {
    var packer: RecordPacker
    var words = WordIndexBuilder()
    var keys = KeyList()
    private var member = JSONWriter()

    init(_ columns: [ColumnBuilder]) {
        packer = RecordPacker(columns)
    }

    /// The key of the record, which comes first.
    package mutating func key(_ key: String) { keys.append(key) }

    /// Makes a member known: the same in every language, or one form for each.
    ///
    /// - Parameter forms: of each the bytes of `"name":value`; one alone holds for all languages.
    package mutating func know(_ forms: [[UInt8]]) -> KnownMember { packer.know(forms) }

    /// Makes words known.
    package mutating func know(words texts: [String]) -> KnownWords { KnownWords(codes: words.codes(of: texts)) }

    /// A member that is known.
    package mutating func add(_ member: KnownMember) { packer.add(member) }

    /// A text of the record's own, which few others have.
    package mutating func add(_ name: String, own text: String) {
        member.removeAll()
        member.key(name)
        member.string(text)
        member.bytes.withUnsafeBytes { packer.add(own: $0) }
    }

    /// A number that others may have, too.
    package mutating func add(_ name: String, _ number: Double?) {
        member.removeAll()
        member.key(name)
        if let number { member.number(number) } else { member.null() }
        member.bytes.withUnsafeBytes { packer.add(member: $0) }
    }

    /// A record that is written as a whole instead.
    package mutating func add(whole record: (Language) -> JSONObject) {
        let forms = Language.allCases.map { JSONWriter.encode(.object(record($0))) }
        forms[0].withUnsafeBytes { vietnamese in
            forms[1].withUnsafeBytes { english in
                forms[2].withUnsafeBytes { chinese in
                    packer.add(RecordPacker.Languages(vietnamese: vietnamese, english: english, chinese: chinese))
                }
            }
        }
        isWhole = true
    }

    private var isWhole = false

    /// What was packed.
    consuming func finished() -> (records: PackedRecords, words: WordIndex) {
        (packer.finished(), words.finished())
    }

    /// Ends the record, which is found by known words and by those of its own texts.
    package mutating func end(words known: KnownWords, own texts: [String]) {
        if !isWhole { packer.finishRecord() }
        isWhole = false
        words.add(texts, known: known.codes)
    }
}
