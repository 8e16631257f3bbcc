import BorderEconomy
import Catalog
import HTTPEngine
import JSONText
import Journal

/// The writes of planners: projects, figures, targets and dossiers, laid over the seeds in their shape.
enum PlanningEndpoints {
    /// Those at the addresses of collections and records, which are read there too.
    static let atRecords = [
        post(
            .observations, id: "createObservation", summary: "Adds a figure that a source reports",
            PlanningSchema.observation),
        post(.targets, id: "createTarget", summary: "Adds a target that a document sets", PlanningSchema.target),
        patch(
            .projects, id: "patchProject", summary: "Changes a project: its phases, milestones, figures and texts",
            PlanningSchema.projectPatch),
        patch(.targets, id: "patchTarget", summary: "Changes a target", PlanningSchema.targetPatch),
    ]

    /// Those at addresses of their own.
    static let all =
        RecordTexts.patchable.map(text) + [
            Endpoint(
                path: "/v1/projects/{id}/dossier", method: .post,
                operation: Operation(
                    id: "addDossierStage", tag: .planning,
                    summary:
                        "Says that the dossier of a project came into a stage; with the outcome the project comes into its phase",
                    content: Operation.Content(
                        mediaType: Answer.json, schema: PlanningSchema.stage.schema,
                        example: PlanningSchema.stage.example),
                    answers: [(mediaType: Answer.json, schema: PlanningSchema.written(.projects))],
                    problems: [.notFound, .badContent, .unprocessable], access: .planning, success: .created,
                    requestFields: [.idempotencyKey]),
                answer: { question throws(Problem) in
                    try question.edit(.projects, .stage, try question.planned(.projects))
                })
        ]

    private static func post(
        _ collection: RecordCollection, id: String, summary: String, _ content: PlanningSchema
    ) -> Endpoint {
        Endpoint(
            path: PathTemplate("/v1/\(collection.rawValue)"), method: .post,
            operation: Operation(
                id: id, tag: .planning, summary: summary,
                content: Operation.Content(mediaType: Answer.json, schema: content.schema, example: content.example),
                answers: [(mediaType: Answer.json, schema: PlanningSchema.written(collection))],
                problems: [.badContent, .unprocessable, .conflict], access: .planning, success: .created,
                requestFields: [.idempotencyKey]),
            answer: { question throws(Problem) in try question.edit(collection, .record, nil) })
    }

    private static func patch(
        _ collection: RecordCollection, id: String, summary: String, _ content: PlanningSchema
    ) -> Endpoint {
        Endpoint(
            path: PathTemplate("/v1/\(collection.rawValue)/{id}"), method: .patch,
            operation: Operation(
                id: id, tag: .planning,
                summary: "\(summary), by a merge patch (RFC 7396) of the record as it is written",
                content: Operation.Content(
                    mediaType: Operation.Content.mergePatch, alsoAs: [Answer.json], schema: content.schema,
                    example: content.example),
                answers: [(mediaType: Answer.json, schema: PlanningSchema.written(collection))],
                problems: [.notFound, .badContent, .unprocessable, .preconditionRequired], access: .planning,
                requestFields: [.ifMatch, .idempotencyKey]),
            answer: { question throws(Problem) in
                let id = try question.planned(collection)
                return try question.edit(
                    collection, .patch, id, revision: try question.revision(of: id, in: collection))
            })
    }

    /// The record as it is written, which a patch is made of.
    private static func text(_ collection: RecordCollection) -> Endpoint {
        let name = collection == .projects ? "Project" : "Target"
        return Endpoint(
            path: PathTemplate("/v1/\(collection.rawValue)/{id}/record"), method: .get,
            operation: Operation(
                id: "get\(name)Record", tag: .planning,
                summary:
                    "The record as it is written in the shape of the seed files; its ETag is the version that a change names",
                answers: [(mediaType: Answer.json, schema: PlanningSchema.written(collection))], problems: [.notFound]),
            answer: { question throws(Problem) in
                let id = try question.planned(collection)
                guard let text = question.snapshot.texts.text(id, of: collection) else {
                    throw Problem(
                        kind: .notFound, detail: "\(id) is not one of \(collection.rawValue) that can be changed")
                }
                var answer = Answer(body: .coded(CodedRepresentation(bytes: text)))
                answer.links = ["</v1/\(collection.rawValue)/\(id)>; rel=\"canonical\""]
                return answer
            })
    }
}

