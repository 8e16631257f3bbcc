import BorderEconomy
import Catalog
import HTTPEngine

/// Requests for endpoints: who asks, with what content and in which form.
extension APIResponder {
    /// Whoever sent the request, where not everyone may.
    func caller(
        of request: borrowing Request, for route: Route, _ response: borrowing ResponseWriter
    ) throws(Problem) -> Caller? {
        guard let need = route.endpoint(for: request.method)?.operation.access, need != .nothing else { return nil }
        guard let gate = site.gate else {
            throw Problem(
                kind: .readOnly,
                detail:
                    "this server was started to be read only; what is written goes to the one that keeps the journal")
        }
        return try gate.doorkeeper.admit(request, from: response.peer, for: need)
    }

    func answer(
        _ place: EndpointTable.Place, _ values: [String], _ request: borrowing Request,
        _ parameters: [QueryParameter], _ caller: Caller?
    ) throws(Problem) -> Answer {
        guard let endpoint = place.endpoint(for: request.method) else {
            throw Problem(
                kind: .methodNotAllowed, detail: "\(place.path.text) offers \(place.allowed)",
                fields: [ResponseField("Allow", place.allowed)])
        }
        var named: [String: String] = [:]
        for (name, value) in zip(place.path.variables, values) { named[name] = value }
        let content = try RequestContent.read(request, for: endpoint.operation)
        let formats = endpoint.operation.formats
        // An operation that offers other types besides chooses by itself.
        let isChosen = !formats.isEmpty && formats.count == endpoint.operation.answers.count
        let asked = parameters.contains { $0.name == "f" } ? formats.first : nil
        let wanted =
            isChosen ? try Format.chosen(asked: asked, request: request, among: formats, of: "answers") : .json
        let time = try time(of: endpoint.operation, parameters, collection: named["collection"])
        var question = try Question(
            parameters, for: endpoint.operation, snapshot: snapshot, values: named,
            content: content, path: place.path.path(with: values), origin: Self.origin(of: request), wanted: wanted)
        question.method = request.method
        question.caller = caller
        question.gate = site.gate
        question.version = site.version
        question.head = try HeadFields(request, for: endpoint.operation)
        do {
            question.snapshot = try version(time.datasetVersion)
        } catch {
            // What is wrong with the question itself comes first.
            _ = try endpoint.answer(question)
            throw error
        }
        var answer =
            time.vantage == .present && !endpoint.leavesLoop(with: question.snapshot)
            ? try Self.answer(question, by: endpoint) : seen(question, of: endpoint, from: time.vantage)
        answer.isChosen = isChosen
        if caller != nil { answer.keepPrivate() }
        return answer
    }

    /// The answer of an endpoint. What was done before under the request's key is answered as it was then, whatever speaks
    /// against it by now: a version that is another, an event that is over, a time that has passed.
    private static func answer(_ question: Question, by endpoint: Endpoint) throws(Problem) -> Answer {
        do throws(Problem) {
            return try endpoint.answer(question)
        } catch {
            guard error.kind.mayComeWithTime, let answer = question.answerBefore(orElse: error) else { throw error }
            return answer
        }
    }

    /// What the addresses of this service begin with, as the client sees them.
    private static func origin(of request: borrowing Request) -> String {
        guard let authority = request.authority.validString, !authority.isEmpty else { return "" }
        return "\(request.isSecure ? "https" : "http")://\(authority)"
    }
}
