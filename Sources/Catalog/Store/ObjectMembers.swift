/// The members of an object in compact JSON of our own writing, each as the bytes of `"name":value` with its name.
struct ObjectMembers: Sequence, IteratorProtocol {
    private let bytes: [UInt8]
    private var position = 1

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// A member of an object.
    struct Member {
        /// `"name":value`
        let bytes: ArraySlice<UInt8>

        /// The name as it is written; none of ours has anything to escape.
        var name: String {
            let name = bytes.dropFirst().prefix { $0 != UInt8(ascii: "\"") }
            return String(decoding: name, as: UTF8.self)
        }
    }

    mutating func next() -> Member? {
        guard position < bytes.count - 1 else { return nil }
        let start = position
        let end = bytes.withUnsafeBytes { ValueScan.endOfMember($0, from: start) }
        position = end + 1
        return Member(bytes: bytes[start..<end])
    }
}
