import BorderEconomy
import Catalog
import JSONText

extension Presentation {
    static let legDefinition = CollectionDefinition(
        name: "legs", recordName: "NetworkLeg",
        meaning: "Legs of the transport network: roads, railways, bridges and waterways between two records",
        fields: CommonFields.record(
            [
                FieldDefinition("from", .reference(ends), "Where it begins"),
                FieldDefinition("fromName", .string, "Its name", filterable: false),
                FieldDefinition("to", .reference(ends), "Where it ends"),
                FieldDefinition("toName", .string, "Its name", filterable: false),
                FieldDefinition("oneWay", .boolean, "Whether it is travelled only from `from` to `to`"),
                FieldDefinition(
                    "mode", .enumeration(CommonFields.values(TransportMode.self)), "How it is travelled"),
                FieldDefinition("road", .string, "Number of the road, such as CT.05", nullable: true),
                FieldDefinition(
                    "line", .string, "The railway line it is part of", nullable: true, filterable: false),
                FieldDefinition("gauges", .component("Numbers"), "Track gauges in mm"),
                FieldDefinition(
                    "status", .enumeration(CommonFields.values(LegStatus.self)), "What sources say it is"),
                FieldDefinition(
                    "statusAsOf", .component("Period"), "When they say it", nullable: true,
                    members: CommonFields.periodMembers),
                FieldDefinition(
                    "state", .enumeration(CommonFields.values(LegState.self)),
                    "What that makes it on the server's day; expected means by the plans, confirmed by no source"),
                FieldDefinition(
                    "opened", .component("Period"), "When it was opened; more than a day where the day is not known",
                    nullable: true, members: CommonFields.periodMembers),
                FieldDefinition("openedBy", .day, "The last day of that time", nullable: true),
                FieldDefinition(
                    "closed", .component("Period"), "When it was closed", nullable: true,
                    members: CommonFields.periodMembers),
                FieldDefinition(
                    "expected", .component("Period"), "When it is to open, by the plan", nullable: true,
                    members: CommonFields.periodMembers),
                FieldDefinition("expectedBy", .day, "The last day of that time", nullable: true),
                FieldDefinition(
                    "expectedBasis", .enumeration(CommonFields.values(Basis.self)), "How that was come by",
                    nullable: true),
                FieldDefinition(
                    "lengthKm", .number, "Length by the sources; null where none gives it", nullable: true),
                FieldDefinition(
                    "lengthEstimateKm", .number, "Derived, for finding routes only; null where there is a length",
                    nullable: true),
                FieldDefinition(
                    "length", .component("Figure"), "The length with its source", nullable: true,
                    members: [FieldDefinition("value", .number, "The number", nullable: true)]),
                FieldDefinition(
                    "estimate", .component("LengthEstimate"), "How the estimate is made", nullable: true),
                FieldDefinition(
                    "gates", .references(["gates"]), "The gates it crosses the border at", filterName: "gate"),
                FieldDefinition(
                    "project", .reference(["projects"]), "The project that builds or widens it", nullable: true),
                FieldDefinition(
                    "relatedProjects", .references(["projects"]), "Other projects about it",
                    filterName: "relatedProject"),
                FieldDefinition("traffic", .strings, "passengers, goods; empty where no source says who uses it"),
                FieldDefinition(
                    "connector", .boolean, "A short way inside one town that joins legs, no surveyed road"),
                FieldDefinition("overlaps", .reference(["legs"]), "The leg it repeats a part of", nullable: true),
                FieldDefinition("parameters", .components("Parameter"), "Design values", optional: true),
                FieldDefinition("milestones", .components("Milestone"), "Dated steps", optional: true),
            ],
            detail: [.summaries("ends", "The records it joins")]), isPlaced: true)

    private static let ends = ["places", "gates", "provinces", "zones", "projects"]

    func legs() -> CollectionDraft {
        let estimates = LengthEstimates(registry)
        return CollectionDraft(
            definition: Self.legDefinition,
            records: registry.legs.all.map { leg in
                draft(
                    of: leg, own: { $0.leg(leg, estimates) },
                    detail: { shape in ["ends": .array([shape.summary(of: leg.from), shape.summary(of: leg.to)])] },
                    searchTexts: [leg.road, leg.line?.vietnamese, leg.line?.english].compactMap(\.self))
            })
    }
}

extension Shape {
    fileprivate func leg(_ leg: NetworkLeg, _ estimates: LengthEstimates) -> JSONObject {
        let from = registry.header(of: leg.from)
        let to = registry.header(of: leg.to)
        let estimate = leg.length == nil ? estimates.length(of: leg)?.kilometres : nil
        var object: JSONObject = [
            "from": id(from?.header.id ?? leg.from), "fromName": text(from?.header.names),
            "to": id(to?.header.id ?? leg.to), "toName": text(to?.header.names), "oneWay": .bool(leg.isOneWay),
            "mode": .string(leg.mode.rawValue), "road": leg.road.map { .string($0) } ?? .null,
            "line": text(leg.line), "gauges": .array(leg.gauges.map { .integer(Int64($0)) }),
            "status": .string(leg.status.rawValue), "statusAsOf": period(leg.statusAsOf),
            "state": .string(leg.state(on: day).rawValue), "opened": period(leg.opened),
            "openedBy": day(leg.opened?.end), "closed": period(leg.closed), "expected": period(leg.expected),
            "expectedBy": day(leg.expected?.end),
            "expectedBasis": leg.expectedBasis.map { .string($0.rawValue) } ?? .null,
            "lengthKm": number(leg.length?.central), "lengthEstimateKm": number(estimate),
            "length": leg.length.map { .object(figure($0)) } ?? .null,
            "estimate": self.estimate(of: leg, estimates, kilometres: estimate),
        ]
        object["gates"] = ids(leg.gates)
        object["project"] = id(leg.project)
        object["relatedProjects"] = ids(leg.relatedProjects)
        object["traffic"] = .array(leg.traffic.map { .string($0.rawValue) })
        object["connector"] = .bool(leg.isConnector)
        object["overlaps"] = id(leg.overlaps)
        if !leg.parameters.isEmpty { object["parameters"] = .array(leg.parameters.map(parameter)) }
        if !leg.milestones.isEmpty { object["milestones"] = .array(leg.milestones.map(milestone)) }
        return object
    }

    private func estimate(of leg: NetworkLeg, _ estimates: LengthEstimates, kilometres: Double?) -> JSONValue {
        guard let estimate = leg.estimate, let kilometres else { return .null }
        var object: JSONObject = ["km": number(kilometres)]
        var standIn: RecordID?
        switch estimate {
        case .straightLine(let factor, let other):
            object["method"] = "straight-line"
            object["factor"] = number(factor)
            if let other { object["standIn"] = id(other) }
            standIn = other
        case .share(let group, let total):
            object["method"] = "share"
            object["group"] = .string(group)
            object["totalKm"] = number(total)
        }
        let line = estimates.straightLine(of: leg, standIn: standIn) ?? 0
        object["straightLineKm"] = number((line * 100).rounded() / 100)
        object["derived"] = true
        return .object(object)
    }
}

extension LegLength {
    var kilometres: Double { Double(metres) / 1000 }
}
