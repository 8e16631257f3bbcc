import BorderEconomy
import Catalog
import JSONText

/// Figures as a cube, JSON-stat 2.0: one observation at most in each cell.
///
/// What every cube has is the indicator (its metric), the subject (its place), the period (its time) and the unit, so
/// that unlike units never meet in a cell. Scope and breakdowns are dimensions when they vary. Where figures would still
/// meet, what else tells them apart becomes a dimension: price basis, way of counting, day, deadline of a target, whether
/// we derived it, who set a target, and at last the source. A cell has the qualifier as its status; ranges and the
/// identifiers of the observations are in `extension`.
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
