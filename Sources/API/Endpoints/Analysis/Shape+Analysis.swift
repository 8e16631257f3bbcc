import BorderEconomy
import JSONText

/// The shapes of what analyses have in common.
extension Shape {
    /// An indicator in short.
    func brief(_ indicator: Indicator) -> JSONValue {
        .object([
            "id": id(indicator.header.id), "name": text(indicator.header.names),
            "unit": .string(indicator.unit.rawValue), "direction": .string(indicator.direction.rawValue),
            "summable": .bool(indicator.summable), "href": .string("/v1/indicators/\(indicator.header.id)"),
        ])
    }

    /// What a line of values is of.
    func lineMembers(_ line: SeriesLine) -> JSONObject {
        var dimensions = JSONObject()
        for (dimension, code) in line.measure.dimensions.sorted(by: { $0.key < $1.key }) {
            dimensions.append(dimension, .string(code))
        }
        let scope = line.measure.scope.flatMap { code in
            registry.indicators[line.measure.indicator]?.scopes.first { $0.id == code }
        }
        return [
            "scope": line.measure.scope.map { .string($0) } ?? .null, "scopeName": text(scope?.names),
            "dimensions": .object(dimensions), "unit": .string(line.unit.rawValue),
            "priceBasis": line.priceBasis.map { .string($0.rawValue) } ?? .null,
        ]
    }

    /// A value of a line, complete.
    func point(_ index: Int, of line: SeriesLine) -> JSONObject {
        let point = line.points[index]
        let figure = point.observation.figure
        var object: JSONObject = [
            "coverage": .string(point.coverage.rawValue), "period": period(point.period), "asOf": day(point.asOf),
        ]
        switch point.origin {
        case .observed(let observation):
            object["value"] = number(figure.value)
            object["low"] = number(figure.low)
            object["high"] = number(figure.high)
            object["qualifier"] = .string(figure.qualifier.rawValue)
            object["cumulative"] = .bool(figure.cumulative)
            object["original"] = figure.original.map { .string($0) } ?? .null
            object["observation"] = id(observation.id)
            object["impliedBy"] = .null
        case .implied(let observation, let comparison):
            object["value"] = computed(point.value)
            object["low"] = .null
            object["high"] = .null
            object["qualifier"] = .string(point.qualifier.rawValue)
            object["cumulative"] = .bool(figure.cumulative)
            object["original"] = .null
            object["observation"] = .null
            object["impliedBy"] = .object([
                "observation": id(observation.id),
                "comparison": self.comparison(figure.comparisons[comparison], of: figure),
            ])
        }
        object["derived"] = .bool(point.isDerived)
        object["confidence"] = .string(point.confidence.rawValue)
        object["layer"] = .string(figure.layer.rawValue)
        object["alternatives"] = ids(point.alternatives)
        object["changes"] = .array(point.changes.map { .object(change($0, in: line)) })
        object["share"] = share(point)
        object["source"] = source(figure.source)
        return object
    }

    /// A change with the value it is from.
    func change(_ change: SeriesPoint.Change, in line: SeriesLine) -> JSONObject {
        let previous = line.points[change.previous]
        let isShare = line.unit.isShare
        var observation: JSONValue = .null
        if case .observed(let found) = previous.origin { observation = id(found.id) }
        return [
            "basis": .string(change.basis.rawValue), "previousValue": computed(change.previousValue),
            "previousPeriod": period(previous.period), "previousAsOf": day(previous.asOf),
            "previousObservation": observation, "previousDerived": .bool(previous.isDerived),
            "years": computed(change.years), "absolute": computed(change.absolute),
            "absoluteUnit": .string(isShare ? "percentage-points" : line.unit.rawValue),
            "percent": computed(change.percent), "perYear": computed(change.perYear),
            "perYearUnit": .string(isShare ? "percentage-points" : "percent"), "stated": .bool(change.isStated),
            "derived": true,
        ]
    }

    private func share(_ point: SeriesPoint) -> JSONValue {
        guard let share = point.share else { return .null }
        let whole = point.observation.figure.comparisons[share.comparison]
        return .object([
            "percent": computed(share.percent), "whole": number(whole.value), "unit": .string(whole.unit.rawValue),
            "base": text(whole.base), "derived": true,
        ])
    }
}

extension Unit {
    /// Whether changes of it are in percentage points.
    var isShare: Bool { self == .percent || self == .percentPerYear }
}
