import BorderEconomy
import Catalog
import JSONText
import Testing

@testable import API

/// Versions of the data set that are kept, and what changed between them.
struct DatasetVersionTests {
    /// A store after reloads, the first version published at noon of a day and each an hour after the one before. Only
    /// the collections that the tests look at are made, once for all of them.
    private struct Reloaded: Sendable {
        let store: Store
        let versions: [String]

        static let once = Result { try Reloaded(reloads: 1) }
        static let twice = Result { try Reloaded(reloads: 2) }

        private static let edits: [[(file: String, old: String, new: String)]] = [
            [("gates.json", "road border gate No. II", "road gate No. II")],
            [("observations.json", "2790000000", "2800000000")],
        ]
        private static let collections: [RecordCollection] = [.provinces, .gates, .zones, .observations]

        private init(reloads: Int) throws {
            let first = try SeedFixture.shared().seeds
            let seeds = try ChangedSeeds()
            store = Store(try Self.snapshot(of: first, after: nil, hour: 12))
            var versions = [first.version]
            for reload in 0..<reloads {
                let changed = try seeds.load(Self.edits[reload])
                store.publish(try Self.snapshot(of: changed, after: store.snapshot, hour: 13 + reload))
                versions.append(changed.version)
            }
            self.versions = versions
            try seeds.remove()
        }

        private static func snapshot(of seeds: SeedData, after previous: Snapshot?, hour: Int) throws -> Snapshot {
            let day = try SeedFixture.day()
            let presentation = Presentation(of: seeds.registry, on: day)
            return Snapshot(
                datasetVersion: seeds.version, registry: seeds.registry, day: day,
                collections: collections.map(presentation.records), after: previous,
                at: try #require(Moment("2026-11-21T\(hour):00:00Z")))
        }
    }

    private func store(reloads: Int) throws -> (store: Store, versions: [String]) {
        let reloaded = try (reloads == 1 ? Reloaded.once : Reloaded.twice).get()
        return (reloaded.store, reloaded.versions)
    }

    @Test func changes_areThoseOfTheReload() throws {
        let (store, versions) = try store(reloads: 2)
        let client = try APIClient(store: store)
        let all = try client.list("/v1/changes?limit=1000")
        let gate = try #require(all.items.first { $0["record"] == "kim-thanh" })
        #expect(gate["change"] == "updated")
        #expect(gate["collection"] == "gates")
        #expect(gate["fields"]?.strings.contains("names") == true)
        #expect(gate["from"]?.string == versions[0])
        #expect(gate["to"]?.string == versions[1])
        #expect(gate["publishedAt"] == "2026-11-21T13:00:00Z")
        #expect(gate["href"] == "/v1/gates/kim-thanh")
        let figure = try #require(all.items.first { $0["record"] == "obs-lao-cai-trade-turnover-2024" })
        #expect(figure["fields"]?.strings.contains("value") == true)
        #expect(figure["to"]?.string == versions[2])
        #expect(!all.items.contains { $0["collection"] == "zones" })
        let numbers = all.items.compactMap { $0["number"]?.integer }
        #expect(numbers == Array(1...Int64(all.total)))
    }

    @Test func since_tellsOnlyWhatCameAfter() throws {
        let (store, versions) = try store(reloads: 2)
        let client = try APIClient(store: store)
        let all = try client.list("/v1/changes?limit=1000").items
        let later = all.filter { $0["to"]?.string == versions[2] }
        #expect(try client.list("/v1/changes?limit=1000&since=\(versions[0])").items == all)
        #expect(try client.list("/v1/changes?limit=1000&since=\(versions[1])").items == later)
        #expect(try client.list("/v1/changes?since=\(versions[2])").total == 0)
        #expect(try client.list("/v1/changes?limit=1000&since=2026-11-21T12:30:00Z").items == all)
        #expect(try client.list("/v1/changes?limit=1000&since=2026-11-21T20:00:00%2B07:00").items == later)
        #expect(try client.list("/v1/changes?limit=1000&since=2026-11-21T13:00:00Z").items == later)
        #expect(try client.list("/v1/changes?since=2026-11-22").total == 0)
        #expect(
            try client.list("/v1/changes?limit=1000&collection=gates").items
                == all.filter { $0["collection"] == "gates" })
    }

    @Test func changes_comeInPages() throws {
        let client = try APIClient(store: store(reloads: 2).store)
        let all = try client.list("/v1/changes?limit=1000").items
        var target: String? = "/v1/changes?limit=2"
        var items: [JSONValue] = []
        while let next = target {
            let page = try client.list(next)
            #expect(page.total == all.count)
            items += page.items
            target = page.next
        }
        #expect(items == all)
        #expect(all.count > 2)
    }

