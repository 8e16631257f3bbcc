import BorderEconomy
import Catalog
import HTTPEngine
import JSONText
import Journal

/// Lanes as they are now, and events of gates.
enum LaneEndpoints {
    static let all = [
        Endpoint(
            path: "/v1/gates/{id}/lanes/{lane}", method: .get,
            operation: Operation(
                id: "getLiveLane", tag: .live,
                summary: "A lane as it is now; its ETag is the version that a change names",
                pathExamples: ["id": "kim-thanh", "lane": "export-1"],
                answers: [(mediaType: Answer.json, schema: LiveSchema.lane)], problems: [.notFound]),
            answer: readLane),
        Endpoint(
            path: "/v1/gates/{id}/lanes/{lane}", method: .patch,
            operation: Operation(
                id: "patchLiveLane", tag: .live, summary: "Opens or closes a lane, or says what it takes",
                pathExamples: ["id": "kim-thanh", "lane": "export-1"],
                content: Operation.Content(
                    mediaType: Operation.Content.mergePatch, alsoAs: [Answer.json], schema: LiveSchema.laneEdit,
                    example: ["state": "open"]),
                answers: [(mediaType: Answer.json, schema: LiveSchema.lane)],
                problems: [.notFound, .badContent, .unprocessable, .conflict, .preconditionRequired],
                access: .operating, mayCreate: true, requestFields: [.ifMatch, .idempotencyKey]),
            answer: patchLane),
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
                    example: ["until": "2046-02-06T20:00:00+07:00"]),
                answers: [(mediaType: Answer.json, schema: LiveSchema.gateEvent)],
                problems: [.notFound, .badContent, .unprocessable, .conflict, .preconditionRequired],
                access: .operating, requestFields: [.ifMatch, .idempotencyKey]),
            answer: changeEvent),
    ]

    @Sendable private static func readLane(_ question: Question) throws(Problem) -> Answer {
        let gate = try question.gateOfPath()
        return .live(bytes(try lane(of: gate, question), gate))
    }

    @Sendable private static func patchLane(_ question: Question) throws(Problem) -> Answer {
        let gate = try question.gateOfPath()
        try question.caller?.checkOperates(gate)
        let id = try laneID(question)
        let present = question.board(of: gate)?.board.lanes.first { $0.lane.id == id }?.lane
        // A lane that is not there yet has no version to name.
        if let present {
            try question.head.check(version: tag(of: bytes(present, gate)), of: question.path)
        } else if question.head.ifMatch != nil {
            throw APIResponder.preconditionFailed(etag: nil)
        }
        var reader = try question.liveReader()
        let root = try ContentReader.document(question.content, limits: LiveWriteReader.limits).root
        let edit = reader.laneEdit(root)
        let reported = reader.reported(root)
        try reader.content.check()
        guard let edit else { throw Problem(.unprocessable, []) }
        if present == nil, edit.direction == nil { throw unknownLane(id, of: gate, question) }
        return try question.write(
            .write(
                LiveWrite(
                    .setLane(gate: gate, lane: id, edit, ifRevision: present?.revision ?? LiveWrite.absent),
                    reported: reported)),
            .receipt(isNew: present == nil))
    }

    private static func lane(
        of gate: Identifier<BorderGate>, _ question: Question
    ) throws(Problem) -> LiveLane {
        let id = try laneID(question)
        if let board = question.board(of: gate) {
            if let found = board.board.lanes.first(where: { $0.lane.id == id }) { return found.lane }
        } else if let built = question.snapshot.registry.gates[gate]?.lanes.first(where: { $0.id == id.rawValue }) {
            // Nobody reports to a server that takes no writes.
            return LiveLane(id: id, direction: built.direction)
        }
        throw unknownLane(id, of: gate, question)
    }

    private static func laneID(_ question: Question) throws(Problem) -> LaneID {
        let text = question.values["lane"] ?? ""
        if let id = LaneID(text) { return id }
        throw Problem(kind: .notFound, detail: "\"\(text)\" is no identifier of a lane; one looks like export-1")
    }

    private static func unknownLane(
        _ id: LaneID, of gate: Identifier<BorderGate>, _ question: Question
    ) -> Problem {
        let known = question.board(of: gate)?.board.lanes.map(\.lane.id.rawValue) ?? []
        let phrase = Suggestion.phrase(for: id.rawValue, among: known)
        let remedy = known.isEmpty ? "it has none yet." : phrase.hasSuffix("?") ? phrase : "\(phrase)."
        return Problem(
            kind: .notFound,
            detail: "\(gate) has no lane \"\(id)\"; \(remedy) To add a lane, give its direction and no If-Match")
    }

    private static func bytes(_ lane: LiveLane, _ gate: Identifier<BorderGate>) -> [UInt8] {
        LiveWriter.encode { $0.lane(lane, of: gate) }
    }

    @Sendable private static func readEvents(_ question: Question) throws(Problem) -> Answer {
        let gate = try question.gateOfPath()
        let events = question.board(of: gate)?.board.events ?? []
        var writer = JSONWriter()
        writer.beginObject()
        writer.key("items")
        writer.beginArray()
        for event in events { writer.raw(bytes(event, gate)) }
        writer.endArray()
        writer.key("total")
        writer.integer(events.count)
        writer.endObject()
        return .live(writer.bytes)
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
        let gate = try question.gateOfPath()
        try question.caller?.checkOperates(gate)
        var reader = try question.liveReader()
        let root = try ContentReader.document(question.content, limits: LiveWriteReader.limits).root
        let now = question.gate?.clock.now() ?? Moment(secondsSince1970: 0)
        let announcement = reader.announcement(root, now: now)
        let reported = reader.reported(root)
        try reader.content.check()
        guard let announcement else { throw Problem(.unprocessable, []) }
        return try question.write(
            .write(LiveWrite(.announce(gate: gate, announcement), reported: reported)),
            .receipt(isNew: true))
    }

    @Sendable private static func changeEvent(_ question: Question) throws(Problem) -> Answer {
        let gate = try question.gateOfPath()
        try question.caller?.checkOperates(gate)
        let event = try event(of: gate, question)
        try question.head.check(version: tag(of: bytes(event, gate)), of: question.path)
        var reader = try question.liveReader()
        let root = try ContentReader.document(question.content, limits: LiveWriteReader.limits).root
        let edit = reader.eventEdit(root)
        let reported = reader.reported(root)
        try reader.content.check()
        guard let edit else { throw Problem(.unprocessable, []) }
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

    private static func tag(of bytes: [UInt8]) -> String { Representation(bytes: bytes).etag }
}

extension Question {
    /// The board of a gate as it was published last; nil when nothing is kept of it.
    func board(of id: Identifier<BorderGate>) -> PublishedBoard? { gate?.live.publication[id] }
}

extension Answer {
    /// Fresh for a second.
    static let liveCaching = "public, max-age=1, stale-while-revalidate=5"

    /// What is so at present and soon may be otherwise.
    static func live(_ bytes: [UInt8]) -> Answer {
        var answer = Answer(body: .fresh(bytes))
        answer.cacheControl = liveCaching
        answer.isLasting = false
        return answer
    }
}
