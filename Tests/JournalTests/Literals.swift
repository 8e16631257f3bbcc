import BorderEconomy

// Values written as literals in tests; one that does not exist is a mistake of the test and stops it.

extension Identifier: ExpressibleByStringLiteral {
    public init(stringLiteral text: String) {
        guard let id = Self.init(text) else { preconditionFailure("\(text) is no slug") }
        self = id
    }
}

extension LiveReason: ExpressibleByStringLiteral {
    public init(stringLiteral text: String) {
        guard let reason = Self.init(text) else { preconditionFailure("\(text) is no reason") }
        self = reason
    }
}
