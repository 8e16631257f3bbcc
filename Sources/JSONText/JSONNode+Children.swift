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
        members.first { $0.hasKey(key) }?.value
    }

    /// The element at `place`; nil past the end.
    package subscript(place: Int) -> JSONNode? {
        guard place >= 0, place < count else { return nil }
        return elements.dropFirst(place).first { _ in true }
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
