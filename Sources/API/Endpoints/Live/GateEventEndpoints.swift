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
                problems: [.notFound, .badContent, .unprocessable, .eventOver, .preconditionRequired],
                access: .operating, requestFields: [.ifMatch, .idempotencyKey]),
            answer: changeEvent),
    ]

    @Sendable private static func readEvents(_ question: Question) throws(Problem) -> Answer {
        let gate = try question.gateOfPath()
        return .live(BoardShelf.list(of: events(of: gate, question).map { bytes($0, gate) }))
    }

    @Sendable private static func readEvent(_ question: Question) throws(Problem) -> Answer {
        let gate = try question.gateOfPath()
        let id = try eventID(question)
        if let event = event(id, of: gate, question) { return .live(bytes(event, gate)) }
        let unknown = YardRefusal.unknownEvent(id).problem
        guard let journal = question.gate?.journal else { throw unknown }
        return Answer(
            body: .later { _ throws(Problem) in
                let end: Moment?
                do throws(JournalFault) {
                    end = try journal.end(of: id, at: gate)
                } catch {
                    throw error.problem
                }
                guard let end else { throw unknown }
                throw Problem(
                    kind: .gone,
                    detail: "the event \(id) is over since \(end); /v1/gates/\(gate)/events lists those that are not")
            })
    }

    @Sendable private static func announce(_ question: Question) throws(Problem) -> Answer {
        let gate = try question.operatedGate()
        let now = question.gate?.clock.now() ?? Moment(secondsSince1970: 0)
        let (announcement, reported) = try question.liveContent { $0.announcement($1, now: now) }
        return try question.writeLive(.announce(gate: gate, announcement), at: reported, isNew: true)
    }

    /// An event that is over has no version any more: whatever the request says of one, the writer answers since when.
    @Sendable private static func changeEvent(_ question: Question) throws(Problem) -> Answer {
        let gate = try question.operatedGate()
        let id = try eventID(question)
        let present = event(id, of: gate, question)
        if let present { try question.checkVersion(bytes(present, gate)) }
        let (edit, reported) = try question.liveContent { $0.eventEdit($1) }
        return try question.writeLive(
            .changeEvent(gate: gate, id, edit, ifRevision: present?.revision ?? LiveWrite.absent), at: reported,
            isNew: false)
    }

    private static func eventID(_ question: Question) throws(Problem) -> GateEventID {
        let text = question.values["event"] ?? ""
        if let id = GateEventID(text) { return id }
        throw Problem(
            kind: .notFound,
            detail: "\"\(text)\" is no identifier of an event; one has eight characters or more, such as 00000a9q")
    }

    /// The event as it stands; nil when it is over, or never was.
    private static func event(
        _ id: GateEventID, of gate: Identifier<BorderGate>, _ question: Question
    ) -> GateEvent? {
        events(of: gate, question).first { $0.id == id }
    }

    /// Events of a gate that are not over: some may be since its board was published.
    private static func events(of gate: Identifier<BorderGate>, _ question: Question) -> [GateEvent] {
        guard let live = question.gate, let board = live.live.publication[gate]?.board else { return [] }
        let now = live.clock.now()
        return board.events.filter { !$0.isOver(at: now) }
    }

    private static func bytes(_ event: GateEvent, _ gate: Identifier<BorderGate>) -> [UInt8] {
        LiveWriter.encode { $0.gateEvent(event, of: gate) }
    }
}
