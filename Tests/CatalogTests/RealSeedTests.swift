import BorderEconomy
import Catalog
import DomainTesting
import Foundation
import Testing

/// The seeds of this repository.
struct RealSeedTests {
    private static let folder = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("Config/Seed").path

    private let registry: Registry

    init() throws {
        registry = try SeedFolder(path: Self.folder).load().registry
    }

    private func figure(_ id: RecordID) throws -> Figure {
        try #require(registry.observations[id]?.figure ?? registry.targets[id]?.figure)
    }

    private func value(_ id: RecordID) throws -> Double { try #require(try figure(id).value) }

    @Test func counts_arePlausible() {
        #expect(registry.provinces.count >= 10)
        #expect(registry.gates.count >= 30)
        #expect(registry.zones.count >= 10)
        #expect(registry.projects.count >= 25)
        #expect(registry.corridors.count >= 4)
        #expect(registry.legs.count >= 200)
        #expect(registry.places.count >= 50)
        #expect(registry.organisations.count >= 15)
        #expect(registry.meetings.count >= 3)
        #expect(registry.documents.count >= 10)
        #expect(registry.plans.count >= 10)
        #expect(registry.services.count >= 8)
        #expect(registry.indicators.count >= 50)
        #expect(registry.observations.count >= 100)
        #expect(registry.targets.count >= 30)
        #expect(registry.checks.count >= 20)
    }

    @Test func checks_ofSeverityError_hold() {
        let broken = registry.checkOutcomes().filter { $0.check.severity == .error && $0.holds != true }
        #expect(broken.map { "\($0.check.id)" } == [])
    }

    @Test func checks_areAllComputed() {
        let unknown = registry.checkOutcomes().filter { $0.holds == nil }
        #expect(unknown.map { "\($0.check.id)" } == [])
    }

    @Test func articles_areCitedByLine() {
        for id in [
            "art-bnews-lai-chau", "art-baochinhphu-1620", "art-lao-cai-hoi-nghi-2024", "art-lang-son-quy-hoach",
            "art-lao-cai-thich-ung",
        ] as [Identifier<Document>] {
            #expect(registry.documents[id]?.kind == .article)
            #expect(registry.documents[id]?.lines != nil)
        }
    }

    @Test func names_areComposedCharacters() {
        for record in registry.headedRecords {
            for name in record.header.names.all {
                #expect(
                    name.unicodeScalars.elementsEqual(name.precomposedStringWithCanonicalMapping.unicodeScalars),
                    "\(record.header.id)")
            }
        }
    }

    /// Article 002, line 23: 2.79 billion USD up to 15 December 2024, 72 % more than in the same period of 2023.
    @Test func laoCai_tradeTurnoverOf2024() throws {
        let turnover = try figure("obs-lao-cai-trade-turnover-2024")
        #expect(turnover.value == 2_790_000_000)
        #expect(turnover.unit == .unitedStatesDollar)
        #expect(turnover.period == Period("2024-01-01/2024-12-15"))
        #expect(turnover.source.document == "art-lao-cai-hoi-nghi-2024")
        #expect(turnover.source.line == 23)
        let change = try #require(turnover.comparisons.first)
        #expect(change.kind == .changePercent && change.value == 72)
        #expect(change.impliedPrevious(of: 2.79e9)?.rounded() == 1_622_093_023)
    }

    /// Article 002: 9 billion USD in 2025, counted otherwise, so that the turnover of 2024 says nothing of it.
    @Test(arguments: [(2025, 6, BorderEconomy.Progress.Status.notMeasurable), (2026, 11, .missed)])
    func laoCai_tradeTargetOf2025_isOfAnotherScope(year: Int, month: Int, status: BorderEconomy.Progress.Status) throws
    {
        let target = try #require(registry.targets[RecordID("target-lao-cai-trade-turnover-2025")])
        #expect(target.figure.value == 9_000_000_000)
        let observed = try #require(registry.observations[RecordID("obs-lao-cai-trade-turnover-2024")])
        #expect(target.measure.scope != observed.measure.scope)
        let day = try #require(CalendarDay(year: year, month: month, day: 1))
        let progress = registry.progress(of: target, on: day, thresholds: .standard)
        #expect(progress.status == status)
        #expect(progress.latest == nil)
    }

