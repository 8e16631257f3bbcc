import Catalog

/// Records as the rows of a table (RFC 4180): CR LF, quotes only where they are needed, UTF-8.
///
/// What is null or not said is an empty cell, an empty text is `""`. The elements of a list stand with bars between
/// them, a bar or backslash inside one behind a backslash; lists of objects are JSON. Numbers, days and truth values are
/// as in JSON. Cells are copied out of encoded records: no text is made.
struct CSVEncoder: Sendable {
    private let columns: TableColumns
    private let scanner: MemberScanner
    private let isList: [Bool]
    private let forSpreadsheets: Bool
    private var places: [MemberScanner.Place]
    private var row: [UInt8] = []

    /// - Parameter forSpreadsheets: whether the table begins with a byte order mark, and a text that a spreadsheet would
    ///   compute (one that begins with `=`, `+`, `-`, `@`, a tab or a carriage return) gets an apostrophe before it.
    init(_ columns: TableColumns, forSpreadsheets: Bool = false) {
        self.columns = columns
        self.forSpreadsheets = forSpreadsheets
        scanner = MemberScanner(paths: columns.columns.map(\.path))
        isList = columns.columns.map { $0.kind == .list }
        places = Array(repeating: MemberScanner.Place(), count: columns.columns.count)
    }

    /// The row of names.
    func appendHead(to bytes: inout [UInt8]) {
        if forSpreadsheets { bytes += [0xEF, 0xBB, 0xBF] }
        bytes += Array(columns.names.joined(separator: ",").utf8)
        bytes += [0x0D, 0x0A]
    }

    /// The row of a record, from its encoded object.
    mutating func append(_ item: UnsafeRawBufferPointer, to bytes: inout [UInt8]) {
        scanner.scan(item, into: &places)
        // A byte of the record becomes two at most, and a cell has two quotes, an apostrophe and a separator besides.
        let room = 2 * item.count + 4 * places.count + 2
        if row.count < room { row = Array(repeating: 0, count: room * 2) }
        let count = row.withUnsafeMutableBytes { row in
            var writer = RowWriter(row: row, forSpreadsheets: forSpreadsheets)
            for index in 0..<places.count {
                if index > 0 { writer.append(UInt8(ascii: ",")) }
                writer.appendCell(item, places[index], isList: isList[index])
            }
            writer.append(0x0D)
            writer.append(0x0A)
            return writer.count
        }
        row.withUnsafeBytes { bytes.append(contentsOf: $0[..<count]) }
    }
}

/// Writes the cells of one row into memory that has room for them.
struct RowWriter {
    private let row: UnsafeMutableRawBufferPointer
    private let forSpreadsheets: Bool
    /// Whether cells are quoted where they need it; else they are their text.
    private let quotes: Bool
    private(set) var count = 0

    init(row: UnsafeMutableRawBufferPointer, forSpreadsheets: Bool, quotes: Bool = true) {
        self.row = row
        self.forSpreadsheets = forSpreadsheets
        self.quotes = quotes
    }

    @inline(__always)
    mutating func append(_ byte: UInt8) {
        row[count] = byte
        count += 1
    }

    @inline(__always)
    private mutating func append(_ item: UnsafeRawBufferPointer, _ start: Int, _ end: Int) {
        guard let target = row.baseAddress, let source = item.baseAddress else { return }
        (target + count).copyMemory(from: source + start, byteCount: end - start)
        count += end - start
    }

    mutating func appendCell(_ item: UnsafeRawBufferPointer, _ place: MemberScanner.Place, isList: Bool) {
        guard !place.isMissing else { return }
        switch item[place.start] {
        case UInt8(ascii: "n"): break
        case UInt8(ascii: "\""):
            if place.isPlain, place.end - place.start > 2, !isGuarded(item[place.start + 1]) {
                append(item, place.start + 1, place.end - 1)
            } else {
                appendQuote()
                appendText(item, place.start + 1, place.end - 1, isFirst: true, isElement: false)
                appendQuote()
            }
        case UInt8(ascii: "[") where isList: appendList(item, place.start, place.end)
        case UInt8(ascii: "["), UInt8(ascii: "{"): appendJSON(item, place.start, place.end)
        default: append(item, place.start, place.end)
        }
    }

