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
            let validFrom = object.optional("validFrom") { $0.day() }
            let editorial = object.optional("editorial") { $0.text() }
            let source = object.required("source") { $0.source() }
            guard let id, let direction, let source else { return nil }
            return GateLane(
                id: id.rawValue, direction: direction, validFrom: validFrom, editorial: editorial, source: source)
        }
    }
}
