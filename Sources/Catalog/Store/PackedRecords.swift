import BorderEconomy

/// The encoded records of a collection. A record is a sequence of members; a member that many records share is kept
/// once, in all languages, and stands in the record as its number. So a record takes the room of what is its own.
///
/// A record is a run of tokens, each a variable-length number: `shared` and `localized` are followed by lengths and
/// bytes, everything above by nothing.
struct PackedRecords: Sendable {
    enum Token {
        /// A length and the bytes of one member that is the same in every language.
        static let shared = 0
        /// Three lengths and the bytes of one member in each language.
        static let localized = 1
        /// Three lengths and the bytes of several members in each language.
        static let members = 2
        /// The first number of a member kept once, or of several that stand together.
        static let known = 3
    }

    let members: KnownMembers
    let arena: [UInt8]
    /// Where each record begins; one more than there are records.
    let starts: [UInt64]

    init(members: KnownMembers, arena: [UInt8], starts: [UInt64]) {
        self.members = members
        self.arena = arena
        self.starts = starts
    }

    var count: Int { starts.count - 1 }

    /// Whether both hold the same records, even if they are packed otherwise.
    func isSame(as other: PackedRecords) -> Bool {
        if starts == other.starts, arena == other.arena, members.table.arena == other.members.table.arena {
            return true
        }
        guard count == other.count else { return false }
        var mine: [UInt8] = []
        var theirs: [UInt8] = []
        for position in 0..<count {
            for language in 0..<3 {
                mine.removeAll(keepingCapacity: true)
                theirs.removeAll(keepingCapacity: true)
                append(position, language: language, to: &mine)
                other.append(position, language: language, to: &theirs)
                if mine != theirs { return false }
            }
        }
        return true
    }

    /// Whether both are the same piece of memory.
    func isShared(with other: PackedRecords) -> Bool {
        arena.withUnsafeBufferPointer { mine in
            other.arena.withUnsafeBufferPointer { mine.baseAddress == $0.baseAddress && mine.count == $0.count }
        }
    }

    /// Calls `body` with the bytes of each run of members, most often one, of a record in a language.
    @inline(__always)
    private func forEachRun(
        of position: Int, language: Int, _ body: (_ members: UnsafeRawBufferPointer, _ isOne: Bool) -> Void
    ) {
        arena.withUnsafeBytes { arena in
            members.withLanguages { known in
                var place = Int(starts[position])
                let end = Int(starts[position + 1])
                while place < end {
                    let token = Varint.read(arena, &place)
                    if token >= Token.known {
                        body(
                            known.bytes(of: token - Token.known, language: language),
                            !known.splits[token - Token.known].isSeveral)
                        continue
                    }
                    var skipped = 0
                    var length = Varint.read(arena, &place)
                    var after = 0
                    if token != Token.shared {
                        let (english, chinese) = (Varint.read(arena, &place), Varint.read(arena, &place))
                        let lengths = (length, english, chinese)
                        switch language {
                        case 0: after = english + chinese
                        case 1: (skipped, length, after) = (lengths.0, english, chinese)
                        default: (skipped, length) = (lengths.0 + english, chinese)
                        }
                    }
                    place += skipped
                    body(UnsafeRawBufferPointer(rebasing: arena[place..<place + length]), token != Token.members)
                    place += length + after
                }
            }
        }
    }

    /// How many bytes a record has as a JSON object.
    func size(of position: Int, language: Int) -> Int {
        // The bracket, and each run with the comma behind it; the last comma becomes the other bracket.
        var length = 1
        forEachRun(of: position, language: language) { run, _ in length += run.isEmpty ? 0 : run.count + 1 }
        return max(length, 2)
    }

    /// Appends a record as a JSON object.
    func append(_ position: Int, language: Int, to bytes: inout [UInt8]) {
        let length = size(of: position, language: language)
        guard length > 2 else { return bytes.append(contentsOf: "{}".utf8) }
        withUnsafeTemporaryAllocation(byteCount: length, alignment: 1) { record in
            record[0] = UInt8(ascii: "{")
            var place = 1
            forEachRun(of: position, language: language) { run, _ in
                guard !run.isEmpty else { return }
                UnsafeMutableRawBufferPointer(rebasing: record[place...]).copyMemory(from: run)
                place += run.count
                record[place] = UInt8(ascii: ",")
                place += 1
            }
            record[place - 1] = UInt8(ascii: "}")
            bytes.append(contentsOf: UnsafeRawBufferPointer(record))
        }
    }

