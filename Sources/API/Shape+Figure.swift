import BorderEconomy
import JSONText

extension Shape {
    /// The members of a figure, complete: what the source does not say is null.
    func figure(_ figure: Figure) -> JSONObject {
        var object: JSONObject = [
            "value": number(figure.value), "low": number(figure.low), "high": number(figure.high),
            "unit": .string(figure.unit.rawValue), "qualifier": .string(figure.qualifier.rawValue),
            "period": period(figure.period), "asOf": day(figure.asOf),
        ]
        if let basis = figure.periodBasis { object["periodBasis"] = .string(basis.rawValue) }
        if let basis = figure.asOfBasis { object["asOfBasis"] = .string(basis.rawValue) }
        object["cumulative"] = .bool(figure.cumulative)
        object["average"] = .bool(figure.average)
        object["additional"] = .bool(figure.additional)
        object["priceBasis"] = figure.priceBasis.map { .string($0.rawValue) } ?? .null
        object["derived"] = .bool(figure.derived)
        object["inferred"] = .bool(figure.inferred)
        object["confidence"] = .string(figure.confidence.rawValue)
        object["layer"] = .string(figure.layer.rawValue)
        object["original"] = figure.original.map { .string($0) } ?? .null
        object["comparisons"] = .array(figure.comparisons.map { comparison($0, of: figure) })
        object["note"] = text(figure.note)
        object["source"] = source(figure.source)
        return object
    }

    func comparison(_ comparison: Comparison, of figure: Figure) -> JSONValue {
        var object: JSONObject = [
            "kind": .string(comparison.kind.rawValue), "value": number(comparison.value),
            "unit": .string(comparison.unit.rawValue), "base": text(comparison.base),
            "basePeriod": period(comparison.basePeriod),
        ]
        guard let value = figure.central else { return .object(object) }
        switch comparison.kind {
        case .changePercent, .changeAbsolute, .changeAmbiguous:
            object["impliedPrevious"] = implied(comparison.impliedPrevious(of: value), unit: figure.unit)
            if let alternative = comparison.alternativePrevious(of: value) {
                object["alternativePrevious"] = implied(alternative, unit: figure.unit)
            }
        case .baseline, .denominator: break
        }
        return .object(object)
    }

    private func implied(_ value: Double?, unit: Unit) -> JSONValue {
        .object(["value": computed(value), "unit": .string(unit.rawValue), "derived": true])
    }

    /// What a figure measures, with the names people know it by.
    func measure(_ measure: Measure, id: RecordID) -> JSONObject {
        let subject = registry.header(of: measure.subject)
        let indicator = registry.indicators[measure.indicator]
        let scope = measure.scope.flatMap { code in indicator?.scopes.first { $0.id == code } }
        var dimensions = JSONObject()
        for (dimension, code) in measure.dimensions.sorted(by: { $0.key < $1.key }) {
            dimensions.append(dimension, .string(code))
        }
        return [
            "id": self.id(id), "subject": self.id(subject?.header.id ?? measure.subject),
            "subjectName": text(subject?.header.names),
            "subjectCollection": subject.map { .string($0.collection.rawValue) } ?? .null,
            "indicator": self.id(measure.indicator), "indicatorName": text(indicator?.header.names),
            "scope": measure.scope.map { .string($0) } ?? .null, "scopeName": text(scope?.names),
            "dimensions": .object(dimensions),
        ]
    }

    func observation(_ observation: Observation) -> JSONObject {
        var object = measure(observation.measure, id: observation.id.erased)
        for member in figure(observation.figure).members { object[member.key] = member.value }
        if let aggregation = observation.aggregation {
            object["inputs"] = .array(aggregation.inputs.compactMap(input))
            object["reason"] = text(aggregation.reason)
        }
        return object
    }

    /// A figure that another was put together from.
    private func input(_ id: Identifier<Observation>) -> JSONValue? {
        guard let observation = presentation.evidence.observations[id] else { return nil }
        return .object([
            "observation": self.id(id), "subject": self.id(observation.measure.subject),
            "value": number(observation.figure.value), "low": number(observation.figure.low),
            "high": number(observation.figure.high), "unit": .string(observation.figure.unit.rawValue),
            "href": .string("/v1/observations/\(id)"), "source": source(observation.figure.source),
        ])
    }

    func target(_ target: Target) -> JSONObject {
        let progress = presentation.evidence.progress(of: target, on: day, thresholds: presentation.thresholds)
        var object = measure(target.measure, id: target.id.erased)
        object["kind"] = .string(target.kind.rawValue)
        for member in figure(target.figure).members { object[member.key] = member.value }
        object["deadline"] = day(target.deadline)
        object["deadlineBasis"] = target.deadlineBasis.map { .string($0.rawValue) } ?? .null
        object["baseline"] =
            target.baseline.map {
                .object([
                    "value": number($0.value), "unit": .string($0.unit.rawValue), "period": period($0.period),
                ])
            } ?? .null
        object["setBy"] = id(target.setBy)
        object["plan"] = id(target.plan)
        object["projects"] = ids(target.projects)
        object["supersededBy"] = id(target.supersededBy)
        object["status"] = .string(progress.status.rawValue)
        object["gapRelative"] = computed(progress.gapRelative)
        object["progress"] = .object(self.progress(progress, of: target))
        return object
    }

    private func progress(_ progress: Progress, of target: Target) -> JSONObject {
        [
            "status": .string(progress.status.rawValue), "asOf": day(progress.asOf),
            "evidence": .string(progress.evidence.rawValue), "latest": id(progress.latest),
            "latestValue": number(progress.latestValue), "gap": computed(progress.gap),
            "gapRelative": computed(progress.gapRelative), "neededPerYear": computed(progress.neededPerYear),
            "seenPerYear": computed(progress.seenPerYear),
            "perYearUnit": .string(target.figure.unit == .percent ? "percentage-points" : "percent"),
            "projectedValue": computed(progress.projectedValue), "why": text(progress.why),
            "incomparable": .array(
                progress.incomparable.map { figure in
                    .object([
                        "observation": id(figure.observation), "value": number(figure.value),
                        "unit": .string(figure.unit.rawValue),
                        "differs": .array(figure.differences.map { .string($0.rawValue) }),
                    ])
                }),
            "thresholds": .object([
                "onTrackShare": number(presentation.thresholds.onTrackShare),
                "atRiskShare": number(presentation.thresholds.atRiskShare),
            ]),
        ]
    }
}
