import DomainTesting
import Testing

@testable import BorderEconomy

/// What corridors run over, and what is missing between two places.
struct CorridorCourseTests {
    /// a – m – b by road, 100 km; a new railway a – b, a bypass around m, a spur from m, and something far off.
    private static let legs: [NetworkLeg] = [
        .of("am", from: "a", to: "m", kilometres: 50), .of("mb", from: "m", to: "b", kilometres: 50),
        .of("ab-rail", from: "a", to: "b", kilometres: 120) { plan(&$0, by: "2030", .rail) },
        .of("bypass", from: "a", to: "b", kilometres: 149) { plan(&$0, by: nil, .road) },
        .of("too-long", from: "a", to: "b", kilometres: 151) { plan(&$0, by: nil, .road) },
        .of("spur", from: "m", to: "s", kilometres: 1) { plan(&$0, by: "2030", .road) },
        .of("tunnel", from: "a", to: "b", kilometres: 80) { $0.status = .proposed },
        .of("ms", from: "m", to: "x", kilometres: 5), .of("xy", from: "x", to: "y", kilometres: 5),
        .of("old", from: "a", to: "b", kilometres: 20) {
            $0.status = .closed
            $0.closed = "2000"
        },
    ]

    private static func plan(_ leg: inout NetworkLeg, by year: Period?, _ mode: TransportMode) {
        leg.status = .planned
        leg.mode = mode
        leg.expected = year
        leg.expectedBasis = year == nil ? nil : .stated
    }

    private func course(
        _ legs: [NetworkLeg], _ nodes: [RecordID], on day: CalendarDay = "2026-11-21"
    ) -> (course: CorridorCourse, network: TransportNetwork) {
        let sample = SampleNetwork(legs)
        var corridor = Corridor(header: .named("corridor"), kind: .economic)
        corridor.nodes = nodes
        return (
            CorridorCourse(corridor, over: sample.network, in: sample.registry, on: day), sample.network
        )
    }

    private func names(_ legs: [Int], _ network: TransportNetwork) -> [String] {
        legs.map { "\(network.legs[$0].header.id)" }
    }

    @Test func waysInUse_AreTheShortestByEachCarriage() throws {
        let (course, network) = course(Self.legs, ["a", "b"])
        let stretch = try #require(course.stretches.first)
        #expect(course.stretches.count == 1)
        #expect(stretch.ways.map(\.kind) == [.road, .rail, .water])
        #expect(stretch.ways.map(\.metres) == [100_000, nil, nil])
        #expect(names(stretch.ways[0].legs, network) == ["am", "mb"])
        #expect(names(course.legsInUse.map(\.leg), network) == ["am", "mb"])
    }

    /// What makes the way at most 50 km longer; no dead ends, nothing closed, and what would shorten it first.
    @Test func unfinished_IsWhatLiesBetween() {
        let (course, network) = course(Self.legs, ["a", "b"])
        #expect(names(course.unfinished.map(\.leg), network) == ["tunnel", "ab-rail", "bypass"])
        #expect(course.unfinished.map(\.detour) == [-20_000, 20_000, 49_000])
    }

    @Test func aLegThatIsOnlyExpected_IsStillMissing() {
        let (course, network) = course(Self.legs, ["a", "b"], on: "2030-12-31")
        #expect(names(course.unfinished.map(\.leg), network) == ["tunnel", "ab-rail", "bypass"])
        #expect(network.legs[course.unfinished[1].leg].state(on: "2030-12-31") == .expected)
    }

    /// A railway past the middle place is missing between the two ends, not between neighbours.
    @Test func aLegPastAPlace_IsMissingBetweenThoseBeyond() {
        let (course, network) = course(Self.legs, ["a", "m", "b"])
        #expect(course.stretches.count == 2)
        let railway = course.unfinished.first { network.legs[$0.leg].header.id == "ab-rail" }
        #expect(railway?.from == network.node("a") && railway?.to == network.node("b"))
        #expect(railway?.detour == 20_000)
    }

