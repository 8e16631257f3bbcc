/// Finds the positions of the records with a value, or a value in a range, without looking at the other records.
enum FieldIndex: Sendable {
    /// Positions in the order of their codes: those of code `c` from `starts[c]` to `starts[c + 1]`, ascending.
    case postings(starts: [UInt32], positions: [UInt32])
    /// Positions in the order of their values, equal ones as written; the last `nullCount` have none.
    case order([UInt32], nullCount: Int)

    /// The index of a column; nil for points, which the grid of places finds.
    init?(_ column: Column) {
        switch column {
        case .texts(let codes, let dictionary):
            self = Self.postings(codes, codeCount: dictionary.count + 1)
        case .booleans(let values):
            self = Self.postings(values, codeCount: 3)
        case .lists(let offsets, let codes, let dictionary):
            self = Self.postings(offsets: offsets, codes, codeCount: dictionary.count + 1)
        case .numbers(let values):
            let (known, null) = Self.split(count: values.count) { values[$0].isNaN }
            self = .order(RadixSort.sorted(known, by: known.map { values[Int($0)].rank }) + null, nullCount: null.count)
        case .days(let values):
            let (known, null) = Self.split(count: values.count) { values[$0] == Column.noDay }
            let keys = known.map { UInt64(Int64(values[Int($0)]) + 1 << 32) }
            self = .order(RadixSort.sorted(known, by: keys) + null, nullCount: null.count)
        case .points, .shapes:
            return nil
        }
    }

    /// The index of lists in which no code stands twice.
    init(distinct codes: [UInt32], offsets: [UInt32], codeCount: Int) {
        var starts = [UInt32](repeating: 0, count: codeCount + 1)
        let count = offsets.count - 1
        // Those without a code stand under 0.
        for code in codes { starts[Int(code) + 1] += 1 }
        for position in 0..<count where offsets[position] == offsets[position + 1] { starts[1] += 1 }
        for code in 0..<codeCount { starts[code + 1] += starts[code] }
        var next = starts
        let positions = [UInt32](unsafeUninitializedCapacity: Int(starts[codeCount])) { buffer, filled in
            codes.withUnsafeBufferPointer { codes in
                next.withUnsafeMutableBufferPointer { next in
                    func put(_ position: Int, under code: Int) {
                        buffer[Int(next[code])] = UInt32(position)
                        next[code] += 1
                    }
                    for position in 0..<count {
                        let range = Int(offsets[position])..<Int(offsets[position + 1])
                        if range.isEmpty { put(position, under: 0) }
                        for place in range { put(position, under: Int(codes[place])) }
                    }
                }
            }
            filled = Int(starts[codeCount])
        }
        self = .postings(starts: starts, positions: positions)
    }

    private static func postings<Code: BinaryInteger>(_ codes: [Code], codeCount: Int) -> FieldIndex {
        var starts = [UInt32](repeating: 0, count: codeCount + 1)
        for code in codes { starts[Int(code) + 1] += 1 }
        for code in 0..<codeCount { starts[code + 1] += starts[code] }
        var next = starts
        let positions = [UInt32](unsafeUninitializedCapacity: codes.count) { buffer, count in
            for (position, code) in codes.enumerated() {
                buffer[Int(next[Int(code)])] = UInt32(position)
                next[Int(code)] += 1
            }
            count = codes.count
        }
        return .postings(starts: starts, positions: positions)
    }

    /// A record stands under each of its texts once, and under 0 when it has none.
    private static func postings(offsets: [UInt32], _ codes: [UInt32], codeCount: Int) -> FieldIndex {
        func each(_ body: (_ position: Int, _ code: Int) -> Void) {
            for position in 0..<(offsets.count - 1) {
                let range = Int(offsets[position])..<Int(offsets[position + 1])
                if range.isEmpty { body(position, 0) }
                for place in range where !codes[range.lowerBound..<place].contains(codes[place]) {
                    body(position, Int(codes[place]))
                }
            }
        }
        var starts = [UInt32](repeating: 0, count: codeCount + 1)
        each { starts[$1 + 1] += 1 }
        for code in 0..<codeCount { starts[code + 1] += starts[code] }
        var next = starts
        var positions = [UInt32](repeating: 0, count: Int(starts[codeCount]))
        each {
            positions[Int(next[$1])] = UInt32($0)
            next[$1] += 1
        }
        return .postings(starts: starts, positions: positions)
    }

    private static func split(count: Int, _ isNull: (Int) -> Bool) -> (known: [UInt32], null: [UInt32]) {
        var known: [UInt32] = []
        var null: [UInt32] = []
        for position in 0..<count {
            if isNull(position) { null.append(UInt32(position)) } else { known.append(UInt32(position)) }
        }
        return (known, null)
    }
}

extension FieldIndex {
    /// The records under one code.
    func positions(ofCode code: UInt32) -> PositionList {
        guard case .postings(let starts, let positions) = self, Int(code) + 1 < starts.count else { return [] }
        return PositionList(positions[Int(starts[Int(code)])..<Int(starts[Int(code) + 1])])
    }

    /// How many records stand under a range of codes, those under several counted for each.
    func count(ofCodes codes: Range<UInt32>) -> Int {
        guard case .postings(let starts, _) = self, !codes.isEmpty else { return 0 }
        let end = min(Int(codes.upperBound), starts.count - 1)
        return Int(starts[end]) - Int(starts[min(Int(codes.lowerBound), end)])
    }

    /// The records under a range of codes, ascending.
    func positions(ofCodes codes: Range<UInt32>, of count: Int) -> PositionList {
        guard case .postings(let starts, let positions) = self, !codes.isEmpty else { return [] }
        if codes.count == 1 { return self.positions(ofCode: codes.lowerBound) }
        let end = min(Int(codes.upperBound), starts.count - 1)
        return Self.ascending(positions[Int(starts[Int(codes.lowerBound)])..<Int(starts[end])], of: count)
    }

    /// The records without a value.
    var nullPositions: PositionList {
        switch self {
        case .postings: positions(ofCode: 0)
        case .order(let positions, let nullCount): PositionList(positions.suffix(nullCount))
        }
    }

    /// The places in the order of values for which `isBefore` no longer holds, up to those for which `isAfter` does.
    func slice(isBefore: (Int) -> Bool, isAfter: (Int) -> Bool) -> ArraySlice<UInt32> {
        guard case .order(let positions, let nullCount) = self else { return [] }
        let known = positions.dropLast(nullCount)
        let lower = known.partitioningIndex { !isBefore(Int($0)) }
        let upper = known[lower...].partitioningIndex { isAfter(Int($0)) }
        return known[lower..<upper]
    }

    static func ascending(_ positions: ArraySlice<UInt32>, of count: Int) -> PositionList {
        if positions.count > count / 32 {
            var set = PositionSet(count: count)
            set.formUnion(PositionList(positions))
            return set.positions
        }
        return PositionList(positions.sorted())
    }
}

extension RandomAccessCollection {
    /// The first index whose element satisfies `isIn`, when all elements after it do.
    package func partitioningIndex(where isIn: (Element) -> Bool) -> Index {
        var low = startIndex
        var length = count
        while length > 0 {
            let half = length / 2
            let middle = index(low, offsetBy: half)
            if isIn(self[middle]) {
                length = half
            } else {
                low = index(after: middle)
                length -= half + 1
            }
        }
        return low
    }
}
