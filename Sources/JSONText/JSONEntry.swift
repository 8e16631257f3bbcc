/// One value or key of a read document, in 20 bytes: a document is a flat list of these in the order of its text,
/// a key directly before its value and a container directly before what it holds. No text is copied until asked for.
struct JSONEntry: Sendable {
    /// What the value is.
    var kind: JSONNode.Kind
    /// A string that contains a backslash.
    var hasEscapes = false
    /// A number without fraction and exponent.
    var isInteger = false
    /// First byte: the quote, the bracket, the first digit.
    var start: UInt32
    /// Past the last byte.
    var end: UInt32
    /// The index of the entry after this one and everything inside it.
    var next: UInt32
    /// Elements or members, without what they hold.
    var count: UInt32 = 0
}
