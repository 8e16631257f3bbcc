import BorderEconomy

extension SeedNode {
    func province() -> Province? {
        object { object in
            let header = object.header()
            let gsoCodes = object.required("gsoCodes") { $0.array { $0.statisticalCode() } }
            let iso3166 = object.optional("iso3166") { $0.string() }
            let validFrom = object.optional("validFrom") { $0.day() }
            let validTo = object.optional("validTo") { $0.day() }
            let successor = object.optional("successor") { $0.id(Province.self) }
            let predecessors = object.list("predecessors") { $0.id(Province.self) }
            let administrativeCentre = object.optional("administrativeCentre") { $0.text() }
            let seat = object.optional("seat") { $0.id(Place.self) }
            let point = object.optional("point") { $0.point() }
            guard let header, let gsoCodes else { return nil }
            var province = Province(header: header)
            province.gsoCodes = gsoCodes
            province.iso3166 = iso3166
            province.validFrom = validFrom
            province.validTo = validTo
            province.successor = successor
            province.predecessors = predecessors
            province.administrativeCentre = administrativeCentre
            province.seat = seat
            province.point = point
            return province
        }
    }

    private func statisticalCode() -> StatisticalCode? {
        object { object in
            let code = object.required("code") { $0.string() }
            let validFrom = object.optional("validFrom") { $0.day() }
            let validTo = object.optional("validTo") { $0.day() }
            return code.map { StatisticalCode(code: $0, validFrom: validFrom, validTo: validTo) }
        }
    }
}
