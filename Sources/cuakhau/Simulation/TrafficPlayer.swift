import BorderEconomy
import JSONText

/// Tells a server what happens in a simulation, through its public API: a few writes each by itself, more as a batch.
///
/// A vehicle whose declaration was refused is let go of. One whose step was refused, because somebody else told the gate
/// something in between, is turned back, so that nothing played stays behind.
struct TrafficPlayer {
    /// Why the play cannot go on.
    enum Failure: Error, CustomStringConvertible {
        case client(GateClient.Failure)
        /// The server does not let this token do that.
        case notAllowed(status: Int, String)
        /// The server has no gate of this name.
        case unknownGate(String)
        /// An answer that the API does not give.
        case unexpected(String)

        var description: String {
            switch self {
            case .client(let failure): failure.description
            case .notAllowed(let status, let detail): "the server answers \(status): \(detail)"
            case .unknownGate(let detail): "--gates: \(detail)"
            case .unexpected(let what): "the server answers what is not understood: \(what)"
            }
        }
    }

    /// What was told so far.
    struct Counts: Hashable, Sendable {
        var writes = 0
        var refused = 0
        /// Not told, because what they were about had been refused.
        var skipped = 0
        var requests = 0
    }

    /// What a write is about, to understand its result.
    private enum About {
        case declaration(Int)
        case step(Int, VisitStep.Kind)
        case announcement(Int)
        case other
    }

    private struct Write {
        let about: About
        /// For a line of a batch.
        let line: JSONObject
        /// The same by itself: where to, and the content. Nil for what is sent in batches only.
        let single: (path: String, content: JSONObject)?
    }

    private static let batchMax = 1000
    /// So many writes at a time are sent each by itself.
    private static let singlesMax = 3

    private let client: GateClient
    private let gates: [TrafficGate]
    /// Whether writes say when they happened: they do where the simulation's time is not the server's.
    private let saysTimes: Bool
    /// The beginning of all Idempotency-Keys of this play.
    private let run: String
    private(set) var counts = Counts()
    private(set) var lastRefusal: String?
    private var visits: [Int: String] = [:]
    private var announcements: [Int: String] = [:]

    init(client: GateClient, gates: [TrafficGate], saysTimes: Bool, run: String) {
        self.client = client
        self.gates = gates
        self.saysTimes = saysTimes
        self.run = run
    }

    /// Vehicles that the server has open visits of.
    var openVehicles: Int { visits.count }

    /// Tells the events, in order.
    mutating func tell(_ events: [TrafficEvent]) throws(Failure) {
        var waiting: [Write] = []
        var declared: Set<Int> = []
        for event in events {
            // What happens to a vehicle is told by the visit's identifier, which its declaration is answered with.
            let needsAnswer: Bool =
                switch event.what {
                case .step(let vehicle, _): declared.contains(vehicle)
                case .end(let number): announcements[number] == nil
                default: false
                }
            if needsAnswer || waiting.count == Self.batchMax {
                try flush(&waiting)
                declared = []
            }
            guard let write = write(event) else {
                counts.skipped += 1
                continue
            }
            if case .declaration(let vehicle) = write.about { declared.insert(vehicle) }
            waiting.append(write)
        }
        try flush(&waiting)
    }

    /// Leaves the gates as they were found: turns back what is still there, and says no more of the lanes.
    mutating func end(at moment: Moment) throws(Failure) {
        try turnBack(visits.keys.sorted(), at: moment)
        var waiting: [Write] = []
        for (index, gate) in gates.enumerated() {
            for lane in gate.lanes {
                let event = TrafficEvent(at: moment, gate: index, what: .lane(lane.id, lane.direction, .unreported))
                if let write = write(event) { waiting.append(write) }
            }
        }
        try flush(&waiting)
    }

    private mutating func turnBack(_ vehicles: [Int], at moment: Moment) throws(Failure) {
        guard let reason = LiveReason("Kết thúc mô phỏng") else { return }
        var waiting: [Write] = []
        for vehicle in vehicles {
            let event = TrafficEvent(at: moment, gate: 0, what: .step(vehicle: vehicle, .turnBack(reason)))
            if let write = write(event) { waiting.append(write) }
            if waiting.count == Self.batchMax { try flush(&waiting, turnsBackRefused: false) }
        }
        try flush(&waiting, turnsBackRefused: false)
    }

