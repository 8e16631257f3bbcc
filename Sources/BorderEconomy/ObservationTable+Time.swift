/// Of which time observations are, told without putting them together.
extension ObservationTable {
    /// The time that the observation at a position is of.
    func time(at position: Int) -> InvestmentAccount.Time {
        let time = times[Int(rows[position].time)]
        return InvestmentAccount.Time(period: time.period, asOf: time.asOf)
    }

    /// Whether two of the observations at some positions may speak of the same time. It is told by their periods alone,
    /// in the order of their first days; one that has none may speak of any time.
    func mayShareTime(_ positions: [UInt32]) -> Bool {
        guard positions.count > 1 else { return false }
        var spans: [(start: Int, end: Int)] = []
        for position in positions {
            guard let span = times[Int(rows[Int(position)].time)].span else { return true }
            spans.append(span)
        }
        spans.sort { $0.start < $1.start }
        var end = spans[0].end
        for span in spans.dropFirst() {
            if span.start <= end { return true }
            end = Swift.max(end, span.end)
        }
        return false
    }

    /// The positions of the observations that hold on a day and could be known, ascending.
    ///
    /// - Parameters:
    ///   - day: all hold when it is nil.
    ///   - knowledge: all could be known when it is nil.
    func positions(holdingOn day: CalendarDay?, knownTo knowledge: Knowledge?) -> [UInt32] {
        let holding = times.map { time in day.map(time.holds) ?? true }
        let hasPassed = times.map { time in time.spokenOf.map { $0 <= knowledge?.day ?? $0 } ?? true }
        let reach = sources.map { knowledge?.reach(of: $0) ?? .everything }
        return rows.indices.compactMap { position -> UInt32? in
            let row = rows[position]
            guard holding[Int(row.time)] else { return nil }
            return switch reach[Int(row.source)] {
            case .everything: UInt32(position)
            case .whatHasPassed: hasPassed[Int(row.time)] ? UInt32(position) : nil
            case .nothing: nil
            }
        }
    }
}
