import BorderEconomy
import Catalog
import JSONText

/// Reads what is to happen at a gate from the content of a request, or from a line of a batch, and collects what is wrong.
struct LiveWriteReader {
    /// Finds the gate of an identifier or alias, and hashes plates.
    let gates: GateDirectory
    let plates: PlateHashing
    private(set) var content = ContentReader()

    /// Bounds of a write: it is flat but for a weight.
    static let limits = JSONLimits(depth: 4, byteCount: 1 << 16, faultCount: 20)

    init(gates: GateDirectory, plates: PlateHashing) {
        self.gates = gates
        self.plates = plates
    }

    /// Members of every write.
    private static let shared = ["at", "simulated"]

    static let declarationMembers = [
        "direction", "goodsClass", "plate", "weight", "refrigerated", "clearancePoint",
    ]
    static let stepMembers = ["step", "lane", "reason", "to"]
    static let laneMembers = ["state", "reason", "vehicleKinds", "direction"]
    static let announcementMembers = ["kind", "reason", "directions", "vehicleKinds", "from", "until"]

    // With what a line of a batch has beside them; put together once, because each line is asked for.
    private static let knownInDeclaration = declarationMembers + shared
    private static let knownInDeclarationLine = knownInDeclaration + ["write", "gate"]
    private static let knownInStep = stepMembers + ["at"]
    private static let knownInStepLine = knownInStep + ["write", "visit", "gate", "plate"]

    /// A declaration. Nil when something is wrong with it; `content` has what.
    ///
    /// - Parameter isLine: whether it is a line of a batch, which says what it is and of which gate, too.
    mutating func declaration(_ root: JSONNode, isLine: Bool = false) -> VisitDeclaration? {
        guard
            content.object(
                root, of: isLine ? Self.knownInDeclarationLine : Self.knownInDeclaration,
                example: "{\"direction\": \"export\", \"goodsClass\": \"fruit\", \"plate\": \"12C-345.67\"}")
        else { return nil }
        let direction = member("direction", root) { reader, node in
            reader.choice(node, GateLane.Direction.self, named: "direction", at: JSONPointer(["direction"]))
        }
        let goods = member("goodsClass", root) { reader, node in
            reader.choice(node, GoodsClass.self, named: "goods class", at: JSONPointer(["goodsClass"]))
        }
        let plate = member("plate", root) { reader, node in reader.plate(node, at: JSONPointer(["plate"])) }
        let weight = content.optional("weight", in: root).flatMap { self.weight($0) }
        let refrigerated = flag("refrigerated", root)
        let point = content.optional("clearancePoint", in: root).flatMap {
            gate($0, at: JSONPointer(["clearancePoint"]))
        }
        let simulated = flag("simulated", root)
        guard let direction, let goods, let plate, content.faults.isEmpty else { return nil }
        let declaration = VisitDeclaration(
            plateDigest: plates.digest(plate), plateEnding: plate.ending, direction: direction, goodsClass: goods,
            refrigerated: refrigerated, weightKilograms: weight, clearancePoint: point, simulated: simulated)
        report(declaration.faults())
        return content.faults.isEmpty ? declaration : nil
    }

    /// The plate of a vehicle that was declared, hashed.
    mutating func plate(_ root: JSONNode) -> PlateDigest? {
        member("plate", root) { reader, node in reader.plate(node, at: JSONPointer(["plate"])) }.map(plates.digest)
    }

    /// Notes something that is wrong.
    mutating func report(_ member: String, _ reason: String, _ remedy: String) {
        content.report(JSONPointer([member]), reason, remedy)
    }

    /// A step of a visit.
    ///
    /// - Parameter isLine: whether it is a line of a batch, which says what it is and of which visit, or gate and plate, too.
    mutating func step(_ root: JSONNode, isLine: Bool = false) -> VisitStep? {
        let known = isLine ? Self.knownInStepLine : Self.knownInStep
        guard content.object(root, of: known, example: "{\"step\": \"arrive\"}") else { return nil }
        let kind = member("step", root) { reader, node in
            reader.choice(node, VisitStep.Kind.self, named: "step", at: JSONPointer(["step"]))
        }
        guard let kind else { return nil }
        let taken: String? =
            switch kind {
            case .beginClearing: "lane"
            case .turnBack: "reason"
            case .divert: "to"
            case .arrive, .call, .clear: nil
            }
        for name in Self.stepMembers.dropFirst() where name != taken && root[name] != nil {
            content.report(
                JSONPointer([name]), "the step \(kind.rawValue) has no member \"\(name)\"",
                taken.map { "leave it out; give \"\($0)\"" } ?? "leave it out")
        }
        let step: VisitStep? =
            switch kind {
            case .arrive: .arrive
            case .call: .call
            case .clear: .clear
            case .beginClearing:
                identifier("lane", root, LaneID.init, "a lane, such as export-1").map { .beginClearing(lane: $0) }
            case .turnBack:
                member("reason", root) { reader, node in reader.reason(node, at: JSONPointer(["reason"])) }
                    .map { .turnBack($0) }
            case .divert:
                content.required("to", in: root).flatMap { gate($0, at: JSONPointer(["to"])) }.map { .divert(to: $0) }
            }
        return content.faults.isEmpty ? step : nil
    }

