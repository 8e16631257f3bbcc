import JSONText

extension FigureCube {
    /// What tells figures apart.
    enum Aspect: Hashable {
        case indicator, subject, period, unit, scope, priceBasis, counting, asOf, deadline, derived, setBy, source
        /// A breakdown of the indicator, by its identifier.
        case breakdown(String)

        var id: String {
            switch self {
            case .indicator: "indicator"
            case .subject: "subject"
            case .period: "period"
            case .unit: "unit"
            case .scope: "scope"
            case .priceBasis: "priceBasis"
            case .counting: "counting"
            case .asOf: "asOf"
            case .deadline: "deadline"
            case .setBy: "setBy"
            case .derived: "derived"
            case .source: "source"
            case .breakdown(let name): "dimensions.\(name)"
            }
        }
    }

    /// A code with its words.
    struct Category: Hashable {
        let code: String
        let label: String
    }

    /// A side of the cube.
    struct Dimension {
        let aspect: Aspect
        /// In the order in which they stand.
        private(set) var codes: [String] = []
        private var labels: [String: String] = [:]
        private var positions: [String: Int] = [:]
        /// For each figure, the place of its code.
        private(set) var places: [Int] = []

        init(aspect: Aspect) {
            self.aspect = aspect
        }

        mutating func add(_ category: Category) {
            guard labels.updateValue(category.label, forKey: category.code) == nil else { return }
            positions[category.code] = codes.count
            codes.append(category.code)
        }

        mutating func sort() {
            codes.sort()
            for (place, code) in codes.enumerated() { positions[code] = place }
        }

        mutating func note(_ code: String) {
            places.append(positions[code] ?? 0)
        }

        func object(of figures: [Figure]) -> JSONValue {
            var category: JSONObject = [
                "index": .array(codes.map { .string($0) }),
                "label": .object(
                    JSONObject(codes.map { JSONObject.Member(key: $0, value: .string(labels[$0] ?? $0)) })),
            ]
            if aspect == .indicator { category["unit"] = units(of: figures) }
            return .object(["label": .string(aspect.id), "category": .object(category)])
        }

        /// The unit of each indicator that is counted in one alone.
        private func units(of figures: [Figure]) -> JSONValue {
            let found = Dictionary(grouping: figures, by: \.indicator.code).mapValues { Set($0.map(\.unit)) }
            var object = JSONObject()
            for code in codes {
                if let units = found[code], units.count == 1, let unit = units.first {
                    object.append(code, ["label": .string(unit)])
                }
            }
            return .object(object)
        }
    }
}
