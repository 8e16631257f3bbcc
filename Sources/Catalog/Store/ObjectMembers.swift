/// The members of an object in compact JSON of our own writing, each as the bytes of `"name":value` with its name.
struct ObjectMembers: Sequence, IteratorProtocol {
    private let bytes: [UInt8]
    private var position = 1

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// A member of an object.
    struct Member {
        /// `"name":value`
        let bytes: ArraySlice<UInt8>

        /// The name as it is written; none of ours has anything to escape.
        var name: String {
            let name = bytes.dropFirst().prefix { $0 != UInt8(ascii: "\"") }
            return String(decoding: name, as: UTF8.self)
        }
    }

    mutating func next() -> Member? {
        guard position < bytes.count - 1 else { return nil }
        let start = position
        var depth = 0
        var inString = false
        while position < bytes.count - 1 {
            let byte = bytes[position]
            if inString {
                if byte == UInt8(ascii: "\\") { position += 1 }
                if byte == UInt8(ascii: "\"") { inString = false }
            } else {
                switch byte {
                case UInt8(ascii: "\""): inString = true
                case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
                case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
                case UInt8(ascii: ",") where depth == 0:
                    defer { position += 1 }
                    return Member(bytes: bytes[start..<position])
                default: break
                }
            }
            position += 1
        }
        return Member(bytes: bytes[start..<position])
    }
}
