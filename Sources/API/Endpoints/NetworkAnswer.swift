import BorderEconomy
import Catalog
import JSONText

/// The network and its routes as JSON, in one language and on one day.
struct NetworkAnswer {
    let network: TransportNetwork
    let snapshot: Snapshot
    let language: Language
    let day: CalendarDay

    init(_ network: TransportNetwork, _ question: Question, on day: CalendarDay) {
        self.network = network
        self.day = day
        snapshot = question.snapshot
        language = question.language
    }

    var registry: Registry { snapshot.registry }

    /// The legs in the list envelope, with the nodes beside them.
    func network(attribution: String) -> JSONObject {
        let legs = legs.map { JSONValue.object($0) }
        return [
            "items": .array(legs), "total": .integer(Int64(legs.count)),
            "datasetVersion": .string(snapshot.datasetVersion), "on": .string(day.description),
            "nodes": .array(network.nodes.indices.map { .object(node($0)) }), "attribution": .string(attribution),
        ]
    }

    /// The legs one after the other.
    var legs: [JSONObject] { network.legs.indices.map { leg($0) } }

    /// The legs of the best route in order, as rows of a table; none where there is no route.
    func steps(of question: RouteQuestion) -> [JSONObject] {
        (network.route(question)?.steps ?? []).enumerated().map { number, step in
            var row: JSONObject = ["number": .integer(Int64(number + 1))]
            for member in self.step(step).object?.members ?? [] { row.append(member.key, member.value) }
            return row
        }
    }

    /// The best route in the list envelope, or none with the reason.
    func routes(_ question: RouteQuestion, without closures: [NetworkClosure], attribution: String) -> JSONObject {
        let best = network.route(question)
        var object: JSONObject = [
            "items": .array(best.map { [.object(route($0, question))] } ?? []), "total": best == nil ? 0 : 1,
            "datasetVersion": .string(snapshot.datasetVersion),
            "question": .object([
                "from": end(question.from), "to": end(question.to), "on": .string(day.description),
                "by": .string(question.order.rawValue), "includesPlanned": .bool(question.states.contains(.expected)),
                "for": string(question.traffic?.rawValue),
                "over": .array((question.over ?? []).map(\.rawValue).sorted().map { .string($0) }),
                "without": .array(closures.map(closure)),
            ]),
        ]
        if best == nil { object["reason"] = text(reason(question)) }
        object["ifCompleted"] =
            network.routeIfCompleted(question, than: best).map { .object(completed($0, question, than: best)) } ?? .null
        object["unfinished"] = .array(
            works(network.unfinished(question, between: [question.from, question.to]).map(\.leg)))
        object["attribution"] = .string(attribution)
        return object
    }

    /// Where a record lies; nil when that is not known.
    static func point(of id: RecordID, in registry: Registry) -> GeoPoint? {
        registry.gates[id]?.point ?? registry.places[id]?.point ?? registry.provinces[id]?.point
            ?? registry.zones[id]?.point ?? registry.projects[id]?.point
    }
}

extension NetworkAnswer {
    func text(_ text: LocalizedText) -> JSONValue { .string(text.text(in: language)) }

    func kilometres(_ metres: Int) -> JSONValue {
        metres % 1000 == 0 ? .integer(Int64(metres / 1000)) : .number(Double(metres) / 1000)
    }

    func href(_ collection: RecordCollection, _ id: RecordID) -> JSONValue {
        .string("/v1/\(collection.rawValue)/\(id)")
    }

    func end(_ node: Int) -> JSONValue {
        let node = network.nodes[node]
        return .object([
            "id": .string(node.id.rawValue), "name": text(node.names), "kind": .string(node.kind.rawValue),
            "href": href(node.collection, node.id),
        ])
    }