extension Question {
    /// The record of the path, by its own identifier.
    fileprivate func planned(_ collection: RecordCollection) throws(Problem) -> RecordID {
        let text = values["id"] ?? ""
        if let id = RecordID(text), let found = snapshot.registry.locate(id), found.collection == collection {
            return found.id
        }
        let known = snapshot[collection.rawValue]?.suggestedKeys ?? []
        let remedy =
            Suggestion.nearest(to: text, among: known).map { "did you mean \($0)?" }
            ?? "/v1/\(collection.rawValue) lists them"
        throw Problem(kind: .notFound, detail: "\(collection.rawValue) have no record \"\(text)\"; \(remedy)")
    }

    /// The revision of a record that If-Match names: by the tag of the record as it is written, or of any
    /// representation of the record that is served now. Nil when any will do; a name that nothing has now is passed on,
    /// for the writer to compare: an answer that was given before is given again whatever has changed since.
    fileprivate func revision(of id: RecordID, in collection: RecordCollection) throws(Problem) -> String? {
        let text = snapshot.texts.text(id, of: collection) ?? []
        let present = RecordTexts.revision(of: text)
        guard let named = head.ifMatch else {
            throw Problem(
                kind: .preconditionRequired,
                detail:
                    "a change names the version it is of: read /v1/\(collection.rawValue)/\(id)/record and send its "
                    + "ETag in If-Match",
                fields: [ResponseField("ETag", "\"\(present)\"")])
        }
        if Preconditions.matches(named, etag: nil, allowsWeak: false) { return nil }
        var tags = CodedRepresentation(bytes: text).etags
        if let stored = snapshot[collection.rawValue], let position = stored.position(of: id.rawValue) {
            tags += Language.allCases.flatMap { stored.content(at: position, in: $0)?.coded.etags ?? [] }
        }
        let isPresent = tags.contains { Preconditions.matches(named, etag: $0, allowsWeak: false) }
        return isPresent ? present : "\(named.map { String(decoding: $0, as: UTF8.self) }.joined(separator: ", "))"
    }

    /// Hands an edit to the writer, which has it judged in its turn.
    fileprivate func edit(
        _ collection: RecordCollection, _ form: RecordEdit.Form, _ record: RecordID?, revision: String? = nil
    ) throws(Problem) -> Answer {
        guard let gate, let caller else { throw Problem(kind: .readOnly, detail: "this server takes no writes") }
        _ = try ContentReader.document(content)
        var scope: [Identifier<Province>]?
        if case .planner(let provinces) = caller.token.role { scope = provinces.sorted() }
        let proposal = EditProposal(
            collection: collection, record: record, form: form, content: content, revision: revision, scope: scope,
            author: caller.token.id, at: gate.clock.now())
        return try write(.edit(proposal), .written(isNew: form != .patch))
    }
}

extension CodedRepresentation {
    /// The entity tags in every coding.
    fileprivate var etags: [String] { [identity.etag] + (gzip.map { [$0.etag] } ?? []) }
}

extension WriteAnswer {
    /// The answer to an edit: the record as it is written now, and where it is served.
    fileprivate static func written(isNew: Bool) -> WriteAnswer {
        WriteAnswer { outcome in
            guard case .edited(let accepted) = outcome else { preconditionFailure("an edit is answered by an edit") }
            let edit = accepted.edit
            let path = "/v1/\(edit.collection.rawValue)/\(edit.record)"
            var answer = Answer(body: .fresh(accepted.after))
            if isNew {
                answer.status = .created
                answer.fields.append(ResponseField("Location", edit.form == .stage ? "\(path)/record" : path))
            }
            if RecordTexts.patchable.contains(edit.collection) {
                answer.fields.append(ResponseField("ETag", "\"\(accepted.revision)\""))
                answer.fields.append(ResponseField("Content-Location", "\(path)/record"))
            }
            return answer
        }
    }
}
