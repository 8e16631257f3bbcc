/// Dijkstra's search over pairs of a node and the carriage one arrives by, since what a transfer costs depends on both.
///
/// The cost of a way is compared by length, transfers (the question says which comes first) and number of legs; each leg
/// makes it greater. Ways of equal cost are compared by the identifiers of their legs, from the first on. That order is
/// kept when the same leg is added to both, so that the best way to a pair is the beginning of the best way through it.
struct RouteSearch {
    /// A way found so far: its last leg and the way before it.
    private struct Label {
        let node: Int
        /// Position in `carriages`; nil at the start.
        let carriage: Int?
        let leg: Int
        let previous: Int?
        let metres: Int
        let transfers: Int
        let count: Int
    }

    private let network: TransportNetwork
    private let question: RouteQuestion
    private let carriages: [Carriage]
    private let legCarriages: [[Int]]
    private let admitted: [Bool]
    private var labels: [Label] = []

    init(_ network: TransportNetwork, _ question: RouteQuestion) {
        self.network = network
        self.question = question
        let carriages = Set(network.carriages.joined()).sorted()
        let places = Dictionary(uniqueKeysWithValues: carriages.enumerated().map { ($0.element, $0.offset) })
        self.carriages = carriages
        legCarriages = network.carriages.map { offered in
            offered.filter { question.over?.contains($0.kind) ?? true }.compactMap { places[$0] }
        }
        admitted = network.legs.indices.map { network.admits($0, question) }
    }

    mutating func run() -> NetworkRoute? {
        let stateCount = network.nodes.count * max(1, carriages.count)
        var best = [Int?](repeating: nil, count: stateCount)
        var settled = [Bool](repeating: false, count: stateCount)
        labels = [
            Label(node: question.from, carriage: nil, leg: -1, previous: nil, metres: 0, transfers: 0, count: 0)
        ]
        var open: [Int] = [0]
        while let position = removeLeast(&open) {
            let label = labels[position]
            if label.node == question.to { return route(endingAt: position) }
            if let carriage = label.carriage {
                let state = label.node * carriages.count + carriage
                if settled[state] { continue }
                settled[state] = true
                // A zone is where a route ends; the ways to its gates are no road through it.
                if network.nodes[label.node].kind == .zone { continue }
            }
            for leg in network.legsAt[label.node] where admitted[leg] {
                guard let next = network.other(of: leg, from: label.node), next != question.from,
                    !question.closedNodes.contains(next)
                else { continue }
                for carriage in legCarriages[leg] {
                    let state = next * carriages.count + carriage
                    if settled[state] { continue }
                    labels.append(extended(position, by: leg, to: next, on: carriage))
                    let candidate = labels.count - 1
                    if let known = best[state], !precedes(candidate, known) {
                        labels.removeLast()
                    } else {
                        best[state] = candidate
                        insert(candidate, into: &open)
                    }
                }
            }
        }
        return nil
    }

    private func extended(_ position: Int, by leg: Int, to node: Int, on carriage: Int) -> Label {
        let label = labels[position]
        let isTransfer = label.carriage.map { $0 != carriage } ?? false
        return Label(
            node: node, carriage: carriage, leg: leg, previous: position,
            metres: label.metres + network.lengths[leg].metres, transfers: label.transfers + (isTransfer ? 1 : 0),
            count: label.count + 1)
    }

    /// Whether one way is better than another.
    private func precedes(_ left: Int, _ right: Int) -> Bool {
        let a = labels[left]
        let b = labels[right]
        let costs: [(Int, Int)] =
            switch question.order {
            case .length: [(a.metres, b.metres), (a.transfers, b.transfers), (a.count, b.count)]
            case .transfers: [(a.transfers, b.transfers), (a.metres, b.metres), (a.count, b.count)]
            }
        for (first, second) in costs where first != second { return first < second }
        let ways = (way(to: left), way(to: right))
        for (first, second) in zip(ways.0, ways.1) where labels[first].leg != labels[second].leg {
            return network.rank[labels[first].leg] < network.rank[labels[second].leg]
        }
        for (first, second) in zip(ways.0, ways.1) {
            guard let a = labels[first].carriage, let b = labels[second].carriage, a != b else { continue }
            return a < b
        }
        return false
    }

    private func way(to position: Int) -> [Int] {
        var way: [Int] = []
        var next: Int? = position
        while let current = next, labels[current].previous != nil {
            way.append(current)
            next = labels[current].previous
        }
        return way.reversed()
    }

    private func route(endingAt position: Int) -> NetworkRoute {
        var before = question.from
        var carriage: Int?
        let steps = way(to: position).map { current in
            let label = labels[current]
            let step = NetworkRoute.Step(
                leg: label.leg, from: before, to: label.node, carriage: carriages[label.carriage ?? 0],
                isTransfer: carriage.map { $0 != label.carriage } ?? false,
                state: network.legs[label.leg].state(on: question.day))
            before = label.node
            carriage = label.carriage
            return step
        }
        return NetworkRoute(steps: steps, metres: labels[position].metres)
    }

    // A binary heap of positions in `labels`.

    private func insert(_ element: Int, into heap: inout [Int]) {
        heap.append(element)
        var child = heap.count - 1
        while child > 0 {
            let parent = (child - 1) / 2
            guard precedes(heap[child], heap[parent]) else { return }
            heap.swapAt(child, parent)
            child = parent
        }
    }

    private func removeLeast(_ heap: inout [Int]) -> Int? {
        guard let least = heap.first, let last = heap.popLast() else { return nil }
        guard !heap.isEmpty else { return least }
        heap[0] = last
        var parent = 0
        while true {
            let left = 2 * parent + 1
            guard left < heap.count else { return least }
            let right = left + 1
            let child = right < heap.count && precedes(heap[right], heap[left]) ? right : left
            guard precedes(heap[child], heap[parent]) else { return least }
            heap.swapAt(parent, child)
            parent = child
        }
    }
}
