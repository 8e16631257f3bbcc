/// What came of reading a JSON text: the document as far as it could be understood, and everything wrong with it.
///
/// A document may come with faults (a duplicate key, a bad escape); it then serves to look for more faults and for
/// nothing else: what was bad reads as null or U+FFFD.
package struct JSONReading: Sendable {
    /// The document, unless a fault left its end unknown.
    package let document: JSONDocument?

    /// All faults, in the order of the text; none when the text is JSON.
    package let faults: [JSONFault]

    /// Reads `bytes` within `limits`.
    package init(of bytes: [UInt8], limits: JSONLimits = JSONLimits()) {
        var entries: [JSONEntry] = []
        var lineStarts: [UInt32] = []
        var faults: [JSONFault] = []
        let isComplete = bytes.withUnsafeBufferPointer { buffer in
            var reader = JSONReader(buffer, limits: limits)
            let isComplete = reader.readDocument()
            (entries, lineStarts, faults) = (reader.entries, reader.lineStarts, reader.faults)
            return isComplete
        }
        self.faults = faults.sorted { $0.position < $1.position }
        document = isComplete ? JSONDocument(bytes: bytes, entries: entries, lineStarts: lineStarts) : nil
    }

    /// Reads a copy of `bytes` within `limits`.
    package init(of bytes: UnsafeRawBufferPointer, limits: JSONLimits = JSONLimits()) {
        self.init(of: [UInt8](bytes), limits: limits)
    }
}
