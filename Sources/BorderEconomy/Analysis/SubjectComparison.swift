/// The values of one indicator for several subjects, side by side: aligned in time, with everything that keeps them
/// from being comparable marked.
package struct SubjectComparison: Sendable {
    /// The time that values of several subjects stand under together.
    package struct Column: Hashable, Sendable {
        package let coverage: Coverage
        /// The stretch; a whole year for states, which stand together when they are of the same year. Nil for values
        /// whose source names no time.
        package let period: Period?
    }

    /// The values of a subject, of one scope, breakdown and price basis.
    package struct Row: Sendable {
        package let subject: RecordID
        /// Nil when there is nothing known of the subject.
        package let line: SeriesLine?
        /// For each column the place in the line of the value that stands there; nil where there is none.
        package let cells: [Int?]
    }

    /// Something that differs between values that stand side by side.
    package struct Difference: Hashable, Sendable {
        package enum Kind: String, Sendable, CaseIterable {
            /// They count different things.
            case scope
            /// One is a part of a breakdown, or of another.
            case breakdown
            case unit
            case priceBasis = "price-basis"
            /// One covers a part of the year that the other covers whole.
            case coverage
            /// One has nothing where others have values.
            case missing
            /// The boundaries of one ended before those of the other began.
            case boundary
        }

        package let kind: Kind
        /// The rows it is between, by their places.
        package let rows: [Int]
        /// What each of the rows has, in words of the data (a scope, a price basis, a period); empty for "none stated".
        package let values: [String]
        package let why: LocalizedText
    }

    package let columns: [Column]
    package let rows: [Row]
    package let differences: [Difference]

    /// Sets subjects side by side.
    ///
    /// - Parameters:
    ///   - lines: of each subject, in the order asked for; none for a subject nothing is known of.
    ///   - validity: from when to when the boundaries of a subject hold; open where nothing is said.
    package init(
        of lines: [(subject: RecordID, lines: [SeriesLine])],
        validity: (RecordID) -> (from: CalendarDay?, to: CalendarDay?)
    ) {
        var columns: Set<Column> = []
        for line in lines.flatMap(\.lines) { for point in line.points { columns.insert(Column(of: point)) } }
        let ordered = columns.sorted(by: Column.precedes)
        let places = Dictionary(uniqueKeysWithValues: ordered.enumerated().map { ($0.element, $0.offset) })
        self.columns = ordered
        rows = lines.flatMap { subject, lines -> [Row] in
            guard !lines.isEmpty else {
                return [Row(subject: subject, line: nil, cells: ordered.map { _ in nil })]
            }
            return lines.map { line in
                var cells: [Int?] = ordered.map { _ in nil }
                // A later state of the same year takes the place of an earlier one.
                for (index, point) in line.points.enumerated() {
                    if let column = places[Column(of: point)] { cells[column] = index }
                }
                return Row(subject: subject, line: line, cells: cells)
            }
        }
        differences = Self.differences(between: rows, columns: ordered, validity: validity)
    }

    private static func differences(
        between rows: [Row], columns: [Column], validity: (RecordID) -> (from: CalendarDay?, to: CalendarDay?)
    ) -> [Difference] {
        let known = rows.indices.filter { rows[$0].line != nil }
        func difference(_ kind: Difference.Kind, _ value: (SeriesLine) -> String, _ why: LocalizedText) -> [Difference]
        {
            let values = known.map { rows[$0].line.map(value) ?? "" }
            return Set(values).count > 1 ? [Difference(kind: kind, rows: known, values: values, why: why)] : []
        }
        var list = difference(.scope, { $0.measure.scope ?? "" }, Reason.scope)
        list += difference(.breakdown, \.measure.breakdown, Reason.breakdown)
        list += difference(.unit, \.unit.rawValue, Reason.unit)
        list += difference(.priceBasis, { $0.priceBasis?.rawValue ?? "" }, Reason.priceBasis)
        list += coverageDifferences(rows: rows, known: known, columns: columns)
        let missing = rows.indices.filter { rows[$0].line == nil }
        if !missing.isEmpty {
            list.append(
                Difference(kind: .missing, rows: missing, values: missing.map { _ in "" }, why: Reason.missing))
        }
        list += boundaryDifference(rows: rows, known: known, validity: validity)
        return list
    }

    /// Years that one row has whole and another only in part.
    private static func coverageDifferences(rows: [Row], known: [Int], columns: [Column]) -> [Difference] {
        columns.enumerated().compactMap { place, column in
            guard column.coverage == .partYear, let part = column.period,
                let whole = columns.firstIndex(where: {
                    $0.coverage == .wholeYear && $0.period?.start?.year == part.start?.year
                })
            else { return nil }
            let inPart = known.filter { rows[$0].cells[place] != nil }
            let inWhole = known.filter { rows[$0].cells[whole] != nil }
            guard !inPart.isEmpty, !inWhole.isEmpty else { return nil }
            return Difference(
                kind: .coverage, rows: inPart + inWhole,
                values: inPart.map { _ in part.description }
                    + inWhole.map { _ in columns[whole].period?.description ?? "" },
                why: Reason.coverage)
        }
    }

    private static func boundaryDifference(
        rows: [Row], known: [Int], validity: (RecordID) -> (from: CalendarDay?, to: CalendarDay?)
    ) -> [Difference] {
        let spans = known.map { validity(rows[$0].subject) }
        let differs = spans.contains { one in
            spans.contains { other in
                guard let end = one.to, let start = other.from else { return false }
                return end < start
            }
        }
        guard differs else { return [] }
        let values = spans.map { "\($0.from?.description ?? "..")/\($0.to?.description ?? "..")" }
        return [Difference(kind: .boundary, rows: known, values: values, why: Reason.boundary)]
    }

    private enum Reason {
        static let scope = LocalizedText(
            vietnamese: "phạm vi tính khác nhau, không so trực tiếp được",
            english: "they count different scopes and are not directly comparable")
        static let breakdown = LocalizedText(
            vietnamese: "có số là một phần của phân tổ, có số là tổng",
            english: "some are parts of a breakdown, others are not")
        static let unit = LocalizedText(
            vietnamese: "đơn vị khác nhau", english: "they are counted in different units")
        static let priceBasis = LocalizedText(
            vietnamese: "giá tính khác nhau (giá so sánh, giá hiện hành hoặc không nói)",
            english: "they are counted in different prices, or the price basis is not said")
        static let coverage = LocalizedText(
            vietnamese: "một bên chỉ tính một phần của năm, bên kia cả năm",
            english: "one covers a part of the year, the other the whole of it")
        static let missing = LocalizedText(
            vietnamese: "không có nguồn nào trong dữ liệu nói đến chỉ tiêu này của đối tượng",
            english: "no source in the data set reports this indicator for the subject")
        static let boundary = LocalizedText(
            vietnamese: "địa giới của một bên đã hết hiệu lực trước khi địa giới của bên kia có hiệu lực",
            english: "the boundaries of one ended before those of the other began")
    }

    /// Why a subject has no series.
    package static var noData: LocalizedText { Reason.missing }
}

extension SubjectComparison.Column {
    init(of point: SeriesPoint) {
        coverage = point.coverage
        switch point.coverage {
        case .state:
            // A state that holds since a day stands under the year in which it began.
            let year = (point.asOf ?? (point.period?.end == nil ? point.period?.start : point.period?.end))?.year
            period = year.flatMap(Period.year)
        case .undated: period = nil
        case .wholeYear, .partYear, .span: period = point.period
        }
    }

    static func precedes(_ left: Self, _ right: Self) -> Bool {
        guard let mine = left.period?.end, let theirs = right.period?.end else {
            return left.period != nil && right.period == nil
        }
        if mine != theirs { return mine < theirs }
        guard let start = left.period?.start, let otherStart = right.period?.start, start != otherStart else {
            return left.coverage.rawValue < right.coverage.rawValue
        }
        return start > otherStart
    }
}

extension Measure {
    /// The breakdown in one line: codes by dimension, empty for the whole.
    package var breakdown: String {
        dimensions.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: ",")
    }
}
