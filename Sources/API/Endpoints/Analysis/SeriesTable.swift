import BorderEconomy
import Catalog
import JSONText

/// Values of series as rows of a table without JSON in their cells: what a value has several of stands in columns of its
/// own.
struct SeriesTable {
    /// The columns.
    let fields: [FieldDefinition]

    /// Where changes stand: at most one of a value is against the month before, and one against an earlier year or state.
    private enum Span: String, CaseIterable {
        case earlier, monthBefore

        init(of basis: String?) {
            self = basis == SeriesPoint.Change.Basis.monthBefore.rawValue ? .monthBefore : .earlier
        }

        var meaning: String {
            switch self {
            case .earlier: "Change against the same stretch of an earlier year, or an earlier state"
            case .monthBefore: "Change against the month before"
            }
        }
    }

    /// The table of values that have these members, all of one indicator.
    init(of members: [FieldDefinition], _ indicator: Indicator) {
        fields = members.flatMap { member in
            switch member.name {
            case "dimensions":
                indicator.dimensions.map { dimension in
                    FieldDefinition(
                        "dimensions.\(dimension.id)", .enumeration(dimension.codes.map(\.id)),
                        dimension.names.text(in: .english), nullable: true)
                }
            case "changes":
                Span.allCases.map {
                    FieldDefinition("changes.\($0.rawValue)", .component("SeriesChange"), $0.meaning, nullable: true)
                }
            default: [member]
            }
        }
    }

    /// A value as a row.
    func row(_ value: JSONObject) -> JSONObject {
        var spread = JSONObject()
        for change in value["changes"]?.array ?? [] {
            spread[Span(of: change["basis"]?.string).rawValue] = change
        }
        var row = value
        row["changes"] = .object(spread)
        return row
    }
}

extension ComputedTable {
    /// Values of one indicator: as they are, or in CSV spread over columns.
    init(rows: [JSONObject], of indicator: Indicator, fields: [FieldDefinition], in format: Format, name: String) {
        let table = SeriesTable(of: fields, indicator)
        self.init(rows: format == .csv ? rows.map(table.row) : rows, fields: table.fields, name: name)
    }
}
