import BorderEconomy
import Catalog
import HTTPEngine
import JSONText

/// `/v1/changes`: what publications changed.
enum Changes {
    static let endpoints = [
        Endpoint(
            path: "/v1/changes", method: .get,
            operation: Operation(
                id: "listChanges", tag: .time,
                summary:
                    "Records that were created, updated or deleted since a version or a moment, the earliest first",
                parameters: [since, collection, limit, after, .format(Format.ofTables), .byteOrderMark],
                answers: Operation.answers(Envelope.schema(of: item), in: Format.ofTables), problems: [.gone]),
            answer: answer)
    ]

    private static let greatestLimit = 1000
    private static let defaultLimit = 50

    private static let since = OperationParameter(
        name: "since",
        meaning: "A version of the data set, or a moment (RFC 3339) or day: only what changed after it; all that is "
            + "remembered when left out",
        schema: ["type": "string", "minLength": 1])

    private static let collection = OperationParameter(
        name: "collection", meaning: "Only changes of these collections, with commas between",
        schema: ["type": "string", "minLength": 1], example: "targets")

    private static let limit = OperationParameter(
        name: "limit", meaning: "Changes on a page",
        schema: [
            "type": "integer", "minimum": 1, "maximum": .integer(Int64(greatestLimit)),
            "default": .integer(Int64(defaultLimit)),
        ])

    private static let after = OperationParameter(
        name: "after", meaning: "Only changes with a greater number, from `next`",
        schema: ["type": "integer", "minimum": 0])

    private static let item: JSONObject = [
        "type": "object",
        "properties": [
            "number": ["type": "integer", "description": "Grows by one from change to change while the server runs"],
            "publishedAt": ["type": "string", "format": "date-time"],
            "change": [
                "type": "string", "enum": ["created", "updated", "deleted", "replaced"],
                "description": "`replaced`: more records of the collection changed than are told one by one",
            ],
            "collection": ["type": "string"],
            "record": [
                "type": ["string", "null"], "description": "Identifier; null when the collection was replaced",
            ],
            "fields": [
                "type": "array", "items": ["type": "string"],
                "description": "Members that differ, as lists show the record, computed ones included",
            ],
            "from": ["type": "string", "description": "The version before"],
            "to": ["type": "string", "description": "The version that came of it"],
            "href": ["type": ["string", "null"], "description": "Where it is served; null when it is gone"],
        ],
        "required": ["number", "publishedAt", "change", "collection", "record", "fields", "from", "to", "href"],
        "additionalProperties": false,
    ]

    /// The columns of changes as a table.
    private static let columns = [
        FieldDefinition("number", .number, "Grows by one from change to change"),
        FieldDefinition("publishedAt", .string, "When"),
        FieldDefinition("change", .string, "What happened"),
        FieldDefinition("collection", .string, "The collection"),
        FieldDefinition("record", .string, "The record", nullable: true),
        FieldDefinition("fields", .strings, "Members that differ"),
        FieldDefinition("from", .string, "The version before"),
        FieldDefinition("to", .string, "The version that came of it"),
        FieldDefinition("href", .string, "Where it is served", nullable: true),
    ]

    private static let answer: @Sendable (Question) throws(Problem) -> Answer = { question throws(Problem) in
        let query = try ChangeQuery(question)
        var items: [JSONObject] = []
        var total = 0
        var last = query.after
        var hasMore = false
        for publication in query.publications {
            for (index, change) in publication.changes.enumerated() where query.selects(change) {
                total += 1
                let number = publication.firstNumber + index
                guard number > query.after else { continue }
                guard items.count < query.limit else {
                    hasMore = true
                    continue
                }
                items.append(show(change, number, of: publication))
                last = number
            }
        }
        let next = hasMore ? question.path + query.text(after: last) : nil
        var links = ["<\(question.path)\(query.text(after: query.after))>; rel=\"self\""]
        if let next { links.append("<\(next)>; rel=\"next\"") }
        guard question.format == .json else {
            var table = ComputedTable(rows: items, fields: columns, name: "changes").answer(to: question, links: links)
            table.cacheControl = Answer.revalidated
            return table
        }
        var answer = Envelope.answer(
            items.map { .object($0) }, total: total, datasetVersion: question.snapshot.datasetVersion, next: next)
        // Who asks again and again is to hear of a change at once, also through a cache.
        answer.cacheControl = Answer.revalidated
        answer.links = links
        return answer
    }

