import BorderEconomy
import Catalog
import HTTPEngine
import JSONText

/// Items that were worked out for one request, in the envelope of lists, a page at a time.
struct ComputedList {
    let items: ComputedRows
    /// Members of the envelope that all items share; they stand before `items`.
    let shared: JSONObject
    /// What formats other than JSON show; nil when the items are offered in JSON alone.
    let table: ComputedTable?

    init(items: ComputedRows, shared: JSONObject = [:], table: ComputedTable? = nil) {
        self.items = items
        self.shared = shared
        self.table = table
    }

    /// A list whose items are made already.
    init(items: [JSONObject], shared: JSONObject = [:], table: ComputedTable? = nil) {
        self.init(items: ComputedRows(items), shared: shared, table: table)
    }

    static let limit = OperationParameter(
        name: "limit", meaning: "Items on a page",
        schema: ["type": "integer", "minimum": 1, "maximum": 1000, "default": 50], example: "10")
    static let cursor = OperationParameter(
        name: "cursor", meaning: "Where the page begins; opaque, from `next`",
        schema: ["type": "string", "minLength": 1])

    /// The schema of the envelope.
    static func schema(of item: String, shared: JSONObject = [:]) -> JSONObject {
        var properties = shared
        for member in [
            ("items", JSONValue.object(["type": "array", "items": Schema.reference(item)])),
            ("total", ["type": "integer", "description": "Items on all pages"]),
            ("datasetVersion", ["type": "string", "description": "Version of the data set"]),
            (
                "next",
                [
                    "type": "string", "format": "uri-reference",
                    "description": "Address of the following page; absent on the last",
                ]
            ),
        ] {
            properties[member.0] = member.1
        }
        let required = shared.members.map { JSONValue.string($0.key) } + ["items", "total", "datasetVersion"]
        return [
            "type": "object", "properties": .object(properties), "required": .array(required),
            "additionalProperties": false,
        ]
    }

    /// The page that the question asks for; as a table all rows, unless it says `limit`.
    func answer(to question: Question) throws(Problem) -> Answer {
        if let table, question.format != .json { return try table.answer(to: question) }
        let page = try ComputedPage(question, count: items.count)
        var object = shared
        object["items"] = .array(items[page.range].map { .object($0) })
        object["total"] = .integer(Int64(items.count))
        object["datasetVersion"] = .string(question.snapshot.datasetVersion)
        if let next = page.next { object["next"] = .string(next) }
        var answer = Answer(body: .fresh(JSONWriter.encode(.object(object))))
        answer.links = page.links
        answer.fields = [ResponseField("Content-Language", question.language.rawValue)]
        return answer
    }
}

/// Which of the items of a computed list a question asks for, and where the others are.
struct ComputedPage {
    static let defaultLimit = 50

    let range: Range<Int>
    /// The address of the following page; nil on the last.
    let next: String?
    /// For Link.
    let links: [String]

    /// Everything there is.
    init(all count: Int, links: [String]) {
        range = 0..<count
        next = nil
        self.links = links
    }

    /// - Parameter isWhole: whether the page shows everything.
    init(_ question: Question, count: Int, isWhole: Bool = false) throws(Problem) {
        let faults = FaultList()
        var limit = Self.defaultLimit
        if let text = question["limit"] {
            if let number = Int(text), (1...ListQuery.greatestLimit).contains(number), text.allSatisfy(\.isNumber) {
                limit = number
            } else {
                faults.report(
                    "limit", "\"\(text)\" is no number of items",
                    "give a whole number from 1 to \(ListQuery.greatestLimit)")
            }
        }
        let asked = question.parameters.filter { $0.name != "cursor" }
        let fingerprint = Cursor.fingerprint(
            question.path + "?"
                + asked.filter { $0.name != "limit" }.map { "\($0.name)=\($0.value)" }.joined(separator: "&"))
        var start = 0
        if let text = question["cursor"] {
            if let cursor = Cursor(text), cursor.fingerprint == fingerprint {
                start = min(cursor.anchor.place, count)
            } else {
                faults.report(
                    "cursor", "this is no cursor of this question",
                    "take it from `next` of the page before, unchanged, or begin without one")
            }
        }
        try faults.check()
        func address(_ offset: Int) -> String {
            var pairs = asked
            if offset > 0 {
                let cursor = Cursor(
                    anchor: PageAnchor(place: offset, keys: [], values: []), fingerprint: fingerprint)
                pairs.append(QueryParameter(name: "cursor", value: cursor.text))
            }
            return question.path + URIText.query(pairs)
        }
        let end = isWhole ? count : min(start + limit, count)
        range = start..<end
        next = end < count ? address(end) : nil
        var links = ["<\(address(start))>; rel=\"self\"", "<\(address(0))>; rel=\"first\""]
        if start > 0 { links.append("<\(address(max(0, start - limit)))>; rel=\"prev\"") }
        if let next { links.append("<\(next)>; rel=\"next\"") }
        self.links = links + ["</openapi.json>; rel=\"describedby\""]
    }
}
