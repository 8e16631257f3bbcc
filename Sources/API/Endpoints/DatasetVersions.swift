import BorderEconomy
import Catalog
import HTTPEngine
import JSONText

/// `/v1/dataset/versions`: the versions of the data set that can be read.
enum DatasetVersions {
    static let endpoints = [
        Endpoint(
            path: "/v1/dataset/versions", method: .get,
            operation: Operation(
                id: "listDatasetVersions", tag: .time,
                summary: "The versions of the data set that `datasetVersion` may ask for, the latest first",
                answers: [(mediaType: Answer.json, schema: Envelope.schema(of: item))]),
            answer: { question throws(Problem) in
                let versions = question.snapshot.chronicle.versions
                let items = versions.reversed().map { version -> JSONValue in
                    .object([
                        "datasetVersion": .string(version.datasetVersion),
                        "publishedAt": .string(version.publishedAt.description),
                        "records": .integer(Int64(version.recordCount)),
                        "served": .bool(version.datasetVersion == versions.last?.datasetVersion),
                    ])
                }
                var answer = Envelope.answer(
                    items, total: items.count, datasetVersion: question.snapshot.datasetVersion)
                answer.links = ["<\(question.path)>; rel=\"self\"", "</v1/changes>; rel=\"related\""]
                return answer
            })
    ]

    private static let item: JSONObject = [
        "type": "object",
        "properties": [
            "datasetVersion": ["type": "string", "pattern": "^[0-9a-f]{16}$"],
            "publishedAt": ["type": "string", "format": "date-time", "description": "When it was last published"],
            "records": ["type": "integer", "description": "Records of all collections"],
            "served": ["type": "boolean", "description": "Whether it answers when no version is asked for"],
        ],
        "required": ["datasetVersion", "publishedAt", "records", "served"], "additionalProperties": false,
    ]
}