    @inline(__always)
    private mutating func appendQuote() {
        if quotes { append(UInt8(ascii: "\"")) }
    }

    private func isGuarded(_ byte: UInt8) -> Bool {
        guard forSpreadsheets else { return false }
        switch byte {
        case UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "@"), 0x09, 0x0D: return true
        default: return false
        }
    }

    /// The text of a string with its escapes undone, inside quotes.
    ///
    /// - Parameters:
    ///   - isFirst: whether it begins the cell.
    ///   - isElement: whether it is one of a list, where bars and backslashes are marked.
    private mutating func appendText(
        _ item: UnsafeRawBufferPointer, _ start: Int, _ end: Int, isFirst: Bool, isElement: Bool
    ) {
        var position = start
        var isBeginning = isFirst
        while position < end {
            var byte = item[position]
            position += 1
            if byte == UInt8(ascii: "\\") { byte = Self.unescaped(item, &position) }
            if isBeginning, isGuarded(byte) { append(UInt8(ascii: "'")) }
            isBeginning = false
            if byte == UInt8(ascii: "\""), quotes { append(byte) }
            if isElement, byte == UInt8(ascii: "|") || byte == UInt8(ascii: "\\") { append(UInt8(ascii: "\\")) }
            append(byte)
        }
    }

    /// The byte that an escape of our own writing stands for: one letter, or `u00` with two digits for a control
    /// character.
    ///
    /// - Parameter position: behind the backslash; moved behind the escape.
    private static func unescaped(_ item: UnsafeRawBufferPointer, _ position: inout Int) -> UInt8 {
        let letter = item[position]
        position += 1
        switch letter {
        case UInt8(ascii: "b"): return 0x08
        case UInt8(ascii: "f"): return 0x0C
        case UInt8(ascii: "n"): return 0x0A
        case UInt8(ascii: "r"): return 0x0D
        case UInt8(ascii: "t"): return 0x09
        case UInt8(ascii: "u"):
            let high = item[position + 2] - UInt8(ascii: "0")
            let low = item[position + 3]
            position += 4
            return high << 4 | (low <= UInt8(ascii: "9") ? low - UInt8(ascii: "0") : low - UInt8(ascii: "a") + 10)
        default: return letter
        }
    }

    /// The elements with bars between them. A list is quoted when one of its texts needs it.
    private mutating func appendList(_ item: UnsafeRawBufferPointer, _ start: Int, _ end: Int) {
        guard end - start > 2 else { return }
        let begin = count
        guard !appendElements(item, start, end, quoted: false) else { return }
        count = begin
        appendQuote()
        _ = appendElements(item, start, end, quoted: true)
        appendQuote()
    }

    /// False when the cell must be quoted and is not.
    private mutating func appendElements(
        _ item: UnsafeRawBufferPointer, _ start: Int, _ end: Int, quoted: Bool
    ) -> Bool {
        var position = start + 1
        var isFirst = true
        while position < end - 1 {
            if !isFirst {
                append(UInt8(ascii: "|"))
                position += 1
            }
            var isPlain = false
            let next = MemberScanner.endOfValue(item, at: position, &isPlain)
            if item[position] != UInt8(ascii: "\"") {
                if item[position] == UInt8(ascii: "{") || item[position] == UInt8(ascii: "[") { isPlain = false }
                append(item, position, next)
            } else if quoted {
                appendText(item, position + 1, next - 1, isFirst: isFirst, isElement: true)
            } else {
                guard isPlain, next - position > 2, !isGuarded(item[position + 1]) else { return false }
                for place in (position + 1)..<(next - 1) {
                    if item[place] == UInt8(ascii: "|") { append(UInt8(ascii: "\\")) }
                    append(item[place])
                }
            }
            position = next
            isFirst = false
        }
        return true
    }

    private mutating func appendJSON(_ item: UnsafeRawBufferPointer, _ start: Int, _ end: Int) {
        guard end - start > 2, quotes else { return append(item, start, end) }
        append(UInt8(ascii: "\""))
        for position in start..<end {
            if item[position] == UInt8(ascii: "\"") { append(UInt8(ascii: "\"")) }
            append(item[position])
        }
        append(UInt8(ascii: "\""))
    }
}
