import BorderEconomy
import Catalog
import HTTPEngine
import JSONText
import Journal

/// Lanes as they are now.
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
                id: "patchLiveLane", tag: .live,
                summary: "Opens or closes a lane, says what it takes, or removes one that was added",
                pathExamples: ["id": "kim-thanh", "lane": "export-1"],
                content: Operation.Content(
                    mediaType: Operation.Content.mergePatch, alsoAs: [Answer.json], schema: LiveSchema.laneEdit,
                    example: ["state": "open"]),
                answers: [(mediaType: Answer.json, schema: LiveSchema.lane)],
                problems: [.notFound, .badContent, .unprocessable, .conflict, .preconditionRequired],
                access: .operating, mayCreate: true, requestFields: [.ifMatch, .idempotencyKey]),
            answer: patchLane),
    ]

    @Sendable private static func readLane(_ question: Question) throws(Problem) -> Answer {
        let gate = try question.gateOfPath()
        return .live(bytes(try lane(of: gate, question), gate))
    }

    @Sendable private static func patchLane(_ question: Question) throws(Problem) -> Answer {
        let gate = try question.operatedGate()
        let id = try laneID(question)
        let present = question.board(of: gate)?.board.lanes.first { $0.lane.id == id }?.lane
        // A lane that is not there yet has no version to name.
        if let present {
            try question.checkVersion(bytes(present, gate))
        } else if question.head.ifMatch != nil {
            throw APIResponder.preconditionFailed(etag: nil)
        }
        let (edit, reported) = try question.liveContent { $0.laneEdit($1) }
        if present == nil, edit.direction == nil { throw unknownLane(id, of: gate, question) }
        return try question.writeLive(
            .setLane(gate: gate, lane: id, edit, ifRevision: present?.revision ?? LiveWrite.absent), at: reported,
            isNew: present == nil)
    }

    private static func lane(
        of gate: Identifier<BorderGate>, _ question: Question
    ) throws(Problem) -> LiveLane {
        let id = try laneID(question)
        if let board = question.board(of: gate) {
            if let found = board.board.lanes.first(where: { $0.lane.id == id }) { return found.lane }
        } else if let built = question.snapshot.registry.gates[gate]?.lanes.first(where: { $0.id == id.rawValue }) {
            // Nobody reports to a server that takes no writes.
            return LiveLane(id: id, direction: built.direction, vehicleKinds: built.vehicleKinds ?? .all)
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
}
