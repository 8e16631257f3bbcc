import BorderEconomy
import Catalog
import HTTPEngine
import JSONText
import Journal

/// The report of a gate's day.
enum BulletinEndpoint {
    static let all = [
        Endpoint(
            path: "/v1/gates/{id}/bulletin", method: .get,
            operation: Operation(
                id: "getBulletin", tag: .live,
                summary:
                    "What came to a gate in a day, was cleared, turned back and diverted, and what stands in its yard",
                parameters: [date, scope, .language, .format([.json, .csv, .text]), .byteOrderMark],
                answers: [
                    (mediaType: Answer.json, schema: BulletinShape.schema),
                    (mediaType: Format.csv.plainMediaType, schema: ["type": "string"]),
                    (mediaType: Format.text.plainMediaType, schema: ["type": "string"]),
                ], problems: [.notFound, .readOnly]),
            answer: answer)
    ]

    private static let date = OperationParameter(
        name: "date",
        meaning:
            "The day, which ends with the cut (20:00 in Việt Nam unless set); today by the calendar when left out, which "
            + "after the cut is the day that has just ended",
        schema: ["type": "string", "format": "date"])

    private static let scope = OperationParameter(
        name: "scope", meaning: "Which vehicles are counted",
        schema: [
            "type": "string", "enum": .array(Bulletin.Scope.allCases.map { .string($0.rawValue) }),
            "default": .string(Bulletin.Scope.real.rawValue),
        ], example: Bulletin.Scope.all.rawValue)

    @Sendable private static func answer(_ question: Question) throws(Problem) -> Answer {
        let id = try question.gateOfPath()
        guard let gate = question.gate else {
            throw Problem(kind: .readOnly, detail: "this server keeps no journal, so it counts nothing")
        }
        let now = gate.clock.now()
        let (day, scope) = try asked(
            question, today: ClockHour(of: now).day, last: gate.rules.dayCut.day(of: ClockHour(of: now)))
        return Answer(
            body: .awaited { tell in
                gate.writer.readBulletin(of: id, day: day, scope: scope) { found in
                    switch found {
                    case .failure(let fault): tell(.failure(fault.problem))
                    case .success(nil): tell(.failure(Refusal.unknownGate(id).problem))
                    case .success(.some(let bulletin)):
                        tell(BulletinShape(bulletin, question).answer)
                    }
                }
            })
    }

    private static func asked(
        _ question: Question, today: CalendarDay?, last: CalendarDay?
    ) throws(Problem) -> (day: CalendarDay, scope: Bulletin.Scope) {
        var reader = ParameterReader(question)
        let given = reader.day("date")
        if let given, let last, given > last {
            reader.report("date", "\(given) has not begun", "give \(last) or a day before it")
        }
        let scope = reader.value("scope") {
            Bulletin.Scope(rawValue: $0)
        } fault: { text in
            (
                "there is no scope \"\(text)\"",
                Suggestion.phrase(for: text, among: Bulletin.Scope.allCases.map(\.rawValue))
            )
        }
        try reader.check()
        return (given ?? today ?? question.snapshot.day, scope ?? .real)
    }
}