    @Test(arguments: ["0123456789abcdef", "2020-01-01", "2026-11-21T11:59:59Z"])
    func since_ofWhatIsNotRemembered_isGone(since: String) throws {
        let problem = try expectProblem(
            APIClient(store: store(reloads: 1).store).get("/v1/changes?since=\(since)"), 410, "gone")
        #expect(problem["detail"]?.string?.contains("since 2026-11-21T12:00:00Z") == true)
    }

    @Test(arguments: [
        ("since=soon", "since"), ("since=2026-11-21T12:00", "since"), ("limit=0", "limit"), ("limit=1001", "limit"),
        ("limit=x", "limit"), ("after=-1", "after"), ("collection=gate", "collection"), ("nothing=1", "nothing"),
    ])
    func parameters_thatAreWrong_areRefused(query: String, parameter: String) throws {
        let problem = try expectProblem(APIClient().get("/v1/changes?\(query)"), 400, "bad-parameter")
        #expect(ListedFault.all(of: problem).map(\.parameter) == [parameter])
    }

    @Test func versions_areListedTheLatestFirst() throws {
        let (store, versions) = try store(reloads: 2)
        let listed = try APIClient(store: store).list("/v1/dataset/versions")
        #expect(listed.items.compactMap { $0["datasetVersion"]?.string } == versions.reversed())
        #expect(listed.items.map { $0["served"] == true } == [true, false, false])
        #expect(listed.items.last?["publishedAt"] == "2026-11-21T12:00:00Z")
    }

    @Test func version_pinsRecordsAndPages() throws {
        let (store, versions) = try store(reloads: 2)
        let client = try APIClient(store: store)
        let id = "obs-lao-cai-trade-turnover-2024"
        #expect(try client.json("/v1/observations/\(id)")["value"] == 2_800_000_000)
        #expect(try client.json("/v1/observations/\(id)?datasetVersion=\(versions[1])")["value"] == 2_790_000_000)
        #expect(try client.json("/v1/observations/\(id)?datasetVersion=\(versions[2])")["value"] == 2_800_000_000)
        let name = try client.json("/v1/gates/kim-thanh?lang=en&datasetVersion=\(versions[0])")["name"]
        #expect(name == "Kim Thành international road border gate No. II")
        let page = try client.json("/v1/observations?datasetVersion=\(versions[0])&limit=5")
        #expect(page["datasetVersion"]?.string == versions[0])
        let next = try #require(page["next"]?.string)
        #expect(next.contains("datasetVersion=\(versions[0])"))
        #expect(try client.json(next)["datasetVersion"]?.string == versions[0])
        let table = try client.get("/v1/observations?datasetVersion=\(versions[0])&f=csv")
        #expect(table.text.contains("2790000000"))
        let then = try client.json("/v1/observations/\(id)?datasetVersion=\(versions[1])&knownAt=2025-01-01")
        #expect(then["value"] == 2_790_000_000)
    }

    @Test func version_thatIsNotKept_isGone() throws {
        let (store, versions) = try store(reloads: 1)
        let client = try APIClient(store: store)
        for target in ["/v1/gates", "/v1/gates/kim-thanh", "/v1/provinces/lao-cai/gates"] {
            let problem = try expectProblem(client.get("\(target)?datasetVersion=0123456789abcdef"), 410, "gone")
            #expect(problem["detail"]?.string?.contains(versions[0]) == true)
            #expect(ListedFault.all(of: problem).map(\.parameter) == ["datasetVersion"])
        }
    }

    @Test(arguments: ["2030-01-01", "2026-11-22T00:00:01%2B07:00"])
    func since_inTheFuture_isABadParameter(moment: String) throws {
        let client = try APIClient(store: store(reloads: 1).store)
        let problem = try expectProblem(client.get("/v1/changes?since=\(moment)"), 400, "bad-parameter")
        let fault = try #require(ListedFault.all(of: problem).first)
        #expect(fault.parameter == "since" && fault.reason.contains("in the future"), "\(fault)")
    }

    @Test func changes_areAskedForAnewEachTime() throws {
        let client = try APIClient(store: store(reloads: 1).store)
        let answer = try client.get("/v1/changes")
        #expect(answer["Cache-Control"] == "public, no-cache")
        let etag = try #require(answer["ETag"])
        #expect(try client.get("/v1/changes", "If-None-Match: \(etag)").status == 304)
    }
}
