import BorderEconomy
import Catalog
import HTTPEngine
import JSONText

/// The transport network and the routes over it.
enum NetworkEndpoint {
    static let endpoints = [network, route]

    /// Whose work positions and estimates are.
    static let attribution = Attribution(of: "legs")

    static let on = OperationParameter(
        name: "on", meaning: "The day asked about, YYYY-MM-DD; today when left out",
        schema: ["type": "string", "format": "date"], example: "2030-12-31")
    private static let include = OperationParameter(
        name: "include", meaning: "planned: also legs that by the plans are open by the day, confirmed or not",
        schema: ["type": "string", "enum": ["planned"]], example: "planned")
    private static let traffic = OperationParameter(
        name: "for", meaning: "Only legs that this traffic may use",
        schema: ["type": "string", "enum": ["passengers", "goods"]], example: "goods")
    private static let over = OperationParameter(
        name: "over", meaning: "Only roads, railways or waterways, bridges included; with commas between",
        schema: ["type": "string"], example: "road")
    private static let without = OperationParameter(
        name: "without",
        meaning: "What is closed: legs, gates with their parts, places, or what a project builds; with commas between",
        schema: ["type": "string"], example: "kim-thanh")

    /// The whole network as it is on a day.
    private static let network = Endpoint(
        path: "/v1/network", method: .get,
        operation: Operation(
            id: "getNetwork", tag: .network, summary: "The legs of the transport network and the records they join",
            parameters: [on, .language, .format(Format.ofPlaces), .byteOrderMark, .knownAt, .datasetVersion],
            answers: Operation.answers(NetworkSchema.network, in: Format.ofPlaces)),
        answer: { question throws(Problem) in later(question, answer(network:)) })

    /// The best route between two places.
    private static let route = Endpoint(
        path: "/v1/network/route", method: .get,
        operation: Operation(
            id: "findRoute", tag: .network,
            summary: "The best route between two places: its legs, what it rests on, what happens when a leg closes",
            parameters: [
                OperationParameter(
                    name: "from", meaning: "Where the route begins", schema: ["type": "string"], isRequired: true,
                    example: "kunming"),
                OperationParameter(
                    name: "to", meaning: "Where the route ends", schema: ["type": "string"], isRequired: true,
                    example: "hai-phong"),
                on,
                OperationParameter(
                    name: "by", meaning: "What the route is to have least of; length when left out",
                    schema: ["type": "string", "enum": ["length", "transfers"]], example: "length"),
                without, include, traffic, over, .language, .format(Format.ofPlaces), .byteOrderMark,
                .knownAt, .datasetVersion,
            ], answers: Operation.answers(NetworkSchema.route, in: Format.ofPlaces)),
        // A search for the route, and one for each of its legs: some milliseconds.
        answer: { question throws(Problem) in later(question, answer(route:)) })

    /// An answer that is worked out off the loop, in the format that the question wants.
    static func later(
        _ question: Question, _ work: @escaping @Sendable (Question) throws(Problem) -> Answer
    ) -> Answer {
        Answer(
            mediaType: question.format.mediaType,
            body: .later { _ throws(Problem) in
                var answer = try work(question)
                answer.isChosen = true
                if let attribution { answer.links.append(attribution.link) }
                return answer
            })
    }

    private static func answer(network question: Question) throws(Problem) -> Answer {
        let reader = RouteQuestionReader(question)
        let day = reader.day()
        try reader.check()
        let answer = NetworkAnswer(reader.network, question, on: day)
        guard question.format == .json else {
            return try ComputedTable(
                rows: answer.legs, fields: NetworkTable.leg, name: "network-\(day)", places: .legs
            ).answer(to: question)
        }
        return Self.answer(answer.network(attribution: attribution?.text ?? ""), to: question)
    }

    private static func answer(route question: Question) throws(Problem) -> Answer {
        var reader = RouteQuestionReader(question)
        let asked = try reader.routeQuestion()
        let answer = NetworkAnswer(reader.network, question, on: asked.day)
        guard question.format == .json else {
            let ends = [asked.from, asked.to].map { reader.network.nodes[$0].id.rawValue }
            return try ComputedTable(
                rows: answer.steps(of: asked), fields: NetworkTable.step,
                name: "route-\(ends.joined(separator: "-"))-\(asked.day)", places: .legs
            ).answer(to: question)
        }
        return Self.answer(
            answer.routes(asked, without: reader.closures, attribution: attribution?.text ?? ""), to: question)
    }

    static func answer(_ content: JSONObject, to question: Question) -> Answer {
        var answer = Answer(body: .fresh(JSONWriter.encode(.object(content))))
        answer.fields = [ResponseField("Content-Language", question.language.rawValue)]
        return answer
    }
}
