import BorderEconomy
import Catalog
import JSONText
import Journal

/// Reads a batch: a write a line (NDJSON). Each line is read by itself, so that one that is wrong holds up no other.
struct BatchReader {
    /// A line that is not blank.
    struct Line {
        /// Its number in the content, from 1.
        let number: Int
        /// What keeps it from being a write; nil when it is one.
        let problem: Problem?
    }

    /// Lines of a batch at most: it is one transaction, and others wait for it.
    static let linesMax = 10_000

    let gates: GateDirectory
    let plates: PlateHashing
    /// Whose writes they are: what its role does not allow is refused line by line.
    let caller: Caller
    let now: Moment
    /// The lines that were read, in their order.
    private(set) var lines: [Line] = []
    /// The writes of those lines that have no problem, in their order.
    private(set) var writes: [LiveWrite] = []
    /// The gate that was named last, which is nearly always that of the next line, too.
    private var lastGate: (text: String, gate: Identifier<BorderGate>)?

    init(gates: GateDirectory, plates: PlateHashing, caller: Caller, now: Moment) {
        self.gates = gates
        self.plates = plates
        self.caller = caller
        self.now = now
    }

    /// What a line may say to write.
    private enum Write: String, CaseIterable {
        case declare, step, lane, announce, end
    }

    /// Reads all lines; the engine bounds the whole content.
    mutating func read(_ content: [UInt8]) throws(Problem) {
        var number = 0
        var start = 0
        while start < content.count {
            let end = Self.lineEnd(of: content, from: start)
            number += 1
            let line = content[start..<end]
            if !line.allSatisfy({ $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }) {
                guard lines.count < Self.linesMax else {
                    throw Problem(
                        kind: .contentTooLarge,
                        detail: "a batch has at most \(Self.linesMax) lines; send several of them")
                }
                var problem: Problem?
                do throws(Problem) {
                    let document = try ContentReader.document(
                        Array(line), limits: LiveWriteReader.limits, in: .line)
                    let read = try write(document.root)
                    writes.append(read)
                } catch {
                    problem = error
                }
                lines.append(Line(number: number, problem: problem))
            }
            start = end + 1
        }
        guard !lines.isEmpty else {
            throw Problem(kind: .badContent, detail: "the batch has no line; send one JSON object a line")
        }
    }

    /// Where the line that begins at `start` ends: at its line feed, or with the content.
    private static func lineEnd(of content: [UInt8], from start: Int) -> Int {
        content.withUnsafeBufferPointer { bytes in
            var place = start
            while place < bytes.count, bytes[place] != 0x0A { place += 1 }
            return place
        }
    }

    private mutating func write(_ root: JSONNode) throws(Problem) -> LiveWrite {
        var reader = LiveWriteReader(gates: gates, plates: plates)
        let kind = try kind(of: root)
        let write: LiveWrite.Kind? =
            switch kind {
            case .declare: declaration(root, &reader)
            case .step: step(root, &reader)
            case .lane: lane(root, &reader)
            case .announce: announcement(root, &reader)
            case .end: ending(root, &reader)
            }
        let reported = reader.reported(root)
        try reader.content.check()
        guard let write else { throw Problem(.unprocessable, []) }
        try checkRight(to: write)
        return LiveWrite(write, reported: reported)
    }

    /// Refuses what the caller may not write, as a request of its own would be. Whose a visit is the writer knows.
    private func checkRight(to write: LiveWrite.Kind) throws(Problem) {
        switch write {
        case .declare(let gate, _): try caller.checkDeclares(at: gate)
        case .stepOfPlate(let gate, _, _), .setLane(let gate, _, _, _), .announce(let gate, _),
            .changeEvent(let gate, _, _, _):
            try caller.checkOperates(gate)
        case .step: break
        }
    }

