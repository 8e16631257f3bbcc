import BorderEconomy
import Catalog
import HTTPEngine
import JSONText
import Journal

/// Closures, restrictions and extensions of gates that are not over.
enum GateEventEndpoints {
    static let all = [
        Endpoint(
            path: "/v1/gates/{id}/events", method: .get,
            operation: Operation(
                id: "listGateEvents", tag: .live, summary: "Closures, restrictions and extensions that are not over",
                answers: [(mediaType: Answer.json, schema: LiveSchema.gateEvents)], problems: [.notFound]),
            answer: readEvents),
        Endpoint(
            path: "/v1/gates/{id}/events", method: .post,
            operation: Operation(
                id: "announceGateEvent", tag: .live,
                summary: "Closes a gate, restricts what it clears, or extends its hours, for a time and a reason",
                content: Operation.Content(
                    mediaType: Answer.json, schema: LiveSchema.announcement,
                    example: ["kind": "restricts", "reason": "Bảo trì máy soi", "vehicleKinds": ["dangerous"]]),
                answers: [(mediaType: Answer.json, schema: LiveSchema.gateEvent)],
                problems: [.notFound, .badContent, .unprocessable, .conflict], access: .operating, success: .created,
                requestFields: [.idempotencyKey]),
            answer: announce),
        Endpoint(
            path: "/v1/gates/{id}/events/{event}", method: .get,
            operation: Operation(
                id: "getGateEvent", tag: .live, summary: "An event of a gate that is not over",
                pathExamples: ["id": "kim-thanh", "event": "00000001"],
                answers: [(mediaType: Answer.json, schema: LiveSchema.gateEvent)], problems: [.notFound, .gone]),
            answer: readEvent),
        Endpoint(
            path: "/v1/gates/{id}/events/{event}", method: .patch,
            operation: Operation(
                id: "patchGateEvent", tag: .live,
                summary: "Says when an event of a gate ends, ends it now, or corrects its reason",
                pathExamples: ["id": "kim-thanh", "event": "00000001"],
                content: Operation.Content(
                    mediaType: Operation.Content.mergePatch, alsoAs: [Answer.json], schema: LiveSchema.eventEdit,
                    example: ["reason": "Bảo trì máy soi, kéo dài đến tối"]),
                answers: [(mediaType: Answer.json, schema: LiveSchema.gateEvent)],
                problems: [.notFound, .badContent, .unprocessable, .conflict, .preconditionRequired],
                access: .operating, requestFields: [.ifMatch, .idempotencyKey]),
            answer: changeEvent),
    ]

    @Sendable private static func readEvents(_ question: Question) throws(Problem) -> Answer {
        let gate = try question.gateOfPath()
        let events = question.board(of: gate)?.board.events ?? []
        return .live(BoardShelf.list(of: events.map { bytes($0, gate) }))
    }

    @Sendable private static func readEvent(_ question: Question) throws(Problem) -> Answer {
        let gate = try question.gateOfPath()
        let unknown: Problem
        do throws(Problem) {
            return .live(bytes(try event(of: gate, question), gate))
        } catch {
            unknown = error
        }
        guard let id = GateEventID(question.values["event"] ?? ""), let journal = question.gate?.journal else {
            throw unknown
        }
        return Answer(
            body: .later { _ throws(Problem) in
                let isOver: Bool
                do throws(JournalFault) {
                    isOver = try journal.hasEvent(id, of: gate)
                } catch {
                    throw error.problem
                }
                guard isOver else { throw unknown }
                throw Problem(
                    kind: .gone, detail: "the event \(id) is over; /v1/gates/\(gate)/events lists those that are not")
            })
    }

    @Sendable private static func announce(_ question: Question) throws(Problem) -> Answer {
        let gate = try question.operatedGate()
        let now = question.gate?.clock.now() ?? Moment(secondsSince1970: 0)
        let (announcement, reported) = try question.liveContent { $0.announcement($1, now: now) }
        return try question.write(
            .write(LiveWrite(.announce(gate: gate, announcement), reported: reported)),
            .receipt(isNew: true))
    }

    @Sendable private static func changeEvent(_ question: Question) throws(Problem) -> Answer {
        let gate = try question.operatedGate()
        let event = try event(of: gate, question)
        try question.checkVersion(bytes(event, gate))
        let (edit, reported) = try question.liveContent { $0.eventEdit($1) }
        return try question.write(
            .write(
                LiveWrite(
                    .changeEvent(gate: gate, event.id, edit, ifRevision: event.revision), reported: reported)),
            .receipt(isNew: false))
    }

    private static func event(
        of gate: Identifier<BorderGate>, _ question: Question
    ) throws(Problem) -> GateEvent {
        let text = question.values["event"] ?? ""
        if let id = GateEventID(text), let found = question.board(of: gate)?.board.events.first(where: { $0.id == id })
        {
            return found
        }
        throw Problem(
            kind: .notFound,
            detail: "\(gate) has no event \"\(text)\" that is not over; /v1/gates/\(gate)/events lists those it has")
    }

    private static func bytes(_ event: GateEvent, _ gate: Identifier<BorderGate>) -> [UInt8] {
        LiveWriter.encode { $0.gateEvent(event, of: gate) }
    }
}
