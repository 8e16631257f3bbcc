/// The strict reader (RFC 8259). One pass over the bytes, no recursion; what can be understood in spite of a fault is
/// read on, so that a file's faults are found together.
struct JSONReader {
    /// What the grammar allows next.
    enum Expectation {
        case value, firstElement, firstKey, key, separator, end
    }

    /// An array or object whose closing bracket was not seen yet.
    struct Frame {
        /// The container's own entry.
        var entry: Int
        var isObject: Bool
        var childCount = 0
        /// The key whose value is being read.
        var key: Int?
        /// Whether a value inside is being read.
        var isInChild = false
    }

    let bytes: UnsafeBufferPointer<UInt8>
    let limits: JSONLimits
    var position = 0
    var entries: [JSONEntry] = []
    var lineStarts: [UInt32] = [0]
    var frames: [Frame] = []
    private(set) var faults: [JSONFault] = []
    private(set) var isStopped = false
    private var lastComma = 0

    init(_ bytes: UnsafeBufferPointer<UInt8>, limits: JSONLimits) {
        self.bytes = bytes
        self.limits = limits
        // A large text is read into one piece of memory: to make room again and again would copy more than is read. What
        // turns out to be too much is never touched. A short one is read as often as there are lines in a batch.
        if bytes.count > 1 << 20 || bytes.count < 512 { entries.reserveCapacity(bytes.count / Self.bytesOfEntry + 2) }
    }

    /// Bytes of text to an entry, fewer than there usually are.
    private static let bytesOfEntry = 8

    /// Reads the whole text; true when its one value came to its end.
    mutating func readDocument() -> Bool {
        guard bytes.count <= limits.byteCount else {
            report(.tooLong(limit: limits.byteCount), at: 0)
            return false
        }
        if bytes.count >= 3, bytes[0] == 0xEF, bytes[1] == 0xBB, bytes[2] == 0xBF {
            report(.byteOrderMark, at: 0)
            position = 3
        }
        var expectation = Expectation.value
        while !isStopped {
            skipSpace()
            guard position < bytes.count else {
                if expectation == .end { return true }
                report(entries.isEmpty ? .empty : .unexpectedEnd, at: position)
                return false
            }
            expectation = step(expectation, byte: bytes[position])
        }
        return !entries.isEmpty && frames.isEmpty && entries[0].next != 0
    }

    /// Reads one value, key or separator that starts with `byte`; gives what may follow.
    private mutating func step(_ expectation: Expectation, byte: UInt8) -> Expectation {
        switch expectation {
        case .value: return readElement(byte)
        case .firstElement: return byte == UInt8(ascii: "]") ? close() : readValue(byte)
        case .firstKey: return byte == UInt8(ascii: "}") ? close() : readKey(byte)
        case .key:
            guard byte == UInt8(ascii: "}") else { return readKey(byte) }
            report(.trailingComma, at: lastComma)
            return close()
        case .separator: return readSeparator(byte)
        case .end:
            report(.trailingBytes, at: position)
            return .end
        }
    }

    /// A value at the root, after a comma or after a colon.
    private mutating func readElement(_ byte: UInt8) -> Expectation {
        guard byte == UInt8(ascii: "]"), let frame = frames.last, !frame.isObject else { return readValue(byte) }
        report(.trailingComma, at: lastComma)
        return close()
    }

    private mutating func readValue(_ byte: UInt8) -> Expectation {
        openChild()
        switch byte {
        case UInt8(ascii: "\""):
            readString()
        case UInt8(ascii: "{"):
            return open(isObject: true)
        case UInt8(ascii: "["):
            return open(isObject: false)
        case UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "."), UInt8(ascii: "0")...UInt8(ascii: "9"):
            readNumber()
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"):
            readWord(from: position)
        case UInt8(ascii: "'"):
            report(.singleQuotes, at: position)
        default:
            report(.unexpectedByte(byte, expected: "a value"), at: position)
        }
        return closeChild()
    }

    private mutating func readKey(_ byte: UInt8) -> Expectation {
        switch byte {
        case UInt8(ascii: "\""):
            break
        case UInt8(ascii: "'"):
            report(.singleQuotes, at: position)
            return .key
        case _ where JSONReader.isWordByte(byte) || JSONReader.startsValue(byte):
            report(.keyNotString, at: position)
            return .key
        default:
            report(.unexpectedByte(byte, expected: "a key"), at: position)
            return .key
        }
        let key = entries.count
        readString()
        guard !isStopped else { return .key }
        frames[frames.count - 1].key = key
        readColon()
        return .value
    }

    private mutating func readColon() {
        skipSpace()
        guard position < bytes.count else {
            report(.unexpectedEnd, at: position)
            return
        }
        let byte = bytes[position]
        if byte == UInt8(ascii: ":") {
            position += 1
        } else if JSONReader.startsValue(byte) {
            report(.missingColon, at: position)
        } else {
            report(.unexpectedByte(byte, expected: "':'"), at: position)
        }
    }

    private mutating func readSeparator(_ byte: UInt8) -> Expectation {
        let isObject = frames[frames.count - 1].isObject
        switch byte {
        case UInt8(ascii: ","):
            lastComma = position
            position += 1
        case UInt8(ascii: "}") where isObject, UInt8(ascii: "]") where !isObject:
            return close()
        case _ where JSONReader.startsValue(byte):
            report(.missingComma, at: position)
        default:
            report(.unexpectedByte(byte, expected: isObject ? "',' or '}'" : "',' or ']'"), at: position)
        }
        return isObject ? .key : .value
    }
}

