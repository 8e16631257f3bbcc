import BorderEconomy

/// Something that a question about routes closes, with the legs that close by it.
struct NetworkClosure {
    let id: RecordID
    let legs: Set<Int>
    /// The node that closes with all its legs.
    let node: Int?

    var isEmpty: Bool { legs.isEmpty && node == nil }
}
