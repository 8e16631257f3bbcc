/// A leg that is not there on the day asked about and that a way between two places would use if it were.
package struct UnfinishedLeg: Hashable, Sendable {
    /// Position in the network.
    package let leg: Int
    /// Positions of the two places between which it is the least detour.
    package let from: Int
    package let to: Int
    /// How many metres longer the shortest way between the two, all that is planned counted as there, becomes when it
    /// goes over the leg: 0 on the shortest way itself, less for a proposed leg that would shorten it; nil when there is
    /// no way without it.
    package let detour: Int?
}

extension TransportNetwork {
    /// The greatest detour, in metres, of an unfinished leg that is still told of between two places.
    package static let greatestDetour = 50_000

    /// The states of what is not there on a day and may come to be.
    package static let unfinishedStates: Set<LegState> = [.expected, .notYet, .undated, .proposed]

    /// The legs that are not there on the day of `question` and lie between two of `places`: a way from one to the other
    /// over the leg, no place of it passed twice, is at most `greatestDetour` longer than the shortest. The least detour
    /// first.
    ///
    /// - Parameters:
    ///   - question: which traffic, by what and without what; its ends and states do not matter.
    ///   - places: positions of nodes.
    package func unfinished(_ question: RouteQuestion, between places: [Int]) -> [UnfinishedLeg] {
        var planned = question
        planned.states = [.open, .expected, .notYet, .undated]
        var considered = question
        considered.states = Self.unfinishedStates
        func isClosed(_ leg: Int) -> Bool {
            question.closedNodes.contains(ends[leg].from) || question.closedNodes.contains(ends[leg].to)
        }
        let admitted = legs.indices.map { admits($0, planned) && !isClosed($0) }
        let candidates = legs.indices.filter { admits($0, considered) && !isClosed($0) }
        guard !candidates.isEmpty else { return [] }
        let from = places.map { ShortestWays(self, from: $0, over: admitted) }
        let to = places.map { ShortestWays(self, from: $0, over: admitted, backward: true) }
        return candidates.compactMap { leg in
            var best: UnfinishedLeg?
            for (first, start) in places.enumerated() {
                for (second, end) in places.enumerated() where start != end {
                    guard let found = way(over: leg, from[first], to[second]) else { continue }
                    let detour = from[first].metres[end].map { found - $0 }
                    if let detour, detour > Self.greatestDetour { continue }
                    if let best, (best.detour ?? 0) <= (detour ?? 0) { continue }
                    best = UnfinishedLeg(leg: leg, from: start, to: end, detour: detour)
                }
            }
            return best
        }.sorted { ($0.detour ?? 0, rank[$0.leg]) < ($1.detour ?? 0, rank[$1.leg]) }
    }

    /// The metres of the shortest way that goes over a leg between the shortest ways to its ends; nil when these meet.
    private func way(over leg: Int, _ before: ShortestWays, _ behind: ShortestWays) -> Int? {
        let ends = ends[leg]
        let directions = legs[leg].isOneWay ? [(ends.from, ends.to)] : [(ends.from, ends.to), (ends.to, ends.from)]
        return directions.compactMap { enter, leave -> Int? in
            guard let start = before.metres[enter], let end = behind.metres[leave],
                before.nodes(to: enter).isDisjoint(with: behind.nodes(to: leave))
            else { return nil }
            return start + lengths[leg].metres + end
        }.min()
    }
}