    /// What is to be changed about a lane, as a merge patch of it (RFC 7396).
    mutating func laneEdit(_ root: JSONNode, alsoKnown: [String] = []) -> LaneEdit? {
        let known = Self.laneMembers + Self.shared + alsoKnown
        guard content.object(root, of: known, example: "{\"state\": \"open\"}") else { return nil }
        var edit = LaneEdit(simulated: flag("simulated", root))
        let reason = content.optional("reason", in: root).flatMap { content.reason($0, at: JSONPointer(["reason"])) }
        if let node = root["state"] { edit.state = laneState(node, reason: reason, root) }
        if root["state"] == nil, root["reason"] != nil {
            content.report(
                JSONPointer(["reason"]), "a reason belongs to a lane that closes", "give \"state\": \"closed\"")
        }
        // A null takes back what was said: the lane takes everything again.
        if let node = root["vehicleKinds"] {
            edit.vehicleKinds = node.isNull ? .all : classes(node, at: JSONPointer(["vehicleKinds"]))
        }
        if let node = content.optional("direction", in: root) {
            edit.direction = content.choice(
                node, GateLane.Direction.self, named: "direction", at: JSONPointer(["direction"]))
        }
        return content.faults.isEmpty ? edit : nil
    }

    private mutating func laneState(_ node: JSONNode, reason: LiveReason?, _ root: JSONNode) -> LaneState? {
        let states = ["open", "closed", "unreported", "removed"]
        guard !node.isNull else { return .unreported }
        guard let text = content.text(node, at: JSONPointer(["state"])) else { return nil }
        if text != "closed", root["reason"]?.isNull == false {
            content.report(JSONPointer(["reason"]), "a lane that is \(text) has no reason", "leave it out")
        }
        switch text {
        case "open": return .open
        case "closed": return .closed(reason)
        case "unreported": return .unreported
        case "removed": return .removed
        default:
            content.report(
                JSONPointer(["state"]), "there is no state \"\(text)\"", Suggestion.phrase(for: text, among: states))
            return nil
        }
    }

    /// An event of a gate. `now` is when it begins if it does not say.
    mutating func announcement(_ root: JSONNode, now: Moment, alsoKnown: [String] = []) -> GateAnnouncement? {
        let known = Self.announcementMembers + Self.shared + alsoKnown
        guard content.object(root, of: known, example: "{\"kind\": \"closes\", \"reason\": \"…\"}") else { return nil }
        let kind = member("kind", root) { reader, node in
            reader.choice(node, GateEvent.Kind.self, named: "kind", at: JSONPointer(["kind"]))
        }
        let reason = member("reason", root) { reader, node in reader.reason(node, at: JSONPointer(["reason"])) }
        let directions =
            content.optional("directions", in: root).flatMap { self.directions($0, at: JSONPointer(["directions"])) }
        let kinds =
            content.optional("vehicleKinds", in: root).flatMap { classes($0, at: JSONPointer(["vehicleKinds"])) }
        let from = content.optional("from", in: root).flatMap { content.moment($0, at: JSONPointer(["from"])) }
        let until = content.optional("until", in: root).flatMap { content.moment($0, at: JSONPointer(["until"])) }
        let simulated = flag("simulated", root)
        guard let kind, let reason, content.faults.isEmpty else { return nil }
        let announcement = GateAnnouncement(
            kind: kind, reason: reason, directions: directions ?? .both, vehicleKinds: kinds ?? .all,
            from: from ?? now, until: until, simulated: simulated)
        report(announcement.faults())
        return content.faults.isEmpty ? announcement : nil
    }

    /// What is to be changed about an event of a gate, as a merge patch of it (RFC 7396): without an end it goes on until it
    /// is given one.
    mutating func eventEdit(_ root: JSONNode, alsoKnown: [String] = []) -> GateEventEdit? {
        let example = "{\"until\": \"2026-11-21T20:00:00+07:00\"}"
        guard content.object(root, of: ["until", "reason", "at"] + alsoKnown, example: example) else { return nil }
        var edit = GateEventEdit()
        if let node = root["until"] {
            edit.ending = node.isNull ? .open : content.moment(node, at: JSONPointer(["until"])).map { .at($0) }
        }
        if let node = root["reason"] { edit.reason = content.reason(node, at: JSONPointer(["reason"])) }
        if root["until"] == nil, root["reason"] == nil {
            content.report(JSONPointer(), "nothing is said of the event", "give until, a moment or null, or reason")
        }
        return content.faults.isEmpty ? edit : nil
    }

    /// When it happened, where the content says so.
    mutating func reported(_ root: JSONNode) -> Moment? {
        content.optional("at", in: root).flatMap { content.moment($0, at: JSONPointer(["at"])) }
    }
}

