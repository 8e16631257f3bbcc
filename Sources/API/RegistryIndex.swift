import BorderEconomy

/// What belongs to what: the look-ups that details need, made once.
struct RegistryIndex: Sendable {
    /// For each subject of observations, the measures of it, by their numbers among those of the observations.
    private(set) var measures: [RecordID: [Int]] = [:]
    private(set) var targets: [RecordID: [Target]] = [:]
    private(set) var planTargets: [RecordID: [Target]] = [:]
    private(set) var gates: [RecordID: [RecordID]] = [:]
    private(set) var zones: [RecordID: [RecordID]] = [:]
    private(set) var areas: [RecordID: [RecordID]] = [:]
    /// Projects of a province, gate, zone or plan.
    private(set) var projects: [RecordID: [RecordID]] = [:]
    /// Plans of a subject, and of the province it lies in.
    private(set) var plans: [RecordID: [RecordID]] = [:]
    /// Provinces that a plan is for, directly or by what it is for.
    private(set) var planProvinces: [RecordID: [RecordID]] = [:]
    private(set) var services: [RecordID: [RecordID]] = [:]

    /// Look-ups in which nothing is found.
    init() {}

    init(_ registry: Registry, on day: CalendarDay) {
        for (number, measure) in registry.observations.measures.enumerated() {
            measures[registry.locate(measure.subject)?.id ?? measure.subject, default: []].append(number)
        }
        for target in registry.targets.all {
            targets[target.measure.subject, default: []].append(target)
            if let plan = target.plan { planTargets[plan.erased, default: []].append(target) }
        }
        indexPlaces(registry, on: day)
        indexPlans(registry, on: day)
    }

    private mutating func indexPlaces(_ registry: Registry, on day: CalendarDay) {
        for gate in registry.gates.all {
            for province in Self.withCurrent(gate.province, in: registry, on: day) {
                gates[province, default: []].append(gate.header.id)
            }
            if let parent = gate.parentGate { gates[parent.erased, default: []].append(gate.header.id) }
        }
        for zone in registry.zones.all {
            for province in Self.withCurrent(zone.province, in: registry, on: day) {
                zones[province, default: []].append(zone.header.id)
            }
            if let parent = zone.parentZone { areas[parent.erased, default: []].append(zone.header.id) }
        }
        for project in registry.projects.all {
            var owners: [RecordID] = []
            for province in project.provinces {
                owners += Self.withCurrent(province, in: registry, on: day)
            }
            owners += project.gates.map(\.erased) + (project.zone.map { [$0.erased] } ?? [])
            owners += project.requestingPlans
            for owner in Self.unique(owners) { projects[owner, default: []].append(project.header.id) }
        }
        for service in registry.services.all {
            var owners = service.gates.map(\.erased)
            if let province = service.province { owners += Self.withCurrent(province, in: registry, on: day) }
            for owner in Self.unique(owners) { services[owner, default: []].append(service.header.id) }
        }
    }

    private mutating func indexPlans(_ registry: Registry, on day: CalendarDay) {
        for plan in registry.plans.all {
            var provinces: [RecordID] = []
            for subject in plan.subjects {
                for province in Self.provinces(of: subject, in: registry) {
                    provinces += Self.withCurrent(province, in: registry, on: day)
                }
            }
            planProvinces[plan.header.id] = Self.unique(provinces)
            for owner in Self.unique(plan.subjects + provinces) { plans[owner, default: []].append(plan.header.id) }
        }
    }

    /// The provinces a record lies in; a province lies in itself.
    static func provinces(of subject: RecordID, in registry: Registry) -> [Identifier<Province>] {
        if let province = registry.provinces[subject] { return [province.id] }
        if let gate = registry.gates[subject] { return [gate.province] }
        if let zone = registry.zones[subject] { return [zone.province] }
        if let project = registry.projects[subject] { return project.provinces }
        if let place = registry.places[subject] { return place.province.map { [$0] } ?? [] }
        if let service = registry.services[subject] { return service.province.map { [$0] } ?? [] }
        if let organisation = registry.organisations[subject] { return organisation.province.map { [$0] } ?? [] }
        return []
    }

    /// A province and the one it is in today.
    static func withCurrent(
        _ province: Identifier<Province>, in registry: Registry, on day: CalendarDay
    ) -> [RecordID] {
        unique([province.erased, registry.currentProvince(of: province, on: day).erased])
    }

    static func unique(_ ids: [RecordID]) -> [RecordID] {
        var seen: Set<RecordID> = []
        return ids.filter { seen.insert($0).inserted }
    }
}

extension InfrastructureProject {
    /// The plans that ask for the project.
    var requestingPlans: [RecordID] {
        RegistryIndex.unique(header.links.filter { $0.relation == .requestedBy }.map(\.record))
    }
}
