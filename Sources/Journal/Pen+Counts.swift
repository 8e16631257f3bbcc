internal import BorderEconomy

/// The numbers that a group changed, each written once for the whole group.
extension Pen {
    /// A direction and goods class of an hour at a gate.
    private struct CellKey: Hashable {
        let place: Int
        let tally: HourTally.Key
        let direction: GateLane.Direction
        let goods: GoodsClass

        /// The same hour and gate with every direction and goods class.
        var ofAllGoods: [CellKey] {
            GateLane.Direction.allCases.flatMap { direction in
                GoodsClass.allCases.map { CellKey(place: place, tally: tally, direction: direction, goods: $0) }
            }
        }
    }

    /// A lane in a quarter of a minute.
    private struct ServedKey: Hashable {
        let place: Int
        let lane: LaneID
        let quarterMinute: Int64
    }

    /// Writes what was counted, each number once for the whole group.
    func writeCounts(of page: GroupPage, yards: GateYards) throws {
        var cells: Set<CellKey> = []
        var served: Set<ServedKey> = []
        var last: CellKey?
        for made in page.made {
            guard case .visit(_, let visit) = made.change.subject else { continue }
            if let tally = made.change.tally {
                let key = CellKey(
                    place: made.place, tally: tally, direction: visit.direction, goods: visit.goodsClass)
                if made.change.beginsTally {
                    cells.formUnion(key.ofAllGoods)
                } else if key != last {
                    // Events of a batch are often of one kind.
                    cells.insert(key)
                    last = key
                }
            }
            if let count = made.change.served {
                served.insert(ServedKey(place: made.place, lane: count.lane, quarterMinute: count.quarterMinute))
            }
        }
        for cell in cells {
            guard let tally = yards.places[cell.place].yard.tally(cell.tally) else { continue }
            try ledger.write(
                tally[cell.direction, cell.goods], of: cell.tally, cell.direction, cell.goods,
                gate: yards.names[cell.place].number)
        }
        for key in served {
            guard let count = yards.places[key.place].yard.served(key.lane, key.quarterMinute) else { continue }
            try ledger.write(count, gate: yards.names[key.place].number)
        }
        try writeLastNews(of: page, yards: yards)
    }
}
