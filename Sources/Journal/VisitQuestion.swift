package import BorderEconomy

/// Which open visits of a gate are asked for, and which page of them.
package struct VisitQuestion: Sendable {
    package let gate: Identifier<BorderGate>
    /// Only visits in these states.
    package var states: Set<VisitState> = Set(VisitState.allCases.filter(\.isOpen))
    /// Only visits of this direction; nil for both.
    package var direction: GateLane.Direction?
    /// Only the visit of this plate.
    package var plate: PlateDigest?
    /// Only what stands behind this place.
    package var after: VisitPlace?
    /// Visits of a page, at least one.
    package var limit: Int

    package init(of gate: Identifier<BorderGate>, limit: Int) {
        self.gate = gate
        self.limit = limit
    }
}

/// Where an open visit stands in the list of its gate: who is in a lane, then who is called, then who waits, then who is
/// expected; within these exports before imports; and those who wait in the order in which they are called.
package struct VisitPlace: Hashable, Sendable, Comparable {
    let stage: Int
    let direction: Int
    /// The class of the queue; 0 for those that do not wait.
    let rank: Int
    let sequence: Int64

    /// The numbers of the place, to be read by `init(_:)`.
    package var numbers: [Int64] { [Int64(stage), Int64(direction), Int64(rank), sequence] }

    /// Nil for other than four numbers of sane size.
    package init?(_ numbers: [Int64]) {
        guard numbers.count == 4, numbers.dropLast().allSatisfy({ (0...1000).contains($0) }) else { return nil }
        stage = Int(numbers[0])
        direction = Int(numbers[1])
        rank = Int(numbers[2])
        sequence = numbers[3]
    }

    init(stage: Int, direction: Int, rank: Int, sequence: Int64) {
        self.stage = stage
        self.direction = direction
        self.rank = rank
        self.sequence = sequence
    }

    package static func < (left: Self, right: Self) -> Bool {
        (left.stage, left.direction, left.rank, left.sequence)
            < (right.stage, right.direction, right.rank, right.sequence)
    }
}

/// A page of open visits.
package struct VisitPage: Sendable {
    package let visits: [VisitStanding]
    /// How many there are on all pages.
    package let total: Int
    /// The place of the last one here; nil when there are no more behind it.
    package let next: VisitPlace?
}
