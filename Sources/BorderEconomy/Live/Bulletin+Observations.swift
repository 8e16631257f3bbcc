/// How our own counting stands in the registry: the indicators, scopes and documents its figures name.
package enum LiveCounting {
    package static let vehiclesCleared: Identifier<Indicator>? = Identifier("vehicles-cleared")
    package static let yardStock: Identifier<Indicator>? = Identifier("yard-stock")
    package static let clearanceHours: Identifier<Indicator>? = Identifier("clearance-hours")

    /// The scope of figures, which keeps what was played from being compared with what was counted.
    static func scope(simulated: Bool) -> String { simulated ? "simulated" : "counted" }

    /// The document that figures name as their source.
    static func document(simulated: Bool) -> Identifier<Document>? {
        Identifier(simulated ? "cuakhau-live-simulated" : "cuakhau-live")
    }

    static func note(simulated: Bool) -> LocalizedText {
        simulated
            ? LocalizedText(
                vietnamese: "Số liệu mô phỏng, không phải xe thật.", english: "Simulated: no real vehicles.",
                chinese: "模拟数据，并非真实车辆。")
            : LocalizedText(
                vietnamese: "Hệ thống tự đếm tại cửa khẩu.", english: "Counted at the gate by this service.",
                chinese: "由本系统在口岸统计。")
    }
}

extension Bulletin {
    /// The day's figures as observations of the gate: vehicles cleared in all, by direction, by goods class and by hour;
    /// the stock at the cut; the mean hours from arrival to clearance.
    ///
    /// Only of a bulletin whose scope is `real` or `simulated`: figures of both mixed would be neither. Of a day that is
    /// not over, what was cleared so far is "at least", and there is no stock yet. Empty when nobody reported.
    package func observations() -> [Observation] {
        guard scope != .all, hoursReported > 0 else { return [] }
        var list: [Observation?] = [cleared(total.cleared, [])]
        for direction in GateLane.Direction.allCases {
            let line = total(direction)
            list.append(cleared(line.cleared, [("direction", direction.rawValue)]))
            for goods in GoodsClass.allCases where self[direction, goods].cleared > 0 {
                list.append(
                    cleared(
                        self[direction, goods].cleared,
                        [("direction", direction.rawValue), ("goodsClass", goods.rawValue)]))
            }
            list += hourly.map {
                let hour = $0.hour.hourOfDay
                return cleared(
                    $0[direction].cleared,
                    [("direction", direction.rawValue), ("hour", hour < 10 ? "0\(hour)" : "\(hour)")])
            }
            list.append(hours(line, [("direction", direction.rawValue)]))
            if isComplete { list.append(stock(line.stockAfter, [("direction", direction.rawValue)])) }
        }
        list.append(hours(total, []))
        if isComplete { list.append(stock(total.stockAfter, [])) }
        return list.compactMap(\.self)
    }

    private func cleared(_ value: Int, _ breakdown: [(String, String)]) -> Observation? {
        observation(LiveCounting.vehiclesCleared, breakdown) {
            var figure = Figure(
                value: Double(value), unit: .vehicle, qualifier: isComplete ? .exact : .atLeast,
                period: Period(start: day, end: day), source: $0)
            figure.cumulative = !isComplete
            return figure
        }
    }

    private func stock(_ value: Int, _ breakdown: [(String, String)]) -> Observation? {
        observation(LiveCounting.yardStock, breakdown) {
            Figure(value: Double(value), unit: .vehicle, asOf: day, source: $0)
        }
    }

    private func hours(_ line: Line, _ breakdown: [(String, String)]) -> Observation? {
        guard let mean = line.clearanceHours else { return nil }
        return observation(LiveCounting.clearanceHours, breakdown) {
            // To a hundredth of an hour, some half a minute: times are told to the second, but by hand.
            var figure = Figure(
                value: (mean * 100).rounded() / 100, unit: .hour, period: Period(start: day, end: day), source: $0)
            figure.average = true
            return figure
        }
    }

    private func observation(
        _ indicator: Identifier<Indicator>?, _ breakdown: [(String, String)], figure: (Source) -> Figure
    ) -> Observation? {
        let isSimulated = scope == .simulated
        let parts = [gate.rawValue, day.description] + breakdown.map(\.1) + (isSimulated ? ["simulated"] : [])
        guard let indicator, let document = LiveCounting.document(simulated: isSimulated),
            let id = Identifier<Observation>("live-\(indicator)-" + parts.joined(separator: "-"))
        else { return nil }
        var figure = figure(Source(document: document))
        figure.layer = .extended
        figure.derived = true
        figure.confidence = isSimulated ? .low : .high
        figure.note = LiveCounting.note(simulated: isSimulated)
        let measure = Measure(
            subject: gate.erased, indicator: indicator, scope: LiveCounting.scope(simulated: isSimulated),
            dimensions: Dictionary(breakdown) { $1 })
        return Observation(id: id, measure: measure, figure: figure)
    }
}
