/// Vehicles that wait in the order of their arrival, those of one direction and priority class.
///
/// Sorted by sequence in blocks of at most `blockSize`, so that taking one out anywhere, putting one back, and counting
/// who stands before it each touch one block and the counts of the others: with 10,000 waiting, some eighty numbers.
struct WaitingLine: Sendable {
    struct Place: Hashable, Sendable {
        let sequence: Int64
        let arrivedAt: Moment
        let goods: GoodsClass
    }

    /// Those who left from the front stay before `head` until the block is divided or gone: nobody has to move up.
    private struct Block: Sendable {
        private(set) var places: [Place]
        private(set) var head = 0
        /// Whether nobody arrived before one who stands before it. Reports may come late, and then it is not so.
        private var isInOrder: Bool

        init(_ places: some Sequence<Place>) {
            self.places = Array(places)
            isInOrder = zip(self.places, self.places.dropFirst()).allSatisfy { $0.arrivedAt <= $1.arrivedAt }
        }

        var waiting: ArraySlice<Place> { places[head...] }
        var count: Int { places.count - head }
        var firstSequence: Int64 { places[head].sequence }

        /// The earliest arrival; there is one, because no block is empty.
        var earliest: Moment {
            var earliest = places[head].arrivedAt
            if isInOrder { return earliest }
            for place in waiting { earliest = min(earliest, place.arrivedAt) }
            return earliest
        }

        /// The first place at or behind `sequence`.
        func position(notBefore sequence: Int64) -> Int {
            // Most arrive last.
            if let last = places.last, last.sequence < sequence { return places.count }
            var low = head
            var high = places.count
            while low < high {
                let middle = (low + high) / 2
                if places[middle].sequence < sequence { low = middle + 1 } else { high = middle }
            }
            return low
        }

        mutating func insert(_ place: Place, at position: Int) {
            if position > head && place.arrivedAt < places[position - 1].arrivedAt
                || position < places.count && place.arrivedAt > places[position].arrivedAt
            {
                isInOrder = false
            }
            places.insert(place, at: position)
        }

        mutating func remove(at position: Int) {
            if position == head { head += 1 } else { places.remove(at: position) }
        }
    }

    private static let blockSize = 256
    private var blocks: [Block] = []
    private(set) var count = 0

    /// When the one that waits longest arrived; nil when nobody waits.
    var earliestArrival: Moment? { blocks.map(\.earliest).min() }

    /// The same among those whose goods are of `kinds`.
    func earliestArrival(of kinds: VehicleKinds) -> Moment? {
        if kinds == .all { return earliestArrival }
        var earliest: Moment?
        for block in blocks where earliest.map({ block.earliest < $0 }) ?? true {
            for place in block.waiting where kinds.takes(place.goods) && earliest.map({ place.arrivedAt < $0 }) ?? true
            {
                earliest = place.arrivedAt
            }
        }
        return earliest
    }

    mutating func insert(_ place: Place) {
        count += 1
        guard let index = blockIndex(for: place.sequence) else {
            blocks.append(Block([place]))
            return
        }
        blocks[index].insert(place, at: blocks[index].position(notBefore: place.sequence))
        if blocks[index].places.count > Self.blockSize { split(index) }
    }

    /// Takes out who stands there with `sequence`; nothing happens when nobody does.
    mutating func remove(sequence: Int64) {
        guard let index = blockIndex(for: sequence) else { return }
        let position = blocks[index].position(notBefore: sequence)
        guard position < blocks[index].places.count, blocks[index].places[position].sequence == sequence else { return }
        blocks[index].remove(at: position)
        count -= 1
        if blocks[index].count == 0 { blocks.remove(at: index) }
    }

    /// How many stand before `sequence`.
    func countBefore(sequence: Int64) -> Int {
        guard let index = blockIndex(for: sequence) else { return 0 }
        return blocks[..<index].reduce(0) { $0 + $1.count }
            + (blocks[index].position(notBefore: sequence) - blocks[index].head)
    }

    /// The block in which `sequence` stands or would: the last that begins at or before it, or the first; nil when there
    /// is none.
    private func blockIndex(for sequence: Int64) -> Int? {
        var low = 0
        var high = blocks.count
        while low < high {
            let middle = (low + high) / 2
            if blocks[middle].firstSequence <= sequence { low = middle + 1 } else { high = middle }
        }
        return blocks.isEmpty ? nil : max(0, low - 1)
    }

    /// Divides a block that has grown too long. Arrivals come at the end, so there the first part is left full.
    private mutating func split(_ index: Int) {
        let waiting = blocks[index].waiting
        if waiting.count < Self.blockSize {
            // It is long only by those who have left.
            blocks[index] = Block(waiting)
            return
        }
        let first = index == blocks.count - 1 ? waiting.count - 1 : waiting.count / 2
        blocks[index] = Block(waiting.prefix(first))
        blocks.insert(Block(waiting.dropFirst(first)), at: index + 1)
    }
}

/// The queue of one direction: a line for each priority class, the first before all others.
struct GateQueue: Sendable {
    private(set) var lines: [WaitingLine]
    /// Waiting vehicles by goods class.
    private(set) var byGoods: [Int32]

    init(classes: Int) {
        lines = Array(repeating: WaitingLine(), count: classes + 1)
        byGoods = Array(repeating: 0, count: GoodsClass.count)
    }

    var count: Int { lines.reduce(0) { $0 + $1.count } }

    func count(of kinds: VehicleKinds) -> Int {
        GoodsClass.allCases.reduce(0) { $0 + (kinds.takes($1) ? Int(byGoods[$1.index]) : 0) }
    }

    mutating func insert(_ visit: VehicleVisit, rank: Int) {
        guard let arrivedAt = visit.arrivedAt else { return }
        lines[rank].insert(
            WaitingLine.Place(sequence: visit.arrivalSequence, arrivedAt: arrivedAt, goods: visit.goodsClass))
        byGoods[visit.goodsClass.index] += 1
    }

    mutating func remove(_ visit: VehicleVisit, rank: Int) {
        lines[rank].remove(sequence: visit.arrivalSequence)
        byGoods[visit.goodsClass.index] -= 1
    }

    /// How many are called before one of `rank` that arrived with `sequence`.
    func countBefore(rank: Int, sequence: Int64) -> Int {
        lines[..<rank].reduce(0) { $0 + $1.count } + lines[rank].countBefore(sequence: sequence)
    }

    func earliestArrival(of kinds: VehicleKinds) -> Moment? {
        lines.compactMap { $0.earliestArrival(of: kinds) }.min()
    }
}
