import BorderEconomy
import Catalog
import HTTPEngine
import JSONText

/// Words looked for in all collections at once.
enum SearchEndpoint {
    static let defaultLimit = 20
    static let greatestLimit = 100

    /// All collections, in the order in which their records come among equals: what people look for first, first.
    static let collections = ranking + RouteTable.collections.filter { !ranking.contains($0) }

    private static let ranking = [
        "gates", "zones", "provinces", "projects", "corridors", "places", "organisations", "plans", "documents",
        "meetings", "services", "legs", "indicators", "targets", "observations",
    ]

    static let endpoints = [
        Endpoint(
            path: "/v1/search", method: .get,
            operation: Operation(
                id: "search", tag: .search, summary: "Records of all collections that have some words, the best first",
                parameters: [
                    OperationParameter(
                        name: "q",
                        meaning: "Words, without regard to case and diacritics; each begins a word of the record",
                        schema: ["type": "string", "minLength": 1], isRequired: true, example: "huu nghi"),
                    OperationParameter(
                        name: "type", meaning: "Collections to look in, with commas between; all if left out",
                        schema: [
                            "type": "array",
                            "items": .object([
                                "type": "string", "enum": .array(collections.map { .string($0) }),
                            ]), "minItems": 1,
                        ], example: "gates,zones"),
                    OperationParameter(
                        name: "limit", meaning: "Records on a page",
                        schema: [
                            "type": "integer", "minimum": 1, "maximum": .integer(Int64(greatestLimit)),
                            "default": .integer(Int64(defaultLimit)),
                        ], example: "5"),
                    OperationParameter(
                        name: "cursor", meaning: "Where the page begins; opaque, from `next`",
                        schema: ["type": "string", "minLength": 1]),
                    .language, .format(Format.ofTables), .byteOrderMark, .knownAt, .datasetVersion,
                ],
                answers: Operation.answers(schema, in: Format.ofTables), problems: [.unprocessable]),
            answer: answer)
    ]

    private static let schema: JSONObject = [
        "type": "object", "required": ["items", "total", "datasetVersion"], "additionalProperties": false,
        "properties": [
            "items": [
                "type": "array",
                "items": [
                    "type": "object", "required": ["type", "id", "label", "score", "link"],
                    "additionalProperties": false,
                    "properties": [
                        "type": ["type": "string", "description": "The collection"], "id": ["type": "string"],
                        "label": ["type": "string"],
                        "score": [
                            "type": "number",
                            "description":
                                "1 for an identifier or name as asked, 0.8 for a name that begins so, 0.6 for whole words, 0.4 for beginnings of words",
                        ],
                        "link": ["type": "string", "format": "uri-reference"],
                    ],
                ],
            ],
            "total": ["type": "integer"], "datasetVersion": ["type": "string"],
            "next": ["type": "string", "format": "uri-reference"],
        ],
    ]

    private static func answer(_ question: Question) throws(Problem) -> Answer {
        let terms = try Terms(question)
        guard RecordSearch.cost(of: terms.text, in: terms.collections) > Listing.greatestLoopCost else {
            return answer(terms, question)
        }
        return Answer(body: .later { _ throws(Problem) in SearchEndpoint.answer(terms, question) })
    }

    /// What is looked for, checked.
    private struct Terms: Sendable {
        let text: String
        let collections: [StoredCollection]
        let limit: Int
        let cursor: SearchCursor?
        let fingerprint: UInt32

        init(_ question: Question) throws(Problem) {
            let faults = FaultList()
            let text = question["q"] ?? ""
            self.text = text
            if SearchText.words(text).isEmpty {
                faults.report("q", "\"\(text)\" has no word to look for", "give letters or digits")
            }
            let types = question.list("type")
            for type in types where !SearchEndpoint.collections.contains(type) {
                faults.report(
                    "type", "there is no collection \"\(type)\"",
                    Suggestion.phrase(for: type, among: SearchEndpoint.collections))
            }
            let names = SearchEndpoint.collections.filter { types.isEmpty || types.contains($0) }
            let vantage = question.snapshot.vantage
            if let base = question.published, vantage != .present {
                for name in names { try VantageShelf.checkSearch(name, of: base, from: vantage) }
            }
            collections = names.compactMap { question.snapshot[$0] }
            let number =
                question["limit"].map { $0.allSatisfy(\.isNumber) ? Int($0) ?? 0 : 0 } ?? SearchEndpoint.defaultLimit
            limit = number
            if !(1...SearchEndpoint.greatestLimit).contains(number) {
                faults.report(
                    "limit", "\"\(question["limit"] ?? "")\" is no number of records",
                    "give a whole number from 1 to \(SearchEndpoint.greatestLimit)")
            }
            let fingerprint = Cursor.fingerprint("search?\(SearchText.folded(text))&\(names)&\(vantage)")
            self.fingerprint = fingerprint
            cursor = question["cursor"].flatMap { SearchCursor($0, fingerprint: fingerprint) }
            if question["cursor"] != nil, cursor == nil {
                faults.report(
                    "cursor", "this is no cursor of this search",
                    "take it from `next` of the page before, unchanged, with the same q and type")
            }
            try faults.check()
        }
    }

