import DomainTesting
import Testing

@testable import BorderEconomy

/// Routes over random networks against two other ways to find them: trying every way, and Floyd–Warshall.
struct RandomNetworkTests {
    private static func network(
        places: Int, legs: Int, seed: UInt64, kilometres: ClosedRange<Int>
    ) -> SampleNetwork {
        var numbers = SeededNumbers(seed: seed)
        func place(_ number: Int) -> RecordID { RecordID("p\(number)") ?? "p" }
        var list: [NetworkLeg] = []
        while list.count < legs {
            let from = Int.random(in: 0..<places, using: &numbers)
            let to = Int.random(in: 0..<places, using: &numbers)
            guard from != to else { continue }
            let length = Double(Int.random(in: kilometres, using: &numbers))
            let kind = Int.random(in: 0..<6, using: &numbers)
            let isOneWay = Int.random(in: 0..<5, using: &numbers) == 0
            // Identifiers in another order than the legs are written in.
            let id = RecordID("l\((list.count * 37) % 101)-\(list.count)") ?? "l"
            list.append(
                .of(id, from: place(from), to: place(to), kilometres: length) { leg in
                    leg.isOneWay = isOneWay
                    if kind < 3 { return }
                    leg.mode = .rail
                    leg.gauges = kind == 3 ? [1000] : kind == 4 ? [1435] : [1000, 1435]
                })
        }
        return SampleNetwork(list)
    }

    /// The cost of a way with the identifiers of its legs, in the order in which ways are compared.
    private struct Way: Comparable {
        let first: Int
        let second: Int
        let legs: [RecordID]

        static func < (left: Way, right: Way) -> Bool {
            if left.first != right.first { return left.first < right.first }
            if left.second != right.second { return left.second < right.second }
            if left.legs.count != right.legs.count { return left.legs.count < right.legs.count }
            return left.legs.lexicographicallyPrecedes(right.legs)
        }
    }

    /// The best way, found by trying every one that comes to no place twice, on every carriage.
    private func best(_ sample: SampleNetwork, _ question: RouteQuestion) -> Way? {
        let network = sample.network
        var best: Way?
        func follow(_ node: Int, _ seen: Set<Int>, _ legs: [Int], _ metres: Int, _ transfers: Int, _ on: Carriage?) {
            if node == question.to {
                let isByLength = question.order == .length
                let way = Way(
                    first: isByLength ? metres : transfers, second: isByLength ? transfers : metres,
                    legs: legs.map { network.legs[$0].header.id })
                if best.map({ way < $0 }) ?? true { best = way }
                return
            }
            for (leg, end) in network.ends.enumerated() where end.from == node || end.to == node {
                if network.legs[leg].isOneWay && end.from != node { continue }
                let next = end.from == node ? end.to : end.from
                guard !seen.contains(next) else { continue }
                for carriage in network.carriages[leg] {
                    let change = on.map { $0 != carriage } ?? false ? 1 : 0
                    follow(
                        next, seen.union([next]), legs + [leg], metres + network.lengths[leg].metres,
                        transfers + change, carriage)
                }
            }
        }
        follow(question.from, [question.from], [], 0, 0, nil)
        return best
    }

    @Test(arguments: 0..<60)
    func route_IsTheBestOfAllWays(seed: UInt64) throws {
        // Few lengths, so that many ways are equally long.
        let sample = Self.network(places: 6, legs: 10, seed: seed, kilometres: 1...3)
        for from in sample.network.nodes.indices {
            for to in sample.network.nodes.indices where to != from {
                for order in RouteQuestion.Order.allCases {
                    let question = RouteQuestion(from: from, to: to, on: "2026-11-21", by: order)
                    let expected = best(sample, question)
                    let route = sample.network.route(question)
                    let found = route.map { route in
                        Way(
                            first: order == .length ? route.metres : route.transfers,
                            second: order == .length ? route.transfers : route.metres,
                            legs: route.legs.map { sample.network.legs[$0].header.id })
                    }
                    #expect(found == expected, "seed \(seed), \(from) to \(to) by \(order.rawValue)")
                }
            }
        }
    }

    @Test(arguments: 100..<108)
    func lengths_AreThoseOfFloydAndWarshall(seed: UInt64) {
        let sample = Self.network(places: 40, legs: 90, seed: seed, kilometres: 1...500)
        let network = sample.network
        let count = network.nodes.count
        var distance = [[Int?]](repeating: [Int?](repeating: nil, count: count), count: count)
        for node in 0..<count { distance[node][node] = 0 }
        for (leg, end) in network.ends.enumerated() {
            let metres = network.lengths[leg].metres
            distance[end.from][end.to] = min(distance[end.from][end.to] ?? .max, metres)
            if !network.legs[leg].isOneWay {
                distance[end.to][end.from] = min(distance[end.to][end.from] ?? .max, metres)
            }
        }
        for middle in 0..<count {
            for from in 0..<count {
                guard let first = distance[from][middle] else { continue }
                for to in 0..<count {
                    guard let second = distance[middle][to] else { continue }
                    if first + second < distance[from][to] ?? .max { distance[from][to] = first + second }
                }
            }
        }
        for from in 0..<count {
            let reachable = network.reachable(RouteQuestion(from: from, to: from, on: "2026-11-21"))
            for to in 0..<count where to != from {
                let route = network.route(RouteQuestion(from: from, to: to, on: "2026-11-21"))
                #expect(route?.metres == distance[from][to], "seed \(seed), \(from) to \(to)")
                #expect(reachable.contains(to) == (distance[from][to] != nil))
                #expect(route.map { isContinuous($0, in: network) } ?? true)
            }
        }
    }

    /// Whether each leg begins where the one before it ended, and the lengths add up.
    private func isContinuous(_ route: NetworkRoute, in network: TransportNetwork) -> Bool {
        let metres = route.steps.reduce(0) { $0 + network.lengths[$1.leg].metres }
        return metres == route.metres && zip(route.steps, route.steps.dropFirst()).allSatisfy { $0.to == $1.from }
    }

    /// What is left after a leg closes is the best way of the network without it.
    @Test(arguments: 200..<210)
    func breaks_AreRoutesWithoutTheLeg(seed: UInt64) throws {
        let sample = Self.network(places: 6, legs: 9, seed: seed, kilometres: 1...9)
        for to in sample.network.nodes.indices.dropFirst() {
            let question = RouteQuestion(from: 0, to: to, on: "2026-11-21")
            guard let route = sample.network.route(question) else { continue }
            for broken in sample.network.breaks(of: route, question) {
                let id = sample.network.legs[broken.leg].header.id
                let rest = sample.network.legs.filter { $0.header.id != id }
                let smaller = SampleNetwork(rest)
                let from = smaller.network.node(sample.network.nodes[0].id)
                let end = smaller.network.node(sample.network.nodes[to].id)
                guard let from, let end else {
                    #expect(broken.alternative == nil)
                    continue
                }
                let expected = smaller.network.route(RouteQuestion(from: from, to: end, on: "2026-11-21"))
                #expect(broken.alternative.map(sample.names) == expected.map(smaller.names))
                #expect((broken.alternative == nil) == broken.cutOff.contains(to))
            }
        }
    }
}
