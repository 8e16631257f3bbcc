import BorderEconomy
import Catalog
import HTTPEngine
import JSONText

/// OGC API – Features over what lies on a map.
enum MapEndpoint {
    static let endpoints = [
        page("", id: "getMapLandingPage", "Where the maps begin") { $0.landingPage },
        page("/conformance", id: "getMapConformance", "What the maps conform to") { $0.conformancePage },
        description,
        page("/collections", id: "listMapCollections", "The collections of features") { $0.collections },
        collection("", id: "getMapCollection", "One collection of features", Answer.json) { $0.collection($1) },
        collection(
            "/queryables", id: "getMapQueryables", "What may be asked of the features", MapAnswer.schemaMediaType
        ) { $0.queryables(of: $1) },
        items, item,
    ]

    private static let json = OperationParameter(
        name: "f", meaning: "Format; there is one", schema: ["type": "string", "enum": ["json"]], example: "json")
    private static let features = OperationParameter(
        name: "f", meaning: "Format; the two are the same", schema: ["type": "string", "enum": ["geojson", "json"]],
        example: "geojson")
    private static let object: JSONObject = ["type": "object"]
    private static let pathExample = ["collectionId": "gates"]

    private static func page(
        _ path: String, id: String, _ summary: String, _ content: @escaping @Sendable (MapAnswer) -> JSONObject
    ) -> Endpoint {
        Endpoint(
            path: PathTemplate(MapAnswer.root + path), method: .get,
            operation: Operation(
                id: id, tag: .maps, summary: summary, parameters: [json, .language],
                answers: [(mediaType: Answer.json, schema: object)]),
            answer: { question throws(Problem) in
                return Answer(body: .fresh(JSONWriter.encode(.object(content(MapAnswer(question))))))
            })
    }

    /// The maps alone in OpenAPI 3.0, which their clients read.
    private static let description = Endpoint(
        path: PathTemplate(MapAnswer.root + "/api"), method: .get,
        operation: Operation(
            id: "getMapDescription", tag: .maps, summary: "The maps in OpenAPI 3.0", parameters: [json],
            answers: [(mediaType: MapAnswer.openAPIMediaType, schema: object)]),
        answer: { _ throws(Problem) in
            Answer(
                mediaType: MapAnswer.openAPIMediaType,
                body: .fresh(JSONWriter.encode(.object(MapDescription.document))))
        })

    private static func collection(
        _ path: String, id: String, _ summary: String, _ mediaType: String,
        _ content: @escaping @Sendable (MapAnswer, MapCollection) -> JSONObject
    ) -> Endpoint {
        Endpoint(
            path: PathTemplate("\(MapAnswer.root)/collections/{collectionId}\(path)"), method: .get,
            operation: Operation(
                id: id, tag: .maps, summary: summary,
                parameters: [json, .language], pathExamples: pathExample,
                answers: [(mediaType: mediaType, schema: object)], problems: [.notFound]),
            answer: { question throws(Problem) in
                let (map, _) = try named(question)
                return Answer(
                    mediaType: mediaType, body: .fresh(JSONWriter.encode(.object(content(MapAnswer(question), map)))))
            })
    }

    private static let featureAnswers: [(mediaType: String, schema: JSONObject)] = [
        (mediaType: Format.geojson.mediaType, schema: object), (mediaType: Answer.json, schema: object),
    ]

    private static let conditions = FeatureQuery.conditions.map { name in
        switch name {
        case "filter":
            OperationParameter(
                name: name, meaning: "Only features for which the condition in CQL2 holds", schema: ["type": "string"],
                example: "id LIKE 'k%'")
        case "filter-lang":
            OperationParameter(
                name: name, meaning: "What the condition is written in",
                schema: ["type": "string", "enum": ["cql2-text", "cql2-json"]])
        default:
            OperationParameter(
                name: name, meaning: "The reference system of shapes in the condition; there is one, CRS84",
                schema: ["type": "string"])
        }
    }

    private static let items = Endpoint(
        path: PathTemplate("\(MapAnswer.root)/collections/{collectionId}/items"), method: .get,
        operation: Operation(
            id: "listMapFeatures", tag: .maps, summary: "Features of a collection",
            parameters: [
                OperationParameter(
                    name: "limit", meaning: "Features on a page; more than 1000 is taken as 1000",
                    schema: ["type": "integer", "minimum": 1, "default": 100], example: "10"),
                OperationParameter(
                    name: "cursor",
                    meaning:
                        "Where the page begins; opaque, from the link next. It stays right while features come and go",
                    schema: ["type": "string", "minLength": 1]),
                OperationParameter(
                    name: "offset",
                    meaning: "Features before the page, by their number; links lead from page to page by cursors",
                    schema: ["type": "integer", "minimum": 0, "default": 0], example: "10"),
                OperationParameter(
                    name: "bbox", meaning: "Only features in the box west,south,east,north in degrees",
                    schema: ["type": "string"], example: "102,21,105,23"),
                OperationParameter(
                    name: "datetime",
                    meaning:
                        "Only features that are there in the time, a date, a date and time, or two with a slash between",
                    schema: ["type": "string"], example: "2024-01-01/.."),
                features, .language,
            ] + OperationParameter.ofRecords + conditions, takesOtherParameters: true, pathExamples: pathExample,
            answers: featureAnswers,
            problems: [.notFound, .unprocessable]),
        answer: { question throws(Problem) in
            let (map, collection) = try named(question)
            return try MapAnswer(question).items(of: map, collection, question)
        })

    private static let item = Endpoint(
        path: PathTemplate("\(MapAnswer.root)/collections/{collectionId}/items/{featureId}"), method: .get,
        operation: Operation(
            id: "getMapFeature", tag: .maps, summary: "One feature",
            parameters: [features, .language] + OperationParameter.ofRecords,
            pathExamples: ["collectionId": "gates", "featureId": "kim-thanh"], answers: featureAnswers,
            problems: [.notFound]),
        answer: { question throws(Problem) in
            let (map, collection) = try named(question)
            return try MapAnswer(question).item(question.values["featureId"] ?? "", of: map, collection, question)
        })

    /// The collection that the path names.
    private static func named(_ question: Question) throws(Problem) -> (MapCollection, StoredCollection) {
        let name = question.values["collectionId"] ?? ""
        if let map = MapCollection(rawValue: name), let collection = question.snapshot[name] {
            return (map, collection)
        }
        let known = MapCollection.allCases.map(\.rawValue)
        throw Problem(
            kind: .notFound, detail: "there is no map of \"\(name)\"; \(Suggestion.phrase(for: name, among: known))")
    }
}
