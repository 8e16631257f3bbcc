package import BorderEconomy

// Values written as literals in tests; one that does not exist is a mistake of the test and stops it.

extension Identifier: ExpressibleByStringLiteral {
    public init(stringLiteral text: String) {
        guard let id = Self.init(text) else { preconditionFailure("\(text) is no slug") }
        self = id
    }
}

extension CalendarDay: ExpressibleByStringLiteral {
    public init(stringLiteral text: String) {
        guard let day = Self.init(text) else { preconditionFailure("\(text) is no day") }
        self = day
    }
}

extension Period: ExpressibleByStringLiteral {
    public init(stringLiteral text: String) {
        guard let period = Self.init(text) else { preconditionFailure("\(text) is no period") }
        self = period
    }
}

extension LocalizedText: ExpressibleByStringLiteral {
    public init(stringLiteral text: String) {
        self.init(vietnamese: text, english: text)
    }
}

extension Moment: ExpressibleByStringLiteral {
    public init(stringLiteral text: String) {
        guard let moment = Self.init(text) else { preconditionFailure("\(text) is no moment") }
        self = moment
    }
}

extension LiveReason: ExpressibleByStringLiteral {
    public init(stringLiteral text: String) {
        guard let reason = Self.init(text) else { preconditionFailure("\(text) is no reason") }
        self = reason
    }
}
