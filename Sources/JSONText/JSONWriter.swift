/// Appends JSON to bytes, piece by piece or value by value: UTF-8 as it is, the fewest escapes, no white space unless
/// asked for.
///
///     var writer = JSONWriter()
///     writer.beginObject()
///     writer.key("total")
///     writer.integer(3)
///     writer.endObject()
///     writer.bytes  // {"total":3}
///
/// The caller keeps the order of the grammar: a key before each value of an object, as many ends as beginnings.
package struct JSONWriter: Sendable {
    /// How the text is laid out.
    package enum Layout: Sendable {
        /// No white space at all.
        case compact
        /// One element or member per line, two spaces per level.
        case indented
    }

    /// What was written so far.
    package private(set) var bytes: [UInt8]
    private let layout: Layout
    private var depth = 0
    private var needsComma = false
    private var followsKey = false

    /// A writer that appends to `bytes`.
    package init(appendingTo bytes: consuming [UInt8] = [], layout: Layout = .compact) {
        self.bytes = bytes
        self.layout = layout
    }

    /// The bytes of one value, in an array without room to spare: what is encoded is often kept.
    package static func encode(_ value: JSONValue, layout: Layout = .compact) -> [UInt8] {
        var writer = JSONWriter(layout: layout)
        writer.value(value)
        return writer.bytes.withUnsafeBufferPointer { Array($0) }
    }

    /// Makes room for `count` more bytes.
    package mutating func reserve(_ count: Int) {
        bytes.reserveCapacity(bytes.count + count)
    }

    /// Forgets what was written and keeps the room for it.
    package mutating func removeAll() {
        bytes.removeAll(keepingCapacity: true)
        depth = 0
        needsComma = false
        followsKey = false
    }

    /// Ends a line of NDJSON: what is written next is a text of its own.
    package mutating func endLine() {
        bytes.append(0x0A)
        needsComma = false
    }

    /// Opens an object.
    package mutating func beginObject() { begin(UInt8(ascii: "{")) }

    /// Closes the innermost object.
    package mutating func endObject() { end(UInt8(ascii: "}")) }

    /// Opens an array.
    package mutating func beginArray() { begin(UInt8(ascii: "[")) }

    /// Closes the innermost array.
    package mutating func endArray() { end(UInt8(ascii: "]")) }

    /// The name of the member whose value comes next.
    package mutating func key(_ name: String) {
        beginItem()
        quote(name, isName: true)
        if layout == .indented { bytes.append(UInt8(ascii: " ")) }
        followsKey = true
    }

    /// `null`.
    package mutating func null() { item("null") }

    /// `true` or `false`.
    package mutating func bool(_ value: Bool) { item(value ? "true" : "false") }

    /// A whole number.
    package mutating func integer(_ value: Int32) { integer(Int64(value)) }

    /// A whole number.
    package mutating func integer(_ value: Int) { integer(Int64(value)) }

    /// A whole number.
    package mutating func integer(_ value: Int64) {
        beginItem()
        append(decimal: value)
        needsComma = true
    }

    /// A number in its shortest form that reads back as the same Double: no fraction when it is whole and exact
    /// (13, not 13.0). A value that is not finite has no JSON form and is written as null.
    package mutating func number(_ value: Double) {
        beginItem()
        if let whole = Int64(exactly: value), whole.magnitude <= 1 << 53 {
            append(decimal: whole)
        } else if value.isFinite {
            bytes.append(contentsOf: value.description.utf8)
        } else {
            bytes.append(contentsOf: "null".utf8)
        }
        needsComma = true
    }

    /// Text in quotes.
    package mutating func string(_ text: String) {
        beginItem()
        quote(text)
        needsComma = true
    }

    /// Any value with all that it holds.
    package mutating func value(_ value: JSONValue) {
        switch value {
        case .null: null()
        case .bool(let value): bool(value)
        case .integer(let value): integer(value)
        case .number(let value): number(value)
        case .string(let text): string(text)
        case .array(let elements):
            beginArray()
            for element in elements { self.value(element) }
            endArray()
        case .object(let object):
            beginObject()
            for member in object.members { self.member(member.key, member.value) }
            endObject()
        }
    }

    /// A name with its value.
    package mutating func member(_ name: String, _ value: JSONValue) {
        key(name)
        self.value(value)
    }

    /// A name with its value that are JSON already, as `"name":value`; they are not checked and keep their own layout.
    package mutating func rawMember(_ member: some Collection<UInt8>) { raw(member) }

    /// A value that is JSON already; it is not checked and keeps its own layout.
    package mutating func raw(_ value: some Collection<UInt8>) {
        beginItem()
        bytes.append(contentsOf: value)
        needsComma = true
    }
}

