extension Registry {
    /// Only what holds on `day`: figures whose period contains it, assertions, offices, codes and lanes whose interval
    /// does. Open ends reach for ever. Records stay, those of things that have ended included, so that every reference
    /// leads somewhere.
    package func holding(on day: CalendarDay) -> Registry {
        var view = self
        view.observations = observations.keeping(observations.positions(holdingOn: day, knownTo: nil))
        view.targets = targets.removing({ !$0.figure.holds(on: day) }, ids: { [$0.id.erased] })
        func holding<Noun: Record>(_ table: RecordTable<Noun>, _ change: (inout Noun) -> Void) -> RecordTable<Noun> {
            table.compactMapping(
                { record in
                    var record = record
                    change(&record)
                    return record
                }, ids: { $0.identifiers })
        }
        view.provinces = holding(provinces) { province in
            province.header.keepHolding(on: day)
            province.gsoCodes.removeAll { !Interval($0.validFrom, $0.validTo).contains(day) }
        }
        view.gates = holding(gates) { gate in
            gate.header.keepHolding(on: day)
            gate.lanes.removeAll { !Interval($0.validFrom, nil).contains(day) }
        }
        view.projects = holding(projects) { project in
            project.header.keepHolding(on: day)
            project.parameters.removeAll { !$0.holds(on: day) }
        }
        view.legs = holding(legs) { leg in
            leg.header.keepHolding(on: day)
            leg.parameters.removeAll { !$0.holds(on: day) }
        }
        view.organisations = holding(organisations) { organisation in
            organisation.header.keepHolding(on: day)
            organisation.heads.removeAll { !Interval($0.validFrom, $0.validTo).contains(day) }
        }
        view.zones = holding(zones) { $0.header.keepHolding(on: day) }
        view.corridors = holding(corridors) { $0.header.keepHolding(on: day) }
        view.places = holding(places) { $0.header.keepHolding(on: day) }
        view.meetings = holding(meetings) { $0.header.keepHolding(on: day) }
        view.documents = holding(documents) { $0.header.keepHolding(on: day) }
        view.plans = holding(plans) { $0.header.keepHolding(on: day) }
        view.services = holding(services) { $0.header.keepHolding(on: day) }
        return view
    }
}

extension Figure {
    /// Whether the figure speaks of `day`, as its time does.
    package func holds(on day: CalendarDay) -> Bool { FigureTime(of: self).holds(on: day) }
}

extension ProjectParameter {
    /// Whether the design value speaks of `day`; a code has no time.
    fileprivate func holds(on day: CalendarDay) -> Bool {
        if case .figure(let figure) = value { figure.holds(on: day) } else { true }
    }
}

extension RecordHeader {
    fileprivate mutating func keepHolding(on day: CalendarDay) {
        assertions.removeAll { !$0.holds(on: day) }
    }
}

/// Days from one to another, both included; an end that is nil reaches for ever.
struct Interval {
    let start: CalendarDay?
    let end: CalendarDay?

    init(_ start: CalendarDay?, _ end: CalendarDay?) {
        self.start = start
        self.end = end
    }

    func contains(_ day: CalendarDay) -> Bool {
        if let start, day < start { return false }
        if let end, end < day { return false }
        return true
    }
}
