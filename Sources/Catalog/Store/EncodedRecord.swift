/// A record in a snapshot, in one language: its bytes in lists and on its own.
package struct EncodedRecord: Sendable {
    package let item: [UInt8]
    /// Nil in collections whose records are not served on their own.
    package let detail: CodedRepresentation?
}
