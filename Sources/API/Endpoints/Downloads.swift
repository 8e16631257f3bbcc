import BorderEconomy
import Catalog
import HTTPEngine
import JSONText
import Synchronization

/// The data set as files.
enum Downloads {
    static let endpoints = [
        Endpoint(
            path: "/datapackage.json", method: .get,
            operation: Operation(
                id: "getDataPackage", tag: .downloads,
                summary: "The tables of the data set with schemas, licences and hashes (Frictionless Data Package)",
                parameters: [.language, .datasetVersion], answers: [(Answer.json, schema)]),
            answer: { question in
                Answer(
                    body: .later { isGivenUp throws(Problem) in
                        Answer(body: .coded(descriptions.description(of: question, isGivenUp: isGivenUp)))
                    })
            })
    ]

    private static let schema: JSONObject = [
        "type": "object",
        "properties": [
            "profile": ["type": "string"], "name": ["type": "string"], "title": ["type": "string"],
            "description": ["type": "string"], "version": ["type": "string"],
            "created": ["type": "string", "format": "date-time"], "licenses": ["type": "array"],
            "sources": ["type": "array"], "resources": ["type": "array", "items": ["type": "object"]],
        ],
        "required": ["name", "version", "licenses", "resources"],
    ]

    private static let descriptions = PackageDescriptions()
}

/// The descriptions of the snapshot that is served, each made once: its hashes take as long as an export of everything.
private final class PackageDescriptions: Sendable {
    private struct State {
        weak var snapshot: Snapshot?
        var made: [Language: CodedRepresentation] = [:]
    }

    private let state = Mutex(State())

    /// The description; who asks meanwhile waits, off the loops, and makes none of its own.
    func description(of question: Question, isGivenUp: () -> Bool) -> CodedRepresentation {
        state.withLock { state in
            if state.snapshot !== question.snapshot {
                state.snapshot = question.snapshot
                state.made = [:]
            }
            if let known = state.made[question.language] { return known }
            guard
                let package = DataPackage.served(
                    question.snapshot, language: question.language, isGivenUp: isGivenUp)
            else { return CodedRepresentation(bytes: []) }
            let made = CodedRepresentation(bytes: JSONWriter.encode(.object(package.descriptor)))
            state.made[question.language] = made
            return made
        }
    }
}
