/// When a request has an identifier and when its answer shows it.
package enum RequestIDPolicy: Sendable {
    /// Only the client's own is known, and sent back.
    case echo
    /// One is made for a request that came without, for those who report the answer; only the client's is sent back.
    case make
    /// One is made for a request that came without, and every answer shows its own.
    case send
}

/// Identifiers of requests: the client's when it is a plain token, else 16 hexadecimal digits of our own.
struct RequestIDSource: Sendable {
    /// Longest identifier taken from a client. A UUID has 36 characters, a trace with its span 55.
    static var lengthMax: Int { 64 }

    private var state: UInt64

    init(seed: UInt64) { state = seed }

    /// SplitMix64: each of the 2^64 numbers comes once, in an order that depends on the seed.
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var number = state
        number = (number ^ (number >> 30)) &* 0xBF58_476D_1CE4_E5B9
        number = (number ^ (number >> 27)) &* 0x94D0_49BB_1331_11EB
        return number ^ (number >> 31)
    }

    /// Whether a client's identifier may be shown and logged as it is: letters, digits and `-._~+/=`, which UUIDs, ULIDs
    /// and Base64 need, and nothing that any log format would have to escape but the padding.
    static func isSane(_ text: ByteView) -> Bool {
        guard (1...lengthMax).contains(text.count) else { return false }
        return text.allSatisfy { byte in
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E, 0x2B, 0x2F, 0x3D: true
            default: false
            }
        }
    }
}
