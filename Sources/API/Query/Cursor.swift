import FoundationEssentials

/// Where a page begins: the key of the record before it, and its place in case that record is gone. Opaque to clients.
struct Cursor: Equatable {
    let offset: Int
    /// Key of the last record before the page; empty at the start.
    let after: String
    /// Of the question the cursor belongs to.
    let fingerprint: UInt32

    init(offset: Int, after: String, fingerprint: UInt32) {
        self.offset = offset
        self.after = after
        self.fingerprint = fingerprint
    }

    /// Reads what `text` wrote; nil for anything else.
    init?(_ text: String) {
        guard text.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-" || $0 == "_") }) else {
            return nil
        }
        let standard = String(text.map { $0 == "-" ? "+" : $0 == "_" ? "/" : $0 })
        let padding = String(repeating: "=", count: (4 - standard.utf8.count % 4) % 4)
        guard let data = Data(base64Encoded: standard + padding), let plain = String(data: data, encoding: .utf8) else {
            return nil
        }
        let parts = plain.split(separator: "|", maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 3, let offset = Int(parts[0]), offset >= 0, let fingerprint = UInt32(parts[1]) else {
            return nil
        }
        self.init(offset: offset, after: String(parts[2]), fingerprint: fingerprint)
    }

    /// Base64url without padding.
    var text: String {
        let standard = Data("\(offset)|\(fingerprint)|\(after)".utf8).base64EncodedString()
        return String(standard.filter { $0 != "=" }.map { $0 == "+" ? "-" : $0 == "/" ? "_" : $0 })
    }

    /// FNV-1a over the canonical form of a question.
    static func fingerprint(_ canonical: String) -> UInt32 {
        canonical.utf8.reduce(2_166_136_261) { ($0 ^ UInt32($1)) &* 16_777_619 }
    }
}
