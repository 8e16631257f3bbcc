import BorderEconomy
import HTTPEngine
import JSONText
import Journal

/// Declarations of vehicles, what becomes of them, and single visits.
enum VisitEndpoints {
    static let all = [
        Endpoint(
            path: "/v1/gates/{id}/visits", method: .post,
            operation: Operation(
                id: "declareVisit", tag: .live, summary: "Declares a vehicle before it comes",
                content: Operation.Content(
                    mediaType: Answer.json, schema: LiveSchema.declaration, example: declarationExample),
                answers: [(mediaType: Answer.json, schema: LiveSchema.visit)],
                problems: [.notFound, .badContent, .unprocessable, .conflict], access: .declaring, success: .created,
                requestFields: [.idempotencyKey]),
            answer: declare),
        Endpoint(
            path: "/v1/visits/{visit}", method: .get,
            operation: Operation(
                id: "getVisit", tag: .live, summary: "A visit as it stands, with its place in the queue",
                pathExamples: ["visit": "00000001"],
                answers: [(mediaType: Answer.json, schema: LiveSchema.visit)], problems: [.notFound],
                access: .readingVisits),
            answer: read),
        Endpoint(
            path: "/v1/visits/{visit}/events", method: .post,
            operation: Operation(
                id: "addVisitEvent", tag: .live,
                summary: "The next step of a visit: it arrives, is called, is cleared, turned back or diverted",
                pathExamples: ["visit": "00000001"],
                content: Operation.Content(
                    mediaType: Answer.json, schema: LiveSchema.step, example: ["step": "arrive"]),
                answers: [(mediaType: Answer.json, schema: LiveSchema.visit)],
                problems: [.notFound, .badContent, .unprocessable, .conflict], access: .declaring,
                requestFields: [.idempotencyKey]),
            answer: step),
    ]

    private static let declarationExample: JSONValue = [
        "direction": "export", "goodsClass": "fruit", "plate": "12C-345.67", "refrigerated": true,
        "weight": ["value": 24.5, "unit": "t"],
    ]

    @Sendable private static func declare(_ question: Question) throws(Problem) -> Answer {
        let gate = try question.gateOfPath()
        try question.caller?.checkDeclares(at: gate)
        let (declaration, reported) = try question.liveContent { $0.declaration($1) }
        return try question.writeLive(.declare(gate: gate, declaration), at: reported, isNew: true)
    }

    @Sendable private static func step(_ question: Question) throws(Problem) -> Answer {
        let visit = try question.visitOfPath()
        let (step, reported) = try question.liveContent { $0.step($1) }
        return try question.writeLive(.step(visit: visit, step), at: reported, isNew: false)
    }

    /// Visits are in the file, and the queue is published with the board. Both are read off the loop.
    @Sendable private static func read(_ question: Question) throws(Problem) -> Answer {
        let id = try question.visitOfPath()
        guard let gate = question.gate, let caller = question.caller else {
            throw Problem(kind: .readOnly, detail: "this server keeps no visits")
        }
        return Answer(
            body: .awaited { tell in
                gate.writer.readVisit(id) { found in
                    tell(VisitEndpoints.answer(found, to: caller, asking: id, gate.journal))
                }
            })
    }

    private static func answer(
        _ found: Result<VisitStanding?, JournalFault>, to caller: Caller, asking id: VisitID, _ journal: JournalFile
    ) -> Result<Answer, Problem> {
        do throws(Problem) {
            switch found {
            case .failure(let fault): throw fault.problem
            case .success(nil): throw Refusal.unknownVisit(id).problem
            case .success(.some(let standing)):
                if !isOwn(standing, of: caller, journal) { try caller.checkReadsVisits(of: standing.gate) }
                return .success(Answer(.visit(standing), isNew: false))
            }
        } catch {
            return .failure(error)
        }
    }
}

extension VisitEndpoints {
    /// Whether whoever asks may declare, and declared this visit. What cannot be read is nobody's.
    private static func isOwn(_ standing: VisitStanding, of caller: Caller, _ journal: JournalFile) -> Bool {
        guard case .declarant = caller.token.role else { return false }
        do throws(JournalFault) {
            return try journal.isDeclared(standing.visit.id, by: caller.token)
        } catch {
            return false
        }
    }
}

extension Question {
    /// The gate that `{id}` names, by identifier or alias.
    func gateOfPath() throws(Problem) -> Identifier<BorderGate> {
        let text = values["id"] ?? ""
        let gates = GateDirectory(snapshot: snapshot)
        if let gate = gates.gate(text) { return gate }
        throw Problem(kind: .notFound, detail: "there is no gate \"\(text)\"; \(gates.nearest(to: text))")
    }

    /// The visit that `{visit}` names.
    func visitOfPath() throws(Problem) -> VisitID {
        let text = values["visit"] ?? ""
        if let visit = VisitID(text) { return visit }
        throw Problem(
            kind: .notFound,
            detail: "\"\(text)\" is no identifier of a visit; one has eight characters or more, such as 00000a7k")
    }

    /// A reader of what happens at gates, with plates hashed by the journal's key.
    func liveReader() throws(Problem) -> LiveWriteReader {
        guard let gate else { throw Problem(kind: .readOnly, detail: "this server takes no writes") }
        return LiveWriteReader(gates: GateDirectory(snapshot: snapshot), plates: gate.plates)
    }
}
