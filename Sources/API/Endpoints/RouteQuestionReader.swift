import BorderEconomy
import Catalog
import HTTPEngine

/// Reads what is asked of the network and says everything that is wrong with it.
struct RouteQuestionReader {
    let network: TransportNetwork
    private(set) var closures: [NetworkClosure] = []
    private let question: Question
    private let faults = FaultList()
    /// The network as it is recorded; nil where the question sees all of it.
    private let recorded: (network: TransportNetwork, registry: Registry)?

    init(_ question: Question) {
        self.question = question
        let registry = question.snapshot.registry
        recorded = question.published.map { (TransportNetwork($0.registry), $0.registry) }
        let network = TransportNetwork(registry)
        guard let recorded else {
            self.network = network
            return
        }
        // An end at which no leg was known is on the network alone: that nothing led there is an answer.
        let alone = ["from", "to"].compactMap { question[$0].flatMap { RecordID($0) } }
            .filter { network.node(standingFor: $0, in: registry) == nil }
            .compactMap { recorded.network.node(standingFor: $0, in: recorded.registry) }
        self.network =
            alone.isEmpty ? network : TransportNetwork(registry, with: alone.map { recorded.network.nodes[$0] })
    }

    private var registry: Registry { question.snapshot.registry }

    /// The record that a text names, known or only recorded.
    private func locate(_ text: String) -> (collection: RecordCollection, id: RecordID)? {
        guard let id = RecordID(text) else { return nil }
        return registry.locate(id) ?? recorded?.registry.locate(id)
    }

    /// Throws what was found wrong so far.
    func check() throws(Problem) {
        try faults.check()
    }

    /// The day of `on`; the server's when it is not given.
    func day() -> CalendarDay {
        guard let text = question["on"] else { return question.snapshot.day }
        if let day = CalendarDay(text) { return day }
        faults.report("on", "there is no day \"\(text)\"", "give a day as YYYY-MM-DD")
        return question.snapshot.day
    }

    mutating func routeQuestion() throws(Problem) -> RouteQuestion {
        let day = day()
        let from = node("from")
        let to = node("to")
        let order: RouteQuestion.Order? = choice("by")
        let planned: Inclusion? = choice("include")
        let traffic: Traffic? = choice("for")
        var asked = RouteQuestion(
            from: from ?? 0, to: to ?? 0, on: day, by: order ?? .length, includingPlanned: planned != nil)
        asked.traffic = traffic
        asked.over = kinds()
        for name in question.list("without") { close(name) }
        for closure in closures {
            asked.closedLegs.formUnion(closure.legs)
            if let node = closure.node {
                asked.closedNodes.insert(node)
                for (parameter, end) in [("from", from), ("to", to)] where end == node {
                    faults.report(
                        "without",
                        "\(closure.id) is closed and is where the route is to \(parameter == "to" ? "end" : "begin")",
                        "leave it out of without, or give another \(parameter)")
                }
            }
        }
        if let from, let to, from == to {
            faults.report("to", "the route begins and ends at \(network.nodes[from].id)", "give two places")
        }
        try check()
        return asked
    }

    private enum Inclusion: String, CaseIterable {
        case planned
    }

    private func choice<Value: RawRepresentable & CaseIterable>(_ parameter: String) -> Value?
    where Value.RawValue == String {
        guard let text = question[parameter] else { return nil }
        if let value = Value(rawValue: text) { return value }
        let known = Value.allCases.map(\.rawValue)
        faults.report(parameter, "\(parameter) cannot be \"\(text)\"", Suggestion.phrase(for: text, among: known))
        return nil
    }

    private func kinds() -> Set<Carriage.Kind>? {
        let names = question.list("over")
        guard !names.isEmpty else { return nil }
        let known = Carriage.Kind.allCases.map(\.rawValue)
        for name in names where !known.contains(name) {
            faults.report("over", "over cannot be \"\(name)\"", Suggestion.phrase(for: name, among: known))
        }
        return Set(names.compactMap(Carriage.Kind.init))
    }

    /// The states of `state`; nil when it is not given.
    func states() -> Set<LegState>? {
        guard question["state"] != nil else { return nil }
        let names = question.list("state")
        let known = LegState.allCases.map(\.rawValue)
        for name in names where !known.contains(name) {
            faults.report("state", "state cannot be \"\(name)\"", Suggestion.phrase(for: name, among: known))
        }
        return Set(names.compactMap(LegState.init))
    }

    /// The projects of `project`, by their own identifiers; nil when it is not given.
    func projects() -> Set<RecordID>? {
        guard question["project"] != nil else { return nil }
        var found: Set<RecordID> = []
        for name in question.list("project") {
            if let project = RecordID(name).flatMap({ registry.projects[$0] }) {
                found.insert(project.header.id)
            } else {
                let known = registry.projects.all.map(\.header.id.rawValue)
                let nearest = Suggestion.nearest(to: name, among: known).map { "did you mean \"\($0)\"?" }
                faults.report("project", "there is no project \"\(name)\"", nearest ?? "take one of /v1/projects")
            }
        }
        return found
    }

    private func node(_ parameter: String) -> Int? {
        guard let text = question[parameter] else { return nil }
        guard let found = locate(text) else {
            faults.report(parameter, "there is no place \"\(text)\"", suggestion(for: text))
            return nil
        }
        let node =
            network.node(standingFor: found.id, in: registry)
            ?? recorded.flatMap { network.node(standingFor: found.id, in: $0.registry) }
        if let node { return node }
        faults.report(parameter, "no leg of the network meets at \(found.id)", alternative(to: found.id))
        return nil
    }

    private mutating func close(_ text: String) {
        guard let found = locate(text) else {
            faults.report("without", "there is nothing called \"\(text)\"", suggestion(for: text))
            return
        }
        let closure = closure(of: found, on: network)
        // What closes nothing only because nothing of it was known closes nothing, and that is no fault.
        if !closure.isEmpty || recorded.map({ !self.closure(of: found, on: $0.network).isEmpty }) ?? false {
            closures.append(closure)
        } else {
            let remedy =
                found.collection == .provinces
                ? "name its gates or places" : "name a leg, a gate that a leg crosses at, a place or a project"
            faults.report("without", "no leg of the network closes with \(found.id)", remedy)
        }
    }

    private func closure(
        of record: (collection: RecordCollection, id: RecordID), on network: TransportNetwork
    ) -> NetworkClosure {
        NetworkClosure(
            id: record.id, legs: network.legs(closedWith: record.id),
            node: record.collection == .gates ? nil : network.node(record.id))
    }

    /// The nearest name on the network for one that names nothing.
    private func suggestion(for text: String) -> String {
        let slug = SearchText.words(text).joined(separator: "-")
        let known = network.nodes.flatMap { node in
            [node.id.rawValue] + (registry.header(of: node.id)?.header.aliases ?? []).map(\.rawValue)
        }
        let provinces = registry.provinces.all.map(\.header.id.rawValue)
        if let nearest = Suggestion.nearest(to: slug, among: known + provinces) {
            return "did you mean \"\(nearest)\"?"
        }
        return "look it up at /v1/network"
    }

    /// What is on the network near a record that is not.
    private func alternative(to id: RecordID) -> String {
        let point = NetworkAnswer.point(of: id, in: registry)
        guard let point, let nearest = network.nearestNode(to: point) else {
            return "give one of the places at /v1/network"
        }
        let kilometres = Int(nearest.kilometres.rounded())
        return "the nearest place on the network is \"\(network.nodes[nearest.node].id)\", \(kilometres) km away"
    }
}
