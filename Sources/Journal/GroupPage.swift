internal import BorderEconomy

/// What a group of commands has done so far: enough to write it, to publish it, or to undo it.
struct GroupPage {
    /// The sequence before the group.
    let firstSequence: Int64
    /// Changes of yards, in their order.
    private(set) var made: [GateYards.Made] = []
    /// The yards that they are of.
    private(set) var places: Set<Int> = []
    /// One for each command that was dealt with.
    var outcomes: [Outcome] = []
    /// Events that were written.
    var events = 0
    /// Edits that were accepted.
    var edits = 0

    init(sequence: Int64) {
        firstSequence = sequence
    }

    mutating func note(_ change: GateYards.Made) {
        if made.last?.place != change.place { places.insert(change.place) }
        made.append(change)
        events += 1
    }
}

/// What the writer has done since it was made.
package struct WriterFigures: Sendable, Hashable {
    /// Groups that were committed, with or without anything to write.
    package fileprivate(set) var groups = 0
    /// Groups that failed and were undone.
    package fileprivate(set) var failures = 0
    /// Commands that were answered.
    package fileprivate(set) var commands = 0
    /// Events that were written.
    package fileprivate(set) var events = 0
    /// Commands that waited when the last group was done.
    package fileprivate(set) var waiting = 0
    /// Whether the last group failed.
    package internal(set) var isFailing = false

    mutating func count(_ page: GroupPage, waiting: Int) {
        let hasFailed = if case .failed = page.outcomes.first { true } else { false }
        groups += hasFailed ? 0 : 1
        failures += hasFailed ? 1 : 0
        commands += page.outcomes.count
        events += hasFailed ? 0 : page.events
        isFailing = hasFailed
        self.waiting = waiting
    }
}

/// A gate that the journal has and the seeds do not: its history stays, and nothing can be written of it.
package struct MissingGate: Sendable, Hashable {
    package let gate: String
    /// Visits that were open when it was last seen.
    package let openVisits: Int
}