extension LiveWriteReader {
    private mutating func member<Value>(
        _ key: String, _ root: JSONNode, _ read: (inout ContentReader, JSONNode) -> Value?
    ) -> Value? {
        content.required(key, in: root).flatMap { read(&content, $0) }
    }

    private mutating func flag(_ key: String, _ root: JSONNode) -> Bool {
        content.optional(key, in: root).flatMap { content.boolean($0, at: JSONPointer([key])) } ?? false
    }

    /// A member that must be there.
    mutating func required(_ key: String, _ root: JSONNode) -> JSONNode? { content.required(key, in: root) }

    /// A member that is an identifier of something.
    ///
    /// - Parameter meaning: what it names, with an example.
    mutating func identifier<ID>(
        _ key: String, _ root: JSONNode, _ read: (String) -> ID?, _ meaning: String
    ) -> ID? {
        guard let node = content.required(key, in: root), let text = content.text(node, at: JSONPointer([key])) else {
            return nil
        }
        if let id = read(text) { return id }
        content.report(JSONPointer([key]), "\"\(text)\" is no identifier", "give that of \(meaning)")
        return nil
    }

    /// A gate by identifier or alias.
    mutating func gate(_ node: JSONNode, at pointer: @autoclosure () -> JSONPointer) -> Identifier<BorderGate>? {
        guard let text = content.text(node, at: pointer()) else { return nil }
        if let gate = gates.gate(text) { return gate }
        content.report(pointer(), "there is no gate \"\(text)\"", gates.nearest(to: text))
        return nil
    }

    /// A weight with its unit: a number alone could mean anything.
    private mutating func weight(_ node: JSONNode) -> Int32? {
        let pointer = JSONPointer(["weight"])
        guard content.object(node, of: ["value", "unit"], at: pointer, example: "{\"value\": 24.5, \"unit\": \"t\"}")
        else { return nil }
        let unitPointer = pointer.appending(key: "unit")
        let valuePointer = pointer.appending(key: "value")
        let unit = content.required("unit", in: node, at: pointer).flatMap { content.text($0, at: unitPointer) }
        let value = content.required("value", in: node, at: pointer).flatMap { content.number($0, at: valuePointer) }
        guard let unit, let value else { return nil }
        let kilograms: Double
        switch unit {
        case "kg": kilograms = value
        case "t": kilograms = value * 1000
        default:
            content.report(unitPointer, "\"\(unit)\" is no unit of a weight here", "give kg or t")
            return nil
        }
        guard (0...Double(VisitDeclaration.heaviest)).contains(kilograms) else {
            content.report(
                valuePointer, "a load weighs between 0 and \(VisitDeclaration.heaviest) kilograms",
                "look whether the unit is right")
            return nil
        }
        return Int32(kilograms.rounded())
    }

    private mutating func classes(_ node: JSONNode, at pointer: JSONPointer) -> VehicleKinds? {
        list(node, GoodsClass.self, named: "goods class", at: pointer).map { VehicleKinds($0) }
    }

    private mutating func directions(_ node: JSONNode, at pointer: JSONPointer) -> GateDirections? {
        list(node, GateLane.Direction.self, named: "direction", at: pointer).map { GateDirections($0) }
    }

    private mutating func list<Choice: RawRepresentable & CaseIterable>(
        _ node: JSONNode, _ type: Choice.Type, named name: String, at pointer: JSONPointer
    ) -> [Choice]? where Choice.RawValue == String {
        guard node.kind == .array else {
            content.report(pointer, "an array is expected, not \(node.kind)", "give each \(name) in an array")
            return nil
        }
        return node.elements.enumerated().compactMap { index, element in
            content.choice(element, type, named: name, at: pointer.appending(index: index))
        }
    }

    /// Faults that the domain finds in what was read.
    private mutating func report(_ faults: [MemberFault]) {
        for fault in faults {
            content.report(
                JSONPointer(parsing: fault.member) ?? JSONPointer(), fault.reason,
                fault.remedy ?? "give another, or leave it out")
        }
    }
}

extension ContentReader {
    fileprivate mutating func plate(_ node: JSONNode, at pointer: @autoclosure () -> JSONPointer) -> Plate? {
        guard let text = text(node, at: pointer()) else { return nil }
        if let plate = Plate(text) { return plate }
        // The plate itself is not repeated: answers are logged by others.
        report(
            pointer(), "this is no number plate",
            "give 4 to 16 letters, digits, hyphens, dots and spaces, at least \(Plate.leastSigns) "
                + "of them letters or digits")
        return nil
    }

    fileprivate mutating func reason(_ node: JSONNode, at pointer: @autoclosure () -> JSONPointer) -> LiveReason? {
        guard let text = text(node, at: pointer()) else { return nil }
        // Such characters make one thing look like another.
        let turnsDirection = text.unicodeScalars.contains(where: \.properties.isBidiControl)
        if !turnsDirection, let reason = LiveReason(text) { return reason }
        report(
            pointer(), "this is no reason",
            "give 1 to \(LiveReason.longest) visible characters on one line, none that turns its direction")
        return nil
    }
}
