import BorderEconomy
import DomainTesting
import Testing

/// What could be known on a day.
struct KnowledgeTests {
    /// The sample with an article of 24 December 2024, another of the thirtieth, and general knowledge.
    private func sample(_ change: (inout SampleRecords) -> Void = { _ in }) -> Registry {
        var records = SampleRecords()
        records.documents[0].contentAsOf = nil
        records.documents[0].publishedAt = "2024-12-24T15:50+07:00"
        var later = Document(header: .named("review"), kind: .article, recordedAt: "2026-11-21")
        later.header.sources = [.line(of: "review")]
        later.contentAsOf = "2024-12-30/2024-12-30"
        var general = Document(header: .named("general"), kind: .generalKnowledge, recordedAt: "2026-11-21")
        general.header.sources = [.line(of: "general")]
        records.documents += [later, general]
        change(&records)
        return records.registry
    }

    @Test func document_isKnownFromItsPublicationThenTheEndOfItsContentThenItsIssueThenItsRecord() {
        var document = Document(header: .named("article"), kind: .webPage, recordedAt: "2026-11-21")
        #expect(document.knownFrom == "2026-11-21")
        document.reportedOn = "2024-05-05"
        #expect(document.knownFrom == "2024-05-05")
        document.issuedOn = "2024-04-04"
        #expect(document.knownFrom == "2024-04-04")
        document.contentAsOf = "2024-10-01/2024-11-20"
        #expect(document.knownFrom == "2024-11-20")
        document.publishedAt = "2024-11-26"
        #expect(document.knownFrom == "2024-11-26")
        #expect(Document(header: .named("g"), kind: .generalKnowledge, recordedAt: "2026-11-21").knownFrom == nil)
    }

    @Test func assertion_ofALaterSource_isNotKnownBefore() throws {
        let registry = sample { records in
            records.gates[0].header.assertions = [
                .of("secondary") { $0.asOf = "2024-01-01" },
                .of("international", document: "review") { $0.asOf = "2024-12-30" },
            ]
        }
        for (day, value) in [
            ("2024-12-29" as CalendarDay, "secondary"), ("2024-12-30", "international"),
            ("2026-01-01", "international"),
        ] {
            let view = registry.known(on: day)
            let gate = try #require(view.gates["kim-thanh"])
            #expect(view.preferred("class", of: gate.header, on: day)?.assertion.value == value)
        }
        #expect(registry.known(on: "2024-12-24").gates["kim-thanh"]?.header.assertions.count == 1)
    }

    @Test func record_withoutAKnownSource_isLeftOut() {
        let registry = sample { records in
            records.projects[0].header.sources = [.line(of: "review")]
        }
        #expect(registry.known(on: "2024-12-29").projects["airport"] == nil)
        #expect(registry.known(on: "2024-12-30").projects["airport"] != nil)
        #expect(registry.known(on: "2024-12-29").documents["review"] == nil)
        #expect(registry.firstKnown("airport") == "2024-12-30")
        #expect(registry.firstKnown("kim-thanh") == "2024-12-24")
        #expect(registry.firstKnown("nowhere") == nil)
    }

    @Test func record_thatAKnownFactNames_isKeptByName() throws {
        let registry = sample { records in
            records.gates[0].header.sources = [.line(of: "review")]
            records.gates[0].header.assertions = [.of("international", document: "review")]
            var goal = Statement(text: "x", source: .line())
            goal.refs = ["kim-thanh"]
            records.zones[0].header.statements = [.goals: [goal]]
        }
        let gate = try #require(registry.known(on: "2024-12-24").gates["kim-thanh"])
        #expect(gate.header.sources == [])
        #expect(gate.header.assertions == [])
        #expect(gate.header.names == registry.gates["kim-thanh"]?.header.names)
    }

    @Test func membership_withoutASource_doesNotMakeARecordKnown() {
        let registry = sample { records in
            records.gates[0].header.sources = [.line(of: "review")]
            records.zones[0].gates = ["kim-thanh"]
            records.legs = []
        }
        #expect(registry.known(on: "2024-12-24").gates["kim-thanh"] == nil)
        #expect(registry.known(on: "2024-12-24").zones["zone"]?.gates == [])
        #expect(registry.known(on: "2024-12-30").zones["zone"]?.gates == ["kim-thanh"])
    }

    @Test func everyReference_inWhatWasKnown_leadsSomewhere() {
        let registry = sample { records in
            records.plans[0].header.sources = [.line(of: "review")]
            records.provinces[0].header.sources = [.line(of: "review")]
        }
        for day in registry.knowledgeDays {
            let missing = registry.known(on: day).faults().filter { $0.fault.missing != nil }
            #expect(missing.map(\.text) == [], "on \(day)")
        }
    }

    @Test func observation_ofALaterSource_doesNotCountForProgress() throws {
        let registry = sample { records in
            var early = Figure.of(5e9, period: "2023")
            early.source = .line()
            var late = Figure.of(9.5e9, period: "2024")
            late.source = .line(of: "review")
            records.observations = [.of(early, id: "early"), .of(late, id: "late")]
            records.targets[0].deadline = "2025-12-31"
        }
        let target = try #require(registry.targets["target-turnover"])
        func latest(_ day: CalendarDay) -> Identifier<Observation>? {
            registry.known(on: day).progress(of: target, on: "2025-01-15", thresholds: .standard).latest
        }
        #expect(latest("2024-12-29") == "early")
        #expect(latest("2024-12-30") == "late")
    }

