import HTTPEngine
import JSONText

/// A parameter in the query of an operation.
struct OperationParameter: Sendable {
    let name: String
    let meaning: String
    let schema: JSONObject
    var isRequired = false
    /// A value that works on the data of the repository; the description shows it, and tests ask with it.
    var example: String?

    static let language = OperationParameter(
        name: "lang", meaning: "Language of names and texts", schema: ["type": "string", "enum": ["vi", "en", "zh"]],
        example: "en")
}

/// What is known of an operation without performing it: enough to describe it, to check what it is asked, and to refuse
/// what it does not take.
struct Operation: Sendable {
    /// The content that a request brings.
    struct Content: Sendable {
        /// The types that are taken, all read alike; the first is the one to recommend.
        let mediaTypes: [String]
        let schema: JSONObject
        let example: JSONValue

        init(mediaType: String, alsoAs others: [String] = [], schema: JSONObject, example: JSONValue) {
            mediaTypes = [mediaType] + others
            self.schema = schema
            self.example = example
        }

        static let mergePatch = "application/merge-patch+json"
        static let lines = "application/x-ndjson"
        /// The other name under which lines are sent.
        static let plainLines = "application/ndjson"
    }

    /// The groups in which operations are described.
    enum Tag: String, CaseIterable {
        case search, analysis, network, time, maps, downloads, live, planning

        var meaning: String {
            switch self {
            case .search: "Finding records, and what may be asked of them"
            case .analysis: "Summaries, comparisons, series, projections, investment"
            case .network: "Roads and railways, and routes over them"
            case .time: "What changed, and versions of the data set"
            case .maps: "OGC API - Features"
            case .downloads: "The data set as files"
            case .live: "The digital gate: lanes, queues and crossings as they happen"
            case .planning: "Writes of planners"
            }
        }
    }

    /// Unique in the description (OpenAPI 3.1 §4.8.10).
    let id: String
    /// The group it stands in.
    let tag: Tag
    let summary: String
    var parameters: [OperationParameter] = []
    /// Whether the query may have other parameters, which the endpoint reads and refuses by itself.
    var takesOtherParameters = false
    /// A value for each variable of the path that works on the data of the repository; `{id}` needs none, being the
    /// identifier of any record of the collection.
    var pathExamples: [String: String] = [:]
    var content: Content?
    /// The schema of the answer by media type, the preferred type first.
    var answers: [(mediaType: String, schema: JSONObject)]
    /// How it may fail besides what every resource answers (405, 406, 412; 400 when it takes parameters).
    var problems: [ProblemKind] = []
    /// What whoever asks must be allowed.
    var access = AccessNeed.nothing
    /// The status of success: 201 when something comes into being, and then `Location` says where it is.
    var success = HTTPStatus.ok
    /// Whether what it changes may also come into being by it; then the answer is 201.
    var mayCreate = false
    /// Fields of a request that it reads, beside those of every resource.
    var requestFields: [OperationField] = []
}

extension Operation {
    /// The operation as OpenAPI 3.1 has it.
    func description(at path: PathTemplate, method: HTTPMethod) -> JSONValue {
        var object: JSONObject = [
            "operationId": .string(id), "tags": [.string(tag.rawValue)], "summary": .string(summary),
            "parameters": .array(
                path.variables.map(pathParameter) + parameters.map(Self.queryParameter)
                    + requestFields.map(\.description)),
        ]
        if let content {
            let described: JSONValue = .object(["schema": .object(content.schema), "example": content.example])
            var types = JSONObject()
            for mediaType in content.mediaTypes { types.append(mediaType, described) }
            object["requestBody"] = .object(["required": true, "content": .object(types)])
        }
        if access != .nothing { object["security"] = [["bearer": []]] }
        object["responses"] = .object(responses(to: method))
        return .object(object)
    }

    private func pathParameter(_ name: String) -> JSONValue {
        guard let example = pathExamples[name] else { return ["$ref": .string("#/components/parameters/\(name)")] }
        return .object([
            "name": .string(name), "in": "path", "required": true, "schema": ["type": "string"],
            "example": .string(example),
        ])
    }

    private static func queryParameter(_ parameter: OperationParameter) -> JSONValue {
        if parameter.name == OperationParameter.language.name { return ["$ref": "#/components/parameters/lang"] }
        var object: JSONObject = [
            "name": .string(parameter.name), "in": "query", "description": .string(parameter.meaning),
            "required": .bool(parameter.isRequired), "schema": .object(parameter.schema),
        ]
        if let example = parameter.example { object["example"] = .string(example) }
        return .object(object)
    }

    private func responses(to method: HTTPMethod) -> JSONObject {
        var content = JSONObject()
        for answer in answers { content.append(answer.mediaType, .object(["schema": .object(answer.schema)])) }
        var described: JSONObject = ["description": .string(summary), "content": .object(content)]
        if success == .created {
            described["headers"] = ["Location": ["$ref": "#/components/headers/Location"]]
        }
        var responses: JSONObject = ["\(success.rawValue)": .object(described)]
        if mayCreate {
            described["headers"] = ["Location": ["$ref": "#/components/headers/Location"]]
            responses["201"] = .object(described)
        }
        if method == .get, !isStream {
            responses["304"] = ["description": "Not modified since the entity tag of If-None-Match"]
        }
        var possible = Self.alwaysPossible + problems
        if !isStream { possible.append(.preconditionFailed) }
        if self.content != nil { possible += [.unsupportedMediaType, .contentTooLarge] }
        if negotiates { possible.append(.notAcceptable) }
        if access != .nothing { possible += Self.possibleWithAccess }
        // A version of the data set that is not kept any more.
        if parameters.contains(where: { $0.name == "datasetVersion" }) { possible.append(.gone) }
        for kind in possible {
            responses["\(kind.status.rawValue)"] = OpenAPI.responseReference(kind.componentName)
        }
        return responses
    }

    /// Whether the answer goes on: what never ends has no version.
    private var isStream: Bool { answers.contains { $0.mediaType == EventStream.mediaType } }

    /// Whether Accept may rule out every answer. What has one type of its own that is none of the formats is sent to
    /// everyone, as RFC 9110 §12.4.1 allows.
    private var negotiates: Bool {
        isStream || answers.contains { $0.mediaType == Answer.json }
            || (!formats.isEmpty && formats.count == answers.count)
    }

    private static let possibleWithAccess: [ProblemKind] = [.unauthorized, .forbidden, .tooManyAttempts, .readOnly]

    private static let alwaysPossible: [ProblemKind] = [
        .badParameter, .methodNotAllowed,
    ]
}