    @Test func whereThereIsNoWay_TheOnlyOneIsMissing() {
        let (course, network) = course(
            [.of("pq", from: "p", to: "q") { Self.plan(&$0, by: nil, .rail) }, .of("qr", from: "q", to: "r")],
            ["p", "r"])
        #expect(course.stretches.first?.ways.map(\.metres) == [nil, nil, nil])
        #expect(names(course.unfinished.map(\.leg), network) == ["pq"])
    }

    @Test func oneWayLegs_AreTravelledOneWay() {
        let legs: [NetworkLeg] = [
            .of("there", from: "a", to: "b") { $0.isOneWay = true },
            .of("back", from: "b", to: "a") {
                $0.isOneWay = true
                Self.plan(&$0, by: "2030", .road)
            },
        ]
        let (course, network) = course(legs, ["a", "b"])
        let back = course.unfinished.first
        #expect(back?.from == network.node("b") && back?.to == network.node("a"))
    }

    @Test func placesOffTheNetwork_AreNamed() {
        let (course, _) = course(Self.legs, ["a", "lao-cai", "b"])
        #expect(course.placesOff == ["lao-cai"])
        #expect(course.stretches.count == 1)
        let (none, _) = self.course(Self.legs, [])
        #expect(none.stretches.isEmpty && none.unfinished.isEmpty && none.placesOff.isEmpty)
    }

    @Test func unfinished_DependsOnWhatIsAsked() {
        let sample = SampleNetwork(Self.legs)
        let question = sample.question("a", "b") { $0.over = [.rail] }
        let ends = [question.from, question.to]
        #expect(names(sample.network.unfinished(question, between: ends).map(\.leg), sample.network) == ["ab-rail"])
        let closed = sample.question("a", "b") { $0.closedLegs = sample.network.legs(closedWith: "ab-rail") }
        #expect(
            names(sample.network.unfinished(closed, between: ends).map(\.leg), sample.network) == ["tunnel", "bypass"])
    }

    /// Against all pairs of the Floyd-Warshall algorithm on random networks.
    @Test(arguments: 1...20)
    func shortestWays_AreThoseOfAReference(seed: UInt64) {
        var numbers = SeededNumbers(seed: seed)
        let names: [RecordID] = ["a", "b", "c", "d", "e", "f", "g"]
        let ids: [RecordID] = ["l0", "l1", "l2", "l3", "l4", "l5", "l6", "l7", "l8", "l9", "l10", "l11"]
        let legs = ids.compactMap { id -> NetworkLeg? in
            let from = names[Int.random(in: 0..<7, using: &numbers)]
            let to = names[Int.random(in: 0..<7, using: &numbers)]
            let kilometres = Double(Int.random(in: 1...9, using: &numbers))
            let isOneWay = Bool.random(using: &numbers)
            return from == to ? nil : .of(id, from: from, to: to, kilometres: kilometres) { $0.isOneWay = isOneWay }
        }
        let network = SampleNetwork(legs).network
        let count = network.nodes.count
        var least = (0..<count).map { row in (0..<count).map { row == $0 ? 0 : Int.max / 4 } }
        for (leg, ends) in network.ends.enumerated() {
            let metres = network.lengths[leg].metres
            least[ends.from][ends.to] = min(least[ends.from][ends.to], metres)
            if !network.legs[leg].isOneWay { least[ends.to][ends.from] = min(least[ends.to][ends.from], metres) }
        }
        for middle in 0..<count {
            for from in 0..<count {
                for to in 0..<count { least[from][to] = min(least[from][to], least[from][middle] + least[middle][to]) }
            }
        }
        let admitted = legs.map { _ in true }
        for node in 0..<count {
            let there = ShortestWays(network, from: node, over: admitted)
            let back = ShortestWays(network, from: node, over: admitted, backward: true)
            for other in 0..<count {
                #expect(there.metres[other] == (least[node][other] < Int.max / 4 ? least[node][other] : nil))
                #expect(back.metres[other] == (least[other][node] < Int.max / 4 ? least[other][node] : nil))
                let sum = there.legs(to: other).reduce(0) { $0 + network.lengths[$1].metres }
                #expect(there.metres[other] == nil || there.metres[other] == sum)
            }
        }
    }
}
