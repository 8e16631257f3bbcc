import BorderEconomy

/// Finds the records that may lie in a box of degrees without looking at the others: a tree of boxes, packed once.
///
/// The records stand along a curve that keeps neighbours together (Morton's), sixteen to a leaf, and sixteen nodes of a
/// level make one of the next. What is found is whole leaves: the condition is tested on it.
struct PlaceIndex: Sendable {
    /// A box that is not across the antimeridian.
    struct Box: Sendable {
        var west: Double
        var south: Double
        var east: Double
        var north: Double

        func meets(_ other: Box) -> Bool {
            west <= other.east && other.west <= east && south <= other.north && other.south <= north
        }

        mutating func formUnion(_ other: Box) {
            west = min(west, other.west)
            south = min(south, other.south)
            east = max(east, other.east)
            north = max(north, other.north)
        }
    }

    /// Children of a node, and records of a leaf.
    private static let fanout = 16

    /// The records that lie somewhere, along the curve.
    private let positions: [UInt32]
    /// The boxes of each level of nodes, from the leaves up to one that has few.
    private let levels: [[Box]]

    /// - Parameter box: the box around the record at a position; nil when it lies nowhere.
    init(count: Int, box: (Int) -> Box?) {
        var places: [UInt32] = []
        var boxes: [Box] = []
        for position in 0..<count {
            guard let box = box(position) else { continue }
            places.append(UInt32(position))
            boxes.append(box)
        }
        let order = RadixSort.sorted(places.indices.map { UInt32($0) }, by: boxes.map(Self.curve))
        positions = order.map { places[Int($0)] }
        var levels: [[Box]] = []
        var below = order.map { boxes[Int($0)] }
        while levels.isEmpty || below.count > Self.fanout {
            below = stride(from: 0, to: below.count, by: Self.fanout).map { start in
                var box = below[start]
                for place in start + 1..<min(start + Self.fanout, below.count) { box.formUnion(below[place]) }
                return box
            }
            levels.append(below)
        }
        self.levels = levels
    }

    /// How far along the curve the middle of a box lies: the bits of its longitude and latitude in turn.
    private static func curve(_ box: Box) -> UInt64 {
        func spread(_ degrees: Double, _ span: Double) -> UInt64 {
            var bits = UInt64(max(0, min(degrees / span, 1)) * Double(UInt32.max))
            bits = (bits | bits << 16) & 0x0000_FFFF_0000_FFFF
            bits = (bits | bits << 8) & 0x00FF_00FF_00FF_00FF
            bits = (bits | bits << 4) & 0x0F0F_0F0F_0F0F_0F0F
            bits = (bits | bits << 2) & 0x3333_3333_3333_3333
            return (bits | bits << 1) & 0x5555_5555_5555_5555
        }
        return spread((box.west + box.east) / 2 + 180, 360) | spread((box.south + box.north) / 2 + 90, 180) << 1
    }

    /// At most how many records lie in any of some boxes. Nothing is listed.
    func count(in boxes: [Box]) -> Int {
        var count = 0
        for box in boxes { forEachLeaf(in: box) { count += $0.count } }
        return min(count, positions.count)
    }

    /// The records that may lie in any of some boxes, ascending.
    func positions(in boxes: [Box]) -> PositionList {
        var found: [UInt32] = []
        for box in boxes { forEachLeaf(in: box) { found.append(contentsOf: positions[$0]) } }
        found.sort()
        guard boxes.count > 1 else { return PositionList(found) }
        return PositionList(Array(Set(found)).sorted())
    }

    private func forEachLeaf(in box: Box, _ body: (Range<Int>) -> Void) {
        func visit(_ node: Int, _ level: Int) {
            guard levels[level][node].meets(box) else { return }
            let start = node * Self.fanout
            guard level > 0 else { return body(start..<min(start + Self.fanout, positions.count)) }
            for child in start..<min(start + Self.fanout, levels[level - 1].count) { visit(child, level - 1) }
        }
        let top = levels.count - 1
        for node in levels[top].indices { visit(node, top) }
    }
}

extension PlaceIndex.Box {
    init(_ bounds: GeoBounds) {
        self.init(west: bounds.west, south: bounds.south, east: bounds.east, north: bounds.north)
    }
}