    /// Records as JSON objects with commas between them, behind what begins the text, in memory with room for what ends it.
    func list(_ positions: Slice<PositionList>, language: Int, beginning: StaticString, room: Int) -> [UInt8] {
        var size = beginning.utf8CodeUnitCount + room
        for position in positions { size += self.size(of: position, language: language) + 1 }
        return [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
            let text = UnsafeMutableRawBufferPointer(buffer)
            func put(_ bytes: UnsafeRawBufferPointer) {
                UnsafeMutableRawBufferPointer(rebasing: text[count...]).copyMemory(from: bytes)
                count += bytes.count
            }
            func putByte(_ byte: UInt8) {
                text[count] = byte
                count += 1
            }
            put(UnsafeRawBufferPointer(start: beginning.utf8Start, count: beginning.utf8CodeUnitCount))
            for (place, position) in positions.enumerated() {
                if place > 0 { putByte(UInt8(ascii: ",")) }
                putByte(UInt8(ascii: "{"))
                let start = count
                forEachRun(of: position, language: language) { run, _ in
                    guard !run.isEmpty else { return }
                    if count > start { putByte(UInt8(ascii: ",")) }
                    put(run)
                }
                putByte(UInt8(ascii: "}"))
            }
        }
    }

    /// Appends a record with only the members of the names given, each as `"name":`, in the record's own order.
    func append(_ position: Int, language: Int, names: [[UInt8]], to bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: "{"))
        let start = bytes.count
        func add(_ member: UnsafeRawBufferPointer) {
            let isWanted = names.contains { name in
                name.withUnsafeBytes { name in
                    member.count > name.count
                        && UnsafeRawBufferPointer(rebasing: member.prefix(name.count)).isSame(as: name)
                }
            }
            guard isWanted else { return }
            bytes.append(contentsOf: member)
            bytes.append(UInt8(ascii: ","))
        }
        forEachRun(of: position, language: language) { run, isOne in
            if isOne { return add(run) }
            var place = 0
            while place < run.count {
                let end = ValueScan.endOfMember(run, from: place)
                add(UnsafeRawBufferPointer(rebasing: run[place..<end]))
                place = end + 1
            }
        }
        close(&bytes, from: start)
    }

    private func close(_ bytes: inout [UInt8], from start: Int) {
        if bytes.count == start {
            bytes.append(UInt8(ascii: "}"))
        } else {
            bytes[bytes.count - 1] = UInt8(ascii: "}")
        }
    }
}

/// The members that records share, each once.
struct KnownMembers: Sendable {
    /// Where the English and the Chinese form of a member begin, from the start of the Vietnamese; 0 when all are one.
    struct Split: Sendable {
        var english: UInt32 = 0
        var chinese: UInt32 = 0
        /// Whether it is several members, one behind the other.
        var isSeveral = false
    }

    /// The members; one that differs by language as its three forms, one after the other.
    var table = ByteTable()
    var splits: [Split] = []

    /// The members in plain memory.
    struct Languages {
        let arena: UnsafeRawBufferPointer
        let starts: UnsafeBufferPointer<Int>
        let splits: UnsafeBufferPointer<Split>

        @inline(__always)
        func bytes(of number: Int, language: Int) -> UnsafeRawBufferPointer {
            var start = starts[number]
            var end = starts[number + 1]
            let split = splits[number]
            if split.english > 0 {
                switch language {
                case 0: end = start + Int(split.english)
                case 1: (start, end) = (start + Int(split.english), start + Int(split.chinese))
                default: start += Int(split.chinese)
                }
            }
            return UnsafeRawBufferPointer(rebasing: arena[start..<end])
        }
    }

    func withLanguages<Result>(_ body: (Languages) -> Result) -> Result {
        table.arena.withUnsafeBytes { arena in
            table.starts.withUnsafeBufferPointer { starts in
                splits.withUnsafeBufferPointer { body(Languages(arena: arena, starts: starts, splits: $0)) }
            }
        }
    }
}

/// Numbers in as few bytes as they need: seven bits a byte, the last byte without the eighth.
enum Varint {
    @inline(__always)
    static func read(_ bytes: UnsafeRawBufferPointer, _ place: inout Int) -> Int {
        var value = 0
        var shift = 0
        while true {
            let byte = Int(bytes[place])
            place += 1
            value |= (byte & 0x7F) << shift
            if byte < 0x80 { return value }
            shift += 7
        }
    }

    static func append(_ value: Int, to bytes: inout [UInt8]) {
        var rest = value
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }
}
