/// A value inside a document, which knows where it stands. Cheap to copy; its text is decoded only when asked for.
package struct JSONNode: Sendable {
    /// The six kinds of JSON values.
    package enum Kind: UInt8, Sendable, CustomStringConvertible {
        case null, bool, number, string, array, object

        /// The kind as a sentence names it.
        package var description: String {
            switch self {
            case .null: "null"
            case .bool: "a boolean"
            case .number: "a number"
            case .string: "a string"
            case .array: "an array"
            case .object: "an object"
            }
        }
    }

    let document: JSONDocument
    let index: Int

    private var entry: JSONEntry { document.entries[index] }

    /// What the value is.
    package var kind: Kind { entry.kind }

    /// The value's first byte.
    package var offset: Int { Int(entry.start) }

    /// The value's place in the text.
    package var position: JSONPosition { document.position(at: offset) }

    /// The value's path from the document's root, found by walking down to it.
    package var pointer: JSONPointer {
        var pointer = JSONPointer()
        var current = document.root
        while current.index != index {
            var child: JSONNode?
            if current.kind == .object {
                for member in current.members where member.value.holds(index) {
                    pointer.append(key: member.key)
                    child = member.value
                    break
                }
            } else {
                for (place, element) in current.elements.enumerated() where element.holds(index) {
                    pointer.append(index: place)
                    child = element
                    break
                }
            }
            guard let child else { return pointer }
            current = child
        }
        return pointer
    }

    /// The value as it stands in the text.
    package var bytes: ArraySlice<UInt8> { document.bytes[Int(entry.start)..<Int(entry.end)] }

    /// Whether this is `null`.
    package var isNull: Bool { kind == .null }

    /// The value of `true` or `false`; nil for anything else.
    package var bool: Bool? {
        kind == .bool ? bytes.first == UInt8(ascii: "t") : nil
    }

    /// A number as it was written; nil for anything else.
    package var numberText: String? {
        kind == .number ? String(decoding: bytes, as: UTF8.self) : nil
    }

    /// A number that was written without fraction and exponent and fits 64 bits; nil for anything else.
    package var integer: Int64? {
        guard kind == .number, entry.isInteger else { return nil }
        return shortInteger ?? numberText.flatMap { Int64($0) }
    }

    /// Any number, rounded to the nearest Double; nil for anything else.
    package var double: Double? {
        if kind == .number, entry.isInteger, let short = shortInteger { return Double(short) }
        return numberText.flatMap { Double($0) }
    }

    /// A whole number of so few digits that a Double holds it exactly, read without a text; nil for others and for −0.
    private var shortInteger: Int64? {
        let entry = entry
        return document.bytes.withUnsafeBytes { bytes in
            Self.shortInteger(UnsafeRawBufferPointer(rebasing: bytes[Int(entry.start)..<Int(entry.end)]))
        }
    }

    static func shortInteger(_ text: UnsafeRawBufferPointer) -> Int64? {
        guard text.count <= 15 else { return nil }
        let isNegative = text.first == UInt8(ascii: "-")
        var value: Int64 = 0
        for byte in text.dropFirst(isNegative ? 1 : 0) { value = value &* 10 &+ Int64(byte &- UInt8(ascii: "0")) }
        return isNegative && value == 0 ? nil : isNegative ? -value : value
    }

    /// The text of a string; nil for anything else.
    package var string: String? {
        kind == .string ? JSONNode.text(of: entry, in: document) : nil
    }

    /// Whether this is the string `text`, byte for byte.
    package func isString(_ text: String) -> Bool {
        kind == .string && JSONNode.text(of: entry, in: document, is: text)
    }

    /// How many elements or members there are; 0 for anything else.
    package var count: Int { Int(entry.count) }

    /// The value without its place. A number becomes `integer` when it was written as one and fits.
    package var value: JSONValue {
        switch kind {
        case .null: .null
        case .bool: .bool(bool ?? false)
        case .number: integer.map(JSONValue.integer) ?? .number(double ?? 0)
        case .string: .string(string ?? "")
        case .array: .array(elements.map(\.value))
        case .object:
            .object(JSONObject(distinct: members.map { JSONObject.Member(key: $0.key, value: $0.value.value) }))
        }
    }

    private func holds(_ other: Int) -> Bool {
        (index..<Int(entry.next)).contains(other)
    }

    static func text(of entry: JSONEntry, in document: JSONDocument) -> String {
        let content = document.bytes[Int(entry.start) + 1..<Int(entry.end) - 1]
        return entry.hasEscapes
            ? String(decoding: JSONEscape.decoded(content), as: UTF8.self)
            : String(decoding: content, as: UTF8.self)
    }

    static func text(of entry: JSONEntry, in document: JSONDocument, is text: String) -> Bool {
        let place = Int(entry.start) + 1..<Int(entry.end) - 1
        if entry.hasEscapes { return JSONEscape.decoded(document.bytes[place]).elementsEqual(text.utf8) }
        guard place.count == text.utf8.count else { return false }
        return document.bytes.withUnsafeBufferPointer { bytes in
            var text = text
            return text.withUTF8 { JSONDocument.areEqual(bytes, place.lowerBound, $0) }
        }
    }
}
