/// An open hash table of rows by a key that stands elsewhere: it knows at which place a row stands, and asks whether the
/// row there has the key that is looked for.
struct RowSlots: Sendable {
    private static let empty = UInt32.max

    private var slots = Array(repeating: empty, count: 16)

    /// The row at a place; nil when none stands there.
    subscript(place: Int) -> UInt32? {
        get { slots[place] == Self.empty ? nil : slots[place] }
        set { slots[place] = newValue ?? Self.empty }
    }

    /// Where the row of a key stands, or would.
    func place(of hash: Int, where hasKey: (_ row: UInt32) -> Bool) -> Int {
        let mask = slots.count - 1
        var place = hash & mask
        while slots[place] != Self.empty, !hasKey(slots[place]) { place = (place + 1) & mask }
        return place
    }

    /// Makes room for so many rows in all. Whether it is another table then, which all rows have to be put into anew.
    mutating func makeRoom(for count: Int) -> Bool {
        var size = slots.count
        while count * 3 > size * 2 { size *= 2 }
        guard size > slots.count else { return false }
        slots = Array(repeating: Self.empty, count: size)
        return true
    }
}
