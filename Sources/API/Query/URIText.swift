import HTTPEngine

/// Text as it stands in an address (RFC 3986).
enum URIText {
    /// Parameters as they stand behind a path, question mark and all; nothing when there are none.
    static func query(_ parameters: [QueryParameter]) -> String {
        parameters.isEmpty ? "" : "?" + parameters.map(pair).joined(separator: "&")
    }

    /// A parameter with its value.
    static func pair(_ parameter: QueryParameter) -> String { "\(encoded(parameter.name))=\(encoded(parameter.value))" }

    /// Percent-encodes everything but unreserved characters and the comma.
    static func encoded(_ text: String) -> String {
        if text.utf8.allSatisfy(isPlain) { return text }
        return String(unsafeUninitializedCapacity: text.utf8.count * 3) { result in
            var count = 0
            func append(_ byte: UInt8) {
                result[count] = byte
                count += 1
            }
            for byte in text.utf8 {
                if isPlain(byte) {
                    append(byte)
                } else {
                    append(UInt8(ascii: "%"))
                    append(digit(byte >> 4))
                    append(digit(byte & 0xF))
                }
            }
            return count
        }
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
            UInt8(ascii: "~"), UInt8(ascii: ","):
            true
        default:
            false
        }
    }

    private static func digit(_ value: UInt8) -> UInt8 {
        value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "A") + value - 10
    }
}