    private func kind(of root: JSONNode) throws(Problem) -> Write {
        var content = ContentReader()
        let example = "{\"write\": \"declare\", \"gate\": \"kim-thanh\", …}"
        guard root.kind == .object else {
            content.report(JSONPointer(), "an object is expected, not \(root.kind)", "send \(example)")
            throw Problem(.unprocessable, content.faults)
        }
        let kind = content.required("write", in: root).flatMap {
            content.choice($0, Write.self, named: "write", at: JSONPointer(["write"]))
        }
        guard let kind else { throw Problem(.unprocessable, content.faults) }
        return kind
    }

    private mutating func declaration(_ root: JSONNode, _ reader: inout LiveWriteReader) -> LiveWrite.Kind? {
        let declaration = reader.declaration(root, isLine: true)
        guard let gate = gate(root, &reader), let declaration else { return nil }
        return .declare(gate: gate, declaration)
    }

    /// A step names its visit, or else gate and plate, as systems do that know nothing of our ids.
    private mutating func step(_ root: JSONNode, _ reader: inout LiveWriteReader) -> LiveWrite.Kind? {
        let step = reader.step(root, isLine: true)
        if root["gate"] != nil || root["plate"] != nil {
            let gate = gate(root, &reader)
            let plate = reader.plate(root)
            reader.refuseVisit(besidePlate: root)
            guard let gate, let plate, let step else { return nil }
            return .stepOfPlate(gate: gate, plate, step)
        }
        guard let visit = reader.visit(root), let step else { return nil }
        return .step(visit: visit, step)
    }

    private mutating func lane(_ root: JSONNode, _ reader: inout LiveWriteReader) -> LiveWrite.Kind? {
        let edit = reader.laneEdit(root, alsoKnown: ["write", "gate", "lane"])
        guard let gate = gate(root, &reader), let lane = reader.laneOfLine(root), let edit else { return nil }
        return .setLane(gate: gate, lane: lane, edit, ifRevision: nil)
    }

    private mutating func announcement(_ root: JSONNode, _ reader: inout LiveWriteReader) -> LiveWrite.Kind? {
        let announcement = reader.announcement(root, now: now, alsoKnown: ["write", "gate"])
        guard let gate = gate(root, &reader), let announcement else { return nil }
        return .announce(gate: gate, announcement)
    }

    private mutating func ending(_ root: JSONNode, _ reader: inout LiveWriteReader) -> LiveWrite.Kind? {
        let edit = reader.eventEdit(root, alsoKnown: ["write", "gate", "event"])
        guard let gate = gate(root, &reader), let event = reader.event(root), let edit else { return nil }
        return .changeEvent(gate: gate, event, edit, ifRevision: nil)
    }

    /// The gate of a line; looked up when it is not that of the line before.
    private mutating func gate(_ root: JSONNode, _ reader: inout LiveWriteReader) -> Identifier<BorderGate>? {
        let node = root["gate"]
        if let node, let lastGate, node.isString(lastGate.text) { return lastGate.gate }
        let gate = reader.gateOfLine(root)
        if let gate, let text = node?.string { lastGate = (text, gate) }
        return gate
    }
}

extension LiveWriteReader {
    fileprivate mutating func gateOfLine(_ root: JSONNode) -> Identifier<BorderGate>? {
        required("gate", root).flatMap { gate($0, at: JSONPointer(["gate"])) }
    }

    fileprivate mutating func laneOfLine(_ root: JSONNode) -> LaneID? {
        identifier("lane", root, LaneID.init, "a lane, such as export-1")
    }

    fileprivate mutating func visit(_ root: JSONNode) -> VisitID? {
        identifier("visit", root, VisitID.init, "a visit, such as 00000a7k")
    }

    fileprivate mutating func refuseVisit(besidePlate root: JSONNode) {
        guard root["visit"] != nil else { return }
        report("visit", "a step has one name for its vehicle", "give the visit, or the gate and the plate")
    }

    fileprivate mutating func event(_ root: JSONNode) -> GateEventID? {
        identifier("event", root, GateEventID.init, "an event, such as 00000a7k")
    }
}