    private static func show(_ change: RecordChange, _ number: Int, of publication: Publication) -> JSONObject {
        let href: String? =
            switch change.kind {
            case .created, .updated: change.record.map { "/v1/\(change.collection)/\($0)" }
            case .replaced: "/v1/\(change.collection)"
            case .deleted: nil
            }
        return [
            "number": .integer(Int64(number)), "publishedAt": .string(publication.publishedAt.description),
            "change": .string(change.kind.rawValue), "collection": .string(change.collection),
            "record": change.record.map { .string($0) } ?? .null,
            "fields": .array(change.fields.map { .string($0) }), "from": .string(publication.from),
            "to": .string(publication.to), "href": href.map { .string($0) } ?? .null,
        ]
    }

    /// What is asked of the changes.
    private struct ChangeQuery {
        let publications: ArraySlice<Publication>
        let limit: Int
        let after: Int
        private let collections: [String]
        private let parameters: [QueryParameter]

        init(_ question: Question) throws(Problem) {
            var reader = ParameterReader(question)
            parameters = question.parameters
            collections = question.list("collection")
            for name in collections where !RouteTable.collections.contains(name) {
                reader.report(
                    "collection", "there is no collection \"\(name)\"",
                    Suggestion.phrase(for: name, among: RouteTable.collections))
            }
            // A table without a limit is whole, as those of lists are.
            let ordinary = question.format.isWhole ? Int.max : defaultLimit
            limit = reader.integer("limit", in: 1...greatestLimit) ?? ordinary
            after = reader.integer("after", in: 0...Int.max) ?? 0
            let start = question["since"].map(Start.init)
            if case .moment(let moment) = start, moment > question.latestMoment {
                reader.report(
                    "since", "\(moment) lies in the future",
                    "give a moment that has passed, such as the publishedAt of a change that was told")
            }
            if case .unreadable(let text) = start {
                reader.report(
                    "since", "\"\(text)\" is neither a version of a data set nor a moment",
                    "give a datasetVersion, or a moment such as 2026-11-21T06:32:16Z")
            }
            try reader.check()
            publications = try (start ?? .everything).publications(in: question.snapshot.chronicle)
        }

        func selects(_ change: RecordChange) -> Bool { collections.isEmpty || collections.contains(change.collection) }

        /// The parameters with another place to begin at, as they stand in an address.
        func text(after: Int) -> String {
            var pairs = parameters.filter { $0.name != "after" }
            if after > 0 { pairs.append(QueryParameter(name: "after", value: "\(after)")) }
            return URIText.query(pairs)
        }
    }

    /// From where changes are told.
    private enum Start {
        case everything
        case version(String)
        case moment(Moment)
        case unreadable(String)

        init(_ text: String) {
            // A plus that was not encoded arrives as a space.
            let repaired = text.replacing(" ", with: "+")
            if text.utf8.count == 16, text.utf8.allSatisfy({ "0123456789abcdef".utf8.contains($0) }) {
                self = .version(text)
            } else if let moment = Moment(repaired) {
                self = .moment(moment)
            } else if CalendarDay(text) != nil, let moment = Moment("\(text)T00:00:00+07:00") {
                self = .moment(moment)
            } else {
                self = .unreadable(text)
            }
        }

        func publications(in chronicle: Chronicle) throws(Problem) -> ArraySlice<Publication> {
            do throws(Chronicle.Missing) {
                switch self {
                case .everything, .unreadable: return chronicle.publications[...]
                case .version(let version): return try chronicle.publications(sinceVersion: version)
                case .moment(let moment): return try chronicle.publications(since: moment)
                }
            } catch {
                let known = "changes are remembered since \(chronicle.completeSince)"
                throw Problem(
                    kind: .gone, detail: "what changed since then is not remembered; \(known)",
                    faults: [
                        ProblemFault(
                            parameter: "since", reason: known,
                            remedy: "read the lists anew, then ask since the datasetVersion they name")
                    ])
            }
        }
    }
}

extension Question {
    /// The last moment that may have passed: the present with a minute for clocks that differ, or where no clock is at
    /// hand the end of the server's day.
    fileprivate var latestMoment: Moment {
        if let now = gate?.clock.now() { return Moment(secondsSince1970: now.secondsSince1970 + 60) }
        return Moment(secondsSince1970: Int64(snapshot.day.daysSince1970 + 1) * 86_400 - 7 * 3600)
    }
}
