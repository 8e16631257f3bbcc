import BorderEconomy
import Catalog
import JSONText

/// Figures as a cube, JSON-stat 2.0: one observation at most in each cell.
///
/// What every cube has is the indicator (its metric), the subject (its place), the period (its time) and the unit, so
/// that unlike units never meet in a cell. Scope and breakdowns are dimensions when they vary. Where figures would still
/// meet, what else tells them apart becomes a dimension: price basis, way of counting, day, deadline of a target, whether
/// we derived it, who set a target, and at last the source. A cell has the qualifier as its status; ranges and the identifiers of the observations are in
/// `extension`.
struct FigureCube {
    /// Figures that one cube holds at most.
    static let greatestCount = 10_000
    /// Cells that a cube has at most: up to here every reader of JSON has whole numbers. Only those with a figure are
    /// written where few have one.
    static let greatestCellCount = 1 << 53
    /// The code of what a source does not say.
    static let notSaid = "not-said"

    private let language: Language
    private let figures: [Figure]
    /// What the figures are, in the plural.
    private let kind: String
    private var dimensions: [Dimension] = []
    private var cells: [Int] = []

    /// Reads the figures at `positions` and lays them out.
    ///
    /// - Throws: 422 when no cube holds them.
    init(of collection: StoredCollection, at positions: PositionList, in language: Language) throws(Problem) {
        self.language = language
        guard positions.count <= Self.greatestCount else {
            throw Self.refusal(
                "\(positions.count) figures are selected, and a cube holds \(Self.greatestCount) at most",
                "choose an indicator, subject or period, or ask for f=csv")
        }
        var reader = FigureReader()
        var item: [UInt8] = []
        figures = positions.map { position in
            item.removeAll(keepingCapacity: true)
            collection.appendItem(at: position, in: language, to: &item)
            return item.withUnsafeBytes { reader.figure($0) }
        }
        kind = collection.definition.name
        try layOut()
    }

    /// Reads rows that have the members of observations, and lays them out. Those without a number or a range are no
    /// figures.
    init(of rows: [JSONObject], in language: Language) throws(Problem) {
        self.language = language
        var reader = FigureReader()
        figures = rows.map { row in JSONWriter.encode(.object(row)).withUnsafeBytes { reader.figure($0) } }
            .filter { !$0.value.isNull || $0.range != nil }
        kind = "observations"
        try layOut()
    }

    private mutating func layOut() throws(Problem) {
        dimensions = [.indicator, .subject, .period, .unit].map { dimension($0) }
        let breakdowns = Set(figures.flatMap { $0.breakdowns.map(\.key) }).sorted()
        for aspect in [Aspect.scope] + breakdowns.map(Aspect.breakdown) {
            let dimension = dimension(aspect)
            if dimension.codes.count > 1 { dimensions.append(dimension) }
        }
        cells = places()
        for aspect in [Aspect.priceBasis, .counting, .asOf, .deadline, .derived, .setBy, .source] {
            guard collision() != nil else { break }
            let dimension = dimension(aspect)
            guard dimension.codes.count > 1 else { continue }
            dimensions.append(dimension)
            cells = places()
        }
        if let (first, second) = collision() {
            throw Self.refusal(
                "\(figures[first].id) and \(figures[second].id) differ in nothing that a cube can tell apart",
                "choose one of them, by layer, confidence or note, or ask for f=csv")
        }
        let (count, overflow) = cellCount()
        guard !overflow, count <= Self.greatestCellCount else {
            let sizes = dimensions.map { "\($0.codes.count) × \($0.aspect.id)" }.joined(separator: ", ")
            throw Self.refusal(
                "the figures would lie in a cube of more than \(Self.greatestCellCount) cells (\(sizes))",
                "choose an indicator, subject or period, or ask for f=csv")
        }
    }

    private static func refusal(_ reason: String, _ remedy: String) -> Problem {
        Problem(.unprocessable, [ProblemFault(parameter: "f", reason: reason, remedy: remedy)])
    }

    private func dimension(_ aspect: Aspect) -> Dimension {
        var dimension = Dimension(aspect: aspect)
        for figure in figures { dimension.add(figure.category(of: aspect, in: language)) }
        if aspect == .period { dimension.sort() }
        for figure in figures { dimension.note(figure.category(of: aspect, in: language).code) }
        return dimension
    }

    private func cellCount() -> (count: Int, overflow: Bool) {
        dimensions.reduce((1, false)) { product, dimension in
            let (count, overflow) = product.0.multipliedReportingOverflow(by: dimension.codes.count)
            return (count, product.1 || overflow)
        }
    }

    /// The cell of each figure, the last dimension changing fastest.
    private func places() -> [Int] {
        figures.indices.map { figure in
            dimensions.reduce(0) { $0 &* $1.codes.count &+ $1.places[figure] }
        }
    }

    /// Two figures in one cell.
    private func collision() -> (Int, Int)? {
        var seen: [Int: Int] = [:]
        for (figure, cell) in cells.enumerated() {
            if let other = seen.updateValue(figure, forKey: cell) { return (other, figure) }
        }
        return nil
    }

