/// The members of an object, to be asked for by name again and again: names are compared eight bytes at once, none is
/// decoded.
package struct JSONMemberTable: Sendable {
    private struct Key: Sendable {
        /// The length and the first bytes of the name; 0 for one with escapes, which is compared decoded.
        let signature: UInt64
        let index: UInt32
    }

    private let document: JSONDocument
    private let keys: [Key]

    /// The members of `node`; none when it is no object.
    package init(of node: JSONNode) {
        let document = node.document
        self.document = document
        guard node.kind == .object else {
            keys = []
            return
        }
        keys = document.bytes.withUnsafeBytes { bytes in
            document.entries.withUnsafeBufferPointer { entries in
                var keys: [Key] = []
                keys.reserveCapacity(node.count)
                var index = node.index + 1
                let end = Int(entries[node.index].next)
                while index < end {
                    let entry = entries[index]
                    let name = UnsafeRawBufferPointer(rebasing: bytes[Int(entry.start) + 1..<Int(entry.end) - 1])
                    keys.append(
                        Key(signature: entry.hasEscapes ? 0 : Self.signature(of: name), index: UInt32(index)))
                    index = Int(entries[index + 1].next)
                }
                return keys
            }
        }
    }

    /// How many members there are.
    package var count: Int { keys.count }

    /// The place of the first member of this name; nil when there is none.
    package func place(of name: String) -> Int? {
        var name = name
        return name.withUTF8 { text in
            let name = UnsafeRawBufferPointer(text)
            let signature = Self.signature(of: name)
            for (place, key) in keys.enumerated() where key.signature == signature || key.signature == 0 {
                if hasName(name, key) { return place }
            }
            return nil
        }
    }

    /// The value of the member at a place.
    package func value(at place: Int) -> JSONNode { JSONNode(document: document, index: Int(keys[place].index) + 1) }

    private func hasName(_ name: UnsafeRawBufferPointer, _ key: Key) -> Bool {
        if key.signature != 0, name.count <= Self.signedCount { return true }
        let entry = document.entries[Int(key.index)]
        let content = document.bytes[Int(entry.start) + 1..<Int(entry.end) - 1]
        return entry.hasEscapes ? JSONEscape.decoded(content).elementsEqual(name) : content.elementsEqual(name)
    }

    /// Bytes of a name that its signature holds besides the length.
    private static let signedCount = 7

    /// The length and the first bytes; a bit of it is always set, so that it is never 0.
    private static func signature(of name: UnsafeRawBufferPointer) -> UInt64 {
        var signature: UInt64 = 0
        for byte in name.prefix(signedCount) { signature = signature << 8 | UInt64(byte) }
        return signature << 8 | UInt64(min(name.count, 127)) | 0x80
    }
}
