import JSONText

/// An address of the service itself, as the description names it.
struct ServicePage {
    let path: String
    let operationID: String
    let summary: String
    let mediaType: String
    let schema: JSONObject
    /// Whether it is offered as a page for a browser besides.
    var isAlsoHTML = false

    static let all: [ServicePage] = [
        ServicePage(
            path: "/", operationID: "getHome", summary: "What is here; HTML for a browser", mediaType: Answer.json,
            schema: open, isAlsoHTML: true),
        ServicePage(
            path: "/v1", operationID: "getDirectory", summary: "All collections with their addresses and counts",
            mediaType: Answer.json, schema: open),
        ServicePage(
            path: "/v1/dataset", operationID: "getDataset", summary: "Version and counts of the data set",
            mediaType: Answer.json, schema: dataset),
        ServicePage(
            path: "/openapi.json", operationID: "getOpenAPI", summary: "This description", mediaType: Answer.json,
            schema: open),
        ServicePage(
            path: "/docs", operationID: "getDocumentation", summary: "This description for a person",
            mediaType: "text/html", schema: ["type": "string"]),
        ServicePage(
            path: "/healthz", operationID: "getHealth", summary: "Whether the process runs", mediaType: Answer.json,
            schema: status),
        ServicePage(
            path: "/readyz", operationID: "getReadiness", summary: "Whether a snapshot is served",
            mediaType: Answer.json, schema: status),
        ServicePage(
            path: "/metrics", operationID: "getMetrics", summary: "Counts in Prometheus text 0.0.4",
            mediaType: "text/plain", schema: ["type": "string"]),
        ServicePage(
            path: "/.well-known/api-catalog", operationID: "getAPICatalog", summary: "RFC 9727 catalogue",
            mediaType: "application/linkset+json", schema: open),
        ServicePage(
            path: "/.well-known/security.txt", operationID: "getSecurityText", summary: "RFC 9116 contact",
            mediaType: "text/plain", schema: ["type": "string"]),
    ]

    var operation: JSONValue {
        var content: JSONObject = [mediaType: .object(["schema": .object(schema)])]
        if isAlsoHTML { content.append("text/html", ["schema": ["type": "string"]]) }
        var responses: JSONObject = [
            "200": .object(["description": .string(summary), "content": .object(content)]),
            "304": ["description": "Not modified since the entity tag of If-None-Match"],
            "400": OpenAPI.responseReference("BadParameter"), "405": OpenAPI.responseReference("MethodNotAllowed"),
            "412": OpenAPI.responseReference("PreconditionFailed"),
        ]
        if mediaType == Answer.json { responses["406"] = OpenAPI.responseReference("NotAcceptable") }
        return .object([
            "get": .object([
                "operationId": .string(operationID), "tags": ["service"], "summary": .string(summary),
                "responses": .object(responses),
            ])
        ])
    }

    private static let open: JSONObject = ["type": "object"]

    private static let status: JSONObject = [
        "type": "object",
        "properties": [
            "status": ["type": "string"], "datasetVersion": ["type": "string"],
        ],
        "required": ["status"],
    ]

    private static let dataset: JSONObject = [
        "type": "object",
        "properties": [
            "datasetVersion": ["type": "string"], "day": ["type": "string", "format": "date"],
            "counts": ["type": "object", "additionalProperties": ["type": ["integer", "null"]]],
            "related": ["type": "object", "additionalProperties": ["type": "string"]],
            "licence": ["type": "string"], "attribution": ["type": "array", "items": ["type": "string"]],
        ],
        "required": ["datasetVersion", "day", "counts", "related"],
    ]
}
