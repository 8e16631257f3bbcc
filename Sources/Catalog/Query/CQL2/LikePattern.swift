/// A pattern of LIKE: `%` stands for any characters, `_` for one, and a backslash takes the next one as it is.
struct LikePattern: Sendable, Equatable {
    private enum Part: Sendable, Equatable {
        case any
        case one
        case character(Character)
    }

    private let parts: [Part]
    /// The same over bytes, when all of it is ASCII: 256 stands for any, 257 for one.
    private let ascii: [UInt16]?

    /// The text that everything it matches begins with.
    let prefix: String
    /// Whether it matches whatever begins with `prefix`, and nothing else.
    let isPrefix: Bool

    /// Nil when it ends with a backslash that takes nothing.
    init?(_ pattern: String) {
        var parts: [Part] = []
        var escapes = false
        for character in pattern {
            if escapes {
                parts.append(.character(character))
                escapes = false
            } else {
                switch character {
                case "\\": escapes = true
                case "%": if parts.last != .any { parts.append(.any) }
                case "_": parts.append(.one)
                default: parts.append(.character(character))
                }
            }
        }
        guard !escapes else { return nil }
        self.parts = parts
        let lead = parts.prefix { if case .character = $0 { true } else { false } }
        prefix = String(lead.compactMap { if case .character(let character) = $0 { character } else { nil } })
        isPrefix = parts.count == lead.count + 1 && parts.last == .any
        ascii = Self.bytes(of: parts)
    }

    private static func bytes(of parts: [Part]) -> [UInt16]? {
        var bytes: [UInt16] = []
        for part in parts {
            switch part {
            case .any: bytes.append(256)
            case .one: bytes.append(257)
            case .character(let character):
                guard character.utf8.count == 1, let byte = character.utf8.first, byte < 0x80 else { return nil }
                bytes.append(UInt16(byte))
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
    private static func matches(_ parts: [Part], _ text: [Character]) -> Bool {
        var (part, place) = (0, 0)
        var anyPart: Int?
        var anyPlace = 0
        while place < text.count {
            if part < parts.count, parts[part] == .any {
                anyPart = part
                anyPlace = place
                part += 1
            } else if part < parts.count, parts[part] == .one || parts[part] == .character(text[place]) {
                part += 1
                place += 1
            } else if let anyPart {
                part = anyPart + 1
                anyPlace += 1
                place = anyPlace
            } else {
                return false
            }
        }
        return parts[part...].allSatisfy { $0 == .any }
    }

    private static func matches(_ parts: [UInt16], _ text: UnsafeBufferPointer<UInt8>) -> Bool {
        var (part, place) = (0, 0)
        var anyPart: Int?
        var anyPlace = 0
        while place < text.count {
            if part < parts.count, parts[part] == 256 {
                anyPart = part
                anyPlace = place
                part += 1
            } else if part < parts.count, parts[part] == 257 || parts[part] == UInt16(text[place]) {
                part += 1
                place += 1
            } else if let anyPart {
                part = anyPart + 1
                anyPlace += 1
                place = anyPlace
            } else {
                return false
            }
        }
        return parts[part...].allSatisfy { $0 == 256 }
    }
}
