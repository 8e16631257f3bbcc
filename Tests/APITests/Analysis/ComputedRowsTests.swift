import BorderEconomy
import Catalog
import HTTPEngine
import JSONText
import Synchronization
import Testing

@testable import API

/// What is worked out for one request costs what it shows, and leaves the loop where it grows with the data.
struct ComputedRowsTests {
    private static func row(_ number: Int) -> JSONObject { ["number": .integer(Int64(number))] }

    @Test func rows_areMadeWhenTheyAreShown() {
        let made = Mutex<[Int]>([])
        let rows = ComputedRows(count: 1000) { place in
            made.withLock { $0.append(place) }
            return Self.row(place)
        }
        #expect(rows[500..<503].map { $0["number"] } == [500, 501, 502])
        #expect(made.withLock { $0 } == [500, 501, 502])
    }

    @Test func groups_areMadeWithTheirFirstRow() {
        let made = Mutex<[Int]>([])
        let counts = [2, 0, 3, 1]
        let rows = ComputedRows(groups: counts) { group in
            made.withLock { $0.append(group) }
            return (0..<counts[group]).map { Self.row(group * 10 + $0) }
        }
        #expect(rows.count == 6)
        #expect(rows[1..<4].map { $0["number"] } == [1, 20, 21])
        #expect(made.withLock { $0 } == [0, 2])
        #expect(rows[0..<6].map { $0["number"] } == [0, 1, 20, 21, 22, 30])
        #expect(rows[3..<3].isEmpty)
    }

    /// The rows of an account are counted without making them: where the counts were wrong, pages would be.
    @Test func accounts_haveAsManyFiguresAsAreCounted() throws {
        let snapshot = try SeedFixture.shared().snapshot
        let shape = Shape(
            presentation: Presentation(of: snapshot.registry, on: snapshot.day), language: .english)
        for period in [nil, Period("2024"), Period("2019/2021")] {
            let accounts = snapshot.registry.investmentAccounts(of: nil, in: period, on: snapshot.day)
            for place in accounts.indices {
                let count = Shape.investmentFigureCount(accounts.partCounts(at: place))
                #expect(shape.investmentFigures(accounts[place]).count == count && count > 0)
            }
        }
    }

    @Test func table_inPages_isTheWholeTable() throws {
        let client = try APIClient()
        let whole = try client.get("/v1/investment?f=ndjson").text.split(separator: "\n")
        var paged: [Substring] = []
        var target: String? = "/v1/investment?f=ndjson&limit=7"
        var pages: [WireAnswer] = []
        while let next = target {
            pages.append(try client.get(next))
            target = try pages.last?.links()["next"]
        }
        let texts = pages.map(\.text)
        for text in texts { paged += text.split(separator: "\n") }
        #expect(whole.count > 7 && paged == whole)
    }

    /// A table of more rows than an answer is made of at once is sent in pieces, and is the same.
    @Test func table_thatIsStreamed_hasAnEntityTagAndEveryRow() throws {
        let client = try APIClient()
        let answer = try client.get("/v1/observations/summary?by=id&f=csv")
        let total = try client.list("/v1/observations?limit=1").total
        #expect(total > Listing.greatestWholeCount)
        #expect(answer.text.split(separator: "\r\n").count == total + 1)
        let tag = try #require(answer["ETag"])
        #expect(try client.get("/v1/observations/summary?by=id&f=csv", "If-None-Match: \(tag)").status == 304)
        #expect(try client.get("/v1/observations/summary?by=id&f=csv&lang=en")["ETag"] != tag)
    }

    /// Everything that goes through the figures of a subject or of all leaves the loop once there are many.
    @Test func analyses_leaveTheLoopWhereFiguresAreMany() throws {
        let known = try SeedFixture.shared()
        var registry = known.registry
        let sample = try #require(registry.observations.first)
        for number in 0...Endpoint.greatestLoopCount {
            let id = try #require(Identifier<Observation>("obs-\(number)"))
            registry.observations.append(Observation(id: id, measure: sample.measure, figure: sample.figure))
        }
        let large = Snapshot(datasetVersion: "large", registry: registry, day: known.snapshot.day, collections: [])
        let paths = [
            "/v1/investment", "/v1/series", "/v1/compare", "/v1/targets/{id}/lineage", "/v1/targets/{id}/chain",
        ]
        for path in paths {
            let place = try #require(EndpointTable.served.places.first { $0.path.text == path })
            let endpoint = try #require(place.endpoint(for: .get))
            #expect(endpoint.leavesLoop(with: large), "\(path)")
            #expect(!endpoint.leavesLoop(with: known.snapshot), "\(path)")
        }
    }
}
