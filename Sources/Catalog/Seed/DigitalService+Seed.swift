import BorderEconomy

extension SeedNode {
    func service() -> DigitalService? {
        object { object in
            let header = object.header()
            let kind = object.required("kind") { $0.oneOf(DigitalService.Kind.self) }
            let province = object.optional("province") { $0.id(Province.self) }
            let serviceOperator = object.optional("operator") { $0.id(Organisation.self) }
            let gates = object.list("gates") { $0.id(BorderGate.self) }
            let plan = object.optional("plan") { $0.id(Plan.self) }
            let startedOn = object.optional("startedOn") { $0.day() }
            guard let header, let kind else { return nil }
            var service = DigitalService(header: header, kind: kind)
            service.province = province
            service.serviceOperator = serviceOperator
            service.gates = gates
            service.plan = plan
            service.startedOn = startedOn
            return service
        }
    }
}
