/// A JSON text that was read, with every value's place in it.
package final class JSONDocument: Sendable {
    /// The text itself.
    package let bytes: [UInt8]
    let entries: [JSONEntry]
    private let lineStarts: [UInt32]

    /// Reads `bytes`; refuses them with all their faults.
    package convenience init(parsing bytes: [UInt8], limits: JSONLimits = JSONLimits()) throws(JSONFaults) {
        let reading = JSONReading(of: bytes, limits: limits)
        guard let document = reading.document, reading.faults.isEmpty else { throw JSONFaults(reading.faults) }
        self.init(bytes: bytes, entries: document.entries, lineStarts: document.lineStarts)
    }

    init(bytes: [UInt8], entries: [JSONEntry], lineStarts: [UInt32]) {
        self.bytes = bytes
        self.entries = entries
        self.lineStarts = lineStarts
    }

    /// The one value of the document.
    package var root: JSONNode { JSONNode(document: self, index: 0) }

    /// The value that `pointer` names; nil when there is none.
    package func node(at pointer: JSONPointer) -> JSONNode? {
        var node = root
        for token in pointer.tokens {
            let child: JSONNode?
            switch node.kind {
            case .object: child = node[token]
            case .array: child = JSONDocument.index(written: token).flatMap { node[$0] }
            case .null, .bool, .number, .string: child = nil
            }
            guard let child else { return nil }
            node = child
        }
        return node
    }

    /// Line and column of a byte.
    package func position(at offset: Int) -> JSONPosition {
        bytes.withUnsafeBufferPointer { JSONPosition(offset: offset, in: $0, lineStarts: lineStarts) }
    }

    /// An array index as RFC 6901 §4 writes it: digits, no leading zero.
    private static func index(written token: String) -> Int? {
        guard token.utf8.allSatisfy({ (0x30...0x39).contains($0) }), token == "0" || token.utf8.first != 0x30 else {
            return nil
        }
        return Int(token)
    }
}

extension JSONPosition {
    /// Looks `offset` up among the offsets at which lines start, then counts scalars from there.
    init(offset: Int, in bytes: UnsafeBufferPointer<UInt8>, lineStarts: [UInt32]) {
        var low = 0
        var high = lineStarts.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if Int(lineStarts[middle]) <= offset { low = middle } else { high = middle }
        }
        let lineStart = Int(lineStarts[low])
        let scalarsBefore = bytes[lineStart..<offset].count { $0 & 0xC0 != 0x80 }
        self.init(offset: offset, line: low + 1, column: scalarsBefore + 1)
    }
}
