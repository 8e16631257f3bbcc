import BorderEconomy
import DomainTesting

/// A small set of records without faults, one of each noun, that a test changes before it makes the registry.
struct SampleRecords {
    var provinces: [Province]
    var places: [Place]
    var gates: [BorderGate]
    var zones: [EconomicZone]
    var projects: [InfrastructureProject]
    var corridors: [Corridor]
    var legs: [NetworkLeg]
    var organisations: [Organisation]
    var meetings: [Meeting]
    var documents: [Document]
    var plans: [Plan]
    var services: [DigitalService]
    var indicators: [Indicator]
    var observations: [Observation]
    var targets: [Target]
    var checks: [ConsistencyCheck] = []

    init() {
        provinces = [Province(header: .named("lao-cai"))]
        places = [Place(header: .named("bac-ha"), kind: .district)]
        gates = [BorderGate(header: .named("kim-thanh"), kind: .borderGate, province: "lao-cai")]
        zones = [EconomicZone(header: .named("zone"), kind: .borderGateEconomicZone, province: "lao-cai")]
        projects = [InfrastructureProject(header: .named("airport"), kind: .airport)]
        corridors = [Corridor(header: .named("corridor"), kind: .economic)]
        legs = [.of("leg", from: "bac-ha", to: "kim-thanh", kilometres: 60)]
        organisations = [Organisation(header: .named("committee"), kind: .peopleCommittee)]
        meetings = [Meeting(header: .named("meeting"), kind: .conference, dateStatus: .held)]
        var article = Document(header: .named("article"), kind: .article, recordedAt: "2026-11-21")
        article.lines = 40
        article.contentAsOf = "2024-12-01/2024-12-30"
        documents = [article]
        plans = [Plan(header: .named("plan"), kind: .scheme)]
        services = [DigitalService(header: .named("platform"), kind: .platform)]
        indicators = [
            Indicator(
                header: .named("trade-turnover"), unit: .unitedStatesDollar, direction: .higherIsBetter, summable: true,
                definition: "turnover")
        ]
        observations = [.of(.of(2.79e9, period: "2024"), id: "obs-turnover")]
        targets = [
            Target(
                id: "target-turnover", measure: .turnover, kind: .level, figure: .of(9e9, period: "2025"), setBy: "plan"
            )
        ]
    }

    var registry: Registry {
        var registry = Registry()
        func add<Element: Record>(_ records: [Element], to table: inout RecordTable<Element>) {
            for record in records { table.append(record, ids: [record.header.id] + record.header.aliases) }
        }
        add(provinces, to: &registry.provinces)
        add(places, to: &registry.places)
        add(gates, to: &registry.gates)
        add(zones, to: &registry.zones)
        add(projects, to: &registry.projects)
        add(corridors, to: &registry.corridors)
        add(legs, to: &registry.legs)
        add(organisations, to: &registry.organisations)
        add(meetings, to: &registry.meetings)
        add(documents, to: &registry.documents)
        add(plans, to: &registry.plans)
        add(services, to: &registry.services)
        add(indicators, to: &registry.indicators)
        for observation in observations { registry.observations.append(observation) }
        for target in targets { registry.targets.append(target, ids: [target.id.erased]) }
        registry.checks = checks
        return registry
    }

    /// The faults of the registry, each as `collection/position/member: reason`.
    var faults: [String] { registry.faults().map(\.text) }
}

extension RegistryFault {
    var text: String { "\(collection?.rawValue ?? "checks")/\(position)\(fault.member): \(fault.reason)" }
}
