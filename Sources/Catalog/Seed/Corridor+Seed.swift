import BorderEconomy

extension SeedNode {
    func corridor() -> Corridor? {
        object { object in
            let header = object.header()
            let kind = object.required("kind") { $0.oneOf(Corridor.Kind.self) }
            let nodes = object.list("nodes") { $0.id(AnyRecord.self) }
            let gates = object.list("gates") { $0.id(BorderGate.self) }
            let parentCorridor = object.optional("parentCorridor") { $0.id(Corridor.self) }
            guard let header, let kind else { return nil }
            var corridor = Corridor(header: header, kind: kind)
            corridor.nodes = nodes
            corridor.gates = gates
            corridor.parentCorridor = parentCorridor
            return corridor
        }
    }
}