    @Test func generalKnowledge_isKnownFromTheDayItSpeaksOf() {
        let registry = sample { records in
            records.gates[0].header.assertions = [
                .of("secondary", document: "general"),
                .of("international", document: "general") { $0.validFrom = "2025-03-01" },
            ]
            var population = Figure.of(900_000, period: "2023")
            population.source = .line(of: "general")
            records.observations = [.of(population, id: "population")]
        }
        let early = registry.known(on: "2022-01-01")
        #expect(early.gates["kim-thanh"] == nil)
        #expect(early.observations["population"] == nil)
        #expect(registry.known(on: "2023-12-31").observations["population"] != nil)
        #expect(registry.known(on: "2024-12-24").gates["kim-thanh"]?.header.assertions.map(\.value) == ["secondary"])
        #expect(registry.known(on: "2025-03-01").gates["kim-thanh"]?.header.assertions.count == 2)
    }

    @Test func dissolution_isKnownWithTheSuccessor() throws {
        let registry = sample { records in
            records.provinces[0].validTo = "2025-06-30"
            records.provinces[0].successor = "lao-cai-2025"
            records.provinces[0].gsoCodes = [
                StatisticalCode(code: "10", validFrom: nil, validTo: "2025-06-30"),
                StatisticalCode(code: "15", validFrom: "2025-07-01", validTo: nil),
            ]
            var merged = Province(header: .named("lao-cai-2025"))
            merged.header.sources = [.line(of: "resolution")]
            merged.validFrom = "2025-07-01"
            merged.predecessors = ["lao-cai"]
            records.provinces.append(merged)
            var resolution = Document(header: .named("resolution"), kind: .resolution, recordedAt: "2026-11-21")
            resolution.issuedOn = "2025-06-12"
            records.documents.append(resolution)
        }
        let before = try #require(registry.known(on: "2025-06-11").provinces["lao-cai"])
        #expect(before.validTo == nil)
        #expect(before.successor == nil)
        #expect(before.gsoCodes.map(\.code) == ["10"])
        #expect(before.gsoCodes.first?.validTo == nil)
        #expect(registry.known(on: "2025-06-11").provinces["lao-cai-2025"] == nil)
        let after = try #require(registry.known(on: "2025-06-12").provinces["lao-cai"])
        #expect(after.validTo == "2025-06-30")
        #expect(after.successor == "lao-cai-2025")
        #expect(registry.known(on: "2025-06-12").provinces["lao-cai-2025"] != nil)
    }

    @Test func supersession_isKnownWithTheLaterTarget() {
        let registry = sample { records in
            var later = Figure.of(10e9, period: "2025")
            later.source = .line(of: "review")
            records.targets.append(
                Target(id: "later", measure: .turnover, kind: .level, figure: later, setBy: "plan"))
            records.targets[0].supersededBy = "later"
        }
        #expect(registry.known(on: "2024-12-24").targets["target-turnover"]?.supersededBy == nil)
        #expect(registry.known(on: "2024-12-30").targets["target-turnover"]?.supersededBy == "later")
    }

    @Test func task_thatIsKnown_keepsItsGroup() {
        func task(_ id: RecordID, in parent: RecordID?, of document: Identifier<Document>) -> PlanTask {
            PlanTask(
                id: id, number: nil, parent: parent, assignees: [],
                statement: Statement(text: "x", source: .line(of: document)))
        }
        let registry = sample { records in
            records.plans[0].tasks = [
                task("a", in: nil, of: "review"), task("a-1", in: "a", of: "article"),
                task("b", in: nil, of: "review"), task("b-1", in: "b", of: "review"),
            ]
        }
        #expect(registry.known(on: "2024-12-24").plans["plan"]?.tasks.map(\.id) == ["a", "a-1"])
    }

    /// On the days between two of knowledge the same is known.
    @Test func knowledgeDays_areWhereKnowledgeChanges() throws {
        let registry = sample { records in
            records.gates[0].header.assertions = [
                .of("secondary", document: "general") { $0.asOf = "2024-12-27" },
                .of("international", document: "review"),
            ]
        }
        let days = registry.knowledgeDays
        let first = try #require(days.first)
        var previous = registry.known(on: try day(before: first))
        for number in first.daysSince1970..<first.daysSince1970 + 400 {
            let day = try #require(CalendarDay(daysSince1970: number))
            let next = registry.known(on: day)
            let isSame =
                next.headedRecords.map(\.header) == previous.headedRecords.map(\.header)
                && next.observations.all.map(\.id) == previous.observations.all.map(\.id)
            #expect(isSame || days.contains(day), "\(day) is no day of knowledge")
            previous = next
        }
    }

    private func day(before day: CalendarDay) throws -> CalendarDay {
        try #require(CalendarDay(daysSince1970: day.daysSince1970 - 1))
    }
}