extension JSONReader {
    private mutating func open(isObject: Bool) -> Expectation {
        guard frames.count < limits.depth else {
            report(.tooDeep(limit: limits.depth), at: position)
            return .end
        }
        frames.append(Frame(entry: entries.count, isObject: isObject))
        let start = UInt32(position)
        entries.append(JSONEntry(kind: isObject ? .object : .array, start: start, end: start, next: 0))
        position += 1
        return isObject ? .firstKey : .firstElement
    }

    private mutating func close() -> Expectation {
        let frame = frames[frames.count - 1]
        if frame.isObject, frame.childCount > 1 { reportDuplicateKeys(of: frame) }
        position += 1
        entries[frame.entry].end = UInt32(position)
        entries[frame.entry].next = UInt32(entries.count)
        entries[frame.entry].count = UInt32(frame.childCount)
        frames.removeLast()
        return closeChild()
    }

    private mutating func openChild() {
        guard !frames.isEmpty else { return }
        frames[frames.count - 1].childCount += 1
        frames[frames.count - 1].isInChild = true
    }

    private mutating func closeChild() -> Expectation {
        guard !frames.isEmpty else { return .end }
        frames[frames.count - 1].isInChild = false
        frames[frames.count - 1].key = nil
        return .separator
    }

    /// Adds an entry for a value without children that ends here.
    mutating func appendEntry(_ kind: JSONNode.Kind, from start: Int, hasEscapes: Bool = false, isInteger: Bool = false)
    {
        let entry = JSONEntry(
            kind: kind, hasEscapes: hasEscapes, isInteger: isInteger, start: UInt32(start), end: UInt32(position),
            next: UInt32(entries.count + 1))
        entries.append(entry)
    }

    /// Notes a fault; stops reading when nothing after it can be understood or enough are known.
    mutating func report(_ reason: JSONFault.Reason, at offset: Int, member: String? = nil) {
        guard !isStopped else { return }
        var pointer = JSONPointer()
        for frame in frames {
            if let key = frame.key {
                pointer.append(key: text(of: entries[key]))
            } else if frame.isInChild, !frame.isObject {
                pointer.append(index: frame.childCount - 1)
            }
        }
        if let member { pointer.append(key: member) }
        let position = JSONPosition(offset: offset, in: bytes, lineStarts: lineStarts)
        faults.append(JSONFault(pointer: pointer, position: position, reason: reason))
        isStopped = reason.stopsReading || faults.count >= limits.faultCount
    }

    /// Skips white space, and comments with a fault each; every line's start is noted on the way.
    mutating func skipSpace() {
        while position < bytes.count {
            switch bytes[position] {
            case 0x20, 0x09, 0x0D:
                position += 1
            case 0x0A:
                position += 1
                lineStarts.append(UInt32(position))
            case UInt8(ascii: "/"):
                guard skipComment() else { return }
            default:
                return
            }
        }
    }

    private mutating func skipComment() -> Bool {
        guard position + 1 < bytes.count else { return false }
        let isBlock = bytes[position + 1] == UInt8(ascii: "*")
        guard isBlock || bytes[position + 1] == UInt8(ascii: "/") else { return false }
        report(.comment, at: position)
        position += 2
        while position < bytes.count {
            let byte = bytes[position]
            if !isBlock, byte == 0x0A { return true }
            position += 1
            if byte == 0x0A { lineStarts.append(UInt32(position)) }
            if isBlock, byte == UInt8(ascii: "*"), position < bytes.count, bytes[position] == UInt8(ascii: "/") {
                position += 1
                return true
            }
        }
        return true
    }

    static func startsValue(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "{"), UInt8(ascii: "["), UInt8(ascii: "-"), UInt8(ascii: "t"),
            UInt8(ascii: "f"), UInt8(ascii: "n"), UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default:
            false
        }
    }

    static func isWordByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "$"):
            true
        default:
            false
        }
    }
}
