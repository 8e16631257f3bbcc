/// A member of an object as it stands in the text; valid only while it is handed out.
package struct JSONRawMember {
    /// The name without its quotes, as it is written.
    package let name: UnsafeRawBufferPointer
    /// What the value is.
    package let kind: JSONNode.Kind
    /// The value.
    package let value: UnsafeRawBufferPointer
    /// From the quote before the name to the end of the value.
    package let text: UnsafeRawBufferPointer
    /// Whether the name has no escapes, nor the value when it is a string.
    package let isPlain: Bool
    private let isInteger: Bool

    fileprivate init(_ bytes: UnsafeRawBufferPointer, key: JSONEntry, value entry: JSONEntry) {
        func part(_ start: UInt32, _ end: UInt32) -> UnsafeRawBufferPointer {
            UnsafeRawBufferPointer(rebasing: bytes[Int(start)..<Int(end)])
        }
        name = part(key.start + 1, key.end - 1)
        kind = entry.kind
        value = part(entry.start, entry.end)
        text = part(key.start, entry.end)
        isPlain = !key.hasEscapes && !entry.hasEscapes
        isInteger = entry.isInteger
    }

    /// Whether this is the name, byte for byte.
    package func isNamed(_ other: StaticString) -> Bool {
        guard name.count == other.utf8CodeUnitCount else { return false }
        for place in 0..<name.count where name[place] != other.utf8Start[place] { return false }
        return true
    }

    /// A string without its quotes, as it is written; nil for anything else.
    package var string: UnsafeRawBufferPointer? {
        kind == .string ? UnsafeRawBufferPointer(rebasing: value[1..<value.count - 1]) : nil
    }

    /// Any number, rounded to the nearest Double; nil for anything else.
    package var number: Double? {
        guard kind == .number else { return nil }
        if isInteger, let short = JSONNode.shortInteger(value) { return Double(short) }
        return Double(String(decoding: value, as: UTF8.self))
    }
}

/// The members of an object as they stand in the text, in order; valid only while they are handed out.
package struct JSONRawMembers: Sequence, IteratorProtocol {
    private let bytes: UnsafeRawBufferPointer
    private let entries: UnsafeBufferPointer<JSONEntry>
    private var place: Int
    private let end: Int

    fileprivate init(_ bytes: UnsafeRawBufferPointer, _ entries: UnsafeBufferPointer<JSONEntry>, object index: Int) {
        self.bytes = bytes
        self.entries = entries
        place = index + 1
        end = Int(entries[index].next)
    }

    /// The next member.
    package mutating func next() -> JSONRawMember? {
        guard place < end else { return nil }
        let (key, value) = (entries[place], entries[place + 1])
        place = Int(value.next)
        return JSONRawMember(bytes, key: key, value: value)
    }
}

extension JSONNode {
    /// Calls `body` with the members of an object as they stand in the text; nil for anything else.
    package func withRawMembers<Result>(_ body: (JSONRawMembers) -> Result) -> Result? {
        guard kind == .object else { return nil }
        return document.bytes.withUnsafeBytes { bytes in
            document.entries.withUnsafeBufferPointer { body(JSONRawMembers(bytes, $0, object: index)) }
        }
    }
}
