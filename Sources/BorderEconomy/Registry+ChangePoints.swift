extension Registry {
    /// Days between which the same could be known, ascending: on each of them something may have become known.
    package var knowledgeDays: [CalendarDay] {
        var days = Set(documents.all.compactMap(\.knownFrom))
        // General knowledge becomes known with the days it speaks of, an end with the end.
        for province in provinces.all {
            days.formUnion([province.validTo].compactMap { $0 })
            days.formUnion(province.gsoCodes.flatMap { [$0.validFrom, $0.validTo] }.compactMap { $0 })
        }
        days.formUnion(places.all.compactMap(\.validTo))
        for record in headedRecords {
            days.formUnion(record.header.assertions.compactMap { $0.asOf ?? $0.validFrom })
            for statement in record.header.statements.values.joined() {
                if let day = statement.asOf ?? statement.period?.start { days.insert(day) }
            }
        }
        days.formUnion(observations.times.compactMap(\.spokenOf))
        days.formUnion(gates.all.flatMap(\.lanes).compactMap(\.validFrom))
        days.formUnion(projects.all.flatMap(\.phases).compactMap { $0.from ?? $0.asOf })
        days.formUnion(plans.all.flatMap(\.taskLists).flatMap(\.tasks).compactMap(\.statement.asOf))
        let holders =
            organisations.all.flatMap(\.heads) + documents.all.flatMap(\.signers) + meetings.all.compactMap(\.chair)
        days.formUnion(holders.compactMap { $0.asOf ?? $0.validFrom })
        return days.sorted()
    }

    /// Days between which the same holds, ascending: on each of them something may begin to hold or have ended. The
    /// progress of targets is judged on every day and is not among it.
    package var validityDays: [CalendarDay] {
        var days = ChangeDays()
        for time in observations.times { days.add(time) }
        for target in targets.all { days.add(target.figure) }
        for province in provinces.all {
            days.add(province.validFrom, province.validTo)
            for code in province.gsoCodes { days.add(code.validFrom, code.validTo) }
        }
        for place in places.all { days.add(place.validFrom, place.validTo) }
        for record in headedRecords {
            for assertion in record.header.assertions { days.add(assertion.validFrom, assertion.validTo) }
        }
        for lane in gates.all.flatMap(\.lanes) { days.add(lane.validFrom, nil) }
        for head in organisations.all.flatMap(\.heads) { days.add(head.validFrom, head.validTo) }
        for project in projects.all {
            for phase in project.phases { days.add(phase.from ?? phase.asOf, nil) }
        }
        if legs.count > 0 { days.add(NetworkLeg.firstKnownDay, nil) }
        for leg in legs.all {
            for day in [leg.opened?.end, leg.closed?.start, leg.expected?.end] { days.add(day, nil) }
        }
        for parameter in projects.all.flatMap(\.parameters) + legs.all.flatMap(\.parameters) {
            if case .figure(let figure) = parameter.value { days.add(figure) }
        }
        return days.all.sorted()
    }
}

/// Days on which something begins, and days after something ended.
private struct ChangeDays {
    private(set) var all: Set<CalendarDay> = []

    mutating func add(_ start: CalendarDay?, _ end: CalendarDay?) {
        if let start { all.insert(start) }
        if let end, let after = CalendarDay(daysSince1970: end.daysSince1970 + 1) { all.insert(after) }
    }

    mutating func add(_ figure: Figure) { add(FigureTime(of: figure)) }

    mutating func add(_ time: FigureTime) {
        if let period = time.period { add(period.start, period.end) } else { add(time.asOf, nil) }
    }
}
