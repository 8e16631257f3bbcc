import BorderEconomy

extension SeedNode {
    func zone() -> EconomicZone? {
        object { object in
            let header = object.header()
            let kind = object.required("kind") { $0.oneOf(EconomicZone.Kind.self) }
            let province = object.required("province") { $0.id(Province.self) }
            let parentZone = object.optional("parentZone") { $0.id(EconomicZone.self) }
            let gates = object.list("gates") { $0.id(BorderGate.self) }
            let places = object.list("places") { $0.id(Place.self) }
            let point = object.optional("point") { $0.point() }
            guard let header, let kind, let province else { return nil }
            var zone = EconomicZone(header: header, kind: kind, province: province)
            zone.parentZone = parentZone
            zone.gates = gates
            zone.places = places
            zone.point = point
            return zone
        }
    }
}
