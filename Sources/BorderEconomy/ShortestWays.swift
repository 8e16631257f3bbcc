/// The shortest ways over some legs of a network from one node to all others, or from all others to one.
///
/// Of ways alike in length that one is kept whose last leg comes first in the order of identifiers, so that the answer
/// does not depend on the order in which legs are written.
struct ShortestWays {
    private let network: TransportNetwork
    private let isBackward: Bool
    /// Of each node, in metres; nil where there is no way.
    private(set) var metres: [Int?]
    /// Of each node, the leg beside it on its way; nil at the start and where there is no way.
    private var lastLeg: [Int?]

    /// - Parameters:
    ///   - node: where the ways begin, or end when they are looked for backward.
    ///   - admitted: of each leg, whether it may be travelled.
    init(
        _ network: TransportNetwork, from node: Int, over admitted: [Bool], backward isBackward: Bool = false
    ) {
        self.network = network
        self.isBackward = isBackward
        metres = Array(repeating: nil, count: network.nodes.count)
        lastLeg = Array(repeating: nil, count: network.nodes.count)
        var settled = Array(repeating: false, count: network.nodes.count)
        var open = NearestFirst()
        metres[node] = 0
        open.insert(node, at: 0)
        while let current = open.removeNearest() {
            if settled[current] { continue }
            settled[current] = true
            // A zone is where a way ends; the ways to its gates are no road through it.
            if network.nodes[current].kind == .zone && current != node { continue }
            for leg in network.legsAt[current] where admitted[leg] {
                guard let next = other(of: leg, from: current), !settled[next] else { continue }
                let length = (metres[current] ?? 0) + network.lengths[leg].metres
                if let known = metres[next], let last = lastLeg[next],
                    (known, network.rank[last]) <= (length, network.rank[leg])
                {
                    continue
                }
                metres[next] = length
                lastLeg[next] = leg
                open.insert(next, at: length)
            }
        }
    }

    private func other(of leg: Int, from node: Int) -> Int? {
        guard isBackward else { return network.other(of: leg, from: node) }
        let ends = network.ends[leg]
        if ends.to == node { return ends.from }
        return network.legs[leg].isOneWay ? nil : ends.to
    }

    /// The legs between the start and a node, the nearest to the node first; none where there is no way.
    func legs(to node: Int) -> [Int] {
        var legs: [Int] = []
        var current = node
        while let leg = lastLeg[current] {
            legs.append(leg)
            current = network.ends[leg].from == current ? network.ends[leg].to : network.ends[leg].from
        }
        return legs
    }

    /// The nodes on the way to a node, both ends included.
    func nodes(to node: Int) -> Set<Int> {
        var nodes: Set<Int> = [node]
        var current = node
        while let leg = lastLeg[current] {
            current = network.ends[leg].from == current ? network.ends[leg].to : network.ends[leg].from
            nodes.insert(current)
        }
        return nodes
    }
}

/// Nodes waiting to be visited, the nearest first (a binary heap).
private struct NearestFirst {
    private var heap: [(metres: Int, node: Int)] = []

    mutating func insert(_ node: Int, at metres: Int) {
        heap.append((metres, node))
        var child = heap.count - 1
        while child > 0 {
            let parent = (child - 1) / 2
            guard heap[child] < heap[parent] else { return }
            heap.swapAt(child, parent)
            child = parent
        }
    }

    mutating func removeNearest() -> Int? {
        guard let nearest = heap.first, let last = heap.popLast() else { return nil }
        guard !heap.isEmpty else { return nearest.node }
        heap[0] = last
        var parent = 0
        while true {
            let left = 2 * parent + 1
            guard left < heap.count else { return nearest.node }
            let right = left + 1
            let child = right < heap.count && heap[right] < heap[left] ? right : left
            guard heap[child] < heap[parent] else { return nearest.node }
            heap.swapAt(parent, child)
            parent = child
        }
    }
}
