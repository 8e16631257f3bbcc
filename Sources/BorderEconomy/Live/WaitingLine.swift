/// Vehicles that wait in the order of their arrival, those of one direction and priority class.
///
/// Sorted by sequence in blocks of at most `blockSize`, so that taking one out anywhere, putting one back, and counting
/// who stands before it each touch one block and the counts of the others: with 10,000 waiting, some eighty numbers.
struct WaitingLine: Hashable, Sendable {
    struct Place: Hashable, Sendable {
        let sequence: Int64
        let visit: VisitID
        let arrivedAt: Moment
        let goods: GoodsClass
    }

    private struct Block: Hashable, Sendable {
        var places: [Place]
        /// The earliest arrival in the block: reports may come late, so the first is not always the earliest.
        var earliest: Moment

        init(_ places: [Place]) {
            self.places = places
            earliest = places.map(\.arrivedAt).min() ?? Moment(secondsSince1970: .max)
        }
    }

    private static let blockSize = 256
    private var blocks: [Block] = []
    private(set) var count = 0

    static func == (left: Self, right: Self) -> Bool { left.all == right.all }

    func hash(into hasher: inout Hasher) { hasher.combine(all) }

    var all: [Place] { blocks.flatMap(\.places) }

    /// When the one that waits longest arrived; nil when nobody waits.
    var earliestArrival: Moment? { blocks.map(\.earliest).min() }

    /// The same among those whose goods are of `kinds`.
    func earliestArrival(of kinds: VehicleKinds) -> Moment? {
        if kinds == .all { return earliestArrival }
        var earliest: Moment?
        for block in blocks where earliest.map({ block.earliest < $0 }) ?? true {
            for place in block.places where kinds.takes(place.goods) && earliest.map({ place.arrivedAt < $0 }) ?? true {
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
        let position = blocks[index].places.firstPosition(notBefore: place.sequence)
        blocks[index].places.insert(place, at: position)
        blocks[index].earliest = min(blocks[index].earliest, place.arrivedAt)
        if blocks[index].places.count > Self.blockSize { split(index) }
    }

    /// Takes out who stands there with `sequence`; nothing happens when nobody does.
    mutating func remove(sequence: Int64) {
        guard let index = blockIndex(for: sequence) else { return }
        let position = blocks[index].places.firstPosition(notBefore: sequence)
        guard position < blocks[index].places.count, blocks[index].places[position].sequence == sequence else { return }
        let gone = blocks[index].places.remove(at: position)
        count -= 1
        if blocks[index].places.isEmpty {
            blocks.remove(at: index)
        } else if gone.arrivedAt == blocks[index].earliest {
            blocks[index] = Block(blocks[index].places)
        }
    }

    /// How many stand before `sequence`.
    func countBefore(sequence: Int64) -> Int {
        guard let index = blockIndex(for: sequence) else { return 0 }
        return blocks[..<index].reduce(0) { $0 + $1.places.count }
            + blocks[index].places.firstPosition(notBefore: sequence)
    }

    /// The block in which `sequence` stands or would: the last that begins at or before it, or the first; nil when there
    /// is none.
    private func blockIndex(for sequence: Int64) -> Int? {
        var low = 0
        var high = blocks.count
        while low < high {
            let middle = (low + high) / 2
            if blocks[middle].places[0].sequence <= sequence { low = middle + 1 } else { high = middle }
        }
        return blocks.isEmpty ? nil : max(0, low - 1)
    }

    /// Arrivals come at the end, so that the first half is left nearly full.
    private mutating func split(_ index: Int) {
        let places = blocks[index].places
        let first = index == blocks.count - 1 ? places.count - 1 : places.count / 2
        blocks[index] = Block(Array(places[..<first]))
        blocks.insert(Block(Array(places[first...])), at: index + 1)
    }
}

extension [WaitingLine.Place] {
    fileprivate func firstPosition(notBefore sequence: Int64) -> Int {
        // Most arrive last.
        if let last, last.sequence < sequence { return count }
        var low = 0
        var high = count
        while low < high {
            let middle = (low + high) / 2
            if self[middle].sequence < sequence { low = middle + 1 } else { high = middle }
        }
        return low
    }
}

/// The queue of one direction: a line for each priority class, the first before all others.
struct GateQueue: Hashable, Sendable {
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
            WaitingLine.Place(
                sequence: visit.arrivalSequence, visit: visit.id, arrivedAt: arrivedAt, goods: visit.goodsClass))
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