    /// Article 002: 792 enterprises, 139 more than in 2023.
    @Test func laoCai_enterprisesInTrade() throws {
        let enterprises = try figure("obs-lao-cai-enterprises-in-trade-2024")
        #expect(enterprises.value == 792)
        let change = try #require(enterprises.comparisons.first)
        #expect(change.kind == .changeAbsolute && change.value == 139)
        #expect(change.impliedPrevious(of: 792) == 653)
    }

    /// Article 002, line 18: 50 dossiers, 1 approved anew, 20 adjusted, 5 ended, 24 returned.
    @Test func laoCai_dossiersAddUp() throws {
        let parts: [RecordID] = [
            "obs-lao-cai-dossiers-approved-2024", "obs-lao-cai-dossiers-adjusted-2024",
            "obs-lao-cai-dossiers-terminated-2024", "obs-lao-cai-dossiers-returned-2024",
        ]
        #expect(try parts.map { try value($0) } == [1, 20, 5, 24])
        #expect(try value("obs-lao-cai-dossiers-received-2024") == 50)
    }

    /// Article 002, line 14: five lanes, two out and three in, since 4 December 2024.
    @Test func kimThanh_hasFiveLanes() throws {
        let gate = try #require(registry.gates[RecordID("kim-thanh")])
        #expect(gate.lanes.map(\.id) == ["export-1", "export-2", "import-1", "import-2", "import-3"])
        #expect(gate.lanes.map(\.direction) == [.export, .export, .import, .import, .import])
        #expect(gate.lanes.allSatisfy { $0.validFrom == CalendarDay(year: 2024, month: 12, day: 4) })
        #expect(gate.lanes.allSatisfy { $0.editorial != nil })
        #expect(registry.gates[RecordID("kim-thanh--bac-son")]?.id == gate.id)
    }

    /// Article 000, line 16: 13 % a year to about 230 million USD in 2030.
    @Test func laiChau_tradeOf2030() throws {
        let turnover = try figure("target-lai-chau-trade-turnover-2030")
        #expect(turnover.value == 230_000_000)
        #expect(turnover.qualifier == .approximately)
        let growth = try #require(registry.targets[RecordID("target-lai-chau-trade-growth")])
        #expect(growth.figure.value == 13)
        #expect(growth.kind == .growthRate)
    }

    /// Article 003, line 11: 173 projects, of which 27 central, 38 provincial and 108 to call investment for.
    @Test func langSon_projectsAddUp() throws {
        let parts: [RecordID] = [
            "obs-lang-son-priority-projects-central", "obs-lang-son-priority-projects-provincial",
            "obs-lang-son-priority-projects-calling-investment",
        ]
        #expect(try parts.map { try value($0) } == [27, 38, 108])
        #expect(try value("obs-lang-son-priority-projects-total") == 173)
    }

    /// Article 001, line 19: an aerodrome of code 4C for 3.0 million passengers a year.
    @Test func saPa_airport() throws {
        let airport = try #require(registry.projects[RecordID("chk-sa-pa")])
        #expect(airport.kind == .airport)
        #expect(airport.parameters.first { $0.name == "aerodrome-reference-code" }?.value == .code("4C"))
        let capacity = try figure("target-sa-pa-airport-capacity")
        #expect(capacity.value == 3_000_000)
        #expect(capacity.unit == .passengerPerYear)
    }

