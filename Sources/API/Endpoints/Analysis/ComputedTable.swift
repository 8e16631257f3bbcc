import BorderEconomy
import Catalog
import ContentCoding
import HTTPEngine
import JSONText

/// What was worked out for one request as rows of a table: what CSV, NDJSON and GeoJSON show.
struct ComputedTable: Sendable {
    let rows: ComputedRows
    /// The members of rows; the columns of CSV.
    let fields: [FieldDefinition]
    /// The name that a browser saves it under, without its ending.
    let name: String
    /// The collection whose records the rows are about, by their `id`; nil where they lie nowhere.
    let places: RecordCollection?

    init(rows: ComputedRows, fields: [FieldDefinition], name: String, places: RecordCollection? = nil) {
        self.rows = rows
        self.fields = fields
        self.name = name
        self.places = places
    }

    /// A table whose rows are made already.
    init(rows: [JSONObject], fields: [FieldDefinition], name: String, places: RecordCollection? = nil) {
        self.init(rows: ComputedRows(rows), fields: fields, name: name, places: places)
    }

    /// The rows that the question asks for in its format: all, unless it says `limit`.
    func answer(to question: Question) throws(Problem) -> Answer {
        let isWhole = question["limit"] == nil && question["cursor"] == nil
        return answer(to: question, try ComputedPage(question, count: rows.count, isWhole: isWhole))
    }

    /// All rows in the format of the question: they are a page already, with these links to the others.
    func answer(to question: Question, links: [String]) -> Answer {
        answer(to: question, ComputedPage(all: rows.count, links: links))
    }

    private func answer(to question: Question, _ page: ComputedPage) -> Answer {
        let format = question.format
        let encoder: any RecordEncoder
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
        let export = ComputedExport(of: rows, in: page.range, as: encoder)
        var answer = Answer(mediaType: format.mediaType, body: .fresh([]))
        if rows.areMade || page.range.count <= Listing.greatestWholeCount {
            answer.body = .fresh(export.bytes())
        } else {
            answer.body = .stream(StreamedContent(etag: Self.etag(of: question)) { export })
        }
        answer.links = page.links
        answer.fields = [
            format.disposition(name), ResponseField("Content-Language", question.language.rawValue),
        ]
        return answer
    }
    /// The entity tag of a streamed table, known before its bytes are: what they are made of, which is the snapshot and
    /// the question alone.
    private static func etag(of question: Question) -> String {
        let snapshot = question.snapshot
        let origin = "\(question.version) \(snapshot.datasetVersion) \(snapshot.day) \(question.format.rawValue) "
        let asked = question.address(cursor: question["cursor"])
        return "\"\(SHA256.digest(Array((origin + asked).utf8)).base64URL(prefix: 12))\""
    }
}

/// Rows on their way into a format, piece by piece: memory does not grow with the table.
private struct ComputedExport: ContentProducer {
    private let rows: ComputedRows
    private let end: Int
    private var encoder: any RecordEncoder
    private var next: Int
    private let start: Int
    private var isBegun = false

    init(of rows: ComputedRows, in range: Range<Int>, as encoder: any RecordEncoder) {
        self.rows = rows
        self.encoder = encoder
        start = range.lowerBound
        next = range.lowerBound
        end = range.upperBound
    }

    mutating func next(into piece: inout [UInt8]) throws(ContentFault) -> WorkProgress {
        append(to: &piece) ? .unfinished : .finished
    }

    /// Appends the next piece.
    ///
    /// - Returns: whether more is to come.
    private mutating func append(to bytes: inout [UInt8]) -> Bool {
        let limit = bytes.count + ListExport.pieceByteCount
        if !isBegun { encoder.appendHead(to: &bytes) }
        isBegun = true
        while next < end {
            if bytes.count >= limit { return true }
            for row in rows.rows(from: next).prefix(end - next) {
                JSONWriter.encode(.object(row)).withUnsafeBytes {
                    encoder.append($0, isFirst: next == start, to: &bytes)
                }
                next += 1
            }
        }
        encoder.appendTail(to: &bytes)
        return false
    }

    /// Everything in one piece.
    consuming func bytes() -> [UInt8] {
        var bytes: [UInt8] = []
        while append(to: &bytes) {}
        return bytes
    }
}
