/// A pattern of LIKE: `%` stands for any characters, `_` for one, and a backslash takes the next one as it is.
struct LikePattern: Sendable, Equatable {
    private enum Part<Unit: Sendable & Equatable>: Sendable, Equatable {
        case any
        case one
        case exactly(Unit)

        /// Whether it stands for this one, and nothing else.
        func fits(_ unit: Unit) -> Bool {
            switch self {
            case .any: false
            case .one: true
            case .exactly(let own): own == unit
            }
        }
    }

    private let parts: [Part<Character>]
    /// The same over bytes, when all of it is ASCII.
    private let ascii: [Part<UInt8>]?

    /// The text that everything it matches begins with.
    let prefix: String
    /// Whether it matches whatever begins with `prefix`, and nothing else.
    let isPrefix: Bool

    /// Nil when it ends with a backslash that takes nothing.
    init?(_ pattern: String) {
        var parts: [Part<Character>] = []
        var escapes = false
        for character in pattern {
            if escapes {
                parts.append(.exactly(character))
                escapes = false
            } else {
                switch character {
                case "\\": escapes = true
                case "%": if parts.last != .any { parts.append(.any) }
                case "_": parts.append(.one)
                default: parts.append(.exactly(character))
                }
            }
        }
        guard !escapes else { return nil }
        self.parts = parts
        let lead = parts.prefix { if case .exactly = $0 { true } else { false } }
        prefix = String(lead.compactMap { if case .exactly(let character) = $0 { character } else { nil } })
        isPrefix = parts.count == lead.count + 1 && parts.last == .any
        ascii = Self.bytes(of: parts)
    }

    private static func bytes(of parts: [Part<Character>]) -> [Part<UInt8>]? {
        var bytes: [Part<UInt8>] = []
        for part in parts {
            switch part {
            case .any: bytes.append(.any)
            case .one: bytes.append(.one)
            case .exactly(let character):
                guard character.utf8.count == 1, let byte = character.utf8.first, byte < 0x80 else { return nil }
                bytes.append(.exactly(byte))
            }
        }
        return bytes
    }

    /// Whether the whole text is as the pattern says.
    func matches(_ text: String) -> Bool {
        if let ascii {
            let found: Bool? =
                text.utf8.withContiguousStorageIfAvailable { bytes in
                    bytes.allSatisfy { $0 < 0x80 } ? Self.matches(ascii, bytes) : nil
                } ?? nil
            if let found { return found }
        }
        return Self.matches(parts, Array(text))
    }

    /// Goes back to the last `%` when what follows it does not fit: at most length × parts steps.
    private static func matches<Unit>(
        _ parts: [Part<Unit>], _ text: some RandomAccessCollection<Unit>
    ) -> Bool {
        var part = 0
        var place = text.startIndex
        var anyPart: Int?
        var anyPlace = place
        while place < text.endIndex {
            if part < parts.count, parts[part] == .any {
                anyPart = part
                anyPlace = place
                part += 1
            } else if part < parts.count, parts[part].fits(text[place]) {
                part += 1
                text.formIndex(after: &place)
            } else if let anyPart {
                part = anyPart + 1
                text.formIndex(after: &anyPlace)
                place = anyPlace
            } else {
                return false
            }
        }
        return parts[part...].allSatisfy { $0 == .any }
    }
}
