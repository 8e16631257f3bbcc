/// Positions of records in a collection: all of them, or a list that may share the memory of the index it came from.
///
/// Ascending unless it was put in order by a sort. Taking a part of an index copies nothing.
package struct PositionList: RandomAccessCollection, Sendable {
    private enum Storage: Sendable {
        case all(Int)
        case some(ArraySlice<UInt32>)
    }

    private let storage: Storage

    /// No positions.
    package init() {
        storage = .some([])
    }

    /// These positions.
    package init(_ positions: ArraySlice<UInt32>) {
        storage = .some(positions)
    }

    /// These positions.
    package init(_ positions: [UInt32]) {
        storage = .some(positions[...])
    }

    /// These positions.
    package init(_ positions: some Sequence<Int>) {
        storage = .some(positions.map { UInt32($0) }[...])
    }

    /// All positions of a collection of `count` records, ascending.
    package static func all(_ count: Int) -> PositionList { PositionList(storage: .all(count)) }

    private init(storage: Storage) {
        self.storage = storage
    }

    /// Whether these are all records in the written order.
    package var isAll: Bool {
        if case .all = storage { return true }
        return false
    }

    package var startIndex: Int { 0 }

    package var endIndex: Int {
        switch storage {
        case .all(let count): count
        case .some(let positions): positions.count
        }
    }

    package subscript(index: Int) -> Int {
        switch storage {
        case .all: index
        case .some(let positions): Int(positions[positions.startIndex + index])
        }
    }

    /// Calls `body` with the positions in contiguous memory; nil when these are all records. Valid only during the call.
    package func withPositions<Result>(_ body: (UnsafeBufferPointer<UInt32>?) throws -> Result) rethrows -> Result {
        switch storage {
        case .all: try body(nil)
        case .some(let positions): try positions.withUnsafeBufferPointer { try body($0) }
        }
    }
}

extension PositionList: Equatable {
    package static func == (left: Self, right: Self) -> Bool { left.elementsEqual(right) }
}

extension PositionList: ExpressibleByArrayLiteral {
    package init(arrayLiteral elements: Int...) { self.init(elements) }
}

extension PositionList {
    /// What is in both of two ascending lists. The cost follows the shorter one.
    package func intersection(_ other: PositionList) -> PositionList {
        if isAll, other.count <= count { return other }
        if other.isAll, count <= other.count { return self }
        let (short, long) = count <= other.count ? (self, other) : (other, self)
        return short.withPositions { short in
            long.withPositions { long in
                // Only lists are left here: of all positions the shorter list would have been the answer.
                guard let short, let long else { return PositionList() }
                return PositionList(Self.intersection(short, long))
            }
        }
    }

    private static func intersection(
        _ short: UnsafeBufferPointer<UInt32>, _ long: UnsafeBufferPointer<UInt32>
    ) -> [UInt32] {
        var result: [UInt32] = []
        var from = 0
        for position in short {
            from = firstIndex(notBefore: position, in: long, from: from)
            guard from < long.count else { break }
            if long[from] == position { result.append(position) }
        }
        return result
    }

    /// Whether a position is in an ascending list.
    func holds(_ position: Int) -> Bool {
        withPositions { list in
            guard let list else { return position < count }
            let place = Self.firstIndex(notBefore: UInt32(position), in: list, from: 0)
            return place < list.count && list[place] == UInt32(position)
        }
    }

    /// What is in any of some ascending lists of a collection of `count` records.
    package static func union(_ lists: [PositionList], of count: Int) -> PositionList {
        let lists = lists.filter { !$0.isEmpty }
        if lists.count < 2 { return lists.first ?? PositionList() }
        let total = lists.reduce(0) { $0 + $1.count }
        if total > count / 32 {
            var set = PositionSet(count: count)
            for list in lists { set.formUnion(list) }
            return set.positions
        }
        var all: [UInt32] = []
        all.reserveCapacity(total)
        for list in lists { for position in list { all.append(UInt32(position)) } }
        all.sort()
        var kept = 0
        for position in all where kept == 0 || all[kept - 1] != position {
            all[kept] = position
            kept += 1
        }
        all.removeLast(all.count - kept)
        return PositionList(all)
    }

    /// The first place at or after `from` whose position is not before `position`: steps that double, then halves.
    private static func firstIndex(
        notBefore position: UInt32, in list: UnsafeBufferPointer<UInt32>, from: Int
    ) -> Int {
        var step = 1
        var low = from
        var high = from
        while high < list.count, list[high] < position {
            low = high + 1
            high += step
            step *= 2
        }
        high = Swift.min(high, list.count)
        while low < high {
            let middle = (low + high) / 2
            if list[middle] < position { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