    /// The cube as JSON-stat.
    ///
    /// - Parameters:
    ///   - label: what it is a cube of.
    ///   - href: its address.
    func object(label: String, href: String, snapshot: Snapshot) -> JSONObject {
        let count = cellCount().count
        var values: [Int: JSONValue] = [:]
        for (figure, cell) in zip(figures, cells) { values[cell] = figure.value }
        let ordered = zip(cells, figures).sorted { $0.0 < $1.0 }
        let isDense = count <= 4 * figures.count
        func byCell(_ member: (Figure) -> JSONValue?) -> JSONValue {
            var object = JSONObject()
            for (cell, figure) in ordered {
                if let value = member(figure) { object.append(String(cell), value) }
            }
            return .object(object)
        }
        var details = JSONObject()
        for dimension in dimensions { details.append(dimension.aspect.id, dimension.object(of: figures)) }
        let documents = Set(figures.compactMap(\.document)).sorted()
        let names = documents.compactMap { Identifier<Document>($0) }.compactMap {
            snapshot.registry.documents[$0]?.header.names.text(in: language)
        }
        return [
            "version": "2.0", "class": "dataset", "label": .string(label), "href": .string(href),
            "source": .string(names.joined(separator: "; ")),
            "id": .array(dimensions.map { .string($0.aspect.id) }),
            "size": .array(dimensions.map { .integer(Int64($0.codes.count)) }),
            "role": ["time": ["period"], "geo": ["subject"], "metric": ["indicator"]],
            "dimension": .object(details),
            "value": isDense ? .array((0..<count).map { values[$0] ?? .null }) : byCell(\.value),
            "status": byCell { .string($0.qualifier) },
            "extension": .object([
                "datasetVersion": .string(snapshot.datasetVersion),
                kind: byCell { $0.id.isEmpty ? nil : .string($0.id) },
                "ranges": byCell(\.range),
            ]),
        ]
    }
}

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

/// Reads what a cube needs out of encoded observations.
private struct FigureReader {
    private static let paths = [
        "id", "indicator", "indicatorName", "subject", "subjectName", "scope", "scopeName", "dimensions", "value",
        "low",
        "high", "unit", "qualifier", "period.start", "period.end", "asOf", "priceBasis", "cumulative", "average",
        "additional", "derived", "source.document", "deadline", "setBy",
    ]
    private static let numbers = Dictionary(uniqueKeysWithValues: paths.enumerated().map { ($0.element, $0.offset) })

    private let scanner = MemberScanner(paths: paths.map { $0.split(separator: ".").map(String.init) })
    private var places = Array(repeating: MemberScanner.Place(), count: paths.count)

    mutating func figure(_ item: UnsafeRawBufferPointer) -> FigureCube.Figure {
        scanner.scan(item, into: &places)
        func text(_ path: String) -> String? { value(item, path).string }
        func category(_ code: String, _ label: String) -> FigureCube.Category? {
            text(code).map { FigureCube.Category(code: $0, label: text(label) ?? $0) }
        }
        let low = value(item, "low")
        let high = value(item, "high")
        let flags = ["cumulative", "average", "additional"].filter { value(item, $0) == true }
        return FigureCube.Figure(
            id: text("id") ?? "", indicator: category("indicator", "indicatorName") ?? .unknown,
            subject: category("subject", "subjectName") ?? .unknown, scope: category("scope", "scopeName"),
            breakdowns: (value(item, "dimensions").object?.members ?? []).compactMap { member in
                member.value.string.map { (member.key, $0) }
            },
            value: value(item, "value"), range: low.isNull && high.isNull ? nil : .array([low, high]),
            unit: text("unit") ?? FigureCube.notSaid, qualifier: text("qualifier") ?? FigureCube.notSaid,
            start: text("period.start"), end: text("period.end"), asOf: text("asOf"), deadline: text("deadline"),
            setBy: text("setBy"), priceBasis: text("priceBasis"),
            counting: flags.isEmpty ? "plain" : flags.joined(separator: "-"),
            isDerived: value(item, "derived") == true, document: text("source.document"))
    }

    /// A scanned value; null when it is not there.
    private func value(_ item: UnsafeRawBufferPointer, _ path: String) -> JSONValue {
        guard let number = Self.numbers[path], !places[number].isMissing else { return .null }
        let place = places[number]
        switch item[place.start] {
        case UInt8(ascii: "n"): return .null
        case UInt8(ascii: "t"): return true
        case UInt8(ascii: "f"): return false
        case UInt8(ascii: "\"") where place.isPlain:
            return .string(String(decoding: item[(place.start + 1)..<(place.end - 1)], as: UTF8.self))
        default: return (try? JSONValue(parsing: Array(item[place.start..<place.end]))) ?? .null
        }
    }
}

extension FigureCube.Category {
    fileprivate static let unknown = FigureCube.Category(code: FigureCube.notSaid, label: FigureCube.notSaid)
}
