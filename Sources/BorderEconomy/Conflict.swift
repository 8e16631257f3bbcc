/// Facts about one thing that cannot all be right, with the one that is preferred and why.
package struct Conflict: Sendable {
    package enum Sides: Sendable {
        /// Assertions about a field, by their index in the record.
        case assertions(field: String, indexes: [Int], preferred: Int)
        /// Observations of one measure.
        case observations([Identifier<Observation>], preferred: Identifier<Observation>)
    }

    package let subject: RecordID
    package let sides: Sides
    package let why: LocalizedText
}

extension Registry {
    /// All conflicts as seen on `day`.
    package func conflicts(on day: CalendarDay) -> [Conflict] {
        headedRecords.flatMap { assertionConflicts(in: $0.header, on: day) } + observationConflicts()
    }

    /// Fields about which two sources assert different states for the same time, or a source plans what another
    /// already asserts differently.
    private func assertionConflicts(in header: RecordHeader, on day: CalendarDay) -> [Conflict] {
        var fields: [String] = []
        for assertion in header.assertions where !fields.contains(assertion.field) { fields.append(assertion.field) }
        return fields.compactMap { field in
            let indexes = header.assertions.indices.filter { header.assertions[$0].field == field }
            let current = indexes.filter { !header.assertions[$0].planned }
            let disagree = current.contains { first in
                current.contains { second in
                    header.assertions[first].value != header.assertions[second].value
                        && header.assertions[first].overlaps(header.assertions[second])
                }
            }
            let plannedDiffers = indexes.contains { index in
                header.assertions[index].planned
                    && current.contains { header.assertions[$0].value != header.assertions[index].value }
            }
            guard disagree || plannedDiffers, let preferred = preferred(field, of: header, on: day) else { return nil }
            return Conflict(
                subject: header.id,
                sides: .assertions(field: field, indexes: indexes, preferred: preferred.index), why: preferred.why)
        }
    }

    private func observationConflicts() -> [Conflict] {
        observations.measures.indices.compactMap { number in
            let positions = observations.positions(ofMeasure: number)
            guard observations.mayShareTime(positions) else { return nil }
            let measure = observations.measures[number]
            let group = positions.map { observations[Int($0)] }
            let sides = group.filter { one in
                group.contains {
                    $0.id != one.id && one.speaksOfSameTime(as: $0) && !one.figure.agrees(with: $0.figure)
                }
            }
            guard var best = sides.first else { return nil }
            for side in sides.dropFirst()
            where side.figure.isPreferred(to: best.figure, evidenceDay: evidenceDay) { best = side }
            return Conflict(
                subject: measure.subject, sides: .observations(sides.map(\.id), preferred: best.id),
                why: LocalizedText(
                    vietnamese: "số liệu muộn hơn, rồi đến nguồn tin cậy hơn, được ưu tiên",
                    english: "the later figure is preferred, then the one of higher confidence"))
        }
    }
}

extension Assertion {
    fileprivate func overlaps(_ other: Assertion) -> Bool {
        if let end = validTo, let start = other.validFrom, end < start { return false }
        if let end = other.validTo, let start = validFrom, end < start { return false }
        return true
    }
}

extension Observation {
    /// Whether two figures speak of the same time: periods that overlap, or states of the same year; a figure of no
    /// stated time speaks of any.
    fileprivate func speaksOfSameTime(as other: Observation) -> Bool {
        switch (figure.period, other.figure.period) {
        case (let mine?, let theirs?):
            if mine == theirs { return true }
            return mine.overlaps(theirs) && !mine.isPartOfCalendarYear && !theirs.isPartOfCalendarYear
        case (nil, nil):
            guard let mine = figure.asOf, let theirs = other.figure.asOf else { return true }
            return mine.year == theirs.year
        case (let period?, nil): return other.figure.asOf.map(period.contains) ?? true
        case (nil, let period?): return figure.asOf.map(period.contains) ?? true
        }
    }
}
