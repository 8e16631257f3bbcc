import BorderEconomy
import Catalog
import HTTPEngine
import JSONText

/// The legs of the transport network that a corridor runs over.
enum CorridorEndpoint {
    static let endpoints = [legs]

    private static let state = OperationParameter(
        name: "state", meaning: "Only legs in these states on the day, with commas between",
        schema: [
            "type": "array",
            "items": .object([
                "type": "string", "enum": .array(CommonFields.values(LegState.self).map { .string($0) }),
            ]), "minItems": 1,
        ], example: "expected,not-yet,undated")

    private static let project = OperationParameter(
        name: "project", meaning: "Only legs that these projects build or widen, with commas between",
        schema: ["type": "string", "minLength": 1], example: "ds-lao-cai-ha-noi-hai-phong")

    private static let legs = Endpoint(
        path: "/v1/corridors/{id}/legs", method: .get,
        operation: Operation(
            id: "listCorridorLegs", tag: .network,
            summary: "What a corridor runs over: the ways in use between its places, and the works that are missing",
            parameters: [
                NetworkEndpoint.on, state, project, .language, .format(Format.ofPlaces), .byteOrderMark,
            ], answers: Operation.answers(NetworkSchema.corridor, in: Format.ofPlaces), problems: [.notFound]),
        answer: { question throws(Problem) in NetworkEndpoint.later(question, answer) })

    private static func answer(_ question: Question) throws(Problem) -> Answer {
        let corridor = try corridor(of: question)
        let reader = RouteQuestionReader(question)
        let day = reader.day()
        let choice = CorridorChoice(states: reader.states(), projects: reader.projects())
        try reader.check()
        let answer = NetworkAnswer(reader.network, question, on: day)
        guard question.format == .json else {
            return try ComputedTable(
                rows: answer.legs(of: corridor, choice), fields: NetworkTable.corridorLeg,
                name: "corridor-\(corridor.id)-\(day)", places: .legs
            ).answer(to: question)
        }
        var made = NetworkEndpoint.answer(
            answer.corridor(corridor, choice, attribution: NetworkEndpoint.attribution?.text ?? ""), to: question)
        made.links = ["</v1/corridors/\(corridor.id)>; rel=\"up\"", APIResponder.describedBy]
        return made
    }

    private static func corridor(of question: Question) throws(Problem) -> Corridor {
        let text = question.values["id"] ?? ""
        let corridors = question.snapshot.registry.corridors
        if let corridor = RecordID(text).flatMap({ corridors[$0] }) { return corridor }
        let known = corridors.all.map(\.id.rawValue)
        let remedy =
            Suggestion.nearest(to: text, among: known).map { "did you mean /v1/corridors/\($0)/legs?" }
            ?? "/v1/corridors lists them"
        throw Problem(kind: .notFound, detail: "corridors have no record \"\(text)\"; \(remedy)")
    }
}

/// Which legs of a corridor are asked for.
struct CorridorChoice {
    /// All when nil.
    let states: Set<LegState>?
    /// Identifiers of projects; all legs when nil.
    let projects: Set<RecordID>?

    func includes(_ leg: NetworkLeg, in registry: Registry, on day: CalendarDay) -> Bool {
        if let states, !states.contains(leg.state(on: day)) { return false }
        guard let projects else { return true }
        return leg.project.flatMap { registry.projects[$0]?.header.id }.map(projects.contains) ?? false
    }
}