    private static func answer(_ terms: Terms, _ question: Question) -> Answer {
        let search = RecordSearch(terms.text, in: terms.collections)
        let start =
            terms.cursor.map { search.place(behind: $0.key, of: $0.collection, match: $0.match) } ?? 0
        let hits = search.hits(from: start, limit: terms.limit)
        guard question.format == .json else {
            return ComputedTable(
                rows: hits.map { row(of: $0, question.language) }, fields: columns, name: "search"
            ).answer(to: question, links: pageLinks(to: hits, of: search, from: start, terms, question).all)
        }
        var writer = JSONWriter()
        writer.beginObject()
        writer.key("items")
        writer.beginArray()
        for hit in hits { write(hit, question.language, to: &writer) }
        writer.endArray()
        writer.member("total", .integer(Int64(search.total)))
        writer.member("datasetVersion", .string(question.snapshot.datasetVersion))
        let links = pageLinks(to: hits, of: search, from: start, terms, question)
        if let next = links.next { writer.member("next", .string(next)) }
        writer.endObject()
        var answer = Answer(body: .fresh(writer.bytes))
        answer.links = links.all
        answer.fields = [ResponseField("Content-Language", question.language.rawValue)]
        return answer
    }

    /// Links to the pages around one, and the address of the one behind it; nil when there is none.
    private static func pageLinks(
        to hits: [RecordSearch.Hit], of search: RecordSearch, from start: Int, _ terms: Terms, _ question: Question
    ) -> (all: [String], next: String?) {
        var links = [
            "<\(question.address(cursor: question["cursor"]))>; rel=\"self\"",
            "<\(question.address(cursor: nil))>; rel=\"first\"",
        ]
        var next: String?
        if let last = hits.last, start + hits.count < search.total {
            let address = question.address(cursor: SearchCursor(last, fingerprint: terms.fingerprint).text)
            links.append("<\(address)>; rel=\"next\"")
            next = address
        }
        return (links + [APIResponder.describedBy], next)
    }

    /// The columns of hits as a table.
    private static let columns = [
        FieldDefinition("type", .string, "The collection"), FieldDefinition("id", .string, "The record"),
        FieldDefinition("label", .string, "Its name"), FieldDefinition("score", .number, "How well it fits"),
        FieldDefinition("link", .string, "Where it is served"),
    ]

    private static func row(of hit: RecordSearch.Hit, _ language: Language) -> JSONObject {
        let collection = hit.collection.definition.name
        let key = hit.collection.keys[hit.position]
        return [
            "type": .string(collection), "id": .string(key), "label": .string(label(of: hit, language) ?? key),
            "score": .number(hit.match.score), "link": .string("/v1/\(collection)/\(URIText.encoded(key))"),
        ]
    }

    private static func write(_ hit: RecordSearch.Hit, _ language: Language, to writer: inout JSONWriter) {
        let collection = hit.collection.definition.name
        let key = hit.collection.keys[hit.position]
        writer.beginObject()
        writer.member("type", .string(collection))
        writer.member("id", .string(key))
        writer.member("label", .string(label(of: hit, language) ?? key))
        writer.member("score", .number(hit.match.score))
        writer.member("link", .string("/v1/\(collection)/\(URIText.encoded(key))"))
        writer.endObject()
    }

    /// The name; of a figure what is measured, and of whom.
    private static func label(of hit: RecordSearch.Hit, _ language: Language) -> String? {
        hit.collection.withItem(at: hit.position, in: language) { item in
            var places = Array(repeating: MemberScanner.Place(), count: names.count)
            names.scan(item, into: &places)
            let texts = places.map { $0.text(in: item) }
            if let name = texts[0] { return name }
            let parts = texts.dropFirst().compactMap(\.self)
            return parts.isEmpty ? nil : parts.joined(separator: ": ")
        }
    }

    private static let names = MemberScanner(paths: [["name"], ["subjectName"], ["indicatorName"]])
}

/// The record behind which a page of a search begins.
struct SearchCursor: Sendable {
    let collection: String
    let key: String
    let match: RecordSearch.Match
    private let fingerprint: UInt32

    init(_ hit: RecordSearch.Hit, fingerprint: UInt32) {
        collection = hit.collection.definition.name
        key = hit.collection.keys[hit.position]
        match = hit.match
        self.fingerprint = fingerprint
    }

    /// Nil for anything but a cursor of the same search.
    init?(_ text: String, fingerprint: UInt32) {
        guard let cursor = Cursor(text), cursor.fingerprint == fingerprint, let key = cursor.anchor.keys.first,
            case .text(let collection)? = cursor.anchor.values.first,
            let match = RecordSearch.Match(rawValue: cursor.anchor.place)
        else { return nil }
        self.collection = collection
        self.key = key
        self.match = match
        self.fingerprint = fingerprint
    }

    var text: String {
        Cursor(
            anchor: PageAnchor(place: match.rawValue, keys: [key], values: [.text(collection)]),
            fingerprint: fingerprint
        ).text
    }
}
