import BorderEconomy

/// Runs a program over records, block by block, so that the work can be done in slices.
struct FilterScan: ~Copyable {
    /// Records of a block: the masks of a few steps and the numbers of a term stay in the nearest cache.
    static let blockSize = 2048

    private let program: FilterProgram
    private var masks: [UnsafeMutablePointer<UInt8>] = []
    private var numbers: [UnsafeMutablePointer<Double>] = []

    init(_ program: FilterProgram) { self.program = program }

    deinit {
        for mask in masks { mask.deallocate() }
        for block in numbers { block.deallocate() }
    }

    /// The records of a block: those from `start` on, or those that a list names.
    struct Rows {
        let start: Int
        let list: UnsafePointer<UInt32>?
        let count: Int

        @inline(__always)
        func row(_ index: Int) -> Int { list.map { Int($0[index]) } ?? start + index }
    }

    /// Appends the positions of the records from `range` for which the program is true.
    mutating func append(_ range: Range<Int>, to positions: inout [UInt32]) {
        var start = range.lowerBound
        while start < range.upperBound {
            let count = min(Self.blockSize, range.upperBound - start)
            run(Rows(start: start, list: nil, count: count)) { mask in
                Self.append(mask, count, to: &positions) { UInt32(start + $0) }
            }
            start += count
        }
    }

    /// Appends those of `candidates`, which are not all records, for which the program is true.
    mutating func append(_ candidates: UnsafeBufferPointer<UInt32>, to positions: inout [UInt32]) {
        guard let base = candidates.baseAddress else { return }
        var start = 0
        while start < candidates.count {
            let count = min(Self.blockSize, candidates.count - start)
            let list = base + start
            run(Rows(start: 0, list: list, count: count)) { mask in
                Self.append(mask, count, to: &positions) { list[$0] }
            }
            start += count
        }
    }

    /// Whether the program is true for one record.
    mutating func holds(_ row: Int) -> Bool {
        var holds = false
        run(Rows(start: row, list: nil, count: 1)) { holds = $0[0] == 1 }
        return holds
    }

    /// Eight bytes of a mask at once: most of them are zero where little is found.
    private static func append(
        _ mask: UnsafeMutablePointer<UInt8>, _ count: Int, to positions: inout [UInt32], _ position: (Int) -> UInt32
    ) {
        var index = 0
        while index + 8 <= count {
            var word = UnsafeRawPointer(mask + index).loadUnaligned(as: UInt64.self)
            while word != 0 {
                positions.append(position(index + word.trailingZeroBitCount / 8))
                word &= word - 1
            }
            index += 8
        }
        while index < count {
            if mask[index] != 0 { positions.append(position(index)) }
            index += 1
        }
    }

    private mutating func run(_ rows: Rows, _ use: (UnsafeMutablePointer<UInt8>) -> Void) {
        let mask = self.mask(0)
        fill(mask, with: program.step, rows, depth: 1)
        use(mask)
    }

    private mutating func mask(_ depth: Int) -> UnsafeMutablePointer<UInt8> {
        while masks.count <= depth { masks.append(.allocate(capacity: Self.blockSize)) }
        return masks[depth]
    }

    private mutating func block(_ depth: Int) -> UnsafeMutablePointer<Double> {
        while numbers.count <= depth { numbers.append(.allocate(capacity: Self.blockSize)) }
        return numbers[depth]
    }