    private func node(_ position: Int) -> JSONObject {
        let node = network.nodes[position]
        var object: JSONObject = [
            "id": .string(node.id.rawValue), "name": text(node.names), "kind": .string(node.kind.rawValue),
            "country": .string(node.country), "lat": .null, "lon": .null, "precisionKm": .null, "pointSource": .null,
        ]
        if let point = node.point {
            object["lat"] = .number(point.latitude)
            object["lon"] = .number(point.longitude)
            object["precisionKm"] = point.precisionKilometres.map { .number($0) } ?? .null
            object["pointSource"] = .string(point.source.document.rawValue)
        }
        object["href"] = href(node.collection, node.id)
        return object
    }

    /// A leg in short; in full it is at /v1/legs.
    func leg(_ position: Int) -> JSONObject {
        let leg = network.legs[position]
        let ends = network.ends[position]
        return [
            "id": .string(leg.header.id.rawValue), "name": text(leg.header.names),
            "from": .string(network.nodes[ends.from].id.rawValue), "to": .string(network.nodes[ends.to].id.rawValue),
            "oneWay": .bool(leg.isOneWay), "mode": .string(leg.mode.rawValue),
            "road": string(leg.road), "lengthKm": kilometres(network.lengths[position].metres),
            "lengthBasis": .string(network.lengths[position].basis.rawValue),
            "state": .string(leg.state(on: day).rawValue), "status": .string(leg.status.rawValue),
            "expectedBy": string(leg.expected?.end?.description),
            "gates": .array(leg.gates.map { .string($0.rawValue) }),
            "project": string(leg.project?.rawValue), "connector": .bool(leg.isConnector),
            "href": href(.legs, leg.header.id),
        ]
    }

    private func closure(_ closure: NetworkClosure) -> JSONValue {
        var legs = closure.legs
        if let node = closure.node {
            legs.formUnion(network.ends.indices.filter { network.ends[$0].from == node || network.ends[$0].to == node })
        }
        return .object([
            "id": .string(closure.id.rawValue),
            "name": registry.header(of: closure.id).map { text($0.header.names) } ?? .null,
            "legs": ids(legs.sorted()),
        ])
    }
}

extension NetworkAnswer {
    private func route(_ route: NetworkRoute, _ question: RouteQuestion) -> JSONObject {
        [
            "lengthKm": kilometres(route.metres),
            "lengthByBasis": .object([
                "statedKm": kilometres(network.metres(of: route, .stated)),
                "derivedKm": kilometres(network.metres(of: route, .derived)),
                "estimatedKm": kilometres(network.metres(of: route, .estimated)),
            ]),
            "derived": true, "transfers": .integer(Int64(route.transfers)),
            "modes": .array(modes(of: route).map { .string($0.rawValue) }),
            "gates": .array(gates(of: route).map(gate)), "legs": .array(route.steps.map(step)),
            "restsOn": .array(works(route.steps.filter { $0.state != .open }.map(\.leg))),
            "breaks": .array(network.breaks(of: route, question).map { self.break($0, of: route) }),
        ]
    }

    private func step(_ step: NetworkRoute.Step) -> JSONValue {
        let leg = network.legs[step.leg]
        return .object([
            "id": .string(leg.header.id.rawValue), "name": text(leg.header.names), "from": end(step.from),
            "to": end(step.to), "mode": .string(leg.mode.rawValue), "carriage": .string(step.carriage.name),
            "transfer": .bool(step.isTransfer), "road": string(leg.road),
            "lengthKm": kilometres(network.lengths[step.leg].metres),
            "lengthBasis": .string(network.lengths[step.leg].basis.rawValue), "state": .string(step.state.rawValue),
            "expectedBy": string(leg.expected?.end?.description),
            "gates": .array(leg.gates.map { .string($0.rawValue) }),
            "project": string(leg.project?.rawValue), "href": href(.legs, leg.header.id),
        ])
    }

    private func modes(of route: NetworkRoute) -> [TransportMode] {
        var modes: [TransportMode] = []
        for step in route.steps where !modes.contains(network.legs[step.leg].mode) {
            modes.append(network.legs[step.leg].mode)
        }
        return modes
    }

