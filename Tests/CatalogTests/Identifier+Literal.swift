import BorderEconomy

/// An identifier written in a test; one that is no slug is a mistake of the test and stops it.
extension Identifier: ExpressibleByStringLiteral {
    public init(stringLiteral text: String) {
        guard let id = Self.init(text) else { preconditionFailure("\(text) is no slug") }
        self = id
    }
}
