import BorderEconomy

/// The keys of a collection's records in the written order, and the positions that keys and aliases lead to.
struct KeyIndex: Sendable {
    let keys: KeyList
    /// Aliases beside the keys, each with the position it leads to.
    let aliases: [String: UInt32]
    /// An open hash table of positions by key.
    let slots: [UInt32]

    private static let empty = UInt32.max

    /// - Parameter aliases: a key or an earlier alias of the same spelling goes before.
    init(keys: KeyList, aliases: [(alias: String, position: Int)]) {
        self.keys = keys
        var size = 8
        while size < keys.count * 3 / 2 { size *= 2 }
        var slots = [UInt32](repeating: Self.empty, count: size)
        for position in keys.indices {
            keys.withBytes(at: position) { key in
                let slot = Self.slot(of: key, keys, slots)
                if slots[slot] == Self.empty { slots[slot] = UInt32(position) }
            }
        }
        self.slots = slots
        var others: [String: UInt32] = [:]
        for (alias, position) in aliases where others[alias] == nil { others[alias] = UInt32(position) }
        self.aliases = others
    }

    init(keys: KeyList, aliases: [String: UInt32], slots: [UInt32]) {
        self.keys = keys
        self.aliases = aliases
        self.slots = slots
    }

    /// The position that a key or an alias leads to: the first record that names it either way.
    func position(of key: String) -> Int? {
        var text = key
        let own = text.withUTF8 { bytes in
            slots[Self.slot(of: UnsafeRawBufferPointer(bytes), keys, slots)]
        }
        let alias = aliases[key]
        if own == Self.empty { return alias.map(Int.init) }
        return Int(min(own, alias ?? own))
    }

    /// Keys and aliases.
    var known: [String] { Array(keys) + aliases.keys.sorted() }

    static func slot(of key: UnsafeRawBufferPointer, _ keys: KeyList, _ slots: [UInt32]) -> Int {
        let mask = slots.count - 1
        var slot = key.dataHash & mask
        while slots[slot] != empty {
            if keys.withBytes(at: Int(slots[slot]), { $0.isSame(as: key) }) { return slot }
            slot = (slot + 1) & mask
        }
        return slot
    }
}
