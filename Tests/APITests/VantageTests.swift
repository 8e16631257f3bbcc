import BorderEconomy
import Catalog
import JSONText
import Testing

@testable import API

/// What the data of the repository look like from other days.
struct VantageTests {
    private let client: APIClient
    private let registry: Registry

    init() throws {
        client = try APIClient()
        registry = try SeedFixture.shared().registry
    }

    // What did we know on 24 December 2024?

    @Test func document_thatWasNotPublished_isNotThereAndSaysFromWhenItIs() throws {
        let ids = try client.list("/v1/documents?knownAt=2024-12-24&limit=1000").ids
        #expect(ids.contains("art-baochinhphu-1620"))
        #expect(ids.contains("art-bnews-lai-chau"))
        #expect(!ids.contains("art-lao-cai-hoi-nghi-2024"))
        let problem = try expectProblem(
            client.get("/v1/documents/art-lao-cai-hoi-nghi-2024?knownAt=2024-12-24"), 404, "not-found")
        #expect(
            problem["detail"]
                == "art-lao-cai-hoi-nghi-2024 was not known on 2024-12-24; it became known on 2024-12-30")
        _ = try client.json("/v1/documents/art-lao-cai-hoi-nghi-2024?knownAt=2024-12-30")
        try expectProblem(
            client.get("/v1/documents/art-lao-cai-hoi-nghi-2024/facts?knownAt=2024-12-24"), 404, "not-found")
    }

    /// The review of 30 December calls Bản Vược secondary; on the twenty-fourth only plans spoke of it.
    @Test func classOfBanVuoc_dependsOnWhatWasKnown() throws {
        let before = try client.json("/v1/gates/ban-vuoc?knownAt=2024-12-24")
        #expect(before["class"] == "international")
        let assertions = before["assertions"]?.array ?? []
        #expect(assertions.filter { $0["field"] == "class" }.allSatisfy { $0["planned"] == true })
        #expect(before["mode"] == .null)
        let after = try client.json("/v1/gates/ban-vuoc?knownAt=2024-12-30")
        #expect(after["class"] == "secondary")
        #expect(
            try client.list("/v1/gates?class=secondary&knownAt=2024-12-24&limit=1000").ids.contains("ban-vuoc") == false
        )
        #expect(try client.list("/v1/gates?class=secondary&knownAt=2024-12-30&limit=1000").ids.contains("ban-vuoc"))
    }

    @Test func target_ofTheReview_isNotKnownBefore_andItsProgressSeesWhatWasKnown() throws {
        let id = "target-lao-cai-trade-turnover-2025"
        try expectProblem(client.get("/v1/targets/\(id)?knownAt=2024-12-24"), 404, "not-found")
        let then = try client.json("/v1/targets/\(id)?knownAt=2025-01-15")
        #expect(then["progress"]?["asOf"] == "2025-01-15")
        #expect(then["status"] != "missed")
        #expect(try client.json("/v1/targets/\(id)")["status"] == "missed")
        let listed = try client.list("/v1/targets?knownAt=2025-01-15&limit=1000")
        #expect(listed.items.allSatisfy { $0["progress"]?["asOf"] == "2025-01-15" })
    }

    @Test func merger_isNotKnownBeforeTheResolution() throws {
        let before = try client.json("/v1/provinces/lao-cai?knownAt=2024-12-24")
        #expect(before["successor"] == .null)
        #expect(before["validTo"] == .null)
        #expect(before["existsToday"] == true)
        try expectProblem(client.get("/v1/provinces/lao-cai-2025?knownAt=2024-12-24"), 404, "not-found")
        let after = try client.json("/v1/provinces/lao-cai?knownAt=2025-06-12")
        #expect(after["successor"] == "lao-cai-2025")
        #expect(after["validTo"] == "2025-06-30")
    }

    /// General knowledge, and our own counting, which is known as it is counted.
    private static let unpublished = ["general-knowledge", "cuakhau-live", "cuakhau-live-simulated"]

    /// No answer names a document that had not been published.
    @Test(arguments: ["2022-12-31", "2024-04-21", "2024-11-23", "2024-12-24", "2024-12-30", "2025-06-12"])
    func everySource_wasPublished(by day: String) throws {
        let day = try #require(CalendarDay(day))
        var sources = 0
        for name in RouteTable.collections + RouteTable.datasetCollections.map({ "dataset/\($0)" }) {
            for item in try client.list("/v1/\(name)?knownAt=\(day)&limit=1000").items {
                visitSources(of: item) { document in
                    sources += 1
                    let known = Identifier<Document>(document).flatMap { registry.documents[$0]?.knownFrom }
                    #expect(known.map { $0 <= day } ?? Self.unpublished.contains(document), "\(name) cites \(document)")
                }
            }
        }
        #expect(sources > 0)
    }

    private func visitSources(of value: JSONValue, _ visit: (String) -> Void) {
        if let document = value["source"]?["document"]?.string { visit(document) }
        for source in value["sources"]?.array ?? [] { if let document = source["document"]?.string { visit(document) } }
        for child in value.array ?? [] { visitSources(of: child, visit) }
        if case .object(let object) = value {
            for member in object.members { visitSources(of: member.value, visit) }
        }
    }

    @Test func everyReference_leadsSomewhere_onEveryDayOfKnowledge() {
        for day in registry.knowledgeDays {
            let missing = registry.known(on: day).faults().filter { $0.fault.missing != nil }
            #expect(missing.isEmpty, "on \(day): \(missing.first.map { "\($0.record) \($0.fault)" } ?? "")")
        }
    }

    // What holds on a day

    @Test func provinces_areThoseOfTheDay() throws {
        let before = try client.list("/v1/provinces?validAt=2025-06-30&limit=1000").ids
        let after = try client.list("/v1/provinces?validAt=2025-07-01&limit=1000").ids
        #expect(Set(before).subtracting(after) == ["lao-cai", "yen-bai", "ha-giang", "tuyen-quang"])
        #expect(Set(after).subtracting(before) == ["lao-cai-2025", "tuyen-quang-2025"])
        #expect(try client.list("/v1/places?validAt=2026-01-01&kind=district").ids == [])
        #expect(try client.list("/v1/places?validAt=2025-06-30&kind=district").total > 0)
    }

    @Test func dissolvedProvince_isAnsweredWithItsSuccessor() throws {
        for target in ["/v1/provinces/lao-cai", "/v1/provinces/lao-cai?validAt=2026-01-01"] {
            let answer = try client.get(target)
            #expect(answer.status == 200)
            #expect(try answer.links()["successor-version"] == "/v1/provinces/lao-cai-2025")
            #expect(try answer.json()["related"]?["successor"] == "/v1/provinces/lao-cai-2025")
        }
        #expect(try client.json("/v1/provinces/lao-cai?validAt=2026-01-01")["existsToday"] == false)
        let answer = try client.get("/v1/provinces/yen-bai/gates")
        #expect(try answer.links()["successor-version"] == "/v1/provinces/lao-cai-2025")
    }

    @Test func figures_areThoseOfTheDay() throws {
        let listed = try client.list("/v1/observations?validAt=2022-06-30&limit=1000")
        #expect(listed.ids.contains("obs-lao-cai-trade-turnover-2022"))
        #expect(!listed.ids.contains("obs-lao-cai-trade-turnover-2024"))
        for item in listed.items {
            if let start = item["period"]?["start"]?.string { #expect(start <= "2022-06-30") }
            if let end = item["period"]?["end"]?.string { #expect(end >= "2022-06-30") }
        }
        let problem = try expectProblem(
            client.get("/v1/observations/obs-lao-cai-trade-turnover-2024?validAt=2022-06-30"), 404, "not-found")
        #expect(problem["detail"]?.string?.contains("it is of the period 2024-01-01/2024-12-15") == true)
    }

    @Test func validAndKnown_goTogether() throws {
        let both = try client.list("/v1/observations?validAt=2022-06-30&knownAt=2023-01-01&limit=1000")
        let valid = try Set(client.list("/v1/observations?validAt=2022-06-30&limit=1000").ids)
        let known = try Set(client.list("/v1/observations?knownAt=2023-01-01&limit=1000").ids)
        #expect(Set(both.ids) == valid.intersection(known))
        #expect(!both.ids.isEmpty)
    }

    // Lists and pages

    @Test func pages_keepTheirVantage() throws {
        let whole = try client.list("/v1/observations?knownAt=2024-12-24&limit=1000").ids
        var target: String? = "/v1/observations?knownAt=2024-12-24&limit=7"
        var ids: [String] = []
        while let next = target {
            #expect(next.contains("knownAt=2024-12-24"))
            let page = try client.list(next)
            #expect(page.total == whole.count)
            ids += page.ids
            target = page.next
        }
        #expect(ids == whole)
    }

    @Test func record_keepsItsVantageInItsLinks() throws {
        let answer = try client.get("/v1/places/kunming?knownAt=2024-12-24&lang=en")
        #expect(answer["Content-Location"] == "/v1/places/con-minh?lang=en&knownAt=2024-12-24")
        #expect(try answer.links()["self"] == "/v1/places/con-minh?lang=en&knownAt=2024-12-24")
        let tag = try #require(answer["ETag"])
        #expect(try client.get("/v1/places/kunming?knownAt=2024-12-24&lang=en", "If-None-Match: \(tag)").status == 304)
    }

    @Test func otherFormats_areSeenFromTheVantage() throws {
        let table = try client.get("/v1/observations?knownAt=2024-12-24&f=csv")
        let lines = table.text.split(separator: "\r\n").count
        #expect(try lines == client.list("/v1/observations?knownAt=2024-12-24").total + 1)
    }

    @Test func today_isThePresent() throws {
        let day = try SeedFixture.day()
        for name in RouteTable.collections {
            let present = try client.list("/v1/\(name)?limit=1000")
            let then = try client.list("/v1/\(name)?knownAt=\(day)&limit=1000")
            #expect(then.items == present.items, "\(name)")
        }
    }

    /// Days between two on which something changes may stand for one another.
    @Test func days_onWhichTheSameHolds_showTheSame() throws {
        let base = try SeedFixture.shared().snapshot
        let shelf = VantageShelf()
        for (validAt, knownAt) in [
            ("2024-12-26", nil), (nil, "2024-12-26"), ("2025-06-29", "2025-06-20"), ("1990-01-01", nil),
            (nil, "1990-01-01"), ("2025-08-15", "2026-03-03"), ("2031-05-05", nil), (nil, "2024-12-23"),
        ] as [(String?, String?)] {
            let vantage = Vantage(
                validAt: validAt.flatMap { CalendarDay($0) }, knownAt: knownAt.flatMap { CalendarDay($0) })
            let exact = shelf.snapshot(of: base, from: vantage, isExact: true)
            let nearest = shelf.snapshot(of: base, from: vantage, isExact: false)
            let (a, b) = (presentation(exact), presentation(nearest))
            // Facts are made of the records of all others.
            for name in base.collectionNames where name != "targets" && name != "facts" {
                let (one, other) = try (#require(a.collection(name)).records, #require(b.collection(name)).records)
                #expect(one.map(\.key) == other.map(\.key), "\(name) on \(vantage)")
                for (left, right) in zip(one, other) {
                    #expect(
                        left.item(.english) == right.item(.english), "\(name) \(left.key) on \(vantage)")
                }
            }
        }
    }

    /// What a snapshot makes its collections of.
    private func presentation(_ snapshot: Snapshot) -> Presentation {
        Presentation(
            of: snapshot.shown, evidence: snapshot.registry, on: snapshot.day, thresholds: snapshot.thresholds)
    }

    @Test func shelf_keepsFewAndSharesDays() throws {
        let base = try SeedFixture.shared().snapshot
        let shelf = VantageShelf()
        func snapshot(_ day: String) -> Snapshot {
            shelf.snapshot(of: base, from: Vantage(knownAt: CalendarDay(day)), isExact: false)
        }
        let first = snapshot("2024-12-26")
        #expect(snapshot("2024-12-27") === first)
        for year in 2005...2020 { _ = snapshot("\(year)-01-01") }
        #expect(snapshot("2024-12-27") !== first)
        #expect(shelf.snapshot(of: base, from: .present, isExact: false) === base)
    }

    @Test func summary_isSeenFromTheVantage() throws {
        let then = try client.json("/v1/observations/summary?by=unit&knownAt=2024-12-24")
        #expect(try then["records"]?.integer == Int64(client.list("/v1/observations?knownAt=2024-12-24").total))
        let provinces = try client.json("/v1/provinces/summary?validAt=2025-07-01")
        #expect(try provinces["records"]?.integer == Int64(client.list("/v1/provinces?validAt=2025-07-01").total))
        try expectProblem(client.get("/v1/gates/summary?boundaries=2025-07-01"), 400, "bad-parameter")
        try expectProblem(client.get("/v1/gates/summary?validAt=soon"), 400, "bad-parameter")
    }

    // Data sets of any size

    /// What is picked out of the figures as they are published is what would be made anew.
    @Test func figures_pickedOut_areThoseMadeAnew() throws {
        let base = try SeedFixture.shared().snapshot
        let published = try #require(base["observations"])
        let shelf = VantageShelf()
        for (validAt, knownAt) in [
            ("2022-06-30", nil), (nil, "2024-12-24"), ("2024-12-26", "2025-06-20"), ("1990-01-01", nil),
            (nil, "1990-01-01"),
        ] as [(String?, String?)] {
            let vantage = Vantage(
                validAt: validAt.flatMap { CalendarDay($0) }, knownAt: knownAt.flatMap { CalendarDay($0) })
            let made = try #require(shelf.snapshot(of: base, from: vantage, isExact: true)["observations"])
            let picked = base.registry.observationPositions(from: vantage).map { Int($0) }
            #expect(picked.map { published.keys[$0] } == (0..<made.count).map { made.keys[$0] })
            for (place, position) in picked.enumerated() {
                #expect(published.item(at: position, in: .english) == made.item(at: place, in: .english))
            }
        }
    }

    /// Places and legs are more than 100 in the data of the repository, gates and targets are fewer.
    @Test func listsTooLargeToBeMadeAnew_areRefusedWithTheRemedy_andTheRestIsNot() throws {
        let small = try APIClient(greatestListCount: 100)
        for (target, parameter) in [
            ("/v1/places?knownAt=2024-12-24", "knownAt"), ("/v1/legs?validAt=2024-12-24&limit=1", "validAt"),
            ("/v1/observations?boundaries=2025-07-01", "boundaries"),
            ("/v1/legs/summary?knownAt=2024-12-24", "knownAt"),
            ("/v1/observations/summary?boundaries=2025-07-01&by=unit", "boundaries"),
        ] {
            let problem = try expectProblem(small.get(target), 422, "unprocessable", "\(target)")
            let faults = ListedFault.all(of: problem)
            #expect(faults.map(\.parameter) == [parameter])
            #expect(faults.first?.reason.contains("100") == true)
            #expect(faults.first?.remedy.isEmpty == false)
        }
        for target in [
            "/v1/places/kunming?knownAt=2024-12-24", "/v1/gates/ban-vuoc?knownAt=2024-12-24",
            "/v1/gates?knownAt=2024-12-24", "/v1/observations?knownAt=2024-12-24&sort=-value&limit=9",
            "/v1/observations?validAt=2022-06-30&f=csv", "/v1/observations/summary?by=unit&knownAt=2024-12-24",
            "/v1/observations/obs-lao-cai-trade-turnover-2022?validAt=2022-06-30&f=ndjson",
            "/v1/targets?asOf=2024-12-31", "/v1/series?indicator=trade-turnover&subject=lao-cai&knownAt=2024-12-24",
            "/v1/provinces/lao-cai/observations?knownAt=2024-12-24",
        ] {
            let answer = try small.get(target)
            #expect(answer.status == 200, "\(target): \(answer.text)")
            #expect(try answer.text == client.get(target).text)
        }
    }

    @Test func figures_fromAVantage_areFilteredAndSorted() throws {
        let list = try client.list("/v1/observations?knownAt=2024-12-24&unit=ha&sort=-value&limit=1000")
        let all = try client.list("/v1/observations?knownAt=2024-12-24&limit=1000").items
        let expected = all.filter { $0["unit"] == "ha" }.compactMap { $0["id"]?.string }
        #expect(!expected.isEmpty && Set(list.ids) == Set(expected))
        let values = list.items.compactMap { $0["value"]?.double }
        #expect(values == values.sorted(by: >))
    }

    // Bad input

    @Test(arguments: [
        ("/v1/gates?validAt=2024-02-30", "validAt", "no such day"),
        ("/v1/gates?knownAt=yesterday", "knownAt", "no such day"),
        ("/v1/gates/kim-thanh?knownAt=2024", "knownAt", "no such day"),
        ("/v1/gates?knownAt=2024-12-24&knownAt=2024-12-25", "knownAt", "twice"),
        ("/v1/gates/kim-thanh?validAt=2024-12-24&validAt=2024-12-25", "validAt", "twice"),
        ("/v1/gates?validAt=", "validAt", "no value"), ("/v1/gates/kim-thanh?validAt=", "validAt", "no value"),
        ("/v1/gates?validat=2024-12-24", "validat", "no parameter"),
        ("/v1/gates/kim-thanh?validat=2024-12-24", "validat", "no parameter"),
        ("/v1/gates?boundaries=2025-07-01", "boundaries", "not put together"),
        ("/v1/observations?boundaries=2025-07-02", "boundaries", "there are no boundaries"),
        ("/v1/observations?datasetVersion=latest", "datasetVersion", "no version"),
        ("/v1/observations?datasetVersion=0123456789ABCDEF", "datasetVersion", "no version"),
    ])
    func parameters_thatAreWrong_areRefused(target: String, parameter: String, reason: String) throws {
        let problem = try expectProblem(client.get(target), 400, "bad-parameter")
        let faults = ListedFault.all(of: problem)
        #expect(faults.map(\.parameter) == [parameter])
        #expect(faults.first?.reason.contains(reason) == true, "\(faults)")
        #expect(faults.first?.remedy.isEmpty == false)
    }

    @Test func allFaults_areToldAtOnce() throws {
        let problem = try expectProblem(client.get("/v1/gates?validAt=x&limit=0&clas=1"), 400, "bad-parameter")
        #expect(ListedFault.all(of: problem).map(\.parameter) == ["validAt", "limit", "clas"])
    }

    @Test func unknownRecord_isUnknownFromEveryVantage() throws {
        let problem = try expectProblem(client.get("/v1/gates/kim-than?knownAt=2025-01-01"), 404, "not-found")
        #expect(problem["detail"]?.string?.contains("kim-thanh") == true)
    }
}