    private func gates(of route: NetworkRoute) -> [RecordID] {
        RegistryIndex.unique(route.steps.compactMap { network.legs[$0.leg].gates.first?.erased })
    }

    private func gate(_ id: RecordID) -> JSONValue {
        .object([
            "id": .string(id.rawValue), "name": registry.header(of: id).map { text($0.header.names) } ?? .null,
            "href": href(.gates, id),
        ])
    }

    /// Unfinished legs by the project that builds them; a leg of no known project stands for itself.
    func works(_ legs: [Int]) -> [JSONValue] {
        var order: [RecordID?] = []
        var groups: [RecordID?: [Int]] = [:]
        var single: [Int] = []
        for leg in legs {
            guard let project = network.legs[leg].project?.erased else {
                single.append(leg)
                continue
            }
            if groups[project] == nil { order.append(project) }
            groups[project, default: []].append(leg)
        }
        let groupedWorks = order.map { work($0, groups[$0] ?? []) }
        return groupedWorks + single.map { work(nil, [$0]) }
    }

    private func work(_ project: RecordID?, _ legs: [Int]) -> JSONValue {
        let found = project.flatMap { registry.projects[$0] }
        let first = legs.first.map { network.legs[$0] }
        let days = legs.compactMap { network.legs[$0].expected?.end }
        // The work is done when its last leg is; when one has no day, the work has none.
        let last = days.count == legs.count ? days.max() : nil
        let basis = Set(legs.compactMap { network.legs[$0].expectedBasis?.rawValue }).sorted()
        var object: JSONObject = ["project": string(project?.rawValue)]
        object["name"] = (found?.header ?? first?.header).map { text($0.names) } ?? .null
        object["phase"] = string(found?.phase(on: day)?.rawValue)
        object["status"] = string(first?.status.rawValue)
        object["expectedBy"] = string(last?.description)
        object["expectedBasis"] = .array(basis.map { .string($0) })
        object["lengthKm"] = kilometres(legs.reduce(0) { $0 + network.lengths[$1].metres })
        object["legs"] = ids(legs)
        return .object(object)
    }

    func string(_ text: String?) -> JSONValue { text.map { .string($0) } ?? .null }

    func ids(_ legs: some Sequence<Int>) -> JSONValue {
        .array(legs.map { .string(network.legs[$0].header.id.rawValue) })
    }

    private func `break`(_ broken: RouteBreak, of route: NetworkRoute) -> JSONValue {
        let leg = network.legs[broken.leg]
        var alternative = JSONValue.null
        if let other = broken.alternative {
            alternative = .object([
                "lengthKm": kilometres(other.metres), "extraKm": kilometres(other.metres - route.metres),
                "transfers": .integer(Int64(other.transfers)),
                "extraTransfers": .integer(Int64(other.transfers - route.transfers)),
                "gates": .array(gates(of: other).map { .string($0.rawValue) }),
                "legs": ids(other.legs),
            ])
        }
        return .object([
            "leg": .string(leg.header.id.rawValue), "name": text(leg.header.names), "alternative": alternative,
            "cutOff": .array(broken.cutOff.map { .string(network.nodes[$0].id.rawValue) }),
        ])
    }

    /// The better route there would be if all that is planned were open, and what is missing for it.
    private func completed(
        _ better: NetworkRoute, _ question: RouteQuestion, than best: NetworkRoute?
    ) -> JSONObject {
        let missing = better.steps.filter { !question.states.contains($0.state) }.map(\.leg)
        return [
            "lengthKm": kilometres(better.metres),
            "savesKm": best.map { kilometres($0.metres - better.metres) } ?? .null,
            "transfers": .integer(Int64(better.transfers)), "gates": .array(gates(of: better).map(gate)),
            "missing": .array(works(missing)),
            "legs": ids(better.legs),
        ]
    }
}
