import BorderEconomy
import Catalog
import ContentCoding
import HTTPEngine
import JSONText

/// Lists and records in formats other than JSON.
extension APIResponder {
    /// A selection of records on its way out.
    struct Listing: Sendable {
        let name: String
        let path: String
        let query: ListQuery
        let collection: StoredCollection
        /// The whole selection, in order.
        let positions: PositionList
        /// Where the answer begins in it.
        let start: Int

        /// What the answer shows of it: a page, or all that is left when no `limit` is given.
        var range: Range<Int> {
            start..<(query.isLimited ? min(start + query.limit, positions.count) : positions.count)
        }

        var shown: Slice<PositionList> { positions[range] }
    }

    /// The format that a list is answered in.
    func format(of query: ListQuery, _ request: borrowing Request, _ definition: CollectionDefinition) throws(Problem)
        -> Format
    {
        let format = try Format.chosen(
            asked: query.form.format, request: request, among: Format.offered(by: definition), of: definition.name)
        var faults = query.form.faults(with: format)
        if format == .jsonstat {
            for parameter in query.parameters where ["limit", "cursor", "fields"].contains(parameter.name) {
                faults.append(
                    ProblemFault(
                        parameter: parameter.name, reason: "a cube is whole: it has no pages and no fields",
                        remedy: "leave \(parameter.name) out, or ask for f=json or f=csv"))
            }
        } else if format != .csv {
            for name in query.columnNames ?? [] where query.fields?.contains(name) != true {
                faults.append(
                    ProblemFault(
                        parameter: "fields", reason: "\"\(name)\" is a column of tables, and f is \(format.rawValue)",
                        remedy: "ask for \"\(name.prefix { $0 != "." })\" as a whole, or for f=csv"))
            }
        }
        guard faults.isEmpty else { throw Problem.badParameters(faults) }
        return format
    }

    /// The format that a record is answered in.
    func format(
        of query: RecordQuery, _ request: borrowing Request, _ definition: CollectionDefinition
    ) throws(Problem) -> Format {
        let format = try Format.chosen(
            asked: query.form.format, request: request, among: Format.offered(byRecordOf: definition),
            of: definition.name)
        let faults = query.form.faults(with: format)
        guard faults.isEmpty else { throw Problem.badParameters(faults) }
        return format
    }

    /// A list in a format other than JSON.
    func export(_ listing: Listing, as format: Format) throws(Problem) -> Answer {
        let query = listing.query
        let definition = listing.collection.definition
        let encoder: any RecordEncoder
        switch format {
        case .csv: encoder = table(definition, query.columnNames, query.form)
        case .geojson:
            encoder = GeoJSONEncoder(
                snapshot, in: query.language, fields: query.fields,
                collection: GeoJSONEncoder.Collection(
                    matched: listing.positions.count, returned: listing.shown.count,
                    datasetVersion: snapshot.datasetVersion, links: features(of: listing)))
        case .json, .jsonstat, .ndjson: encoder = NDJSONEncoder(fields: query.fields)
        }
        let export = ListExport(of: listing.collection, at: listing.shown, in: query.language, as: encoder)
        var answer = Answer(mediaType: format.mediaType, body: .fresh([]))
        answer.isChosen = true
        answer.links =
            links(of: listing.range, at: listing.path, query, listing.positions, listing.collection)
            + Self.alternates(to: format, at: listing.path, query, definition)
        answer.fields = [
            ResponseField("Content-Language", query.language.rawValue), format.disposition(listing.name),
        ]
        let isShort = listing.shown.count <= Self.greatestWholeCount
        if format == .jsonstat {
            let href = listing.path + query.queryText(cursor: nil)
            let (snapshot, whole) = (snapshot, answer)
            let cube: @Sendable () throws(Problem) -> Answer = { () throws(Problem) in
                let cube = try FigureCube(of: listing.collection, at: listing.positions, in: query.language)
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
            answer.body = .stream(StreamedContent(etag: etag(of: listing, as: format)) { export })
        }
        return answer
    }

    /// Records up to which an answer is made at once, on the loop, and has a length: less than a millisecond.
    static let greatestWholeCount = 100

    /// The entity tag of a streamed answer, known before its bytes are: what they are made of.
    private func etag(of listing: Listing, as format: Format) -> String {
        var first: [UInt8] = []
        if let position = listing.shown.first {
            listing.collection.appendItem(at: position, in: listing.query.language, to: &first)
        }
        let question = listing.path + listing.query.queryText(cursor: listing.query.cursor)
        let origin = "\(site.version) \(snapshot.datasetVersion) \(snapshot.day) \(format.rawValue) \(question) "
        return "\"\(SHA256.digest(Array(origin.utf8) + first).base64URL(prefix: 12))\""
    }

    /// One record as its list has it, in a format other than JSON.
    func export(
        recordAt position: Int, of collection: StoredCollection, _ query: RecordQuery, as format: Format
    ) -> Answer {
        let encoder: any RecordEncoder
        switch format {
        case .csv: encoder = table(collection.definition, nil, query.form)
        case .geojson: encoder = GeoJSONEncoder(snapshot, in: query.language, fields: nil, collection: nil)
        case .json, .jsonstat, .ndjson: encoder = NDJSONEncoder(fields: nil)
        }
        let export = ListExport(of: collection, at: PositionList([position])[...], in: query.language, as: encoder)
        var answer = Answer(mediaType: format.mediaType, body: .fresh(export.bytes()))
        answer.isChosen = true
        answer.fields = [format.disposition(collection.keys[position])]
        return answer
    }

    private func table(_ definition: CollectionDefinition, _ names: [String]?, _ form: FormatParameters) -> CSVEncoder {
        let columns = TableColumns(of: definition)
        return CSVEncoder(names.map(columns.selecting) ?? columns, forSpreadsheets: form.byteOrderMark)
    }

    private func features(of listing: Listing) -> [(relation: String, href: String)] {
        let query = listing.query
        var links = [(relation: "self", href: listing.path + query.queryText(cursor: query.cursor))]
        if let last = listing.shown.last, listing.range.upperBound < listing.positions.count {
            let cursor = Cursor(
                offset: listing.range.upperBound, after: listing.collection.keys[last], fingerprint: query.fingerprint)
            links.append((relation: "next", href: listing.path + query.queryText(cursor: cursor)))
        }
        return links
    }

    /// Links to the same list in the other formats (RFC 8288).
    static func alternates(to format: Format, at path: String, _ query: ListQuery, _ definition: CollectionDefinition)
        -> [String]
    {
        func kept(without names: [String]) -> String {
            query.parameters.filter { !names.contains($0.name) }.map {
                "\(URIText.encoded($0.name))=\(URIText.encoded($0.value))&"
            }.joined()
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
