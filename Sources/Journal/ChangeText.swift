internal import BorderEconomy
internal import JSONText

/// What changed about a lane or an event, as the JSON that the audit trail shows.
enum ChangeText {
    /// `{"lane":…,"before":…,"after":…}`; before is null when nothing was ever said of the lane.
    static func lane(_ before: LiveLane?, _ after: LiveLane) -> String {
        text { writer in
            writer.member("lane", .string(after.id.rawValue))
            writer.member("before", before.map(value) ?? .null)
            writer.member("after", value(after))
        }
    }

    /// `{"before":…,"after":…}`; before is null for an announcement.
    static func event(_ before: GateEvent?, _ after: GateEvent) -> String {
        text { writer in
            writer.member("before", before.map(value) ?? .null)
            writer.member("after", value(after))
        }
    }

    /// A token that was made: never the token itself.
    static func token(_ id: String, role: String, scope: String, note: String, expires: Moment) -> String {
        text { writer in
            writer.member("token", .string(id))
            writer.member("before", .null)
            writer.member(
                "after",
                .object([
                    "role": .string(role),
                    "scope": .array(scope.split(separator: " ").map { .string(String($0)) }),
                    "note": .string(note), "expiresAt": moment(expires), "revokedAt": .null,
                ]))
        }
    }

    /// A token that was revoked.
    static func revoked(_ id: String, at time: Moment) -> String {
        text { writer in
            writer.member("token", .string(id))
            writer.member("before", .object(["revokedAt": .null]))
            writer.member("after", .object(["revokedAt": moment(time)]))
        }
    }

    /// What was declared of a vehicle: all but its plate.
    static func declaration(_ state: VisitState, _ declared: Declared) -> [UInt8] {
        JSONWriter.encode(
            .object([
                "state": .string(state.rawValue), "direction": .string(declared.direction.rawValue),
                "goodsClass": .string(declared.goods.rawValue),
                "refrigerated": .bool(declared.flags.contains(.refrigerated)),
                "weightKilograms": declared.weight.map { .integer($0) } ?? .null,
                "clearancePoint": declared.clearancePoint.map { .string($0) } ?? .null,
                "simulated": .bool(declared.flags.contains(.simulated)),
            ]))
    }

    /// What the row of a visit keeps of its declaration.
    struct Declared {
        let direction: GateLane.Direction
        let goods: GoodsClass
        let flags: VisitFlags
        let weight: Int64?
        let clearancePoint: String?
    }

    /// The state of a visit, with what a step says beside it.
    static func visit(_ state: VisitState, _ action: AuditAction, detail: String?) -> [UInt8] {
        var object = JSONObject([JSONObject.Member(key: "state", value: .string(state.rawValue))])
        if let detail {
            switch action {
            case .beginClearing: object.append("lane", .string(detail))
            case .turnBack: object.append("reason", .string(detail))
            case .divert: object.append("to", .string(detail))
            default: break
            }
        }
        return JSONWriter.encode(.object(object))
    }

    private static func text(_ members: (inout JSONWriter) -> Void) -> String {
        var writer = JSONWriter()
        writer.beginObject()
        members(&writer)
        writer.endObject()
        return String(decoding: writer.bytes, as: UTF8.self)
    }

    private static func value(_ lane: LiveLane) -> JSONValue {
        .object([
            "direction": .string(lane.direction.rawValue), "vehicleKinds": kinds(lane.vehicleKinds),
            "state": .string(lane.state.name), "reason": lane.state.reason.map { .string($0.text) } ?? .null,
            "since": moment(lane.since), "simulated": .bool(lane.simulated),
        ])
    }

    private static func value(_ event: GateEvent) -> JSONValue {
        .object([
            "kind": .string(event.kind.rawValue), "reason": .string(event.reason.text),
            "directions": .array(event.directions.list.map { .string($0.rawValue) }),
            "vehicleKinds": kinds(event.vehicleKinds), "from": moment(event.from), "until": moment(event.until),
            "simulated": .bool(event.simulated),
        ])
    }

    private static func kinds(_ kinds: VehicleKinds) -> JSONValue {
        .array(kinds.classes.map { .string($0.rawValue) })
    }

    private static func moment(_ moment: Moment?) -> JSONValue { moment.map { .string($0.description) } ?? .null }
}

extension ChangeText {
    /// What `lane` or `event` wrote, taken apart again.
    struct Parts {
        let lane: String?
        let token: String?
        /// JSON; nil where there was nothing.
        let before: [UInt8]?
        let after: [UInt8]

        init(_ text: String) throws(JSONFaults) {
            let value = try JSONValue(parsing: Array(text.utf8))
            lane = value["lane"]?.string
            token = value["token"]?.string
            before = value["before"].flatMap { $0.isNull ? nil : JSONWriter.encode($0) }
            after = JSONWriter.encode(value["after"] ?? .null)
        }
    }
}
