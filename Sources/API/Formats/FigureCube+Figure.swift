import BorderEconomy
import JSONText

extension FigureCube {
    /// What a cube needs of an observation.
    struct Figure {
        let id: String
        let indicator: Category
        let subject: Category
        let scope: Category?
        let breakdowns: [(key: String, code: String)]
        let value: JSONValue
        /// Lower and upper end.
        let range: JSONValue?
        let unit: String
        let qualifier: String
        let start: String?
        let end: String?
        let asOf: String?
        /// Of a target.
        let deadline: String?
        /// Who set a target.
        let setBy: String?
        let priceBasis: String?
        let counting: String
        let isDerived: Bool
        let document: String?

        func category(of aspect: Aspect, in language: Language) -> Category {
            switch aspect {
            case .indicator: indicator
            case .subject: subject
            case .period: period(in: language)
            case .unit: Category(code: unit, label: unit)
            case .scope: scope ?? Self.silence(in: language)
            case .priceBasis: Self.category(priceBasis, in: language)
            case .counting: Category(code: counting, label: counting)
            case .asOf: Self.category(asOf, in: language)
            case .deadline: Self.category(deadline, in: language)
            case .setBy: Self.category(setBy, in: language)
            case .derived: Category(code: "\(isDerived)", label: "\(isDerived)")
            case .source: Self.category(document, in: language)
            case .breakdown(let name):
                Self.category(breakdowns.first { $0.key == name }?.code, in: language)
            }
        }

        /// An interval of days as ISO 8601 writes it, a day, or nothing said; a whole year is called by its number.
        private func period(in language: Language) -> Category {
            guard start != nil || end != nil else { return Self.category(asOf ?? deadline, in: language) }
            let code = "\(start ?? "..")/\(end ?? "..")"
            if let start, let end, start.hasSuffix("-01-01"), end.hasSuffix("-12-31"), start.prefix(4) == end.prefix(4)
            {
                return Category(code: code, label: String(start.prefix(4)))
            }
            return Category(code: code, label: code)
        }

        private static func category(_ code: String?, in language: Language) -> Category {
            code.map { Category(code: $0, label: $0) } ?? silence(in: language)
        }

        private static func silence(in language: Language) -> Category {
            let label =
                switch language {
                case .vietnamese: "không nói"
                case .english: "not said"
                case .chinese: "未说明"
                }
            return Category(code: FigureCube.notSaid, label: label)
        }
    }
}
