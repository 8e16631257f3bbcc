import JSONText
import Testing

struct PlanAnswerTests {
    private let client: APIClient

    init() throws {
        client = try APIClient()
    }

    @Test func decision1620_HasGoalsThreeKeyTasksAndSixSolutions() throws {
        let plan = try client.json("/v1/plans/ke-hoach-qd-1620")
        #expect(plan["kind"] == "implementation-plan")
        #expect(plan["issuedBy"] == "qd-1620-qd-ttg")
        #expect(plan["horizon"]?["end"] == "2030-12-31")
        #expect(plan["visionTo"] == "2050-12-31")
        #expect(plan["goals"]?.array?.isEmpty == false)
        let tasks = plan["tasks"]?.array ?? []
        let keyTasks = tasks.filter { $0["parent"] == nil }
        #expect(keyTasks.compactMap { $0["number"]?.integer } == [1, 2, 3])
        let groups = Set(keyTasks.compactMap { $0["id"]?.string })
        #expect(groups.isSuperset(of: tasks.compactMap { $0["parent"]?.string }))
        #expect(tasks.count > keyTasks.count)
        #expect(plan["solutions"]?.array?.compactMap { $0["number"]?.integer } == [1, 2, 3, 4, 5, 6])
        #expect(plan["orientedBy"]?.array?.compactMap { $0["document"]?.string } == ["nq-11-nq-tw", "nq-96-nq-cp"])
        #expect(plan["targets"]?.element("target-sa-pa-airport-capacity") != nil)
        #expect(plan["projects"]?.element("chk-sa-pa") != nil)
    }

    @Test func decision1620_SaysEverythingFromItsArticle() throws {
        let plan = try client.json("/v1/plans/ke-hoach-qd-1620")
        for member in ["goals", "tasks", "solutions", "orientedBy", "targets"] {
            for element in plan[member]?.array ?? [] {
                #expect(element["source"]?["document"] == "art-baochinhphu-1620", "\(member)")
                #expect(element["source"]?["line"]?.integer ?? 0 > 0, "\(member)")
            }
        }
    }

    @Test func tasks_OfAPlan_AreListedAsTheyStandInIt() throws {
        for id in try client.list("/v1/plans?limit=1000").ids {
            let plan = try client.json("/v1/plans/\(id)")
            let shown = ["tasks", "breakthroughs", "solutions"].flatMap { list in
                (plan[list]?.array ?? []).compactMap { $0["id"]?.string.map { "\(list) \($0)" } }
            }
            let listed = try client.list("/v1/plans/\(id)/tasks?limit=1000").items.compactMap { task in
                task["list"]?.string.flatMap { list in task["id"]?.string.map { "\(list) \($0)" } }
            }
            #expect(listed == shown, "\(id)")
        }
    }

    @Test func digitalPlan_SetsTheTargetsOfItsYear() throws {
        let targets = try client.list("/v1/plans/ke-hoach-cds-lao-cai-2022/targets")
        #expect(targets.ids.contains("target-lao-cai-digital-inspection-2022"))
        #expect(targets.items.allSatisfy { $0["deadline"] == "2022-12-31" })
    }
}
