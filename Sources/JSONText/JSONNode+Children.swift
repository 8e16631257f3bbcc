extension JSONNode {
    /// The elements of an array, in order; none for anything else.
    package var elements: JSONElements {
        JSONElements(document: document, container: kind == .array ? index : nil)
    }

    /// The members of an object, in order; none for anything else.
    package var members: JSONMembers {
        JSONMembers(document: document, container: kind == .object ? index : nil)
    }

    /// The value of the first member with this key, byte for byte; nil when there is none.
    package subscript(key: String) -> JSONNode? {
        guard kind == .object else { return nil }
        return document.indexOfKey(key, in: index).map { JSONNode(document: document, index: $0 + 1) }
    }

    /// The element at `place`; nil past the end.
    package subscript(place: Int) -> JSONNode? {
        guard place >= 0, place < count else { return nil }
        return elements.dropFirst(place).first { _ in true }
    }
}

extension JSONNode {
    /// Whether an object has no other members than `names`; true for anything else. Nothing is decoded, and nearly nothing
    /// looked at twice, where the members come in the order of the names.
    package func hasOnlyMembers(_ names: [String]) -> Bool {
        guard kind == .object else { return true }
        var next = 0
        for member in members {
            var tried = 0
            while tried < names.count, !member.hasKey(names[next]) {
                tried += 1
                next = next + 1 == names.count ? 0 : next + 1
            }
            if tried == names.count { return false }
        }
        return true
    }
}

extension JSONDocument {
    /// Where the first key of an object is that is `key`, byte for byte; nil when there is none.
    func indexOfKey(_ key: String, in object: Int) -> Int? {
        var key = key
        return key.withUTF8 { key in
            bytes.withUnsafeBufferPointer { bytes in
                entries.withUnsafeBufferPointer { entries in
                    let end = Int(entries[object].next)
                    var index = object + 1
                    while index < end {
                        let entry = entries[index]
                        let name = Int(entry.start) + 1..<Int(entry.end) - 1
                        let isFound =
                            entry.hasEscapes
                            ? JSONEscape.decoded(ArraySlice(bytes[name])).elementsEqual(key)
                            : name.count == key.count && Self.areEqual(bytes, name.lowerBound, key)
                        if isFound { return index }
                        index = Int(entries[index + 1].next)
                    }
                    return nil
                }
            }
        }
    }

    /// Whether the bytes from `start` on are those of `text`; there are enough of them.
    @inline(__always)
    static func areEqual(
        _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ text: UnsafeBufferPointer<UInt8>
    ) -> Bool {
        var place = 0
        while place < text.count {
            if bytes[start + place] != text[place] { return false }
            place += 1
        }
        return true
    }
}

/// A name and its value inside a document.
package struct JSONMember: Sendable {
    let document: JSONDocument
    let keyIndex: Int

    /// The member's name.
    package var key: String { JSONNode.text(of: document.entries[keyIndex], in: document) }

    /// Where the name stands.
    package var keyPosition: JSONPosition { document.position(at: Int(document.entries[keyIndex].start)) }

    /// The member's value.
    package var value: JSONNode { JSONNode(document: document, index: keyIndex + 1) }

    /// Whether the name is `name`, byte for byte, without decoding it.
    package func hasKey(_ name: String) -> Bool {
        JSONNode.text(of: document.entries[keyIndex], in: document, is: name)
    }
}

/// The elements of an array, read off the document one after the other.
package struct JSONElements: Sequence, IteratorProtocol, Sendable {
    private let document: JSONDocument
    private var current: Int
    private let end: Int

    init(document: JSONDocument, container: Int?) {
        self.document = document
        current = container.map { $0 + 1 } ?? 0
        end = container.map { Int(document.entries[$0].next) } ?? 0
    }

    /// The next element.
    package mutating func next() -> JSONNode? {
        guard current < end else { return nil }
        defer { current = Int(document.entries[current].next) }
        return JSONNode(document: document, index: current)
    }
}

/// The members of an object, read off the document one after the other.
package struct JSONMembers: Sequence, IteratorProtocol, Sendable {
    private let document: JSONDocument
    private var current: Int
    private let end: Int

    init(document: JSONDocument, container: Int?) {
        self.document = document
        current = container.map { $0 + 1 } ?? 0
        end = container.map { Int(document.entries[$0].next) } ?? 0
    }

    /// The next member.
    package mutating func next() -> JSONMember? {
        guard current < end else { return nil }
        defer { current = Int(document.entries[current + 1].next) }
        return JSONMember(document: document, keyIndex: current)
    }
}