    // Writes as JSON.

    private func write(_ event: TrafficEvent) -> Write? {
        let gate = gates[event.gate].id.rawValue
        var object = JSONObject()
        switch event.what {
        case .declare(let number, let vehicle):
            object = Self.declaration(vehicle)
            addTime(event.at, to: &object)
            return Write(
                about: .declaration(number), line: Self.line("declare", ["gate": .string(gate)], object),
                single: ("/v1/gates/\(gate)/visits", object))
        case .step(let number, let step):
            guard let visit = visits[number] else { return nil }
            object = Self.step(step)
            addTime(event.at, to: &object)
            return Write(
                about: .step(number, step.kind), line: Self.line("step", ["visit": .string(visit)], object),
                single: ("/v1/visits/\(visit)/events", object))
        case .lane(let lane, let direction, let state):
            object = ["state": .string(state.name), "direction": .string(direction.rawValue), "simulated": true]
            if let reason = state.reason { object["reason"] = .string(reason.text) }
            addTime(event.at, to: &object)
            let names: JSONObject = ["gate": .string(gate), "lane": .string(lane.rawValue)]
            return Write(about: .other, line: Self.line("lane", names, object), single: nil)
        case .announce(let number, let announcement):
            object = Self.announcement(announcement)
            addTime(event.at, to: &object)
            return Write(
                about: .announcement(number), line: Self.line("announce", ["gate": .string(gate)], object), single: nil)
        case .end(let number):
            guard let id = announcements[number] else { return nil }
            object = ["until": .string(event.at.description)]
            addTime(event.at, to: &object)
            let names: JSONObject = ["gate": .string(gate), "event": .string(id)]
            return Write(about: .other, line: Self.line("end", names, object), single: nil)
        }
    }

    private func addTime(_ moment: Moment, to object: inout JSONObject) {
        if saysTimes { object["at"] = .string(moment.description) }
    }

    private static func line(_ write: String, _ names: JSONObject, _ content: JSONObject) -> JSONObject {
        var line: JSONObject = ["write": .string(write)]
        for member in names.members + content.members { line.append(member.key, member.value) }
        return line
    }

    private static func declaration(_ vehicle: TrafficVehicle) -> JSONObject {
        var object: JSONObject = [
            "direction": .string(vehicle.direction.rawValue), "goodsClass": .string(vehicle.goods.rawValue),
            "plate": .string(vehicle.plate), "refrigerated": .bool(vehicle.refrigerated), "simulated": true,
        ]
        if let weight = vehicle.weightKilograms {
            object["weight"] = ["value": .integer(Int64(weight)), "unit": "kg"]
        }
        return object
    }

    private static func step(_ step: VisitStep) -> JSONObject {
        var object: JSONObject = ["step": .string(step.kind.rawValue)]
        switch step {
        case .beginClearing(let lane): object["lane"] = .string(lane.rawValue)
        case .turnBack(let reason): object["reason"] = .string(reason.text)
        case .divert(let gate): object["to"] = .string(gate.rawValue)
        case .arrive, .call, .clear: break
        }
        return object
    }

    private static func announcement(_ announcement: GateAnnouncement) -> JSONObject {
        var object: JSONObject = [
            "kind": .string(announcement.kind.rawValue), "reason": .string(announcement.reason.text),
            "directions": .array(announcement.directions.list.map { .string($0.rawValue) }),
            "from": .string(announcement.from.description), "simulated": true,
        ]
        if announcement.kind == .restricts {
            object["vehicleKinds"] = .array(announcement.vehicleKinds.classes.map { .string($0.rawValue) })
        }
        if let until = announcement.until { object["until"] = .string(until.description) }
        return object
    }

    // Sending.

