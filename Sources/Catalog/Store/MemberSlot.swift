import JSONText

/// What is known of the members of one name.
struct MemberSlot {
    let key: String
    /// `"name":`
    let name: [UInt8]
    let columns: [ColumnBuilder]
    /// The member of the last record that had one, when it is a known one.
    var last: Int? { didSet { lastValue = nil } }
    /// Its value, when that is known.
    var lastValue: JSONValue?
    var seen = 0
    var distinct = 0

    /// Whether another member of this name is worth keeping once: not where most are different.
    var isWorthKnowing: Bool { distinct < 256 || (distinct < 1 << 16 && distinct * 4 < seen) }
}