    /// Writes 1 into `mask` for each record for which the step is true, 0 for the others.
    private mutating func fill(
        _ mask: UnsafeMutablePointer<UInt8>, with step: FilterProgram.Step, _ rows: Rows, depth: Int
    ) {
        let count = rows.count
        switch step {
        case .constant(let value): mask.update(repeating: value ? 1 : 0, count: count)
        case .all(let steps): join(mask, steps, rows, depth, isAll: true)
        case .any(let steps): join(mask, steps, rows, depth, isAll: false)
        case .complement(let inner):
            fill(mask, with: inner, rows, depth: depth)
            for index in 0..<count { mask[index] ^= 1 }
        case .numbers(let comparator, let values, let constant):
            Self.compare(mask, comparator, values, constant, rows)
        case .numberTerms(let comparator, let left, let right):
            let a = block(2 * depth)
            let b = block(2 * depth + 1)
            fill(a, with: left, rows, depth: depth)
            fill(b, with: right, rows, depth: depth)
            Self.compare(mask, comparator, a, b, count)
        case .numberIsIn(let values, let sorted, let isIn):
            Self.test(mask, values, rows) { !$0.isNaN && Self.contains(sorted, $0) == isIn }
        case .numberTermIsIn(let term, let sorted, let isIn):
            let a = block(2 * depth)
            fill(a, with: term, rows, depth: depth)
            for index in 0..<count { mask[index] = !a[index].isNaN && Self.contains(sorted, a[index]) == isIn ? 1 : 0 }
        case .numberIsNull(.column(let values)): Self.test(mask, values, rows) { $0.isNaN }
        case .numberIsNull(let term):
            let a = block(2 * depth)
            fill(a, with: term, rows, depth: depth)
            for index in 0..<count { mask[index] = a[index].isNaN ? 1 : 0 }
        case .days(let comparator, let days, let day): Self.compare(mask, comparator, days, day, rows)
        case .dayPair(let comparator, let left, let right):
            Self.testPair(mask, left, right, rows) { $0 != .min && $1 != .min && comparator.holds($0, $1) }
        case .dayIsIn(let days, let sorted, let isIn):
            Self.test(mask, days, rows) { $0 != .min && Self.contains(sorted, $0) == isIn }
        case .codes(let codes, let first, let last):
            let width = last - first
            Self.test(mask, codes, rows) { $0 &- first <= width }
        case .codeTable(let codes, let table):
            table.withUnsafeBufferPointer { table in Self.test(mask, codes, rows) { table[Int($0)] != 0 } }
        case .codePair(let comparator, let left, let ranksLeft, let right, let ranksRight):
            Self.testPair(mask, left, right, rows) {
                let (a, b) = (ranksLeft[Int($0)], ranksRight[Int($1)])
                return a != 0 && b != 0 && comparator.holds(a, b)
            }
        case .booleans(let values, let wanted): Self.test(mask, values, rows) { $0 == wanted }
        case .booleanPair(let left, let right, let same):
            Self.testPair(mask, left, right, rows) { $0 != 2 && $1 != 2 && ($0 == $1) == same }
        case .listIsEmpty(let offsets):
            Self.each(mask, rows) { row in offsets[row] == offsets[row + 1] }
        case .lists(let list, let isTrue): Self.each(mask, rows) { list.holds($0) == isTrue }
        case .shapeIsNull(let shapes): Self.each(mask, rows) { shapes.isNull(at: $0) }
        case .shape(let shapes, let relation, let shape, let isTrue):
            Self.each(mask, rows) { row in shapes.holds(relation, row, shape) == isTrue }
        case .shapePair(let left, let right, let relation, let isTrue):
            Self.each(mask, rows) { row in
                guard let other = right[row] else { return false }
                return left.holds(relation, row, other) == isTrue
            }
        case .spans(let relation, let left, let right, let isTrue):
            Self.each(mask, rows) { row in
                guard let a = left.span(row), let b = right.span(row) else { return false }
                return relation.holds(a, b) == isTrue
            }
        }
    }

    /// Joins steps one after the other, and stops when the outcome of the block is settled.
    private mutating func join(
        _ mask: UnsafeMutablePointer<UInt8>, _ steps: [FilterProgram.Step], _ rows: Rows, _ depth: Int, isAll: Bool
    ) {
        let count = rows.count
        guard let first = steps.first else { return mask.update(repeating: isAll ? 1 : 0, count: count) }
        fill(mask, with: first, rows, depth: depth)
        for step in steps.dropFirst() {
            if Self.isUniform(mask, count, isAll ? 0 : 1) { return }
            let other = self.mask(depth)
            fill(other, with: step, rows, depth: depth + 1)
            if isAll {
                for index in 0..<count { mask[index] &= other[index] }
            } else {
                for index in 0..<count { mask[index] |= other[index] }
            }
        }
    }

    private static func isUniform(_ mask: UnsafeMutablePointer<UInt8>, _ count: Int, _ value: UInt8) -> Bool {
        var difference: UInt8 = 0
        for index in 0..<count { difference |= mask[index] ^ value }
        return difference == 0
    }

    private static func contains<Value: Comparable>(_ sorted: [Value], _ value: Value) -> Bool {
        var low = 0
        var high = sorted.count
        while low < high {
            let middle = (low + high) / 2
            if sorted[middle] < value { low = middle + 1 } else { high = middle }
        }
        return low < sorted.count && sorted[low] == value
    }

    // Loops that the compiler turns into vector instructions: one test, inlined, no call and no branch in them.

    @inline(__always)
    private static func test<Value>(
        _ mask: UnsafeMutablePointer<UInt8>, _ values: [Value], _ rows: Rows, _ test: (Value) -> Bool
    ) {
        values.withUnsafeBufferPointer { values in
            guard let base = values.baseAddress else { return }
            if let list = rows.list {
                for index in 0..<rows.count { mask[index] = test(base[Int(list[index])]) ? 1 : 0 }
            } else {
                let own = base + rows.start
                for index in 0..<rows.count { mask[index] = test(own[index]) ? 1 : 0 }
            }
        }
    }

