import JSONText

/// A value that records are filtered and put in order by. Days are texts.
package enum FieldValue: Hashable, Sendable {
    case null
    case boolean(Bool)
    case number(Double)
    case text(String)

    init(_ value: JSONValue) {
        switch value {
        case .null: self = .null
        case .bool(let value): self = .boolean(value)
        case .integer(let value): self = .number(Double(value))
        case .number(let value): self = .number(value)
        case .string(let value): self = .text(value)
        case .array, .object: self = .null
        }
    }
}

/// The values between two bounds, each counted in or not; an open side is nil.
package struct FieldRange: Hashable, Sendable {
    package var lower: FieldValue?
    package var includesLower: Bool
    package var upper: FieldValue?
    package var includesUpper: Bool

    package init(
        from lower: FieldValue? = nil, includesLower: Bool = true, to upper: FieldValue? = nil,
        includesUpper: Bool = true
    ) {
        self.lower = lower
        self.includesLower = includesLower
        self.upper = upper
        self.includesUpper = includesUpper
    }
}
