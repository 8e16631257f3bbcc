internal import BorderEconomy

extension Pen {
    /// A lane of a gate.
    private struct PlacedLane: Hashable {
        let place: Int
        let lane: LaneID
    }

    /// Writes when the directions and lanes that a group concerns were told of last.
    func writeLastNews(of page: GroupPage, yards: GateYards) throws {
        for index in page.places {
            try ledger.write(lastNews: yards.places[index].yard, gate: yards.names[index].number)
        }
        var lanes: Set<PlacedLane> = []
        for made in page.made {
            switch made.change.subject {
            case .visit(_, let visit):
                if let lane = visit.lane { lanes.insert(PlacedLane(place: made.place, lane: lane)) }
            case .lane(_, let lane): lanes.insert(PlacedLane(place: made.place, lane: lane.id))
            case .event: continue
            }
        }
        for each in lanes {
            try ledger.write(
                observedAt: yards.places[each.place].yard.observedAt(each.lane), lane: each.lane,
                gate: yards.names[each.place].number)
        }
    }
}
