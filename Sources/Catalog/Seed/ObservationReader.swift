import BorderEconomy
import JSONText

/// Reads the observations of a seed file into a table.
///
/// Of very many observations nearly all members stand word for word in others: whom they are about, what is measured,
/// where it is stated, how it is meant and of when. What stands as before, in an observation without fault, means the
/// same and is not read again; the identifier, the number and the figure as printed are read of each.
final class ObservationReader {
    /// What texts meant in the table.
    private struct ReadTexts<Meaning> {
        private var texts = ByteTable()
        private var meanings: [Meaning] = []
        /// The members of the observation that is being read.
        var current: [UInt8] = []

        var known: Meaning? { current.withUnsafeBytes { texts.number(of: $0) }.map { meanings[Int($0)] } }

        mutating func remember(_ meaning: Meaning) {
            let number = current.withUnsafeBytes { texts.insert($0) }
            if Int(number) == meanings.count { meanings.append(meaning) }
        }
    }

    private var measures = ReadTexts<UInt32>()
    private var sources = ReadTexts<UInt32>()
    private var others = ReadTexts<(manner: UInt32, time: UInt32)>()

    /// The members that are an observation's own.
    private struct Own {
        var identifier = UnsafeRawBufferPointer(start: nil, count: 0)
        var value: Double?
        var original = UnsafeRawBufferPointer(start: nil, count: 0)
        /// Whether each is as it should be, and can be taken as it is written.
        var isPlain = true
    }

    /// Adds the observation to the table; false when it could not be read.
    func read(_ seed: SeedNode, into table: inout ObservationTable) -> Bool {
        let attempt = seed.node.withRawMembers { read($0, into: &table) } ?? .unlike
        if attempt == .added { return true }
        let faultsBefore = seed.faults.faults.count
        guard let observation = seed.observation() else { return false }
        table.append(observation)
        let position = table.count - 1
        if attempt == .new, seed.faults.faults.count == faultsBefore, table.isPlain(at: position) {
            let pattern = table.pattern(at: position)
            measures.remember(pattern.measure)
            sources.remember(pattern.source)
            others.remember((pattern.manner, pattern.time))
        }
        return true
    }

    /// What came of looking whether an observation is like others.
    private enum Attempt {
        /// It is, and was added.
        case added
        /// Something that others may have, too, was not read before.
        case new
        /// It cannot be told.
        case unlike
    }

    /// Adds an observation of which everything but its own was read before.
    private func read(_ members: JSONRawMembers, into table: inout ObservationTable) -> Attempt {
        measures.current.removeAll(keepingCapacity: true)
        sources.current.removeAll(keepingCapacity: true)
        others.current.removeAll(keepingCapacity: true)
        var own = Own()
        for member in members {
            note(member, &own)
            guard own.isPlain else { return .unlike }
        }
        guard own.identifier.count > 0 else { return .unlike }
        guard let measure = measures.known, let source = sources.known, let other = others.known else { return .new }
        let pattern = ObservationPattern(measure: measure, source: source, manner: other.manner, time: other.time)
        table.append(own.identifier, own.value, original: own.original, as: pattern)
        return .added
    }

    private func note(_ member: JSONRawMember, _ own: inout Own) {
        guard member.isPlain || member.kind == .object else {
            own.isPlain = false
            return
        }
        switch member.name.count {
        case 2 where member.isNamed("id"):
            guard let text = member.string, Identifier<Observation>.isSlug(text) else { return own.isPlain = false }
            own.identifier = text
        case 5 where member.isNamed("value"):
            guard member.kind != .null else { return }
            guard let number = member.number, number.isFinite else { return own.isPlain = false }
            own.value = number
        case 8 where member.isNamed("original"):
            guard member.kind != .null else { return }
            guard let text = member.string, text.count > 0 else { return own.isPlain = false }
            own.original = text
        case 6 where member.isNamed("source"):
            sources.current.append(contentsOf: member.text)
        case 7 where member.isNamed("subject"), 9 where member.isNamed("indicator"), 5 where member.isNamed("scope"),
            10 where member.isNamed("dimensions"):
            measures.current.append(contentsOf: member.text)
        default:
            others.current.append(contentsOf: member.text)
        }
    }
}
