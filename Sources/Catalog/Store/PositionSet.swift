/// A set of positions in a collection, a bit for each record: what a filter leaves and an aggregation goes over.
package struct PositionSet: Sendable, Equatable {
    /// Records of the collection.
    package let capacity: Int
    private var words: [UInt64]

    /// The empty set of a collection of `count` records.
    package init(count: Int) {
        capacity = count
        words = Array(repeating: 0, count: (count + 63) / 64)
    }

    /// All records of a collection of `count`.
    package static func all(_ count: Int) -> PositionSet {
        var set = PositionSet(count: count)
        for index in set.words.indices { set.words[index] = .max }
        if count % 64 != 0, !set.words.isEmpty { set.words[set.words.count - 1] = (1 << UInt64(count % 64)) - 1 }
        return set
    }

    /// The positions of a list.
    package init(_ positions: PositionList, of count: Int) {
        if positions.isAll {
            self = .all(count)
        } else {
            self.init(count: count)
            formUnion(positions)
        }
    }

    /// How many positions are in it.
    package var count: Int { words.reduce(0) { $0 + $1.nonzeroBitCount } }

    package func contains(_ position: Int) -> Bool { words[position >> 6] >> UInt64(position & 63) & 1 == 1 }

    package mutating func insert(_ position: Int) { words[position >> 6] |= 1 << UInt64(position & 63) }

    package mutating func remove(_ position: Int) { words[position >> 6] &= ~(1 << UInt64(position & 63)) }

    package mutating func formUnion(_ positions: PositionList) {
        for position in positions { insert(position) }
    }

    package mutating func formUnion(_ other: PositionSet) {
        for index in words.indices { words[index] |= other.words[index] }
    }

    package mutating func formIntersection(_ other: PositionSet) {
        for index in words.indices { words[index] &= other.words[index] }
    }

    package mutating func subtract(_ other: PositionSet) {
        for index in words.indices { words[index] &= ~other.words[index] }
    }

    /// The other records of the collection.
    package var complement: PositionSet {
        var set = PositionSet.all(capacity)
        set.subtract(self)
        return set
    }

    /// Sets each bit for which `isIn` holds, 64 records at a time, starting at a multiple of 64.
    package mutating func fill(_ range: Range<Int>, _ isIn: (Int) -> Bool) {
        var position = range.lowerBound
        while position < range.upperBound {
            let end = Swift.min((position | 63) + 1, range.upperBound)
            var word = words[position >> 6]
            for place in position..<end {
                let bit: UInt64 = 1 << UInt64(place & 63)
                word = isIn(place) ? word | bit : word & ~bit
            }
            words[position >> 6] = word
            position = end
        }
    }

    /// Calls `body` with each position, ascending.
    package func forEach(_ body: (Int) -> Void) {
        for (index, word) in words.enumerated() {
            var rest = word
            while rest != 0 {
                body(index << 6 + rest.trailingZeroBitCount)
                rest &= rest - 1
            }
        }
    }

    /// The positions as a list, ascending.
    package var positions: PositionList {
        var list: [UInt32] = []
        list.reserveCapacity(count)
        forEach { list.append(UInt32($0)) }
        return PositionList(list)
    }
}
