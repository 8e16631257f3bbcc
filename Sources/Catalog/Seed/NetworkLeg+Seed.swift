import BorderEconomy

extension SeedNode {
    func leg() -> NetworkLeg? {
        object { object in
            let header = object.header()
            let from = object.required("from") { $0.id(AnyRecord.self) }
            let to = object.required("to") { $0.id(AnyRecord.self) }
            let mode = object.required("mode") { $0.oneOf(TransportMode.self) }
            let status = object.required("status") { $0.oneOf(LegStatus.self) }
            let details = object.legDetails()
            guard let header, let from, let to, let mode, let status else { return nil }
            var leg = NetworkLeg(header: header, from: from, to: to, mode: mode, status: status)
            details(&leg)
            return leg
        }
    }

    fileprivate func estimate() -> LengthEstimate? {
        object { object in
            if object.has("shareOf") {
                let group = object.required("shareOf") { $0.string() }
                let total = object.required("totalKm") { $0.number() }
                guard let group, let total else { return nil }
                return .share(of: group, totalKilometres: total)
            }
            let factor = object.required("factor") { $0.number() }
            let standIn = object.optional("standIn") { $0.id(AnyRecord.self) }
            return factor.map { .straightLine(factor: $0, standIn: standIn) }
        }
    }
}

extension SeedObject {
    /// Reads the members that a leg may have, and gives what sets them.
    fileprivate func legDetails() -> (inout NetworkLeg) -> Void {
        let isOneWay = flag("oneWay")
        let road = optional("road") { $0.string() }
        let line = optional("line") { $0.text() }
        let gauges = list("gauges") { $0.integer() }
        let statusAsOf = optional("statusAsOf") { $0.period() }
        let opened = optional("opened") { $0.period() }
        let closed = optional("closed") { $0.period() }
        let expected = optional("expected") { $0.period() }
        let expectedBasis = optional("expectedBasis") { $0.oneOf(Basis.self) }
        let length = optional("length") { $0.figure() }
        let estimate = optional("estimate") { $0.estimate() }
        let gates = list("gates") { $0.id(BorderGate.self) }
        let project = optional("project") { $0.id(InfrastructureProject.self) }
        let relatedProjects = list("relatedProjects") { $0.id(InfrastructureProject.self) }
        let traffic = list("traffic") { $0.oneOf(Traffic.self) }
        let isConnector = flag("connector")
        let overlaps = optional("overlaps") { $0.id(NetworkLeg.self) }
        let parameters = list("parameters") { $0.parameter() }
        let milestones = list("milestones") { $0.milestone() }
        return { leg in
            leg.isOneWay = isOneWay
            leg.road = road
            leg.line = line
            leg.gauges = gauges
            leg.statusAsOf = statusAsOf
            leg.opened = opened
            leg.closed = closed
            leg.expected = expected
            leg.expectedBasis = expectedBasis
            leg.length = length
            leg.estimate = estimate
            leg.gates = gates
            leg.project = project
            leg.relatedProjects = relatedProjects
            leg.traffic = traffic
            leg.isConnector = isConnector
            leg.overlaps = overlaps
            leg.parameters = parameters
            leg.milestones = milestones
        }
    }
}
