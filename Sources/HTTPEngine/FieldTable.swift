/// The field lines of one head, in order, with an index of the well-known names. Reused: no allocation once warm.
struct FieldTable: ~Copyable {
    struct Line: BitwiseCopyable {
        let name: ByteRange
        var value: ByteRange
        let known: FieldName
    }

    private var lines = Row<Line>(capacity: 32)
    /// Position of the first line of each known name that is `present`. Not in the table itself, which would be copied
    /// whole to read one of them.
    private let firsts: UnsafeMutablePointer<UInt8>
    /// Known names that came, and those that came more than once: a bit each. That of `other` stands for many names, and
    /// nobody asks whether it came more than once.
    private var present: UInt64 = 0
    private var repeated: UInt64 = 0

    /// Positions are kept in a byte.
    static var countMax: Int { 255 }

    init() {
        precondition(FieldName.allCases.count <= 64)
        firsts = .allocate(capacity: FieldName.allCases.count)
        firsts.initialize(repeating: 0, count: FieldName.allCases.count)
    }

    deinit {
        firsts.deallocate()
    }

    var count: Int { lines.count }

    /// The line at a position.
    subscript(position: Int) -> Line { lines[position] }

    mutating func removeAll() {
        lines.removeAll()
        present = 0
        repeated = 0
    }

    @inline(__always)
    mutating func append(_ line: Line) {
        if has(line.known) {
            repeated |= line.known.bit
        } else {
            present |= line.known.bit
            firsts[Int(line.known.rawValue)] = UInt8(truncatingIfNeeded: lines.count)
        }
        lines.append(line)
    }

    /// Keeps the first lines only.
    mutating func truncate(to count: Int) {
        while lines.count > count {
            let position = lines.count - 1
            let name = lines[position].known
            lines.truncate(to: position)
            if firsts[Int(name.rawValue)] == position {
                present &= ~name.bit
            } else if name != .other, !isAmong(name, from: Int(firsts[Int(name.rawValue)]) + 1) {
                repeated &= ~name.bit
            }
        }
    }

    /// Whether a line from that position on has that name.
    private func isAmong(_ name: FieldName, from start: Int) -> Bool {
        (start..<max(start, lines.count)).contains { lines[$0].known == name }
    }

    /// Which names came, and which of them more than once, of those that choose between the forms of an answer (RFC 9110
    /// §12.5) or announce content.
    struct Marks: Equatable {
        let present: UInt64
        let repeated: UInt64
    }

    var choosing: Marks { Marks(present: present & Self.choosingBits, repeated: repeated & Self.choosingBits) }

    private static var choosingBits: UInt64 {
        FieldName.accept.bit | FieldName.acceptCharset.bit | FieldName.acceptEncoding.bit
            | FieldName.acceptLanguage.bit | FieldName.contentLength.bit | FieldName.transferEncoding.bit
    }

    @inline(__always)
    func has(_ name: FieldName) -> Bool { present & name.bit != 0 }

    /// The first line of a known name.
    @inline(__always)
    func first(_ name: FieldName) -> Line? {
        has(name) ? lines[Int(firsts[Int(name.rawValue)])] : nil
    }

    @inline(__always)
    func isRepeated(_ name: FieldName) -> Bool { repeated & name.bit != 0 }

    /// Whether a field came that has weights.
    @inline(__always)
    var haveWeights: Bool { present & FieldName.weighted != 0 }
}
