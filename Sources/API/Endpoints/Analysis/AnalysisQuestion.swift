import BorderEconomy
import Catalog
import HTTPEngine

/// Reads the parameters that analyses share, and collects what is wrong with them.
struct AnalysisQuestion {
    let question: Question
    private let faults = FaultList()

    var registry: Registry { question.snapshot.registry }

    init(_ question: Question) {
        self.question = question
    }

    /// Refuses the question when something was wrong with it.
    func check() throws(Problem) {
        try faults.check()
    }

    func report(_ parameter: String, _ reason: @autoclosure () -> String, _ remedy: @autoclosure () -> String) {
        faults.report(parameter, reason(), remedy())
    }

    /// The indicator that a parameter names; nil when it is not given or wrong, which is then reported.
    func indicator(_ parameter: String) -> Indicator? {
        guard let text = question[parameter] else { return nil }
        if let id = RecordID(text), let found = registry.indicators[id] { return found }
        report(parameter, "there is no indicator \"\(text)\"", Self.nearestIndicator(to: text, in: registry))
        return nil
    }

    /// The record that a parameter names by identifier or alias.
    func subject(_ parameter: String) -> RecordID? { question[parameter].flatMap { subject(parameter, $0) } }

    /// The records that a parameter names with commas between, each once.
    func subjects(_ parameter: String) -> [RecordID] {
        var subjects: [RecordID] = []
        for text in question.list(parameter) {
            guard let id = subject(parameter, text) else { continue }
            if subjects.contains(id) {
                report(parameter, "\(id) is named twice", "name each subject once")
            } else {
                subjects.append(id)
            }
        }
        return subjects
    }

    private func subject(_ parameter: String, _ text: String) -> RecordID? {
        if let id = RecordID(text), let found = registry.header(of: id) { return found.header.id }
        report(
            parameter, "there is no record \"\(text)\"",
            Self.nearestSubject(to: text, in: question.published ?? question.snapshot))
        return nil
    }

    /// The scope that a parameter names, which must be one of the indicator's; `null` asks for figures without one.
    func scope(_ parameter: String, of indicator: Indicator?) -> ScopeChoice {
        guard let text = question[parameter] else { return .any }
        if text == "null" { return .exactly(nil) }
        guard let indicator else { return .any }
        let known = indicator.scopes.map(\.id)
        if known.contains(text) { return .exactly(text) }
        report(
            parameter, "\(indicator.header.id) has no scope \"\(text)\"",
            known.isEmpty ? "leave it out" : Suggestion.phrase(for: text, among: known + ["null"]))
        return .any
    }

    func day(_ parameter: String) -> CalendarDay? {
        guard let text = question[parameter] else { return nil }
        if let day = CalendarDay(text) { return day }
        report(parameter, "\"\(text)\" is no day", "give a day of the calendar as YYYY-MM-DD")
        return nil
    }

    func period(_ parameter: String) -> Period? {
        guard let text = question[parameter] else { return nil }
        if let period = Period(text) { return period }
        report(
            parameter, "\"\(text)\" is no period",
            "give a year, a month or two days: 2024, 2024-10, 2021/2030, 2024-01-01/2024-12-15")
        return nil
    }

    static func nearestIndicator(to text: String, in registry: Registry) -> String {
        let known = registry.indicators.all.flatMap { [$0.header.id] + $0.header.aliases }.map(\.rawValue)
        return Suggestion.nearest(to: text, among: known).map { "did you mean \"\($0)\"?" }
            ?? "/v1/indicators lists them"
    }

    static func nearestSubject(to text: String, in snapshot: Snapshot) -> String {
        let known = RouteTable.collections.lazy.filter { $0 != "observations" && $0 != "targets" }
            .flatMap { snapshot[$0]?.suggestedKeys ?? [] }
        return Suggestion.nearest(to: text, among: known).map { "did you mean \"\($0)\"?" }
            ?? "look it up at /v1/provinces, /v1/zones, /v1/gates, /v1/places or another collection"
    }
}

/// Which scopes of an indicator a question is about.
enum ScopeChoice {
    case any
    /// That scope alone; figures without a scope when it is nil.
    case exactly(String?)

    func includes(_ scope: String?) -> Bool {
        switch self {
        case .any: true
        case .exactly(let wanted): scope == wanted
        }
    }
}

extension Snapshot {
    /// The observations of an indicator and a subject, by whichever of its identifiers they name it, in their written
    /// order. They are found by the subject, without a list of all.
    func observations(of indicator: Identifier<Indicator>, about subject: RecordID) -> [Observation] {
        let names = [subject] + (shown.header(of: subject)?.header.aliases ?? [])
        let found = names.map { name in
            shown.observations.observations(of: name) { $0.indicator == indicator }
        }.filter { !$0.isEmpty }
        if found.count < 2 { return found.first ?? [] }
        let positions = found.joined().compactMap { shown.observations.position(of: $0.id.erased) }
        return positions.sorted().map { shown.observations[$0] }
    }

    /// The lines of values that the observations of an indicator and a subject make.
    func lines(of indicator: Indicator, about subject: RecordID, _ scope: ScopeChoice) -> [SeriesLine] {
        SeriesLine.lines(
            of: observations(of: indicator.id, about: subject), isFlow: indicator.summable,
            evidenceDay: registry.evidenceDay
        ).filter { scope.includes($0.measure.scope) }
    }
}

extension Question {
    /// The shapes of values in the language asked for, for what is worked out now. It knows nothing that is looked up in
    /// advance for details of records.
    var shape: Shape { shape(on: snapshot.day) }

    /// The same as seen on another day.
    func shape(on day: CalendarDay) -> Shape {
        Shape(
            presentation: Presentation(
                unindexed: snapshot.shown, evidence: snapshot.registry, on: day, thresholds: snapshot.thresholds),
            language: language)
    }
}