    @inline(__always)
    private static func testPair<Value>(
        _ mask: UnsafeMutablePointer<UInt8>, _ left: [Value], _ right: [Value], _ rows: Rows,
        _ test: (Value, Value) -> Bool
    ) {
        for index in 0..<rows.count {
            let row = rows.row(index)
            mask[index] = test(left[row], right[row]) ? 1 : 0
        }
    }

    @inline(__always)
    private static func each(_ mask: UnsafeMutablePointer<UInt8>, _ rows: Rows, _ test: (Int) -> Bool) {
        for index in 0..<rows.count { mask[index] = test(rows.row(index)) ? 1 : 0 }
    }

    private static func compare(
        _ mask: UnsafeMutablePointer<UInt8>, _ comparator: Comparator, _ values: [Double], _ constant: Double,
        _ rows: Rows
    ) {
        switch comparator {
        case .equal: test(mask, values, rows) { $0 == constant }
        // NaN differs from itself.
        case .notEqual: test(mask, values, rows) { ($0 < constant) != ($0 > constant) }
        case .less: test(mask, values, rows) { $0 < constant }
        case .lessOrEqual: test(mask, values, rows) { $0 <= constant }
        case .greater: test(mask, values, rows) { $0 > constant }
        case .greaterOrEqual: test(mask, values, rows) { $0 >= constant }
        }
    }

    private static func compare(
        _ mask: UnsafeMutablePointer<UInt8>, _ comparator: Comparator, _ a: UnsafeMutablePointer<Double>,
        _ b: UnsafeMutablePointer<Double>, _ count: Int
    ) {
        switch comparator {
        case .equal: for index in 0..<count { mask[index] = a[index] == b[index] ? 1 : 0 }
        case .notEqual:
            for index in 0..<count { mask[index] = (a[index] < b[index]) != (a[index] > b[index]) ? 1 : 0 }
        case .less: for index in 0..<count { mask[index] = a[index] < b[index] ? 1 : 0 }
        case .lessOrEqual: for index in 0..<count { mask[index] = a[index] <= b[index] ? 1 : 0 }
        case .greater: for index in 0..<count { mask[index] = a[index] > b[index] ? 1 : 0 }
        case .greaterOrEqual: for index in 0..<count { mask[index] = a[index] >= b[index] ? 1 : 0 }
        }
    }

    private static func compare(
        _ mask: UnsafeMutablePointer<UInt8>, _ comparator: Comparator, _ days: [Int32], _ day: Int32, _ rows: Rows
    ) {
        switch comparator {
        case .equal: test(mask, days, rows) { $0 == day }
        case .notEqual: test(mask, days, rows) { $0 != day && $0 != .min }
        case .less: test(mask, days, rows) { $0 < day && $0 != .min }
        case .lessOrEqual: test(mask, days, rows) { $0 <= day && $0 != .min }
        case .greater: test(mask, days, rows) { $0 > day }
        case .greaterOrEqual: test(mask, days, rows) { $0 >= day }
        }
    }

    /// Writes the numbers of a term; NaN is null.
    private mutating func fill(
        _ block: UnsafeMutablePointer<Double>, with term: NumberStep, _ rows: Rows, depth: Int
    ) {
        let count = rows.count
        switch term {
        case .constant(let value): block.update(repeating: value, count: count)
        case .column(let values): for index in 0..<count { block[index] = values[rows.row(index)] }
        case .year(let days): for index in 0..<count { block[index] = NumberStep.year(of: days[rows.row(index)]) }
        case .distance(let shapes, let place):
            for index in 0..<count { block[index] = shapes.kilometres(rows.row(index), to: place) ?? .nan }
        case .distancePair(let left, let right):
            for index in 0..<count {
                let row = rows.row(index)
                block[index] = left[row].flatMap { a in right[row].map { a.kilometres(to: $0) } } ?? .nan
            }
        case .arithmetic(let operation, let left, let right):
            fill(block, with: left, rows, depth: depth)
            let other = self.block(2 * depth + 2)
            fill(other, with: right, rows, depth: depth + 1)
            switch operation {
            case .plus: for index in 0..<count { block[index] = Arithmetic.plus.result(block[index], other[index]) }
            case .minus: for index in 0..<count { block[index] = Arithmetic.minus.result(block[index], other[index]) }
            case .times: for index in 0..<count { block[index] = Arithmetic.times.result(block[index], other[index]) }
            default: for index in 0..<count { block[index] = operation.result(block[index], other[index]) }
            }
        }
    }
}

extension NumberStep {
    /// The year of a day since 1970-01-01; NaN for null.
    static func year(of day: Int32) -> Double {
        guard day != .min, let date = CalendarDay(daysSince1970: Int(day)) else { return .nan }
        return Double(date.year)
    }
}
