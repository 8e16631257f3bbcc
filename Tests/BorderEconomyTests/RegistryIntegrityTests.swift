import BorderEconomy
import DomainTesting
import Testing

struct RegistryIntegrityTests {
    private func faults(_ change: (inout SampleRecords) -> Void) -> [String] {
        var records = SampleRecords()
        change(&records)
        return records.faults
    }

    @Test func sample_hasNoFaults() {
        #expect(faults { _ in } == [])
    }

    /// A reference of each noun to a record that is not there.
    @Test func reference_thatDangles_isAFaultWhereItStands() {
        let found = faults { records in
            records.provinces[0].point = GeoPoint(
                latitude: 22, longitude: 104, precisionKilometres: nil, derived: true, confidence: .high, note: nil,
                source: .line(nil, of: "gone"))
            records.places[0].members = ["lao-cai", "gone"]
            records.gates[0].zone = "gone"
            records.zones[0].gates = ["kim-thanh", "gone"]
            records.projects[0].corridor = "gone"
            records.corridors[0].nodes = ["gone", "bac-ha"]
            records.organisations[0].parent = "gone"
            records.meetings[0].organiser = "gone"
            records.documents[0].issuer = "gone"
            records.plans[0].subjects = ["gone"]
            records.services[0].plan = "gone"
            records.indicators[0].header.links = [
                RecordLink(relation: .relatedTo, record: "gone", source: .line())
            ]
            records.observations.append(
                .of(.of(1), id: "obs-2", measure: Measure(subject: "gone", indicator: "trade-turnover")))
            records.targets[0].supersededBy = "gone"
        }
        let members = [
            "provinces/0/point/source/document", "gates/0/zone", "zones/0/gates/1", "projects/0/corridor",
            "corridors/0/nodes/0", "places/0/members/1", "organisations/0/parent", "meetings/0/organiser",
            "documents/0/issuer", "plans/0/subjects/0", "services/0/plan", "indicators/0/links/0/record",
            "observations/1/subject", "targets/0/supersededBy",
        ]
        #expect(found == members.map { "\($0): there is no record gone" })
    }

    @Test func reference_thatDangles_saysWhatIsMissing() {
        var records = SampleRecords()
        records.gates[0].zone = "gone"
        #expect(records.registry.faults().map(\.fault.missing) == ["gone"])
    }

