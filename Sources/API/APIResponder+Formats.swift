import BorderEconomy
import Catalog
import ContentCoding
import HTTPEngine
import JSONText

/// Lists and records in formats other than JSON.
extension APIResponder {
    /// The format that a list is answered in.
    func format(of query: ListQuery, _ request: borrowing Request, _ definition: CollectionDefinition) throws(Problem)
        -> Format
    {
        let format = try Format.chosen(
            asked: query.form.format, request: request, among: Format.offered(by: definition), of: definition.name)
        let faults = FaultList()
        faults.report(query.form.fault(with: format))
        if format == .jsonstat {
            for parameter in query.parameters where ["limit", "cursor", "fields"].contains(parameter.name) {
                faults.report(
                    parameter.name, "a cube is whole: it has no pages and no fields",
                    "leave \(parameter.name) out, or ask for f=json or f=csv")
            }
        } else if format != .csv {
            for name in query.columnNames ?? [] where query.fields?.contains(name) != true {
                faults.report(
                    "fields", "\"\(name)\" is a column of tables, and f is \(format.rawValue)",
                    "ask for \"\(name.prefix { $0 != "." })\" as a whole, or for f=csv")
            }
        }
        try faults.check()
        return format
    }

    /// The format that a record is answered in.
    func format(
        of query: RecordQuery, _ request: borrowing Request, _ definition: CollectionDefinition
    ) throws(Problem) -> Format {
        let format = try Format.chosen(
            asked: query.form.format, request: request, among: Format.offered(byRecordOf: definition),
            of: definition.name)
        if let fault = query.form.fault(with: format) { throw Problem.badParameters([fault]) }
        return format
    }

    /// One record as its list has it, in a format other than JSON.
    func export(
        recordAt position: Int, of collection: StoredCollection, _ query: RecordQuery, as format: Format
    ) -> Answer {
        let encoder = encoder(of: query, format, collection.definition)
        let export = ListExport(of: collection, at: PositionList([position])[...], in: query.language, as: encoder)
        var answer = Answer(mediaType: format.mediaType, body: .fresh(export.bytes()))
        answer.isChosen = true
        answer.fields = [format.disposition(collection.keys[position])]
        return answer
    }

    /// What writes one record in a format other than JSON.
    func encoder(of query: RecordQuery, _ format: Format, _ definition: CollectionDefinition) -> any RecordEncoder {
        switch format {
        case .csv: CSVEncoder(of: definition, names: nil, query.form)
        case .geojson: GeoJSONEncoder(definition.name, in: snapshot.registry, fields: nil, collection: nil)
        case .json, .jsonstat, .ndjson, .text: NDJSONEncoder(fields: nil)
        }
    }

    /// Links to the same list in the other formats (RFC 8288).
    static func alternates(to format: Format, at path: String, _ query: ListQuery, _ definition: CollectionDefinition)
        -> [String]
    {
        func kept(without names: [String]) -> String {
            var text = ""
            for parameter in query.encodedParameters where !names.contains(parameter.name) {
                text += parameter.text
                text += "&"
            }
            return text
        }
        let form = ["f", "bom", "cursor"]
        let question = kept(without: form)
        return Format.offered(by: definition).filter { $0 != format }.map { other in
            var question = question
            if other == .jsonstat {
                question = kept(without: form + ["limit", "fields"])
            } else if other != .csv, query.columnNames?.count != query.fields?.count {
                // Columns of tables are fields of nothing else.
                question = kept(without: form + ["fields"])
            }
            return "<\(path)?\(question)f=\(other.rawValue)>; rel=\"alternate\"; type=\"\(other.plainMediaType)\""
        }
    }
}

/// Lists in formats other than JSON.
extension Listing {
    /// What the answer shows of the selection: a page, or all that is left when no `limit` is given.
    private var range: Range<Int> {
        start..<(query.isLimited ? min(start + query.limit, positions.count) : positions.count)
    }

    private var shown: Slice<PositionList> { positions[range] }

    /// A list in a format other than JSON.
    func export() throws(Problem) -> Answer {
        let definition = collection.definition
        let encoder: any RecordEncoder
        switch format {
        case .csv: encoder = CSVEncoder(of: definition, names: query.columnNames, query.form)
        case .geojson:
            encoder = GeoJSONEncoder(
                definition.name, in: snapshot.registry, fields: query.fields,
                collection: GeoJSONEncoder.Collection(
                    matched: positions.count, returned: shown.count,
                    datasetVersion: snapshot.datasetVersion, links: features))
        case .json, .jsonstat, .ndjson, .text: encoder = NDJSONEncoder(fields: query.fields)
        }
        let export = ListExport(of: collection, at: shown, in: query.language, as: encoder)
        var answer = Answer(mediaType: format.mediaType, body: .fresh([]))
        answer.isChosen = true
        answer.links = links(around: range, next: next(after: range))
        answer.fields = [
            ResponseField("Content-Language", query.language.rawValue), format.disposition(question.name),
        ]
        let isShort = shown.count <= Self.greatestWholeCount
        if format == .jsonstat {
            let href = question.path + query.queryText(cursor: nil)
            let whole = answer
            let cube: @Sendable () throws(Problem) -> Answer = { () throws(Problem) in
                let cube = try FigureCube(of: collection, at: positions, in: query.language)
                let object = cube.object(label: definition.meaning, href: href, snapshot: snapshot)
                var answer = whole
                answer.body = .fresh(JSONWriter.encode(.object(object)))
                return answer
            }
            if isShort { return try cube() }
            answer.body = .later { _ throws(Problem) in try cube() }
        } else if isShort {
            answer.body = .fresh(export.bytes())
        } else {
            answer.body = .stream(StreamedContent(etag: etag) { export })
        }
        return answer
    }

    /// Records up to which an answer is made at once, on the loop, and has a length: less than a millisecond.
    static let greatestWholeCount = 100

    /// The entity tag of a streamed answer, known before its bytes are: what they are made of.
    private var etag: String {
        var first: [UInt8] = []
        if let position = shown.first {
            collection.appendItem(at: position, in: query.language, to: &first)
        }
        let address = question.path + query.queryText(cursor: query.cursor)
        let origin = "\(question.version) \(snapshot.datasetVersion) \(snapshot.day) \(format.rawValue) \(address) "
        return "\"\(SHA256.digest(Array(origin.utf8) + first).base64URL(prefix: 12))\""
    }

    private var features: [(relation: String, href: String)] {
        var links = [(relation: "self", href: question.path + query.queryText(cursor: query.cursor))]
        if let next = next(after: range) { links.append((relation: "next", href: next)) }
        return links
    }
}

extension CSVEncoder {
    /// A table of the records of a collection: all its columns, or those named.
    init(of definition: CollectionDefinition, names: [String]?, _ form: FormatParameters) {
        let columns = TableColumns(of: definition)
        self.init(names.map(columns.selecting) ?? columns, forSpreadsheets: form.byteOrderMark)
    }
}
