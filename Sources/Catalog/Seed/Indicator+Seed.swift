import BorderEconomy

extension SeedNode {
    func indicator() -> Indicator? {
        object { object in
            let header = object.header()
            let unit = object.required("unit") { $0.oneOf(Unit.self) }
            let direction = object.required("direction") { $0.oneOf(Indicator.Direction.self) }
            let summable = object.required("summable") { $0.bool() }
            let signed = object.flag("signed")
            let definition = object.required("definition") { $0.text() }
            let dimensions = object.list("dimensions") { $0.dimension() }
            let scopes = object.list("scopes") { $0.code() }
            guard let header, let unit, let direction, let summable, let definition else { return nil }
            var indicator = Indicator(
                header: header, unit: unit, direction: direction, summable: summable, definition: definition)
            indicator.signed = signed
            indicator.dimensions = dimensions
            indicator.scopes = scopes
            return indicator
        }
    }

    private func dimension() -> Indicator.Dimension? {
        object { object in
            let id = object.required("id") { $0.string() }
            let names = object.required("names") { $0.text() }
            let codes = object.list("codes") { $0.code() }
            guard let id, let names else { return nil }
            return Indicator.Dimension(id: id, names: names, codes: codes)
        }
    }

    private func code() -> Indicator.Code? {
        object { object in
            let id = object.required("id") { $0.id(Indicator.Code.self) }
            let names = object.required("names") { $0.text() }
            guard let id, let names else { return nil }
            return Indicator.Code(id: id.rawValue, names: names)
        }
    }
}
