import JSONText

/// What values a setting takes, from text (flags, environment) and from JSON (the file).
indirect enum SettingKind: Sendable, Equatable {
    /// Any text but none.
    case text
    /// A file or folder; a relative one starts at the working directory.
    case path
    /// A whole number within bounds.
    case integer(ClosedRange<Int64>)
    /// A number above 0, at most 1.
    case share
    /// One of these words.
    case choice([String])
    /// Goods classes in order of priority, as `QueuePriority` reads them.
    case priorities
    /// One of that kind, or nothing: `none` as text, null in the file.
    case optional(SettingKind)

    /// How "nothing" is written in flags and variables.
    static let noneText = "none"

    /// What is expected, as a fault names it.
    var expectation: String {
        switch self {
        case .text: "a text that is not empty"
        case .path: "a path"
        case .integer(let range): "a whole number from \(range.lowerBound) to \(range.upperBound)"
        case .share: "a number above 0 and at most 1"
        case .choice(let words): "one of \(words.joined(separator: ", "))"
        case .priorities: QueuePriority.expectation
        case .optional(let kind): "\(kind.expectation), or none"
        }
    }

    /// The value that a flag or a variable says; nil when it is none.
    func value(fromText text: String) -> JSONValue? {
        switch self {
        case .text, .path, .choice, .priorities: checked(.string(text))
        case .integer: Int64(text).flatMap { checked(.integer($0)) }
        case .share: Double(text).flatMap { checked(.number($0)) }
        case .optional(let kind): text == SettingKind.noneText ? .null : kind.value(fromText: text)
        }
    }

    /// The value that the file says; nil when it is none.
    func value(fromFile node: JSONNode) -> JSONValue? {
        switch self {
        case .text, .path, .choice, .priorities: node.string.flatMap { checked(.string($0)) }
        case .integer: node.integer.flatMap { checked(.integer($0)) }
        case .share: node.double.flatMap { checked(.number($0)) }
        case .optional(let kind): node.kind == .null ? .null : kind.value(fromFile: node)
        }
    }

    private func checked(_ value: JSONValue) -> JSONValue? {
        let isAllowed =
            switch (self, value) {
            case (.text, .string(let text)), (.path, .string(let text)): !text.isEmpty && !text.utf8.contains(0)
            case (.choice(let words), .string(let text)): words.contains(text)
            case (.priorities, .string(let text)): QueuePriority.policy(of: text) != nil
            case (.integer(let range), .integer(let number)): range.contains(number)
            case (.share, .number(let number)): number > 0 && number <= 1
            default: false
            }
        return isAllowed ? value : nil
    }
}
