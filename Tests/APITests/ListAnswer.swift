import JSONText

/// The envelope of a list.
struct ListAnswer {
    let items: [JSONValue]
    let total: Int
    let next: String?

    init(_ value: JSONValue) throws {
        guard let items = value["items"]?.array, let total = value["total"]?.integer else {
            throw TestFailure("no list: \(value)")
        }
        self.items = items
        self.total = Int(total)
        next = value["next"]?.string
    }

    var ids: [String] { items.compactMap { $0["id"]?.string } }
}

extension JSONValue {
    /// The strings of an array; empty for anything else.
    var strings: [String] { (array ?? []).compactMap(\.string) }

    /// The value at a path of member names and array indexes.
    subscript(path: [String]) -> JSONValue? {
        path.reduce(.some(self)) { value, token in
            guard let value else { return nil }
            return value.array != nil ? Int(token).flatMap { value[$0] } : value[token]
        }
    }

    /// The element of an array whose `id` is given.
    func element(_ id: String) -> JSONValue? { array?.first { $0["id"]?.string == id } }
}
