import DomainTesting
import Testing

@testable import BorderEconomy

/// Routes over small networks, closures and what they break.
struct TransportNetworkTests {
    /// a – b – d is 20 km by road, a – c – d 30 km.
    private let diamond = SampleNetwork([
        .of("ab", from: "a", to: "b"), .of("bd", from: "b", to: "d"), .of("ac", from: "a", to: "c"),
        .of("cd", from: "c", to: "d", kilometres: 20), .of("de", from: "d", to: "e", kilometres: 5),
    ])

    @Test func route_IsTheShortest() throws {
        let route = try #require(diamond.network.route(diamond.question("a", "e")))
        #expect(diamond.names(route) == ["ab", "bd", "de"])
        #expect(route.metres == 25_000)
        #expect(route.transfers == 0)
        #expect(diamond.network.metres(of: route, .stated) == 25_000)
        #expect(diamond.legs(diamond.question("e", "a")) == ["de", "bd", "ab"])
    }

    @Test func route_GoesAroundWhatIsClosed() {
        #expect(
            diamond.legs(diamond.question("a", "e") { $0.closedLegs = diamond.network.legs(closedWith: "ab") })
                == ["ac", "cd", "de"])
        #expect(
            diamond.legs(diamond.question("a", "e") { $0.closedNodes = [diamond.network.node("b") ?? -1] })
                == ["ac", "cd", "de"])
        #expect(
            diamond.legs(diamond.question("a", "e") { $0.closedLegs = diamond.network.legs(closedWith: "de") }) == nil)
    }

    @Test func breaks_SayWhatIsLeft() throws {
        let question = diamond.question("a", "e")
        let route = try #require(diamond.network.route(question))
        let breaks = diamond.network.breaks(of: route, question)
        #expect(breaks.map { $0.alternative.map(diamond.names) } == [["ac", "cd", "de"], ["ac", "cd", "de"], nil])
        #expect(breaks.map { $0.cutOff.map { "\(diamond.network.nodes[$0].id)" } } == [[], [], ["e"]])
    }

    @Test func ties_AreToldApartByIdentifiers_WhateverTheWrittenOrder() {
        let legs: [NetworkLeg] = [
            .of("z", from: "a", to: "b"), .of("m", from: "a", to: "c"), .of("y", from: "b", to: "d"),
            .of("x", from: "c", to: "d"),
        ]
        for order in [legs, legs.reversed(), [legs[2], legs[0], legs[3], legs[1]]] {
            let sample = SampleNetwork(order)
            #expect(sample.legs(sample.question("a", "d")) == ["m", "x"])
        }
    }

    @Test func oneWay_IsTravelledOneWay() {
        let sample = SampleNetwork([
            .of("ab", from: "a", to: "b") { $0.isOneWay = true }, .of("ac", from: "a", to: "c"),
            .of("cb", from: "c", to: "b"),
        ])
        #expect(sample.legs(sample.question("a", "b")) == ["ab"])
        #expect(sample.legs(sample.question("b", "a")) == ["cb", "ac"])
    }

    /// By rail 30 km with one change of gauge or 40 km without; by road 60 km.
    @Test func transfers_AreChangesOfCarriage() throws {
        func rail(_ id: RecordID, _ from: RecordID, _ to: RecordID, _ kilometres: Double, _ gauges: [Int]) -> NetworkLeg
        {
            .of(id, from: from, to: to, kilometres: kilometres) {
                $0.mode = .rail
                $0.gauges = gauges
            }
        }
        let sample = SampleNetwork([
            rail("ab", "a", "b", 10, [1435]), rail("bc", "b", "c", 10, [1000, 1435]), rail("cd", "c", "d", 10, [1000]),
            rail("bd", "b", "d", 30, [1435]), .of("road", from: "a", to: "d", kilometres: 60),
        ])
        let shortest = try #require(sample.network.route(sample.question("a", "d")))
        #expect(sample.names(shortest) == ["ab", "bc", "cd"])
        #expect(shortest.transfers == 1)
        #expect(shortest.steps.map(\.carriage) == [.rail(gauge: 1435), .rail(gauge: 1000), .rail(gauge: 1000)])
        let smoothest = try #require(sample.network.route(sample.question("a", "d", by: .transfers)))
        #expect(sample.names(smoothest) == ["ab", "bd"])
        #expect(smoothest.transfers == 0)
    }

    @Test func plans_CountOnlyWhenAskedFor() throws {
        let sample = SampleNetwork([
            .of("old", from: "a", to: "b", kilometres: 50),
            .of("new", from: "a", to: "b", kilometres: 20) {
                $0.status = .underConstruction
                $0.expected = "2030"
            },
            .of("dream", from: "a", to: "b", kilometres: 5) { $0.status = .planned },
            .of("idea", from: "a", to: "b", kilometres: 1) { $0.status = .proposed },
        ])
        #expect(sample.legs(sample.question("a", "b", on: "2030-12-31")) == ["old"])
        #expect(sample.legs(sample.question("a", "b", on: "2030-12-31", planned: true)) == ["new"])
        #expect(sample.legs(sample.question("a", "b", on: "2029-12-31", planned: true)) == ["old"])
        let question = sample.question("a", "b", on: "2030-12-31")
        let route = try #require(sample.network.route(question))
        #expect(sample.network.routeIfCompleted(question, than: route).map(sample.names) == ["dream"])
        let better = try #require(sample.network.routeIfCompleted(question, than: route))
        #expect(sample.network.routeIfCompleted(question, than: better) == nil)
    }

    @Test func gate_ClosesWithItsParts() {
        let sample = SampleNetwork(
            [
                .of("bridge", from: "a", to: "b", kilometres: 1) { $0.gates = ["kim-thanh"] },
                .of("other", from: "a", to: "b", kilometres: 9) { $0.gates = ["ban-vuoc"] },
            ], gates: ["kim-thanh": "lao-cai-road", "lao-cai-road": nil, "ban-vuoc": nil])
        func legs(without gate: RecordID) -> [String]? {
            sample.legs(sample.question("a", "b") { $0.closedLegs = sample.network.legs(closedWith: gate) })
        }
        #expect(legs(without: "kim-thanh") == ["other"])
        #expect(legs(without: "lao-cai-road") == ["other"])
        #expect(legs(without: "ban-vuoc") == ["bridge"])
    }

    @Test func zone_IsNoWayThrough() {
        let sample = SampleNetwork(
            [
                .of("az", from: "a", to: "zone", kilometres: 1), .of("zb", from: "zone", to: "b", kilometres: 1),
                .of("ab", from: "a", to: "b", kilometres: 50),
            ], zones: ["zone"])
        #expect(sample.legs(sample.question("a", "b")) == ["ab"])
        #expect(sample.legs(sample.question("a", "zone")) == ["az"])
        #expect(sample.legs(sample.question("zone", "b")) == ["zb"])
    }

    @Test func traffic_UsesWhatIsOpenToIt() {
        let sample = SampleNetwork([
            .of("fast", from: "a", to: "b", kilometres: 5) { $0.traffic = [.passengers] },
            .of("slow", from: "a", to: "b"),
        ])
        #expect(sample.legs(sample.question("a", "b") { $0.traffic = .goods }) == ["slow"])
        #expect(sample.legs(sample.question("a", "b") { $0.traffic = .passengers }) == ["fast"])
        #expect(sample.legs(sample.question("a", "b")) == ["fast"])
    }

    /// One degree along a meridian is 111.195 km on the sphere.
    @Test func estimates_AreMadeFromPositions() {
        func estimated(_ id: RecordID, _ from: RecordID, _ to: RecordID, _ estimate: LengthEstimate) -> NetworkLeg {
            .of(id, from: from, to: to) {
                $0.length = nil
                $0.estimate = estimate
            }
        }
        let sample = SampleNetwork(
            [
                estimated("ab", "a", "b", .straightLine(factor: 1.3, standIn: nil)),
                estimated("zone-b", "zone", "b", .straightLine(factor: 1, standIn: "a")),
                estimated("bc", "b", "c", .share(of: "line", totalKilometres: 300)),
                estimated("cd", "c", "d", .share(of: "line", totalKilometres: 300)),
                estimated("bd", "b", "zone", .straightLine(factor: 1, standIn: nil)),
            ], zones: ["zone"], points: ["a": (20, 105), "b": (21, 105), "c": (22, 105), "d": (24, 105)])
        let lengths = Dictionary(
            uniqueKeysWithValues: zip(sample.network.legs.map { "\($0.header.id)" }, sample.network.lengths))
        #expect(lengths["ab"] == LegLength(metres: 144_600, basis: .estimated))
        #expect(lengths["zone-b"] == LegLength(metres: 111_200, basis: .estimated))
        #expect(lengths["bc"] == LegLength(metres: 100_000, basis: .estimated))
        #expect(lengths["cd"] == LegLength(metres: 200_000, basis: .estimated))
        #expect(lengths["bd"] == nil)
        let faults = sample.registry.faults().filter { $0.fault.member == "/estimate" }
        #expect(faults.map(\.record) == ["bd"])
    }

    @Test func group_WithTwoTotals_IsAFault() {
        func shared(_ id: RecordID, _ from: RecordID, _ to: RecordID, _ total: Double) -> NetworkLeg {
            .of(id, from: from, to: to) {
                $0.length = nil
                $0.estimate = .share(of: "line", totalKilometres: total)
            }
        }
        let sample = SampleNetwork(
            [shared("ab", "a", "b", 100), shared("bc", "b", "c", 101)],
            points: ["a": (20, 105), "b": (21, 105), "c": (22, 105)])
        let faults = sample.registry.faults().filter { $0.fault.member == "/estimate/totalKm" }
        #expect(faults.map(\.fault.reason) == ["the legs of line share 100.0 km, not 101.0"])
    }

    /// Kim Thành to Lào Cai city, and a quarter of the equator; the last as IUGG's mean radius has it.
    @Test(arguments: [
        (22.5245, 103.9375, 22.48556, 103.97066, 5.51), (0, 0, 0, 90, 10_007.557), (0, 0, 90, 0, 10_007.557),
        (21, 105, 21, 105, 0), (-45, 170, 45, -10, 20_015.115),
    ])
    func greatCircle_IsTheDistance(_ a: Double, _ b: Double, _ c: Double, _ d: Double, _ expected: Double) {
        let distance = GreatCircle.kilometres(fromLatitude: a, longitude: b, toLatitude: c, longitude: d)
        #expect(abs(distance - expected) < 0.006)
    }
}
