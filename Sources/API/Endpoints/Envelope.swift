import BorderEconomy
import JSONText

/// The envelope of lists that are worked out when they are asked for.
enum Envelope {
    /// Encodes `{"items": […], "total": n, "datasetVersion": …, "next": …}`.
    static func answer(
        _ items: [JSONValue], total: Int, datasetVersion: String, next: String? = nil
    ) -> Answer {
        var object: JSONObject = [
            "items": .array(items), "total": .integer(Int64(total)), "datasetVersion": .string(datasetVersion),
        ]
        if let next { object["next"] = .string(next) }
        return Answer(body: .fresh(JSONWriter.encode(.object(object))))
    }

    /// The schema of an envelope around items of a schema.
    static func schema(of item: JSONObject) -> JSONObject {
        [
            "type": "object",
            "properties": .object([
                "items": .object(["type": "array", "items": .object(item)]),
                "total": ["type": "integer", "minimum": 0, "description": "Items selected, on all pages"],
                "datasetVersion": ["type": "string", "description": "Version of the data set"],
                "next": [
                    "type": "string", "format": "uri-reference",
                    "description": "Address of the following page; absent on the last",
                ],
            ]),
            "required": ["items", "total", "datasetVersion"], "additionalProperties": false,
        ]
    }
}
