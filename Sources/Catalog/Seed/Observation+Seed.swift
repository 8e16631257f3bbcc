import BorderEconomy

extension SeedNode {
    func observation() -> Observation? {
        object { object in
            let id = object.required("id") { $0.id(Observation.self) }
            let measure = object.measure()
            let figure = object.figure()
            guard let id, let measure, let figure else { return nil }
            return Observation(id: id, measure: measure, figure: figure)
        }
    }
}
