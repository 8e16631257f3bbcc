import BorderEconomy

extension SeedNode {
    func gate() -> BorderGate? {
        object { object in
            let header = object.header()
            let kind = object.required("kind") { $0.oneOf(BorderGate.Kind.self) }
            let province = object.required("province") { $0.id(Province.self) }
            let parentGate = object.optional("parentGate") { $0.id(BorderGate.self) }
            let place = object.optional("place") { $0.id(Place.self) }
            let zone = object.optional("zone") { $0.id(EconomicZone.self) }
            let counterpart = object.optional("counterpart") { $0.counterpart() }
            let boundaryMarkers = object.optional("boundaryMarkers") { $0.string() }
            let point = object.optional("point") { $0.point() }
            let openedOn = object.optional("openedOn") { $0.day() }
            let lanes = object.list("lanes") { $0.lane() }
            let openingHours = object.optional("openingHours") { $0.openingHours() }
            guard let header, let kind, let province else { return nil }
            var gate = BorderGate(header: header, kind: kind, province: province)
            gate.parentGate = parentGate
            gate.place = place
            gate.zone = zone
            gate.counterpart = counterpart
            gate.boundaryMarkers = boundaryMarkers
            gate.point = point
            gate.openedOn = openedOn
            gate.lanes = lanes
            gate.openingHours = openingHours
            return gate
        }
    }

    private func counterpart() -> GateCounterpart? {
        object { object in
            let names = object.required("names") { $0.text() }
            let county = object.optional("county") { $0.id(Place.self) }
            let prefecture = object.optional("prefecture") { $0.id(Place.self) }
            let confidence = object.optional("confidence") { $0.oneOf(Confidence.self) }
            let source = object.required("source") { $0.source() }
            guard let names, let source else { return nil }
            return GateCounterpart(
                names: names, county: county, prefecture: prefecture, confidence: confidence ?? .high, source: source)
        }
    }

    private func lane() -> GateLane? {
        object { object in
            let id = object.required("id") { $0.id(GateLane.self) }
            let direction = object.required("direction") { $0.oneOf(GateLane.Direction.self) }
            let vehicleKinds = object.optional("vehicleKinds") { kinds in
                VehicleKinds(kinds.array { $0.oneOf(GoodsClass.self) })
            }
            let validFrom = object.optional("validFrom") { $0.day() }
            let editorial = object.optional("editorial") { $0.text() }
            let source = object.required("source") { $0.source() }
            guard let id, let direction, let source else { return nil }
            return GateLane(
                id: id.rawValue, direction: direction, vehicleKinds: vehicleKinds, validFrom: validFrom,
                editorial: editorial, source: source)
        }
    }

    private func openingHours() -> OpeningHours? {
        object { object in
            let week = object.required("week") { week in week.array { $0.array { $0.openingSpan() } } }
            let holidays = object.list("holidays") { $0.holiday() }
            let source = object.required("source") { $0.source() }
            guard let week, let source else { return nil }
            let hours = OpeningHours(week: week, holidays: holidays, source: source)
            if hours == nil {
                object.report(
                    "a week has seven days, Monday first, and the spans of a day follow one another with time between")
            }
            return hours
        }
    }

    private func openingSpan() -> OpeningHours.Span? {
        guard let text = string() else { return nil }
        let span = OpeningHours.Span(text)
        if span == nil {
            report("\"\(text)\" is no span of a day: 07:00/19:00, ending after it begins, at most at 24:00")
        }
        return span
    }

    private func holiday() -> OpeningHours.Holiday? {
        object { object in
            let day = object.required("day") { $0.day() }
            let names = object.required("names") { $0.text() }
            let spans = object.list("spans") { $0.openingSpan() }
            let source = object.required("source") { $0.source() }
            guard let day, let names, let source else { return nil }
            return OpeningHours.Holiday(day: day, names: names, spans: spans, source: source)
        }
    }
}
