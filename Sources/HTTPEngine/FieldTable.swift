/// The field lines of one head, in order, with an index of the well-known names. Reused: no allocation once warm.
struct FieldTable: ~Copyable {
    struct Line: BitwiseCopyable {
        let name: ByteRange
        let value: ByteRange
        let known: FieldName
    }

    private var lines = Row<Line>(capacity: 32)
    /// Position of the first line of each known name; `absent` when there is none.
    private var firsts: InlineArray<40, UInt8> = .init(repeating: FieldTable.absent)
    /// Known names that came more than once.
    private var repeated: UInt64 = 0

    private static var absent: UInt8 { 255 }
    /// Positions are kept in a byte.
    static var countMax: Int { 254 }

    var count: Int { lines.count }

    /// The line at a position.
    subscript(position: Int) -> Line { lines[position] }

    mutating func removeAll() {
        lines.removeAll()
        firsts = .init(repeating: FieldTable.absent)
        repeated = 0
    }

    mutating func append(_ line: Line) {
        let slot = Int(line.known.rawValue)
        if firsts[slot] == FieldTable.absent {
            firsts[slot] = UInt8(lines.count)
        } else {
            repeated |= 1 << UInt64(slot)
        }
        lines.append(line)
    }

    /// The first line of a known name.
    func first(_ name: FieldName) -> Line? {
        let position = firsts[Int(name.rawValue)]
        return position == FieldTable.absent ? nil : lines[Int(position)]
    }

    func isRepeated(_ name: FieldName) -> Bool { repeated & (1 << UInt64(name.rawValue)) != 0 }
}
