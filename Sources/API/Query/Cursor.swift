import Catalog
import ContentCoding
import JSONText

/// Where a page begins, and the question it is a page of. Opaque to clients.
struct Cursor: Equatable {
    /// Behind which record.
    let anchor: PageAnchor
    /// Of the question the cursor belongs to.
    let fingerprint: UInt32

    init(anchor: PageAnchor, fingerprint: UInt32) {
        self.anchor = anchor
        self.fingerprint = fingerprint
    }

    /// Bytes of the check sum at the end.
    private static let sumByteCount = 4

    /// Reads what `text` wrote; nil for anything else, a cursor that was tampered with included.
    init?(_ text: String) {
        guard text.utf8.count < 8192, let bytes = Base64URL.decode(text), bytes.count > Self.sumByteCount else {
            return nil
        }
        let content = Array(bytes.dropLast(Self.sumByteCount))
        guard Self.sum(of: content) == Array(bytes.suffix(Self.sumByteCount)),
            let parts = (try? JSONValue(parsing: content))?.array, parts.count == 4,
            let fingerprint = parts[0].integer.flatMap(UInt32.init(exactly:)),
            let place = parts[1].integer.flatMap(Int.init(exactly:)), place >= 0,
            let keys = parts[2].array, keys.count <= PageAnchor.greatestKeyCount, let values = parts[3].array
        else { return nil }
        let read = values.compactMap(Self.value)
        guard keys.allSatisfy({ $0.string != nil }), read.count == values.count else { return nil }
        anchor = PageAnchor(place: place, keys: keys.compactMap(\.string), values: read)
        self.fingerprint = fingerprint
    }

    /// Base64url without padding.
    var text: String {
        let content = JSONWriter.encode([
            .integer(Int64(fingerprint)), .integer(Int64(anchor.place)), .array(anchor.keys.map { .string($0) }),
            .array(anchor.values.map(Self.json)),
        ])
        return Base64URL.encode(content + Self.sum(of: content))
    }

    private static func value(_ json: JSONValue) -> FieldValue? {
        switch json {
        case .null: .null
        case .bool(let value): .boolean(value)
        case .integer(let value): .number(Double(value))
        case .number(let value): .number(value)
        case .string(let text): .text(text)
        case .array, .object: nil
        }
    }

    private static func json(_ value: FieldValue) -> JSONValue {
        switch value {
        case .null: .null
        case .boolean(let value): .bool(value)
        case .number(let value): .number(value)
        case .text(let text): .string(text)
        }
    }

    private static func sum(of bytes: [UInt8]) -> [UInt8] {
        let sum = bytes.reduce(2_166_136_261 as UInt32) { ($0 ^ UInt32($1)) &* 16_777_619 }
        return [UInt8(truncatingIfNeeded: sum >> 24), UInt8(truncatingIfNeeded: sum >> 16)]
            + [UInt8(truncatingIfNeeded: sum >> 8), UInt8(truncatingIfNeeded: sum)]
    }

    /// FNV-1a over the canonical form of a question.
    static func fingerprint(_ canonical: String) -> UInt32 {
        canonical.utf8.reduce(2_166_136_261) { ($0 ^ UInt32($1)) &* 16_777_619 }
    }
}
