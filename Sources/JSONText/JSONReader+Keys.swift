extension JSONReader {
    /// Reports every key of an object that repeats an earlier one. Keys are compared as decoded bytes, so `"a"` and
    /// `"\u0061"` are the same and two Unicode normal forms are not.
    mutating func reportDuplicateKeys(of frame: Frame) {
        guard mayRepeatKeys(of: frame) else { return }
        var keys: [Int] = []
        keys.reserveCapacity(frame.childCount)
        var index = frame.entry + 1
        while index < entries.count {
            keys.append(index)
            index = Int(entries[index + 1].next)
        }
        let repeats = keys.count <= 16 ? repeatsByPairs(keys) : repeatsBySorting(keys)
        for (key, first) in repeats {
            let name = text(of: entries[key])
            let line = JSONPosition(offset: Int(entries[first].start), in: bytes, lineStarts: lineStarts).line
            report(.duplicateKey(name, firstLine: line), at: Int(entries[key].start), member: name)
        }
    }

    /// Whether keys of an object can be the same, told by the length and a few bytes of each: no for nearly all objects.
    private func mayRepeatKeys(of frame: Frame) -> Bool {
        var (seen, seenOtherwise): (UInt64, UInt64) = (0, 0)
        var index = frame.entry + 1
        return entries.withUnsafeBufferPointer { entries in
            while index < entries.count {
                let entry = entries[index]
                // What an escape stands for is not looked at here.
                if entry.hasEscapes { return true }
                let length = Int(entry.end - entry.start)
                let first = Int(bytes[Int(entry.start) + 1])
                let last = Int(bytes[Int(entry.end) - 2])
                let middle = Int(bytes[Int(entry.start) + length / 2])
                let bit: UInt64 = 1 << UInt64((length &* 5 &+ first &+ last &* 11) & 63)
                let other: UInt64 = 1 << UInt64((length &+ first &* 7 &+ middle &* 3) & 63)
                if seen & bit != 0, seenOtherwise & other != 0 { return true }
                seen |= bit
                seenOtherwise |= other
                index = Int(entries[index + 1].next)
            }
            return false
        }
    }

    /// The text of a string entry.
    func text(of entry: JSONEntry) -> String {
        String(decoding: content(of: entry), as: UTF8.self)
    }

    /// Each repeating key with the first of its name; the cheapest way for the few keys of an ordinary object.
    private func repeatsByPairs(_ keys: [Int]) -> [(key: Int, first: Int)] {
        var repeats: [(key: Int, first: Int)] = []
        for place in keys.indices.dropFirst() {
            for earlier in 0..<place where areEqual(keys[earlier], keys[place]) {
                repeats.append((keys[place], keys[earlier]))
                break
            }
        }
        return repeats
    }

    /// A key with its first eight bytes as a number, which tells most keys apart.
    private struct SortedKey {
        let head: UInt64
        let entry: Int
    }

    /// The same by sorting, whose cost no choice of keys can blow up.
    private func repeatsBySorting(_ keys: [Int]) -> [(key: Int, first: Int)] {
        var sorted = keys.map { SortedKey(head: head(of: content(of: entries[$0])), entry: $0) }
        sorted.sort { left, right in
            if left.head != right.head { return left.head < right.head }
            let (leftBytes, rightBytes) = (content(of: entries[left.entry]), content(of: entries[right.entry]))
            if leftBytes.lexicographicallyPrecedes(rightBytes) { return true }
            return left.entry < right.entry && !rightBytes.lexicographicallyPrecedes(leftBytes)
        }
        var repeats: [(key: Int, first: Int)] = []
        var first = sorted[0]
        for key in sorted.dropFirst() {
            if key.head == first.head, areEqual(first.entry, key.entry) {
                repeats.append((key.entry, first.entry))
            } else {
                first = key
            }
        }
        return repeats.sorted { $0.key < $1.key }
    }

    /// The first eight bytes, in the order of bytes; zeros where there are fewer.
    private func head(of bytes: ArraySlice<UInt8>) -> UInt64 {
        var head: UInt64 = 0
        var index = bytes.startIndex
        for _ in 0..<8 {
            head <<= 8
            if index < bytes.endIndex {
                head |= UInt64(bytes[index])
                index += 1
            }
        }
        return head
    }

    private func areEqual(_ left: Int, _ right: Int) -> Bool {
        let (leftEntry, rightEntry) = (entries[left], entries[right])
        if leftEntry.hasEscapes || rightEntry.hasEscapes {
            return content(of: leftEntry).elementsEqual(content(of: rightEntry))
        }
        guard leftEntry.end - leftEntry.start == rightEntry.end - rightEntry.start else { return false }
        return bytes[Int(leftEntry.start)..<Int(leftEntry.end)]
            .elementsEqual(bytes[Int(rightEntry.start)..<Int(rightEntry.end)])
    }

    private func content(of entry: JSONEntry) -> ArraySlice<UInt8> {
        let raw = ArraySlice(bytes[Int(entry.start) + 1..<Int(entry.end) - 1])
        return entry.hasEscapes ? JSONEscape.decoded(raw)[...] : raw
    }
}