    /// Article 004: 30 % of inspections and 65 % of dossiers in 2022, from 10 % and 60 % in 2021.
    @Test(arguments: [
        ("target-lao-cai-digital-inspection-2022" as RecordID, 30.0, 10.0),
        ("target-lao-cai-online-dossiers-2022", 65, 60),
    ])
    func laoCai_digitalTargetsOf2022(_ id: RecordID, share: Double, baseline: Double) throws {
        let target = try #require(registry.targets[id])
        #expect(target.figure.value == share)
        #expect(target.baseline?.value == baseline)
        #expect(target.baseline?.period == Period("2021"))
    }

    @Test(arguments: [
        ("kunming" as RecordID, "con-minh" as RecordID), ("hekou", "huyen-ha-khau"), ("yunnan", "van-nam"),
        ("guangxi", "quang-tay"),
    ])
    func alias_namesItsPlace(_ alias: RecordID, _ id: RecordID) throws {
        #expect(try #require(registry.locate(alias)).id == id)
    }

    /// The mergers of 1 July 2025.
    @Test(arguments: [
        ("lao-cai" as Identifier<Province>, "lao-cai-2025" as Identifier<Province>), ("yen-bai", "lao-cai-2025"),
        ("ha-giang", "tuyen-quang-2025"), ("tuyen-quang", "tuyen-quang-2025"), ("lang-son", "lang-son"),
        ("lai-chau", "lai-chau"), ("cao-bang", "cao-bang"),
    ])
    func province_hasItsSuccessor(_ province: Identifier<Province>, _ current: Identifier<Province>) throws {
        let before = try #require(CalendarDay(year: 2025, month: 6, day: 30))
        let after = try #require(CalendarDay(year: 2025, month: 7, day: 1))
        #expect(registry.currentProvince(of: province, on: before) == province)
        #expect(registry.currentProvince(of: province, on: after) == current)
    }

    /// Every estimate can be made, every leg is in the network, and the sheet's own figures come out of it.
    @Test func network_IsWhole() throws {
        let network = TransportNetwork(registry)
        #expect(network.legs.count == registry.legs.count)
        #expect(network.nodes.count == 133)
        func metres(_ id: RecordID) throws -> Int { network.lengths[try #require(network.leg(id))].metres }
        #expect(try metres("leg-bridge-kim-thanh") == 295)
        #expect(try metres("leg-ct05-lao-cai-ic16") == 50_700)
        #expect(try metres("leg-ct05-ic16-yen-bai") == 70_300)
        #expect(try metres("leg-conn-bac-son-kimthanh-city") == 7200)
        #expect(try metres("leg-conn-seat-kktck-lao-cai") == 0)
    }

    /// A leg that joins two countries names the gate it crosses at, and no other leg does.
    @Test func crossings_NameTheirGates() {
        let network = TransportNetwork(registry)
        for (leg, end) in zip(network.legs, network.ends) {
            let isCrossing = network.nodes[end.from].country != network.nodes[end.to].country
            #expect(isCrossing == !leg.gates.isEmpty, "\(leg.header.id)")
        }
    }

    /// No way is shorter than the straight line, by more than the positions are wrong.
    @Test func lengths_AreNotBelowTheStraightLine() throws {
        let estimates = LengthEstimates(registry)
        let network = TransportNetwork(registry)
        for (position, leg) in network.legs.enumerated() where leg.length != nil {
            let line = try #require(estimates.straightLine(of: leg, standIn: nil))
            let ends = [network.ends[position].from, network.ends[position].to]
            let slack = ends.compactMap { network.nodes[$0].point?.precisionKilometres }.reduce(0, +)
            #expect(Double(network.lengths[position].metres) / 1000 > line - slack, "\(leg.header.id)")
        }
    }

    @Test(arguments: [
        ("yuxi" as RecordID, "ngoc-khe" as RecordID), ("bac-giang", "tp-bac-giang"),
        ("seat-kktck-lao-cai", "kktck-lao-cai"), ("kunming", "con-minh"),
    ])
    func alias_NamesItsNode(_ alias: RecordID, _ id: RecordID) throws {
        let network = TransportNetwork(registry)
        #expect(network.node(standingFor: alias, in: registry) == network.node(id))
        #expect(network.node(id) != nil)
    }
}
