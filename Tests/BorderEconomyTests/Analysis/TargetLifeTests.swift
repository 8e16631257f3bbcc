import BorderEconomy
import DomainTesting
import Testing

/// Where targets come from and what is to reach them.
struct TargetLifeTests {
    private func records(_ change: (inout SampleRecords) -> Void) -> Registry {
        var records = SampleRecords()
        change(&records)
        return records.registry
    }

    private func decision(_ id: RecordID, issuedOn: CalendarDay?) -> Document {
        var decision = Document(header: .named(id), kind: .decision, recordedAt: "2026-11-21")
        decision.issuedOn = issuedOn
        return decision
    }

    @Test func lineage_isInOrderOfTimeAroundTheSetting() throws {
        let registry = records { records in
            records.documents += [
                decision("basis", issuedOn: "2022-02-10"), decision("new-decision", issuedOn: "2025-09-10"),
                decision("old-decision", issuedOn: "2018-11-23"), decision("later-decision", issuedOn: "2026-01-05"),
            ]
            records.plans[0].approvedBy = "new-decision"
            records.plans[0].legalBasis = [Plan.GuidingDocument(document: "basis", source: .line())]
            records.plans[0].supersedes = ["old"]
            var old = Plan(header: .named("old"), kind: .scheme)
            old.approvedBy = "old-decision"
            var later = Plan(header: .named("later"), kind: .scheme)
            later.approvedBy = "later-decision"
            later.supersedes = ["plan"]
            records.plans += [old, later]
            records.targets[0].plan = "plan"
        }
        let target = try #require(registry.targets.all.first)
        let steps = registry.lineage(of: target)
        #expect(steps.map(\.kind) == [.earlierPlan, .legalBasis, .set, .reported, .laterPlan])
        #expect(steps.map(\.record) == ["old", "basis", "plan", "article", "later"])
        #expect(steps.map { $0.date?.day } == ["2018-11-23", "2022-02-10", "2025-09-10", "2024-12-30", "2026-01-05"])
        #expect(steps.map { $0.date?.basis } == [.issued, .issued, .issued, .content, .issued])
    }

    @Test func lineage_followsTargetsThatTookThePlaceOfOthers() throws {
        let registry = records { records in
            var first = records.targets[0]
            first.supersededBy = "second"
            let second = Target(
                id: "second", measure: .turnover, kind: .level, figure: .of(10e9, period: "2026"), setBy: "plan")
            records.targets = [first, second]
        }
        let first = try #require(registry.targets["target-turnover"])
        let second = try #require(registry.targets["second"])
        #expect(registry.lineage(of: first).last?.kind == .laterTarget)
        #expect(registry.lineage(of: first).last?.record == "second")
        #expect(registry.lineage(of: second).first?.kind == .earlierTarget)
    }

    @Test func aTargetSetByABody_isOfTheDayItsWordsAreOf() throws {
        let registry = records { records in
            records.targets[0].setBy = "committee"
        }
        let steps = registry.lineage(of: try #require(registry.targets.all.first))
        #expect(steps.map(\.kind) == [.set, .reported])
        #expect(steps[0].document == nil)
        #expect(steps[0].date?.day == "2024-12-30")
        #expect(steps[0].date?.basis == .content)
    }

    @Test func chain_hasTheProjectsThatTheTargetNames() throws {
        let registry = records { records in
            records.projects[0].phases = [.of(.underConstruction), .of(.operating, planned: true)]
            records.projects[0].parameters = [
                ProjectParameter(
                    name: "turnover", label: "turnover", value: .figure(.of(3e9)), planned: true, source: .line())
            ]
            records.projects.append(InfrastructureProject(header: .named("bridge"), kind: .bridge))
            records.projects[1].header.links = [RecordLink(relation: .requestedBy, record: "plan", source: .line())]
            records.targets[0].projects = ["airport"]
            records.targets[0].plan = "plan"
        }
        let chain = registry.chain(of: try #require(registry.targets.all.first), on: "2026-01-01")
        #expect(chain.steps.map(\.isNamed) == [true, false])
        #expect(chain.steps[0].phase == .underConstruction)
        #expect(chain.steps[0].comparableCapacity?.value == 3e9)
        #expect(chain.steps[0].gaps.map(\.kind) == [.gates, .tasks])
        #expect(chain.steps[1].phase == nil)
        #expect(chain.steps[1].gaps.map(\.kind) == [.phase, .capacity, .gates, .tasks])
        #expect(chain.gaps.map(\.kind) == [.tasks])
    }

    @Test func chain_ofATargetWithoutProjects_saysSo() throws {
        let registry = SampleRecords().registry
        let chain = registry.chain(of: try #require(registry.targets.all.first), on: "2026-01-01")
        #expect(chain.steps.isEmpty)
        #expect(chain.gaps.map(\.kind) == [.projects, .tasks])
    }

    @Test func chain_hasTheTasksThatConcernAProject() throws {
        let registry = records { records in
            var statement = Statement(text: "build the airport", source: .line())
            statement.refs = ["airport"]
            records.plans[0].tasks = [
                PlanTask(id: "task-1", number: 1, parent: nil, assignees: [], statement: statement)
            ]
            records.targets[0].projects = ["airport"]
        }
        let chain = registry.chain(of: try #require(registry.targets.all.first), on: "2026-01-01")
        #expect(chain.steps[0].tasks.map(\.task.id) == ["task-1"])
        #expect(chain.steps[0].tasks.map(\.list) == ["tasks"])
        #expect(!chain.steps[0].gaps.contains { $0.kind == .tasks })
    }
}
