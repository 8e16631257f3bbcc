/// What is asked of the network.
package struct RouteQuestion: Hashable, Sendable {
    /// What the best route has least of; the other decides between equals.
    package enum Order: String, Sendable, CaseIterable {
        case length, transfers
    }

    /// Positions of nodes.
    package var from: Int
    package var to: Int
    package var day: CalendarDay
    package var order: Order
    /// The states a leg may be in to be travelled.
    package var states: Set<LegState>
    /// Legs that may not be used by this traffic are passed over; nil when it does not matter.
    package var traffic: Traffic?
    /// What the route may be travelled by; anything when nil.
    package var over: Set<Carriage.Kind>?
    /// Positions of legs and nodes that are closed.
    package var closedLegs: Set<Int>
    package var closedNodes: Set<Int>

    package init(from: Int, to: Int, on day: CalendarDay, by order: Order = .length, includingPlanned: Bool = false) {
        self.from = from
        self.to = to
        self.day = day
        self.order = order
        states = includingPlanned ? [.open, .expected] : [.open]
        traffic = nil
        over = nil
        closedLegs = []
        closedNodes = []
    }
}

/// A way over the network from one node to another.
package struct NetworkRoute: Hashable, Sendable {
    /// A leg travelled in one direction.
    package struct Step: Hashable, Sendable {
        /// Positions in the network.
        package let leg: Int
        package let from: Int
        package let to: Int
        package let carriage: Carriage
        /// Whether the carriage is another than on the leg before.
        package let isTransfer: Bool
        package let state: LegState
    }

    package let steps: [Step]
    package let metres: Int

    package var transfers: Int { steps.count { $0.isTransfer } }

    package var legs: [Int] { steps.map(\.leg) }
}

extension TransportNetwork {
    /// Whether a leg may be travelled as the question has it.
    package func admits(_ leg: Int, _ question: RouteQuestion) -> Bool {
        guard !question.closedLegs.contains(leg), question.states.contains(legs[leg].state(on: question.day)) else {
            return false
        }
        if let over = question.over, !carriages[leg].contains(where: { over.contains($0.kind) }) { return false }
        if let traffic = question.traffic, !legs[leg].traffic.isEmpty { return legs[leg].traffic.contains(traffic) }
        return true
    }

    /// The best route; nil when there is none. Of routes alike in length, transfers and number of legs it is the one
    /// whose legs come first in the order of their identifiers, so that the answer does not depend on the order in
    /// which the legs are written.
    package func route(_ question: RouteQuestion) -> NetworkRoute? {
        guard question.from != question.to, !question.closedNodes.contains(question.from),
            !question.closedNodes.contains(question.to)
        else { return nil }
        var search = RouteSearch(self, question)
        return search.run()
    }

    /// The metres of a route that rest on a basis.
    package func metres(of route: NetworkRoute, _ basis: LegLength.Basis) -> Int {
        route.steps.reduce(0) { $0 + (lengths[$1.leg].basis == basis ? lengths[$1.leg].metres : 0) }
    }

    /// The nodes that can be reached from where the question starts, itself included.
    package func reachable(_ question: RouteQuestion) -> Set<Int> {
        let admitted = legs.indices.map { admits($0, question) }
        var seen: Set<Int> = [question.from]
        var next = [question.from]
        while let node = next.popLast() {
            if nodes[node].kind == .zone && node != question.from { continue }
            for leg in legsAt[node] where admitted[leg] {
                guard let other = other(of: leg, from: node), !question.closedNodes.contains(other),
                    seen.insert(other).inserted
                else { continue }
                next.append(other)
            }
        }
        return seen
    }

    /// Where a leg leads from a node; nil when it may not be travelled that way.
    func other(of leg: Int, from node: Int) -> Int? {
        if ends[leg].from == node { return ends[leg].to }
        return legs[leg].isOneWay ? nil : ends[leg].from
    }
}

/// What is left of a route when a leg of it closes.
package struct RouteBreak: Hashable, Sendable {
    /// Position of the leg.
    package let leg: Int
    /// The best route without it; nil when there is none.
    package let alternative: NetworkRoute?
    /// Positions of the nodes that are then cut off from the start; none while there is an alternative.
    package let cutOff: [Int]
}

extension TransportNetwork {
    /// For each leg of a route, what happens when it closes.
    package func breaks(of route: NetworkRoute, _ question: RouteQuestion) -> [RouteBreak] {
        let before = reachable(question)
        return route.steps.map { step in
            var closed = question
            closed.closedLegs.insert(step.leg)
            let alternative = self.route(closed)
            let cutOff = alternative == nil ? before.subtracting(reachable(closed)).sorted() : []
            return RouteBreak(leg: step.leg, alternative: alternative, cutOff: cutOff)
        }
    }

    /// The better route there would be if all that is planned by the day or later, with a date or without, were open;
    /// nil when it is no better.
    package func routeIfCompleted(_ question: RouteQuestion, than route: NetworkRoute?) -> NetworkRoute? {
        var completed = question
        completed.states.formUnion([.open, .expected, .notYet, .undated])
        guard let better = self.route(completed) else { return nil }
        guard let route else { return better }
        let isBetter =
            switch question.order {
            case .length: (better.metres, better.transfers) < (route.metres, route.transfers)
            case .transfers: (better.transfers, better.metres) < (route.transfers, route.metres)
            }
        return isBetter ? better : nil
    }
}