    @Test func reference_inAStatementOrTask_isChecked() {
        let found = faults { records in
            var statement = Statement(text: "goal", source: .line(of: "gone"))
            statement.refs = ["kim-thanh", "gone"]
            records.gates[0].header.statements = [.goals: [statement]]
            records.plans[0].tasks = [
                PlanTask(
                    id: "task-1", number: 1, parent: nil, assignees: ["committee", "gone"],
                    statement: Statement(text: "task", source: .line()))
            ]
            records.plans[0].orientedBy = [Plan.GuidingDocument(document: "gone", source: .line())]
        }
        #expect(
            found == [
                "gates/0/goals/0/source/document: there is no record gone",
                "gates/0/goals/0/refs/1: there is no record gone",
                "plans/0/orientedBy/0/document: there is no record gone",
                "plans/0/tasks/0/assignees/1: there is no record gone",
            ])
    }

    @Test func reference_inAProjectParameter_isChecked() {
        let found = faults { records in
            let capacity = Figure.of(3e6, .passengerPerYear).with { $0.source = .line(41) }
            records.projects[0].parameters = [
                ProjectParameter(
                    name: "capacity", label: "capacity", value: .figure(capacity), planned: true,
                    source: .line(of: "gone"))
            ]
        }
        #expect(
            found == [
                "projects/0/parameters/0/source/document: there is no record gone",
                "projects/0/parameters/0/figure/source/line: article has lines 1 to 40, not 41",
            ])
    }

    @Test func reference_toAnotherCollection_isAFault() {
        #expect(
            faults { $0.gates[0].zone = "bac-ha" } == ["gates/0/zone: bac-ha is one of places, not of zones"])
        #expect(
            faults { $0.corridors[0].nodes = ["bac-ha", "zone"] }
                == ["corridors/0/nodes/1: zone is one of zones, not of provinces or places"])
        #expect(
            faults { $0.targets[0].plan = "article" } == ["targets/0/plan: article is one of documents, not of plans"])
    }

    @Test func reference_byAlias_isNoFault() {
        #expect(
            faults {
                $0.zones[0].header.aliases = ["the-zone"]
                $0.gates[0].zone = "the-zone"
            } == [])
    }

    @Test func reference_toATask_isNoFaultWhereAnyRecordWillDo() {
        let task = PlanTask(
            id: "task-1", number: 1, parent: nil, assignees: [], statement: Statement(text: "task", source: .line()))
        #expect(
            faults {
                $0.plans[0].tasks = [task]
                $0.gates[0].header.links = [RecordLink(relation: .requestedBy, record: "task-1", source: .line())]
            } == [])
        #expect(
            faults {
                $0.plans[0].tasks = [task]
                $0.services[0].plan = "task-1"
            } == ["services/0/plan: there is no record task-1"])
    }

    @Test func identifier_thatIsTaken_isAFaultOfTheSecond() {
        #expect(
            faults { $0.places.append(Place(header: .named("bac-ha"), kind: .town)) }
                == ["places/1/id: the identifier bac-ha is already taken by bac-ha"])
        #expect(
            faults { $0.zones[0].header.id = "kim-thanh" }
                == ["zones/0/id: the identifier kim-thanh is already taken by kim-thanh"])
        #expect(
            faults { $0.observations.append(.of(.of(1, period: "2020"), id: "target-turnover")) }
                == ["targets/0/id: the identifier target-turnover is already taken by target-turnover"])
    }

    @Test func alias_thatIsTaken_isAFault() {
        #expect(
            faults { $0.gates[0].header.aliases = ["gate-two", "zone"] }
                == ["gates/0/aliases/1: the identifier zone is already taken by zone"])
        #expect(
            faults {
                $0.gates[0].header.aliases = ["same"]
                $0.zones[0].header.aliases = ["same"]
            } == ["zones/0/aliases/0: the identifier same is already taken by kim-thanh"])
    }

    @Test func identifier_ofATaskOrCheck_isUniqueToo() {
        let task = PlanTask(
            id: "bac-ha", number: nil, parent: nil, assignees: [], statement: Statement(text: "task", source: .line()))
        #expect(
            faults { $0.plans[0].solutions = [task] }
                == ["plans/0/solutions/0/id: the identifier bac-ha is already taken by bac-ha"])
        #expect(
            faults { $0.checks = [.of(.number(1), .equals, .number(1)), .of(.number(2), .equals, .number(2))] }
                == ["checks/1/id: the identifier check is already taken by check"])
    }

    @Test(arguments: [
        (Source(document: "article", line: 40, alsoLines: [1]), nil as String?),
        (Source(document: "article", line: 41), "article has lines 1 to 40, not 41"),
        (Source(document: "article", line: 0), "article has lines 1 to 40, not 0"),
        (Source(document: "article", line: 7, alsoLines: [8, 99]), "article has lines 1 to 40, not 99"),
        (Source(document: "article"), "article is cited by line"),
    ])
    func line_liesInsideTheDocument(_ source: Source, reason: String?) {
        #expect(
            faults { $0.gates[0].header.sources = [.line(), source] }
                == (reason.map { ["gates/0/sources/1/line: \($0)"] } ?? []))
    }

    @Test func line_ofADocumentWithoutLines_isNotAskedFor() {
        #expect(
            faults {
                $0.documents.append(Document(header: .named("decision"), kind: .decision, recordedAt: "2026-11-21"))
                $0.gates[0].header.sources = [.line(nil, of: "decision")]
            } == [])
    }

    @Test func measure_isHeldAgainstItsIndicator() {
        let scoped = Measure(
            subject: "lao-cai", indicator: "trade-turnover", scope: "air", dimensions: ["mode": "rail", "group": "x"])
        #expect(
            faults {
                $0.indicators[0].scopes = [Indicator.Code(id: "export-import", names: "both")]
                $0.indicators[0].dimensions = [
                    Indicator.Dimension(id: "mode", names: "mode", codes: [Indicator.Code(id: "road", names: "road")])
                ]
                $0.observations = [.of(.of(1), measure: scoped)]
            } == [
                "observations/0/scope: trade-turnover has no scope air",
                "observations/0/dimensions/group: trade-turnover has no dimension group",
                "observations/0/dimensions/mode: mode has no code rail",
            ])
    }

    @Test func unit_isTheIndicators() {
        let percent = Target(
            id: "target-2", measure: .turnover, kind: .level, figure: .of(9, .percent), setBy: "plan")
        #expect(
            faults {
                $0.observations = [.of(.of(1, .vietnameseDong))]
                $0.targets.append(percent)
            } == [
                "observations/0/unit: trade-turnover is counted in USD",
                "targets/1/unit: trade-turnover is counted in USD",
            ])
    }

    @Test func target_saysWhatItsDeadlineRestsOn() {
        #expect(
            faults { $0.targets[0].deadline = "2025-12-31" }
                == ["targets/0/deadlineBasis: a deadline says whether it is stated, inherited or inferred"])
    }

    @Test func target_hasOneUnitThroughout() {
        let growth = Target(id: "target-2", measure: .turnover, kind: .growthRate, figure: .of(9), setBy: "plan")
        #expect(
            faults {
                $0.targets[0].baseline = Target.Baseline(value: 2, unit: .vietnameseDong, period: nil)
                $0.targets.append(growth)
            } == [
                "targets/0/baseline/unit: the baseline has the target's unit",
                "targets/1/unit: a growth rate is in percent-per-year",
            ])
    }

    @Test func check_thatCannotBeComputed_isAFault() {
        #expect(
            faults { $0.checks = [.of(.figure("obs-turnover", .low), .equals, .number(1))] }
                == ["checks/0/left: this side cannot be computed from the records it names"])
        #expect(
            faults { $0.checks = [.of(.number(1), .equals, .sum([.number(1), .figure("gone", .value)]))] }
                == ["checks/0/right/sum/1/figure: there is no record gone"])
        #expect(
            faults { $0.checks = [.of(.number(1), .equals, .figure("bac-ha", .value))] }
                == ["checks/0/right/figure: bac-ha is one of places, not of observations or targets"])
    }

    @Test func parents_thatLeadBack_areAFaultOfEachOnTheWay() {
        let zones = faults { $0.zones[0].parentZone = $0.zones[0].id }
        #expect(zones.count == 1)
        #expect(zones.first?.hasSuffix("is by its parents a part of itself") == true)
        let gates = faults { records in
            var other = records.gates[0]
            other.header.id = "other-gate"
            other.header.aliases = []
            other.parentGate = records.gates[0].id
            records.gates[0].parentGate = other.id
            records.gates.append(other)
        }
        #expect(gates.filter { $0.hasSuffix("is by its parents a part of itself") }.count == 2)
    }
}
