/// An object's members in the order in which they were written. Lookup is linear: objects here have few members.
package struct JSONObject: Sendable, Equatable {
    /// One name with its value.
    package struct Member: Sendable, Equatable {
        /// The member's name.
        package var key: String
        /// The member's value.
        package var value: JSONValue

        /// A name with its value.
        package init(key: String, value: JSONValue) {
            self.key = key
            self.value = value
        }
    }

    /// All members, in order.
    package private(set) var members: [Member]

    /// An object of these members; a key that is repeated keeps its last value at its first place.
    package init(_ members: [Member] = []) {
        self.members = []
        self.members.reserveCapacity(members.count)
        for member in members { self[member.key] = member.value }
    }

    /// An object without members, with room for some.
    package init(roomFor count: Int) {
        members = []
        members.reserveCapacity(count)
    }

    /// Takes members that are known to have distinct keys.
    init(distinct members: [Member]) {
        self.members = members
    }

    /// The value of `key`: reading gives nil when it is absent, writing nil removes it, a new key goes last.
    package subscript(key: String) -> JSONValue? {
        get { members.first { $0.key == key }?.value }
        set {
            let place = members.firstIndex { $0.key == key }
            switch (place, newValue) {
            case (let index?, let value?): members[index].value = value
            case (let index?, nil): members.remove(at: index)
            case (nil, let value?): members.append(Member(key: key, value: value))
            case (nil, nil): break
            }
        }
    }

    /// Adds a member last, without looking whether its key is there already.
    package mutating func append(_ key: String, _ value: JSONValue) {
        members.append(Member(key: key, value: value))
    }

    /// Adds the members of another object last, without looking whether their keys are there already.
    package mutating func append(_ other: JSONObject) {
        members.append(contentsOf: other.members)
    }

    /// Whether there is no member.
    package var isEmpty: Bool { members.isEmpty }

    /// How many members there are.
    package var count: Int { members.count }
}

extension JSONObject: ExpressibleByDictionaryLiteral {
    /// The members of a literal, in its order; their keys are distinct, as whoever writes the literal sees.
    package init(dictionaryLiteral elements: (String, JSONValue)...) {
        self.init(distinct: elements.map { Member(key: $0.0, value: $0.1) })
    }
}
