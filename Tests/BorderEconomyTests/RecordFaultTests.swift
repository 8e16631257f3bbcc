import BorderEconomy
import DomainTesting
import Testing

/// Faults that a record has on its own.
struct RecordFaultTests {
    private func faults(of record: some Record) -> [String] {
        record.faults().map { "\($0.member): \($0.reason)" }
    }

    private func gate(_ kind: BorderGate.Kind = .borderGate, _ change: (inout BorderGate) -> Void) -> BorderGate {
        var gate = BorderGate(header: .named("kim-thanh"), kind: kind, province: "lao-cai")
        change(&gate)
        return gate
    }

    @Test func record_withoutSource_isAFault() {
        #expect(
            faults(of: gate { $0.header.sources = [] }) == ["/sources: a record names at least one source"])
    }

    @Test func statement_withDeadline_saysWhatItRestsOn() {
        var statement = Statement(text: "goal", source: .line())
        statement.deadline = "2030-12-31"
        let reason = "a deadline says whether it is stated, inherited or inferred"
        #expect(
            faults(of: gate { $0.header.statements = [.visions: [Statement(text: "v", source: .line()), statement]] })
                == ["/visions/1/deadlineBasis: \(reason)"])
        statement.deadlineBasis = .inferred
        #expect(faults(of: gate { $0.header.statements = [.visions: [statement]] }) == [])
    }

    @Test func assertion_thatEndsBeforeItBegins_isAFault() {
        let backwards = Assertion.of("secondary") {
            $0.validFrom = "2024-02-01"
            $0.validTo = "2024-01-31"
        }
        #expect(
            faults(of: gate { $0.header.assertions = [backwards] })
                == ["/assertions/0/validTo: the interval ends before it begins"])
    }

    @Test func assertion_usesTheWordsOfItsField() {
        #expect(
            faults(of: gate { $0.header.assertions = [.of("secondary"), .of("main")] }) == [
                "/assertions/1/value: main is no class; "
                    + "one of international, bilateral, secondary, opening, clearance-point"
            ])
        #expect(
            faults(of: gate { $0.header.assertions = [.of("red", field: "colour")] })
                == ["/assertions/0/field: no assertions are made about colour here"])
        var plan = Plan(header: .named("plan"), kind: .scheme)
        plan.header.assertions = [.of("in-force", field: "status")]
        #expect(faults(of: plan) == [])
    }

    @Test func clearancePoint_belongsToAGate() {
        #expect(
            faults(of: gate(.clearancePoint) { _ in }) == ["/parentGate: a clearance point belongs to a gate"])
        #expect(faults(of: gate(.clearancePoint) { $0.parentGate = "huu-nghi" }) == [])
    }

    @Test func lane_isListedOnce() {
        let lane = GateLane(id: "export-1", direction: .export, validFrom: nil, editorial: nil, source: .line())
        #expect(faults(of: gate { $0.lanes = [lane, lane] }) == ["/lanes/1/id: lane export-1 is listed twice"])
    }

    @Test(arguments: [
        (90.0, 180.0, [String]()), (-90, -180, []), (90.1, 0, ["/point/lat: a latitude lies between -90 and 90"]),
        (0, -180.1, ["/point/lon: a longitude lies between -180 and 180"]),
    ])
    func point_liesOnTheEarth(latitude: Double, longitude: Double, expected: [String]) {
        let point = GeoPoint(
            latitude: latitude, longitude: longitude, precisionKilometres: 3, derived: false, confidence: .high,
            note: nil, source: .line())
        var place = Place(header: .named("place"), kind: .town)
        place.point = point
        var province = Province(header: .named("province"))
        province.point = point
        var zone = EconomicZone(header: .named("zone"), kind: .industrialPark, province: "lao-cai")
        zone.point = point
        #expect(faults(of: gate { $0.point = point }) == expected)
        #expect(faults(of: place) == expected)
        #expect(faults(of: province) == expected)
        #expect(faults(of: zone) == expected)
    }

    @Test func functionalArea_liesInAZone() {
        var zone = EconomicZone(header: .named("zone"), kind: .functionalArea, province: "lao-cai")
        #expect(faults(of: zone) == ["/parentZone: a functional area lies in a zone"])
        zone.parentZone = "greater-zone"
        #expect(faults(of: zone) == [])
    }

    @Test func corridor_runsThroughTwoPlaces() {
        var corridor = Corridor(header: .named("corridor"), kind: .economic)
        #expect(faults(of: corridor) == [])
        corridor.nodes = ["lao-cai"]
        #expect(faults(of: corridor) == ["/nodes: a corridor runs through two places or more"])
    }

    @Test func interval_thatEndsBeforeItBegins_isAFault() {
        var place = Place(header: .named("place"), kind: .district)
        place.validFrom = "2025-07-01"
        place.validTo = "2025-06-30"
        #expect(faults(of: place) == ["/validTo: the place ends before it begins"])
        var meeting = Meeting(header: .named("meeting"), kind: .talks, dateStatus: .reported)
        meeting.earliest = "2024-12-02"
        meeting.latest = "2024-12-01"
        #expect(faults(of: meeting) == ["/latest: the latest day lies before the earliest"])
        var province = Province(header: .named("province"))
        province.gsoCodes = [StatisticalCode(code: "15", validFrom: "2025-07-01", validTo: "2025-06-30")]
        #expect(faults(of: province) == ["/gsoCodes/0/validTo: the interval ends before it begins"])
    }

    @Test func office_thatEndsBeforeItBegins_isAFault() {
        let holder = OfficeHolder(
            name: "Nguyễn Văn A", office: "chair", onBehalfOf: nil, asOf: nil, validFrom: "2024-02-01",
            validTo: "2024-01-31", source: .line())
        var organisation = Organisation(header: .named("committee"), kind: .peopleCommittee)
        organisation.heads = [holder]
        #expect(faults(of: organisation) == ["/heads/0/validTo: the interval ends before it begins"])
        var meeting = Meeting(header: .named("meeting"), kind: .talks, dateStatus: .held)
        meeting.chair = holder
        #expect(faults(of: meeting) == ["/chair/validTo: the interval ends before it begins"])
        var document = Document(header: .named("decision"), kind: .decision, recordedAt: "2026-11-21")
        document.signers = [holder]
        #expect(faults(of: document) == ["/signers/0/validTo: the interval ends before it begins"])
    }

    @Test func plan_doesNotSupersedeItself() {
        var plan = Plan(header: .named("plan"), kind: .scheme)
        plan.supersedes = ["older-plan"]
        #expect(faults(of: plan) == [])
        plan.supersedes = ["older-plan", "plan"]
        #expect(faults(of: plan) == ["/supersedes: a plan does not supersede itself"])
    }

    @Test func task_standsUnderAnotherOfItsList() {
        func task(_ id: RecordID, under parent: RecordID?) -> PlanTask {
            PlanTask(
                id: id, number: nil, parent: parent, assignees: [], statement: Statement(text: "t", source: .line()))
        }
        var plan = Plan(header: .named("plan"), kind: .scheme)
        plan.tasks = [task("t-1", under: nil), task("t-2", under: "t-1")]
        #expect(faults(of: plan) == [])
        plan.tasks = [task("t-1", under: "t-1"), task("t-2", under: "s-1")]
        plan.solutions = [task("s-1", under: nil)]
        #expect(
            faults(of: plan) == [
                "/tasks/0/parent: t-1 is no other item of tasks", "/tasks/1/parent: s-1 is no other item of tasks",
            ])
    }

    @Test func publication_beginsWithADay() {
        var document = Document(header: .named("article"), kind: .article, recordedAt: "2026-11-21")
        document.publishedAt = "2024-11-26T07:00+07:00"
        #expect(faults(of: document) == [])
        #expect(document.publishedOn == "2024-11-26")
        document.publishedAt = "26/11/2024"
        #expect(
            faults(of: document)
                == ["/publishedAt: publishedAt begins with a day, as 2024-11-26T07:00+07:00 does"])
    }

    @Test func evidence_isOfTheContentsLastDayThenOfPublicationThenOfIssue() {
        var document = Document(header: .named("article"), kind: .article, recordedAt: "2026-11-21")
        #expect(document.evidenceDay == nil)
        document.reportedOn = "2024-05-05"
        #expect(document.evidenceDay == "2024-05-05")
        document.issuedOn = "2024-04-04"
        #expect(document.evidenceDay == "2024-04-04")
        document.publishedAt = "2024-11-26"
        #expect(document.evidenceDay == "2024-11-26")
        document.contentAsOf = "2024-10-01/2024-11-20"
        #expect(document.evidenceDay == "2024-11-20")
        #expect(document.knownFrom == "2024-11-26")
    }
}
