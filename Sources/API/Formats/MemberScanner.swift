import JSONText

/// Finds wanted members in an object of compact JSON of our own writing, in one pass and without making text or trees.
///
/// The members of an object come in the order they are defined in, so each is looked for behind the one before.
struct MemberScanner: Sendable {
    /// Where a value stands; nowhere when the member is not there.
    struct Place: Sendable {
        var start = 0
        var end = 0
        /// A string without a backslash or comma: its bytes are its text, and a table's cell.
        var isPlain = false

        var isMissing: Bool { start == end }

        /// The text of a string; nil for anything else.
        func text(in item: UnsafeRawBufferPointer) -> String? {
            guard !isMissing, item[start] == UInt8(ascii: "\"") else { return nil }
            if isPlain { return String(decoding: item[(start + 1)..<(end - 1)], as: UTF8.self) }
            return JSONReading(of: UnsafeRawBufferPointer(rebasing: item[start..<end])).document?.root.string
        }
    }

    /// A member of an object on the way to a wanted value.
    private struct Node {
        /// `"name":`, a part of `keys`.
        var key: Range<Int>
        /// Which of the wanted values it is; nil for one that only leads further.
        var value: Int?
        /// The object below it that is looked into.
        var level: Int?
    }

    private var keys: [UInt8] = []
    /// For each object that is looked into, its members; the first is the record itself.
    private var levels: [[Node]] = [[]]
    /// How many values are wanted.
    let count: Int

    /// - Parameter paths: for each wanted value, the names of the members that lead to it.
    init(paths: [[String]]) {
        count = paths.count
        for (value, path) in paths.enumerated() { add(path[...], value, in: 0) }
    }

    private mutating func add(_ path: ArraySlice<String>, _ value: Int, in level: Int) {
        guard let name = path.first else { return }
        let key = Array("\"\(name)\":".utf8)
        var place = levels[level].firstIndex { keys[$0.key].elementsEqual(key) } ?? -1
        if place < 0 {
            place = levels[level].count
            levels[level].append(Node(key: keys.count..<keys.count + key.count))
            keys += key
        }
        if path.count == 1 {
            levels[level][place].value = value
            return
        }
        let below = levels[level][place].level ?? levels.count
        if levels[level][place].level == nil {
            levels[level][place].level = below
            levels.append([])
        }
        add(path.dropFirst(), value, in: below)
    }

    /// Finds the wanted values of `item`.
    ///
    /// - Parameter places: one for each wanted value; overwritten.
    func scan(_ item: UnsafeRawBufferPointer, into places: inout [Place]) {
        places.withUnsafeMutableBufferPointer { places in
            places.update(repeating: Place())
            guard item.count > 1 else { return }
            keys.withUnsafeBytes { keys in
                _ = scanObject(0, item, keys, at: 0, places)
            }
        }
    }

    /// Returns the position behind the object that begins at `start`.
    private func scanObject(
        _ level: Int, _ item: UnsafeRawBufferPointer, _ keys: UnsafeRawBufferPointer, at start: Int,
        _ places: UnsafeMutableBufferPointer<Place>
    ) -> Int {
        levels[level].withUnsafeBufferPointer { nodes in
            var position = start + 1
            var expected = 0
            while position < item.count, item[position] != UInt8(ascii: "}") {
                if item[position] == UInt8(ascii: ",") { position += 1 }
                var found: Int?
                for step in 0..<nodes.count {
                    let candidate = expected + step < nodes.count ? expected + step : expected + step - nodes.count
                    if Self.begins(item, at: position, with: keys, nodes[candidate].key) {
                        found = candidate
                        break
                    }
                }
                var place = Place()
                guard let found else {
                    position = Self.endOfString(item, at: position, &place.isPlain) + 1
                    position = Self.endOfValue(item, at: position, &place.isPlain)
                    continue
                }
                let node = nodes[found]
                expected = found + 1 == nodes.count ? 0 : found + 1
                position += node.key.count
                place.start = position
                if let below = node.level, item[position] == UInt8(ascii: "{") {
                    position = scanObject(below, item, keys, at: position, places)
                } else {
                    position = Self.endOfValue(item, at: position, &place.isPlain)
                }
                place.end = position
                if let value = node.value { places[value] = place }
            }
            return position + 1
        }
    }

    @inline(__always)
    private static func begins(
        _ item: UnsafeRawBufferPointer, at position: Int, with keys: UnsafeRawBufferPointer, _ key: Range<Int>
    ) -> Bool {
        guard position + key.count <= item.count else { return false }
        var offset = 0
        while offset < key.count {
            if item[position + offset] != keys[key.lowerBound + offset] { return false }
            offset += 1
        }
        return true
    }

    /// The position behind the value that begins at `start`.
    ///
    /// - Parameter isPlain: set when the value is a string without a backslash or comma, else cleared.
    static func endOfValue(_ item: UnsafeRawBufferPointer, at start: Int, _ isPlain: inout Bool) -> Int {
        switch item[start] {
        case UInt8(ascii: "\""): return endOfString(item, at: start, &isPlain)
        case UInt8(ascii: "{"), UInt8(ascii: "["):
            isPlain = false
            return endOfContainer(item, at: start)
        default:
            isPlain = false
            var position = start
            while position < item.count {
                switch item[position] {
                case UInt8(ascii: ","), UInt8(ascii: "}"), UInt8(ascii: "]"): return position
                default: position += 1
                }
            }
            return position
        }
    }

    private static func endOfContainer(_ item: UnsafeRawBufferPointer, at start: Int) -> Int {
        var position = start
        var depth = 0
        var ignored = false
        while position < item.count {
            switch item[position] {
            case UInt8(ascii: "\""):
                position = endOfString(item, at: position, &ignored)
                continue
            case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                depth -= 1
                if depth == 0 { return position + 1 }
            default: break
            }
            position += 1
        }
        return position
    }

    /// The position behind the string whose quote stands at `start`: eight bytes at a time.
    static func endOfString(_ item: UnsafeRawBufferPointer, at start: Int, _ isPlain: inout Bool) -> Int {
        var position = start + 1
        isPlain = true
        while position + 8 <= item.count {
            let word = UInt64(littleEndian: item.loadUnaligned(fromByteOffset: position, as: UInt64.self))
            let stops = bytes(equalTo: 0x22, in: word) | bytes(equalTo: 0x5C, in: word)
            let commas = bytes(equalTo: 0x2C, in: word)
            guard stops != 0 else {
                if commas != 0 { isPlain = false }
                position += 8
                continue
            }
            let stop = stops.trailingZeroBitCount & ~7
            if commas & ((1 << stop) - 1) != 0 { isPlain = false }
            position += stop / 8
            if item[position] == UInt8(ascii: "\"") { return position + 1 }
            isPlain = false
            position += 2
        }
        while position < item.count {
            switch item[position] {
            case UInt8(ascii: "\""): return position + 1
            case UInt8(ascii: "\\"):
                isPlain = false
                position += 2
            case UInt8(ascii: ","):
                isPlain = false
                position += 1
            default: position += 1
            }
        }
        return position
    }

    /// The highest bit of each byte that equals `value`; right up to the lowest such byte, which is all that is asked.
    @inline(__always)
    private static func bytes(equalTo value: UInt64, in word: UInt64) -> UInt64 {
        let difference = word ^ (value &* 0x0101_0101_0101_0101)
        return (difference &- 0x0101_0101_0101_0101) & ~difference & 0x8080_8080_8080_8080
    }
}
