import BorderEconomy
import Catalog
import JSONText

/// Where a projection begins: the latest comparable observation, the one that the request names, or its own value.
struct ProjectionBeginning {
    let line: SeriesLine
    let start: Projection.Start
    let observation: Observation?
    let seen: SeriesPoint.Change?
    /// What was passed over and why.
    let passedOver: [LocalizedText]

    init(
        _ reader: ProjectionReader, indicator: Indicator, subject: RecordID, until: CalendarDay, snapshot: Snapshot
    ) throws(Problem) {
        if indicator.summable, (until.month, until.day) != (12, 31) {
            throw Self.refusal(
                "/until", "\(indicator.header.id) is a total over a year and \(until) is in the midst of one",
                "give a year, such as \(until.year)")
        }
        let lines = snapshot.lines(of: indicator, about: subject, reader.scope).filter { line in
            (reader.priceBasis.map { $0 == line.priceBasis } ?? true)
                && (reader.dimensions.map { $0 == line.measure.dimensions } ?? true)
        }
        switch reader.start {
        case .given(let value, let day):
            self.init(value: value, on: day, reader, indicator: indicator, subject: subject, lines: lines)
        case .observation(let observation):
            try self.init(observation, indicator: indicator, subject: subject, lines: lines)
        case nil:
            try self.init(latestOf: lines, indicator: indicator, subject: subject, today: snapshot.day)
        }
    }

    /// Begins with a value of the request's own.
    private init(
        value: Double, on day: CalendarDay, _ reader: ProjectionReader, indicator: Indicator, subject: RecordID,
        lines: [SeriesLine]
    ) {
        var scope: String?
        if case .exactly(let wanted) = reader.scope { scope = wanted }
        let measure = Measure(
            subject: subject, indicator: indicator.id, scope: scope, dimensions: reader.dimensions ?? [:])
        line =
            lines.first { $0.measure == measure }
            ?? SeriesLine(measure: measure, unit: indicator.unit, priceBasis: reader.priceBasis ?? nil)
        start = Projection.Start(value: value, day: day)
        observation = nil
        seen = nil
        passedOver = []
    }

    /// Begins with an observation that the request names.
    private init(
        _ observation: Observation, indicator: Indicator, subject: RecordID, lines: [SeriesLine]
    ) throws(Problem) {
        let pointer = "/start"
        guard observation.measure.indicator == indicator.id, observation.measure.subject == subject else {
            throw Self.refusal(
                pointer,
                "\(observation.id) measures \(observation.measure.indicator) of \(observation.measure.subject)",
                "name an observation of \(indicator.header.id) of \(subject)")
        }
        let places = lines.lazy.compactMap { line -> (SeriesLine, SeriesPoint)? in
            line.points.first { point in
                if case .observed(let known) = point.origin, known.id == observation.id { return true }
                return point.alternatives.contains(observation.id)
            }.map { (line, $0) }
        }
        guard let (line, found) = places.first else {
            throw Self.refusal(
                pointer, "\(observation.id) has another scope, breakdown or price basis than asked for",
                "leave scope, dimensions and priceBasis out, or give those of the observation")
        }
        guard found.coverage == .wholeYear || found.coverage == .state, let day = found.lastDay,
            let value = observation.figure.central
        else {
            throw Self.refusal(
                pointer, "\(observation.id) is no value of a whole year and no state (\(found.coverage.rawValue))",
                "begin with a whole year, or give {\"value\": …, \"on\": …}")
        }
        self.line = line
        start = Projection.Start(value: value, low: observation.figure.low, high: observation.figure.high, day: day)
        self.observation = observation
        seen = line.growthSeen(upTo: found)
        passedOver = []
    }

    /// Begins with the latest value that may be continued; it must be clear which.
    private init(
        latestOf lines: [SeriesLine], indicator: Indicator, subject: RecordID, today: CalendarDay
    ) throws(Problem) {
        let usable = lines.compactMap { line in line.latestStart(by: today).map { (line, $0) } }
        guard !usable.isEmpty else {
            let parts = lines.flatMap(\.points).filter { $0.coverage == .partYear }.map(\.observation.id.rawValue)
            let reason =
                lines.isEmpty
                ? "no source reports \(indicator.header.id) of \(subject) in the scope, breakdown and prices asked for"
                : parts.isEmpty
                    ? "no figure of \(indicator.header.id) of \(subject) is of a known year or day"
                    : "\(indicator.header.id) of \(subject) is known for parts of years only (\(parts.joined(separator: ", ")))"
            throw Self.refusal("/start", reason, "give \"start\": {\"value\": …, \"on\": year}")
        }
        // What is not broken down comes first; among what remains it must be clear which is meant.
        let whole = usable.filter { $0.0.measure.dimensions.isEmpty }
        let candidates = whole.isEmpty ? usable : whole
        guard candidates.count == 1, let (line, point) = candidates.first else {
            let texts = candidates.map { line, _ in
                [line.measure.scope ?? "null", line.priceBasis?.rawValue ?? "null", line.measure.breakdown]
                    .filter { !$0.isEmpty }.joined(separator: " / ")
            }
            throw Self.refusal(
                "/scope",
                "\(candidates.count) series could be continued (scope / price basis): \(texts.joined(separator: "; "))",
                "give scope, priceBasis or dimensions, or name an observation in start")
        }
        self.line = line
        let figure = point.observation.figure
        start = Projection.Start(
            value: point.value, low: figure.low, high: figure.high, day: point.lastDay ?? today)
        observation = point.observation
        seen = line.growthSeen(upTo: point)
        passedOver = lines.flatMap(\.points).filter { later in
            guard case .observed = later.origin, let day = later.lastDay, let start = point.lastDay else {
                return false
            }
            return later.observation.id != point.observation.id && day > start
        }.map { later in
            LocalizedText(
                vietnamese:
                    "không dùng \(later.observation.id) (\(later.coverage.rawValue)): khác phạm vi, giá, hoặc chỉ một phần của năm",
                english:
                    "\(later.observation.id) (\(later.coverage.rawValue)) is passed over: another scope or price basis, or part of a year"
            )
        }
    }

    private static func refusal(_ pointer: String, _ reason: String, _ remedy: String) -> Problem {
        Problem(
            .unprocessable, [ProblemFault(parameter: nil, reason: reason, remedy: remedy, pointer: pointer)])
    }
}
