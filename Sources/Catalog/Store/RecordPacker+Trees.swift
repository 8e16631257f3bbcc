import BorderEconomy
import JSONText

extension RecordPacker {
    /// Packs a record as it is written in each language, or in all: what it has in common with the record before it is
    /// not even written.
    mutating func add(_ trees: [JSONObject]) {
        guard trees.count == 1 || Self.haveSameNames(trees) else { return addUnalike(trees) }
        var hint = 0
        for place in trees[0].members.indices {
            let slot = slot(of: trees[0].members[place].key, hint: hint)
            hint = slot + 1
            slots[slot].seen += 1
            if trees.count > 1, !Self.areAlike(trees, at: place) {
                addLocalized(trees.map { $0.members[place] }, slot)
            } else {
                add(trees[0].members[place], slot)
            }
        }
        finishRecord()
    }

    private mutating func add(_ member: JSONObject.Member, _ slot: Int) {
        if let last = slots[slot].last, let value = slots[slot].lastValue, value == member.value {
            return appendKnown(last, slot)
        }
        writer.removeAll()
        writer.member(member.key, member.value)
        let bytes = writer.bytes
        if bytes.withUnsafeBytes({ add($0, slot) }) != nil { slots[slot].lastValue = member.value }
    }

    private mutating func addLocalized(_ members: [JSONObject.Member], _ slot: Int) {
        let forms = members.map { member in
            writer.removeAll()
            writer.member(member.key, member.value)
            return writer.bytes
        }
        forms[0].withUnsafeBytes { vietnamese in
            forms[1].withUnsafeBytes { english in
                forms[2].withUnsafeBytes { add(vietnamese, (english, $0), slot) }
            }
        }
    }

    /// A record that has other members in another language.
    private mutating func addUnalike(_ trees: [JSONObject]) {
        let forms = trees.map { JSONWriter.encode(.object($0)) }
        forms[0].withUnsafeBytes { vietnamese in
            forms[1].withUnsafeBytes { english in
                forms[2].withUnsafeBytes { chinese in
                    add(Languages(vietnamese: vietnamese, english: english, chinese: chinese))
                }
            }
        }
    }

    private static func haveSameNames(_ trees: [JSONObject]) -> Bool {
        let first = trees[0].members
        return trees.dropFirst().allSatisfy { tree in
            tree.count == first.count && first.indices.allSatisfy { tree.members[$0].key == first[$0].key }
        }
    }

    private static func areAlike(_ trees: [JSONObject], at place: Int) -> Bool {
        let value = trees[0].members[place].value
        return trees[1].members[place].value == value && trees[2].members[place].value == value
    }
}
