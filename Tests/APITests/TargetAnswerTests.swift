import BorderEconomy
import Catalog
import JSONText
import Testing

@testable import API

struct TargetAnswerTests {
    private let client: APIClient

    init() throws {
        client = try APIClient()
    }

    /// 9 billion counts exports and imports; 2.79 billion counts more than these and does not measure it.
    @Test func nineBillion_IsOfAnotherScopeThanWhatWasMeasured() throws {
        let list = try client.list("/v1/targets?subject=lao-cai&indicator=trade-turnover")
        #expect(list.total == 1)
        let target = try #require(list.items.first)
        #expect(target["value"] == 9_000_000_000)
        #expect(target["unit"] == "USD")
        #expect(target["deadline"] == "2025-12-31")
        #expect(target["scope"] == "export-import")
        let measured = try client.json("/v1/observations/obs-lao-cai-trade-turnover-2024")
        #expect(measured["scope"] != target["scope"])
        #expect(target["progress"]?["latest"] != measured["id"])
        #expect(target["setBy"]?.string?.isEmpty == false)
    }

    @Test func laiChau_AimsAtThirteenPercentAYearAnd230Million() throws {
        let growth = try client.json("/v1/targets/target-lai-chau-trade-growth")
        #expect(growth["value"] == 13)
        #expect(growth["unit"] == "percent-per-year")
        #expect(growth["kind"] == "growth-rate")
        let level = try client.json("/v1/targets/target-lai-chau-trade-turnover-2030")
        #expect(level["value"] == 230_000_000)
        #expect(level["unit"] == "USD")
        #expect(level["qualifier"] == "approximately")
        for target in [growth, level] {
            #expect(target["subject"] == "lai-chau")
            #expect(target["deadline"] == "2030-12-31")
            #expect(target["source"]?["document"] == "art-bnews-lai-chau")
        }
    }

    @Test(
        arguments: [
            ("target-lao-cai-digital-inspection-2022", 30, 10), ("target-lao-cai-online-dossiers-2022", 65, 60),
        ] as [(String, Int64, Int64)])
    func digitalPlan_HasTheBaselinesOf2021(id: String, value: Int64, baseline: Int64) throws {
        let target = try client.json("/v1/targets/\(id)")
        #expect(target["value"] == .integer(value))
        #expect(target["unit"] == "percent")
        #expect(target["plan"] == "ke-hoach-cds-lao-cai-2022")
        #expect(target["deadline"] == "2022-12-31")
        #expect(
            target["baseline"] == [
                "value": .integer(baseline), "unit": "percent",
                "period": ["start": "2021-01-01", "end": "2021-12-31"],
            ])
    }

    @Test func saPaAirport_IsToCarryThreeMillion() throws {
        let target = try client.json("/v1/targets/target-sa-pa-airport-capacity")
        #expect(target["value"] == 3_000_000)
        #expect(target["unit"] == "passenger-per-year")
        #expect(target["subject"] == "chk-sa-pa")
    }

    /// `status` and `gapRelative` are those of `progress`, which says by which rule.
    @Test func progress_IsShownInShortToo() throws {
        for target in try client.list("/v1/targets?limit=1000").items {
            let id = try #require(target["id"]?.string)
            #expect(target["status"] == target["progress"]?["status"], "\(id)")
            #expect(target["gapRelative"] == target["progress"]?["gapRelative"], "\(id)")
            #expect(target["progress"]?["asOf"] == "2026-11-21", "\(id)")
            #expect(target["progress"]?["why"]?.string?.isEmpty == false, "\(id)")
            #expect(target["progress"]?["thresholds"]?["onTrackShare"]?.double ?? 0 > 0, "\(id)")
        }
    }

    /// Nothing that was measured counts in the prices of this target; were it so, the numbers would be served.
    @Test func progress_OfAMeasurableTarget_HasItsNumbers() throws {
        var registry = try SeedFixture.shared().registry
        let target = try #require(registry.targets.all.first { $0.id.rawValue == "\(Self.industrial)-2025" })
        let measured = try #require(registry.observations.all.first { $0.measure == target.measure })
        var figure = measured.figure
        figure.priceBasis = target.figure.priceBasis
        registry.observations = registry.observations.removing { $0.id == measured.id }
        registry.observations.append(
            Observation(id: measured.id, measure: measured.measure, figure: figure))
        let day = try #require(CalendarDay(year: 2025, month: 6, day: 30))
        let client = try APIClient(
            store: Store(
                Snapshot(
                    datasetVersion: "comparable", registry: registry, day: day,
                    collections: [Presentation(of: registry, on: day).targets()])))
        let answer = try client.json("/v1/targets/\(Self.industrial)-2025")
        let progress = try #require(answer["progress"])
        #expect(progress["evidence"] == "comparable")
        #expect(progress["latest"]?.string == measured.id.rawValue)
        #expect(progress["latestValue"] == 21_155_000_000_000)
        #expect(progress["gap"] == 2_845_000_000_000)
        #expect(progress["gapRelative"] == 11.8541667)
        #expect(answer["gapRelative"] == progress["gapRelative"])
        #expect(answer["status"] == progress["status"])
        #expect(try self.client.json("/v1/targets/\(Self.industrial)-2025")["gapRelative"] == .null)
    }

    private static let industrial = "target-lao-cai-industrial-production"

    @Test func status_DependsOnTheDayOfTheSnapshot() throws {
        let fixture = try SeedFixture.shared()
        let before = try #require(CalendarDay(year: 2025, month: 6, day: 30))
        let then = try APIClient(store: Store(Presentation.snapshot(of: fixture.seeds, on: before)))
        let target = "/v1/targets/target-lao-cai-trade-turnover-2025"
        #expect(try client.json(target)["status"] == "missed")
        #expect(try then.json(target)["status"] != "missed")
        #expect(try then.json(target)["progress"]?["asOf"] == "2025-06-30")
        #expect(try then.json("/v1/dataset")["day"] == "2025-06-30")
        #expect(try then.json("/v1/provinces/lao-cai")["existsToday"] == true)
        #expect(try then.json("/v1/gates/kim-thanh")["currentProvince"] == "lao-cai")
    }
}
