import BorderEconomy
import DomainTesting
import Testing

struct ConsistencyCheckTests {
    private typealias Expression = ConsistencyCheck.Expression

    private let registry: Registry

    init() {
        var records = SampleRecords()
        let change = Comparison(kind: .changePercent, value: 72, unit: .percent, base: "2023")
        let total = Comparison(kind: .denominator, value: 173, unit: .project, base: "all")
        records.observations = [
            .of(.of(2.79e9, period: "2024").with { $0.comparisons = [total, change] }, id: "turnover"),
            .of(.range(500, 2700), id: "capacity"),
        ]
        func lane(_ id: String, _ direction: GateLane.Direction) -> GateLane {
            GateLane(id: id, direction: direction, validFrom: nil, editorial: nil, source: .line())
        }
        records.gates[0].lanes = [
            lane("export-1", .export), lane("export-2", .export), lane("import-1", .import), lane("import-2", .import),
            lane("import-3", .import),
        ]
        func task(_ id: RecordID, under parent: RecordID?) -> PlanTask {
            PlanTask(
                id: id, number: nil, parent: parent, assignees: [], statement: Statement(text: "t", source: .line()))
        }
        records.plans[0].tasks = [task("t-1", under: nil), task("t-2", under: nil), task("t-2-1", under: "t-2")]
        records.plans[0].breakthroughs = [task("b-1", under: nil)]
        records.plans[0].solutions = [task("s-1", under: nil), task("s-1-1", under: "s-1")]
        for (id, kind) in [
            ("area-1", EconomicZone.Kind.functionalArea), ("area-2", .functionalArea), ("park", .industrialPark),
        ] as [(RecordID, EconomicZone.Kind)] {
            var area = EconomicZone(header: .named(id), kind: kind, province: "lao-cai")
            area.parentZone = "zone"
            records.zones.append(area)
        }
        records.places[0].members = ["kim-thanh", "zone"]
        registry = records.registry
    }

    private static let expressions: [(Expression, Double?)] = [
        (.number(100), 100), (.figure("turnover", .value), 2.79e9), (.figure("capacity", .value), 1600),
        (.figure("capacity", .low), 500), (.figure("capacity", .high), 2700), (.figure("turnover", .low), nil),
        (.figure("target-turnover", .value), 9e9), (.figure("gone", .value), nil),
        (.previous("turnover", comparison: 1), 2.79e9 / 1.72), (.previous("turnover", comparison: 0), nil),
        (.previous("turnover", comparison: 2), nil), (.sum([.number(27), .number(38), .number(108)]), 173),
        (.sum([]), 0), (.product([.number(2), .number(3), .number(7)]), 42), (.product([]), 1),
        (.difference(.number(792), .number(139)), 653), (.quotient(.number(7), .number(2)), 3.5),
        (.quotient(.number(7), .number(0)), nil), (.power(.number(2), .number(10)), 1024),
        (.sum([.number(1), .figure("gone", .value)]), nil),
    ]

    @Test(arguments: expressions.indices)
    func expression_isComputed(_ index: Int) {
        let (expression, value) = Self.expressions[index]
        #expect(registry.value(of: expression) == value)
    }

    private static let counts: [(RecordID, ConsistencyCheck.CountedMember, [String: String], Double?)] = [
        ("kim-thanh", .lanes, [:], 5), ("kim-thanh", .lanes, ["direction": "export"], 2),
        ("kim-thanh", .lanes, ["direction": "import"], 3), ("plan", .tasks, [:], 2), ("plan", .breakthroughs, [:], 1),
        ("plan", .solutions, [:], 1), ("zone", .areas, [:], 2), ("bac-ha", .members, [:], 2),
        // A list of another noun, and conditions that nothing can meet.
        ("zone", .lanes, [:], nil), ("kim-thanh", .tasks, [:], nil), ("plan", .areas, [:], nil),
        ("kim-thanh", .lanes, ["direction": "sideways"], nil), ("kim-thanh", .lanes, ["colour": "red"], nil),
        ("plan", .tasks, ["direction": "export"], nil),
    ]

    @Test(arguments: counts.indices)
    func members_areCounted(_ index: Int) {
        let (record, member, matching, count) = Self.counts[index]
        #expect(registry.value(of: .count(record: record, member: member, matching: matching)) == count)
    }

    @Test(arguments: [
        (ConsistencyCheck.Relation.equals, 173.0, 173.0, true), (.equals, 173, 173.001, false),
        (.equals, 0.1 + 0.2, 0.3, true), (.about, 100, 101, true), (.about, 100, 102, false),
        (.about, -100, -101, true),
        (.atMost, 1, 1, true), (.atMost, 1, 2, true), (.atMost, 2, 1, false), (.atLeast, 1, 1, true),
        (.atLeast, 2, 1, true), (.atLeast, 1, 2, false), (.lessThan, 1, 2, true), (.lessThan, 1, 1, false),
        (.lessThan, 2, 1, false),
    ])
    func relation_holdsOrNot(_ relation: ConsistencyCheck.Relation, _ left: Double, _ right: Double, holds: Bool) {
        #expect(ConsistencyCheck.of(.number(left), relation, .number(right)).holds(left, right) == holds)
    }

    @Test func tolerance_isTheChecksOwn() {
        #expect(ConsistencyCheck.of(.number(0), .about, .number(0), tolerance: 0.05).holds(100, 104))
        #expect(!ConsistencyCheck.of(.number(0), .about, .number(0), tolerance: 0.001).holds(100, 101))
    }

    @Test func outcome_hasBothSidesAndSaysWhetherTheyHold() {
        var registry = registry
        registry.checks = [
            .of(.previous("turnover", comparison: 1), .about, .number(1_622_093_023), tolerance: 1e-9),
            .of(.count(record: "kim-thanh", member: .lanes, matching: [:]), .equals, .number(6)),
            .of(.figure("gone", .value), .equals, .number(1)),
        ]
        let outcomes = registry.checkOutcomes()
        #expect(outcomes.map(\.holds) == [true, false, nil])
        #expect(outcomes.map(\.right) == [1_622_093_023, 6, 1])
        #expect(outcomes[1].left == 5)
        #expect(outcomes[2].left == nil)
    }
}