    private mutating func flush(_ waiting: inout [Write], turnsBackRefused: Bool = true) throws(Failure) {
        guard !waiting.isEmpty else { return }
        let writes = waiting
        waiting = []
        var refused: [Int] = []
        if writes.count <= Self.singlesMax && writes.allSatisfy({ $0.single != nil }) {
            for write in writes {
                let reply = try send(
                    write.single?.path ?? "", [write.single?.content ?? JSONObject()], "application/json")
                let result = try Self.json(reply.content)
                try understand(result, status: reply.status, of: write, &refused)
            }
        } else {
            let reply = try send("/v1/events", writes.map(\.line), "application/x-ndjson")
            guard reply.status == 200 else { throw Self.failure(reply) }
            let lines = reply.content.split(separator: 0x0A)
            guard lines.count == writes.count else {
                throw .unexpected("\(lines.count) results for a batch of \(writes.count) lines")
            }
            for (line, write) in zip(lines, writes) {
                let result = try Self.json(Array(line))
                try understand(result, status: Int(result["status"]?.integer ?? 0), of: write, &refused)
            }
        }
        if turnsBackRefused && !refused.isEmpty { try turnBackRefused(refused) }
    }

    private mutating func turnBackRefused(_ vehicles: [Int]) throws(Failure) {
        guard let reason = LiveReason("Mô phỏng bị từ chối") else { return }
        var waiting: [Write] = []
        for vehicle in vehicles {
            guard let visit = visits[vehicle] else { continue }
            let object = Self.step(.turnBack(reason))
            waiting.append(
                Write(
                    about: .step(vehicle, .turnBack), line: Self.line("step", ["visit": .string(visit)], object),
                    single: ("/v1/visits/\(visit)/events", object)))
        }
        try flush(&waiting, turnsBackRefused: false)
        for vehicle in vehicles { visits[vehicle] = nil }
    }

    private mutating func send(
        _ path: String, _ contents: [JSONObject], _ mediaType: String
    ) throws(Failure) -> ReplyReader.Reply {
        var bytes: [UInt8] = []
        for (index, content) in contents.enumerated() {
            if index > 0 { bytes.append(0x0A) }
            bytes += JSONWriter.encode(.object(content))
        }
        counts.requests += 1
        let request = GateClient.Request(
            method: "POST", path: path, mediaType: mediaType, content: bytes,
            idempotencyKey: "\(run)-\(counts.requests)")
        do throws(GateClient.Failure) {
            return try client.answer(to: request)
        } catch {
            throw .client(error)
        }
    }

    private mutating func understand(
        _ result: JSONValue, status: Int, of write: Write, _ refused: inout [Int]
    ) throws(Failure) {
        counts.writes += 1
        if status == 401 || status == 403 { throw .notAllowed(status: status, Self.detail(result)) }
        guard (200..<300).contains(status) else {
            counts.refused += 1
            lastRefusal = Self.detail(result)
            if case .step(let vehicle, _) = write.about { refused.append(vehicle) }
            return
        }
        switch write.about {
        case .declaration(let vehicle):
            guard let visit = (result["visit"] ?? result["id"])?.string else { throw .unexpected("a visit with no id") }
            visits[vehicle] = visit
        case .step(let vehicle, let kind):
            if !kind.result.isOpen { visits[vehicle] = nil }
        case .announcement(let number):
            guard let event = (result["event"] ?? result["id"])?.string else {
                throw .unexpected("an event with no id")
            }
            announcements[number] = event
        case .other: break
        }
    }

    private static func json(_ bytes: [UInt8]) throws(Failure) -> JSONValue {
        do throws(JSONFaults) {
            return try JSONValue(parsing: bytes)
        } catch {
            throw .unexpected(String(decoding: bytes.prefix(80), as: UTF8.self))
        }
    }

    /// Why an answer that is no success ends the play.
    ///
    /// - Parameter isAboutGate: whether 404 says that there is no such gate.
    static func failure(_ reply: ReplyReader.Reply, isAboutGate: Bool = false) -> Failure {
        let problem: JSONValue
        do throws(Failure) {
            problem = try json(reply.content)
        } catch {
            return .unexpected("status \(reply.status)")
        }
        if reply.status == 401 || reply.status == 403 {
            return .notAllowed(status: reply.status, detail(problem))
        }
        if isAboutGate, reply.status == 404 { return .unknownGate(detail(problem)) }
        return .unexpected("\(reply.status): \(detail(problem))")
    }

    /// What a problem says, in one line.
    private static func detail(_ problem: JSONValue) -> String {
        let errors = (problem["errors"]?.array ?? []).compactMap { $0["reason"]?.string }
        return ([problem["detail"]?.string ?? problem["title"]?.string ?? "no reason"] + errors).joined(separator: "; ")
    }
}
