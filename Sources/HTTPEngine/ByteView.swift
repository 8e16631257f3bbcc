/// A view of bytes that somebody else owns, valid only while that owner keeps them in place.
///
/// Every view handed out by `Request` lives until `Responder.respond(to:into:)` returns. Copy what must outlive the
/// call: `Array(view)`, `view.string`.
package struct ByteView: RandomAccessCollection {
    private let start: UnsafeRawPointer?
    package let count: Int

    package init(_ bytes: UnsafeRawBufferPointer) {
        start = bytes.baseAddress
        count = bytes.count
    }

    package static var empty: ByteView { ByteView(UnsafeRawBufferPointer(start: nil, count: 0)) }

    package var startIndex: Int { 0 }
    package var endIndex: Int { count }

    package subscript(position: Int) -> UInt8 { unsafeBytes[position] }

    /// The same bytes as a buffer pointer, under the same lifetime.
    package var unsafeBytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: start, count: count) }

    /// The part of the view in `range`, which must lie inside it.
    package func part(_ range: Range<Int>) -> ByteView {
        precondition(range.lowerBound >= 0 && range.upperBound <= count)
        return ByteView(UnsafeRawBufferPointer(rebasing: unsafeBytes[range]))
    }

    /// Whether the bytes are exactly those of `text`.
    package func equals(_ text: StaticString) -> Bool {
        guard text.utf8CodeUnitCount == count else { return false }
        return equals(ByteView(UnsafeRawBufferPointer(start: text.utf8Start, count: count)))
    }

    /// Whether the bytes are those of `text`, with ASCII case ignored. It is given in lower case, and holds no other bytes
    /// from `@` on than letters.
    package func equalsIgnoringCase(_ text: StaticString) -> Bool {
        guard text.utf8CodeUnitCount == count else { return false }
        guard let start, count >= 8 else {
            for index in 0..<count where Grammar.lowercased(self[index]) != text.utf8Start[index] { return false }
            return true
        }
        let wanted = UnsafeRawPointer(text.utf8Start)
        var offset = 0
        while offset < count {
            // The last word may overlap the one before.
            let place = Swift.min(offset, count &- 8)
            let word = wanted.loadUnaligned(fromByteOffset: place, as: UInt64.self)
            let own = start.loadUnaligned(fromByteOffset: place, as: UInt64.self)
            guard ByteWord.folded(own, like: word) == word else { return false }
            offset &+= 8
        }
        return true
    }

    /// Whether the first bytes are those of `text`.
    package func hasPrefix(_ text: StaticString) -> Bool {
        text.utf8CodeUnitCount <= count && part(0..<text.utf8CodeUnitCount).equals(text)
    }

    /// Whether both views show the same bytes.
    package func equals(_ other: ByteView) -> Bool {
        guard count == other.count else { return false }
        let left = unsafeBytes
        let right = other.unsafeBytes
        guard count >= 8 else {
            for offset in 0..<count where left[offset] != right[offset] { return false }
            return true
        }
        @inline(__always)
        func difference(_ offset: Int) -> UInt64 {
            left.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
                ^ right.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
        }
        var offset = 0
        while offset + 32 <= count {
            let differs =
                difference(offset) | difference(offset + 8) | difference(offset + 16) | difference(offset + 24)
            guard differs == 0 else { return false }
            offset += 32
        }
        while offset + 8 <= count {
            guard difference(offset) == 0 else { return false }
            offset += 8
        }
        // The last word may overlap the one before.
        return offset == count || difference(count - 8) == 0
    }

    /// The bytes as text; what is not UTF-8 is replaced by U+FFFD.
    package var string: String {
        unsafeBytes.withMemoryRebound(to: UInt8.self) { String(decoding: $0, as: UTF8.self) }
    }

    /// The bytes as text, or nil when they are not UTF-8.
    package var validString: String? {
        isASCII ? string : String(validating: unsafeBytes, as: UTF8.self)
    }

    /// Whether all bytes are ASCII, so that they are UTF-8 without a closer look.
    private var isASCII: Bool {
        let bytes = unsafeBytes
        var all: UInt64 = 0
        var offset = 0
        while offset &+ 8 <= count {
            all |= bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
            offset &+= 8
        }
        while offset < count {
            all |= UInt64(bytes[offset])
            offset &+= 1
        }
        return all & 0x8080_8080_8080_8080 == 0
    }

    /// The view without spaces and tabs at both ends (OWS, RFC 9110 §5.6.3).
    package var trimmed: ByteView {
        var lower = 0
        var upper = count
        while lower < upper, Grammar.isBlank(self[lower]) { lower += 1 }
        while upper > lower, Grammar.isBlank(self[upper - 1]) { upper -= 1 }
        return part(lower..<upper)
    }

    /// Calls `body` with each element of a comma-separated list (RFC 9110 §5.6.1), trimmed; empty elements are skipped.
    /// Commas inside a quoted string do not separate.
    package func forEachListElement(_ body: (ByteView) -> Void) {
        var start = 0
        var quoted = false
        var index = 0
        while index < count {
            switch self[index] {
            case Grammar.quote: quoted.toggle()
            case Grammar.backslash where quoted: index += 1
            case Grammar.comma where !quoted:
                let element = part(start..<index).trimmed
                if !element.isEmpty { body(element) }
                start = index + 1
            default: break
            }
            index += 1
        }
        let element = part(start..<count).trimmed
        if !element.isEmpty { body(element) }
    }
}