extension JSONWriter {
    private mutating func begin(_ bracket: UInt8) {
        beginItem()
        bytes.append(bracket)
        depth += 1
        needsComma = false
    }

    private mutating func end(_ bracket: UInt8) {
        depth -= 1
        if needsComma { breakLine() }
        bytes.append(bracket)
        needsComma = true
    }

    /// Writes what separates this item from the one before.
    private mutating func beginItem() {
        if followsKey {
            followsKey = false
            return
        }
        if needsComma { bytes.append(UInt8(ascii: ",")) }
        needsComma = false
        if depth > 0 { breakLine() }
    }

    private mutating func breakLine() {
        guard layout == .indented else { return }
        bytes.append(0x0A)
        bytes.append(contentsOf: repeatElement(0x20, count: 2 * depth))
    }

    private mutating func item(_ text: StaticString) {
        beginItem()
        text.withUTF8Buffer { bytes.append(contentsOf: $0) }
        needsComma = true
    }

    private mutating func append(decimal value: Int64) {
        if value < 0 { bytes.append(UInt8(ascii: "-")) }
        var count = 1
        var power: UInt64 = 10
        while count < 19, value.magnitude >= power {
            count += 1
            power *= 10
        }
        bytes.append(contentsOf: repeatElement(0, count: count))
        var rest = value.magnitude
        for place in 1...count {
            bytes[bytes.count - place] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
            rest /= 10
        }
    }

    /// Appends text in quotes, and the colon behind the name of a member.
    private mutating func quote(_ text: String, isName: Bool = false) {
        var text = text
        text.withUTF8 { text in
            bytes.append(UInt8(ascii: "\""))
            if JSONWriter.isPlain(text) { bytes.append(contentsOf: text) } else { appendEscaped(text) }
            bytes.append(UInt8(ascii: "\""))
            if isName { bytes.append(UInt8(ascii: ":")) }
        }
    }

    /// Copies runs of bytes that stand for themselves and escapes what RFC 8259 §7 demands: quote, backslash, 00…1F.
    private mutating func appendEscaped(_ text: UnsafeBufferPointer<UInt8>) {
        var runStart = 0
        var place = 0
        while place < text.count {
            if place + 8 <= text.count, JSONWriter.isPlain(text, at: place) {
                place += 8
                continue
            }
            let byte = text[place]
            if JSONWriter.needsEscape(byte) {
                bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[runStart..<place]))
                appendEscape(byte)
                runStart = place + 1
            }
            place += 1
        }
        bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[runStart...]))
    }

    /// Whether no byte needs an escape.
    private static func isPlain(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        guard text.count >= 8 else { return !text.contains(where: needsEscape) }
        var place = 0
        while place + 8 < text.count {
            guard isPlain(text, at: place) else { return false }
            place += 8
        }
        // The last word may overlap the one before.
        return isPlain(text, at: text.count - 8)
    }

    /// Whether none of the eight bytes at a place needs an escape: tested at once, a byte of a word each.
    @inline(__always)
    private static func isPlain(_ text: UnsafeBufferPointer<UInt8>, at place: Int) -> Bool {
        let word = UnsafeRawBufferPointer(text).loadUnaligned(fromByteOffset: place, as: UInt64.self)
        let ones: UInt64 = 0x0101_0101_0101_0101
        let quotes = word ^ (ones &* UInt64(UInt8(ascii: "\"")))
        let backslashes = word ^ (ones &* UInt64(UInt8(ascii: "\\")))
        let found =
            ((quotes &- ones) & ~quotes) | ((backslashes &- ones) & ~backslashes) | ((word &- ones &* 0x20) & ~word)
        return found & 0x8080_8080_8080_8080 == 0
    }

    private static func needsEscape(_ byte: UInt8) -> Bool {
        byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
    }

    private mutating func appendEscape(_ byte: UInt8) {
        bytes.append(UInt8(ascii: "\\"))
        switch byte {
        case 0x08: bytes.append(UInt8(ascii: "b"))
        case 0x09: bytes.append(UInt8(ascii: "t"))
        case 0x0A: bytes.append(UInt8(ascii: "n"))
        case 0x0C: bytes.append(UInt8(ascii: "f"))
        case 0x0D: bytes.append(UInt8(ascii: "r"))
        case 0x00..<0x20:
            let digits = Array("0123456789abcdef".utf8)
            bytes.append(contentsOf: "u00".utf8)
            bytes.append(digits[Int(byte >> 4)])
            bytes.append(digits[Int(byte & 0xF)])
        default: bytes.append(byte)
        }
    }
}
