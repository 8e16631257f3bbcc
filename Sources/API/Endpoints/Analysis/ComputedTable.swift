import BorderEconomy
import Catalog
import HTTPEngine
import JSONText

/// What was worked out for one request as rows of a table: what CSV, NDJSON and GeoJSON show.
struct ComputedTable: Sendable {
    let rows: [JSONObject]
    /// The members of rows; the columns of CSV.
    let fields: [FieldDefinition]
    /// The name that a browser saves it under, without its ending.
    let name: String
    /// The collection whose records the rows are about, by their `id`; nil where they lie nowhere.
    var places: RecordCollection?

    /// The rows that the question asks for in its format: all, unless it says `limit`.
    func answer(to question: Question) throws(Problem) -> Answer {
        let isWhole = question["limit"] == nil && question["cursor"] == nil
        let page = try ComputedPage(question, count: rows.count, isWhole: isWhole)
        let format = question.format
        var encoder: any RecordEncoder
        switch format {
        case .csv:
            encoder = CSVEncoder(TableColumns(of: fields), forSpreadsheets: question.form.byteOrderMark)
        case .geojson:
            let own = question.address(cursor: question["cursor"])
            encoder = GeoJSONEncoder(
                places?.rawValue ?? "", in: question.snapshot.registry, fields: nil,
                collection: GeoJSONEncoder.Collection(
                    matched: rows.count, returned: page.range.count, datasetVersion: question.snapshot.datasetVersion,
                    links: [("self", own)] + (page.next.map { [("next", $0)] } ?? [])))
        case .json, .ndjson, .jsonstat, .text: encoder = NDJSONEncoder(fields: nil)
        }
        var bytes: [UInt8] = []
        encoder.appendHead(to: &bytes)
        for (number, row) in rows[page.range].enumerated() {
            JSONWriter.encode(.object(row)).withUnsafeBytes {
                encoder.append($0, isFirst: number == 0, to: &bytes)
            }
        }
        encoder.appendTail(to: &bytes)
        var answer = Answer(mediaType: format.mediaType, body: .fresh(bytes))
        answer.links = page.links
        answer.fields = [
            format.disposition(name), ResponseField("Content-Language", question.language.rawValue),
        ]
        return answer
    }
}
