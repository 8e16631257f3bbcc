import JSONText

/// A field of the request's head that an operation reads.
struct OperationField: Sendable {
    let name: String
    let meaning: String
    var isRequired = false
    var schema: JSONObject = ["type": "string"]

    /// As OpenAPI 3.1 has it.
    var description: JSONValue {
        .object([
            "name": .string(name), "in": "header", "description": .string(meaning), "required": .bool(isRequired),
            "schema": .object(schema),
        ])
    }

    static let idempotencyKey = OperationField(
        name: "Idempotency-Key",
        meaning:
            "A key of the client's own for this request, at most 255 visible characters: the same request with the "
            + "same key is done once in 24 hours and answered alike",
        schema: ["type": "string", "minLength": 1, "maxLength": 255])

    static let ifMatch = OperationField(
        name: "If-Match", meaning: "The ETag of the version that is changed; without it the answer is 428",
        isRequired: true)

    static let lastEventID = OperationField(
        name: "Last-Event-ID", meaning: "The id of the last event that was received; what was missed follows")
}
