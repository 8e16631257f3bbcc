import BorderEconomy
import Catalog
import DomainTesting
import Testing

/// What the seeds say arrives in the registry.
struct SeedReadingTests {
    private let registry: Registry

    init() throws {
        registry = try SeedFiles().registry()
    }

    @Test func figure_isRead() throws {
        let observation = try #require(registry.observations[RecordID("obs-turnover")])
        #expect(observation.measure.subject == RecordID("lao-cai"))
        #expect(observation.measure.scope == "export-import")
        #expect(observation.measure.dimensions == ["mode": "rail"])
        #expect(observation.figure.value == 2.79e9)
        #expect(observation.figure.unit == .unitedStatesDollar)
        #expect(observation.figure.qualifier == .exact)
        #expect(observation.figure.period == Period("2024-01-01/2024-12-15"))
        #expect(observation.figure.comparisons.first?.impliedPrevious(of: 2.79e9)?.rounded() == 1_622_093_023)
        #expect(observation.figure.source.line == 14)
        #expect(observation.figure.layer == .core)
        #expect(observation.figure.confidence == .high)
    }

    @Test func range_hasTheQualifierRange() throws {
        let files = SeedFiles().replacing(
            #""value": 2790000000,"#, in: "observations", with: #""value": null, "low": 2, "high": 3,"#)
        let figure = try #require(try files.registry().observations[RecordID("obs-turnover")]).figure
        #expect(figure.value == nil)
        #expect(figure.low == 2)
        #expect(figure.high == 3)
        #expect(figure.qualifier == .range)
    }

    @Test func flags_areRead() throws {
        let files = SeedFiles().replacing(
            #""unit": "USD","#, in: "observations",
            with: """
                "unit": "USD", "qualifier": "nearly", "cumulative": true, "average": true, "additional": true,
                "derived": true, "inferred": true, "priceBasis": "constant-2010", "confidence": "medium",
                "layer": "sidebar", "original": "2,79 tỷ USD", "asOf": "2024-12-15", "asOfBasis": "inferred",
                "periodBasis": "inherited",
                """)
        let figure = try #require(try files.registry().observations[RecordID("obs-turnover")]).figure
        #expect(figure.qualifier == .nearly)
        #expect(figure.cumulative && figure.average && figure.additional && figure.derived && figure.inferred)
        #expect(figure.priceBasis == .constant2010)
        #expect(figure.confidence == .medium)
        #expect(figure.layer == .sidebar)
        #expect(figure.original == "2,79 tỷ USD")
        #expect(figure.asOf == "2024-12-15")
        #expect(figure.asOfBasis == .inferred)
        #expect(figure.periodBasis == .inherited)
    }

    @Test func target_isRead() throws {
        let target = try #require(registry.targets[RecordID("target-turnover")])
        #expect(target.kind == .level)
        #expect(target.deadline == "2025-12-31")
        #expect(target.deadlineBasis == .stated)
        #expect(target.setBy == RecordID("decision"))
        #expect(target.plan?.rawValue == "plan")
    }

    @Test func gate_isFoundByItsAlias() throws {
        let gate = try #require(registry.gates[RecordID("kim-thanh--bac-son")])
        #expect(gate.header.names.vietnamese == "Kim Thành")
        #expect(gate.lanes.map(\.id) == ["export-1", "import-1"])
        #expect(gate.lanes.map(\.direction) == [.export, .import])
        #expect(gate.header.assertions.map(\.value) == ["international"])
        #expect(gate.header.sources.first?.alsoLines == [5])
    }

    @Test func openingHours_andVehicleKinds_areRead_andUnknownWithoutASource() throws {
        let silent = try #require(registry.gates[RecordID("kim-thanh")])
        #expect(silent.openingHours == nil)
        #expect(silent.lanes.allSatisfy { $0.vehicleKinds == nil })
        let files = SeedFiles()
            .replacing(
                #""id": "export-1","#, in: "gates", with: #""id": "export-1", "vehicleKinds": ["fruit", "empty"],"#
            )
            .replacing(
                #""kind": "border-gate","#, in: "gates",
                with: """
                    "kind": "border-gate", "openingHours": {
                      "week": [["07:00/11:30", "13:30/24:00"], [], [], [], [], [], ["00:00/01:00"]],
                      "holidays": [{"day": "2026-02-17", "names": {"vi": "Tết", "en": "Tet"}, "spans": [],
                        "source": {"document": "article", "line": 1}}],
                      "source": {"document": "article", "line": 1}},
                    """)
        let gate = try #require(try files.registry().gates[RecordID("kim-thanh")])
        #expect(gate.lanes[0].vehicleKinds == VehicleKinds([.fruit, .empty]))
        #expect(gate.lanes[1].vehicleKinds == nil)
        #expect(gate.openingHours?.week[0].map(\.description) == ["07:00/11:30", "13:30/24:00"])
        #expect(gate.openingHours?.holidays.map(\.day) == ["2026-02-17"])
        #expect(gate.openingHours?.isOpen(at: "2026-11-23T23:30:00+07:00") == true)
    }

    @Test func project_isRead() throws {
        let project = try #require(registry.projects[RecordID("airport")])
        #expect(project.phase(on: "2026-11-21") == .approved)
        #expect(project.phases.map(\.planned) == [false, true])
        #expect(project.parameters.map(\.value) == [.code("4C")])
    }

    @Test func province_isRead() throws {
        let province = try #require(registry.provinces[RecordID("lao-cai")])
        #expect(province.gsoCodes.map(\.code) == ["10"])
        #expect(province.header.names.chinese == "老街")
        #expect(province.successor?.rawValue == "lao-cai-2025")
        #expect(province.validTo == "2025-06-30")
    }

    @Test func plan_isRead() throws {
        let plan = try #require(registry.plans[RecordID("plan")])
        #expect(plan.horizon == Period("2021/2030"))
        #expect(plan.tasks.map(\.id.rawValue) == ["task-1", "task-1-1"])
        #expect(plan.tasks.map { $0.parent?.rawValue } == [nil, "task-1"])
        #expect(plan.approvedBy?.rawValue == "decision")
    }
}
