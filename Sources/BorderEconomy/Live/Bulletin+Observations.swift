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

    /// Who counted, and over what time.
    static func note(simulated: Bool, _ span: Span) -> LocalizedText {
        let who =
            simulated
            ? LocalizedText(
                vietnamese: "Số liệu mô phỏng, không phải xe thật", english: "Simulated: no real vehicles",
                chinese: "模拟数据，并非真实车辆")
            : LocalizedText(
                vietnamese: "Hệ thống tự đếm tại cửa khẩu", english: "Counted at the gate by this service",
                chinese: "由本系统在口岸统计")
        let when = span.names
        return LocalizedText(
            vietnamese: "\(who.vietnamese), \(when.vietnamese).", english: "\(who.english), \(when.english).",
            chinese: "\(who.chinese ?? who.english)，\(when.chinese ?? when.english)。")
    }

    /// The time that a figure is of, within or around the day that it names.
    enum Span {
        /// The 24 hours that end at the cut on the day.
        case day(DayCut)
        /// One hour of the day.
        case hour(Int)
        /// The moment of the cut.
        case cut(DayCut)

        var names: LocalizedText {
            func clock(_ hour: Int) -> String { hour < 10 ? "0\(hour):00" : "\(hour):00" }
            switch self {
            case .day(let cut) where cut.hour == 0:
                return LocalizedText(vietnamese: "cả ngày", english: "the whole day", chinese: "全天")
            case .day(let cut):
                let hour = clock(cut.hour)
                return LocalizedText(
                    vietnamese: "24 giờ tính đến \(hour) ngày nêu trên",
                    english: "in the 24 hours to \(hour) of the day, Việt Nam time", chinese: "截至当日\(hour)（越南时间）的24小时")
            case .cut(let cut):
                let hour = clock(cut.hour == 0 ? 24 : cut.hour)
                return LocalizedText(
                    vietnamese: "lúc \(hour)", english: "at \(hour), Việt Nam time", chinese: "\(hour)（越南时间）")
            case .hour(let hour):
                let (start, end) = (clock(hour), clock(hour + 1))
                return LocalizedText(
                    vietnamese: "từ \(start) đến \(end)", english: "from \(start) to \(end), Việt Nam time",
                    chinese: "\(start)至\(end)（越南时间）")
            }
        }
    }
}

extension Bulletin {
    /// The day's figures as observations of the gate: vehicles cleared in all, by direction, by goods class and by hour;
    /// the stock at the cut; the mean hours from arrival to clearance.
    ///
    /// Only of a bulletin whose scope is `real` or `simulated`: figures of both mixed would be neither. Of a day that is
    /// not over, what was cleared so far is "at least", the mean is "approximately", and there is no stock yet. Empty when
    /// nobody reported. A day's figure is of the 24 hours that end at the cut, an hour's of the calendar day that the hour
    /// lies in: 21:00 of the day before, where the cut is at 20:00.
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
            list += hourly.map { cleared($0[direction].cleared, in: $0.hour, direction) }
            list.append(hours(line, [("direction", direction.rawValue)]))
            if isComplete { list.append(stock(line.stockAfter, [("direction", direction.rawValue)])) }
        }
        list.append(hours(total, []))
        if isComplete { list.append(stock(total.stockAfter, [])) }
        return list.compactMap(\.self)
    }

    private func cleared(_ value: Int, _ breakdown: [(String, String)]) -> Observation? {
        cleared(value, breakdown, of: day, .day(cut))
    }

    private func cleared(_ value: Int, in hour: ClockHour, _ direction: GateLane.Direction) -> Observation? {
        guard let day = hour.day else { return nil }
        let number = hour.hourOfDay
        let breakdown = [("direction", direction.rawValue), ("hour", number < 10 ? "0\(number)" : "\(number)")]
        return cleared(value, breakdown, of: day, .hour(number))
    }

    private func cleared(
        _ value: Int, _ breakdown: [(String, String)], of day: CalendarDay, _ span: LiveCounting.Span
    ) -> Observation? {
        observation(LiveCounting.vehiclesCleared, breakdown, of: day, span) {
            var figure = Figure(
                value: Double(value), unit: .vehicle, qualifier: isComplete ? .exact : .atLeast,
                period: Period(start: day, end: day), source: $0)
            figure.cumulative = !isComplete
            return figure
        }
    }

    private func stock(_ value: Int, _ breakdown: [(String, String)]) -> Observation? {
        observation(LiveCounting.yardStock, breakdown, of: day, .cut(cut)) {
            Figure(value: Double(value), unit: .vehicle, asOf: day, source: $0)
        }
    }

    private func hours(_ line: Line, _ breakdown: [(String, String)]) -> Observation? {
        guard let mean = line.clearanceHours else { return nil }
        return observation(LiveCounting.clearanceHours, breakdown, of: day, .day(cut)) {
            // To a hundredth of an hour, some half a minute: times are told to the second, but by hand.
            var figure = Figure(
                value: (mean * 100).rounded() / 100, unit: .hour, qualifier: isComplete ? .exact : .approximately,
                period: Period(start: day, end: day), source: $0)
            figure.average = true
            return figure
        }
    }

    private func observation(
        _ indicator: Identifier<Indicator>?, _ breakdown: [(String, String)], of day: CalendarDay,
        _ span: LiveCounting.Span, figure: (Source) -> Figure
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
        figure.note = LiveCounting.note(simulated: isSimulated, span)
        let measure = Measure(
            subject: gate.erased, indicator: indicator, scope: LiveCounting.scope(simulated: isSimulated),
            dimensions: Dictionary(breakdown) { $1 })
        return Observation(id: id, measure: measure, figure: figure)
    }
}
