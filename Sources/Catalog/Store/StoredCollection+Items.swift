package import BorderEconomy

extension StoredCollection {
    /// Calls `body` with the encoded object of a record, as lists show it; valid only during the call.
    package func withItem<Result>(
        at position: Int, in language: Language, _ body: (UnsafeRawBufferPointer) throws -> Result
    ) rethrows -> Result {
        try record(at: position, in: language).item.withUnsafeBytes(body)
    }
}
