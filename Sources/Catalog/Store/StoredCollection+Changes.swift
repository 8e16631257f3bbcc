import BorderEconomy

extension RecordChange {
    /// What happened to the records of a collection, in the order of the new one; those that are gone come last.
    ///
    /// - Parameter keys: the records that may differ; all when nil.
    static func all(
        in name: String, from old: StoredCollection?, to new: StoredCollection?, among keys: Set<String>? = nil
    ) -> [RecordChange] {
        guard let new else { return (old?.keys ?? []).map { RecordChange(.deleted, of: $0, in: name) } }
        guard let old else { return new.keys.map { RecordChange(.created, of: $0, in: name) } }
        if old.isShared(with: new) { return [] }
        var changes: [RecordChange] = []
        for (position, key) in new.places(of: keys) {
            guard let known = old.keyPosition(of: key) else {
                changes.append(RecordChange(.created, of: key, in: name))
                continue
            }
            let fields = old.changedFields(at: known, from: new, at: position)
            if !fields.isEmpty { changes.append(RecordChange(.updated, of: key, in: name, fields: fields)) }
        }
        for (_, key) in old.places(of: keys) where new.keyPosition(of: key) == nil {
            changes.append(RecordChange(.deleted, of: key, in: name))
        }
        return changes
    }
}

extension StoredCollection {
    /// The position of the record with this very key; that an alias leads to it does not count.
    fileprivate func keyPosition(of key: String) -> Int? {
        position(of: key).flatMap { keys[$0] == key ? $0 : nil }
    }

    /// Records by their keys, those that are here, in the written order; all when nil.
    fileprivate func places(of keys: Set<String>?) -> [(position: Int, key: String)] {
        guard let keys else { return self.keys.enumerated().map { ($0.offset, $0.element) } }
        return keys.compactMap { key in keyPosition(of: key).map { ($0, key) } }.sorted { $0.position < $1.position }
    }

    /// The members of a record that another collection has otherwise, in whichever language, as lists show it.
    fileprivate func changedFields(at position: Int, from other: StoredCollection, at otherPosition: Int) -> [String] {
        var fields: [String] = []
        for language in Language.allCases {
            let mine = item(at: position, in: language)
            let theirs = other.item(at: otherPosition, in: language)
            guard mine != theirs else { continue }
            let members = Dictionary(ObjectMembers(mine).map { ($0.name, $0.bytes) }) { first, _ in first }
            var seen: Set<String> = []
            for member in ObjectMembers(theirs) {
                seen.insert(member.name)
                if members[member.name] != member.bytes, !fields.contains(member.name) { fields.append(member.name) }
            }
            for member in ObjectMembers(mine) where !seen.contains(member.name) && !fields.contains(member.name) {
                fields.append(member.name)
            }
        }
        return fields
    }
}
