package import BorderEconomy

extension StoredCollection {
    /// Appends the record at a position, as lists show it.
    package func appendItem(at position: Int, in language: Language, to bytes: inout [UInt8]) {
        bytes += record(at: position, in: language).item
    }
}
