/// How far a vehicle has come through a gate.
package enum VisitState: String, Sendable, CaseIterable {
    /// Announced, not yet at the gate.
    case declared
    /// In the yard, waiting in the queue.
    case arrived
    /// Told to drive to a lane.
    case called
    /// In a lane.
    case clearing
    /// Through. The visit is closed.
    case cleared
    /// Sent back. The visit is closed.
    case turnedBack = "turned-back"
    /// Sent to another gate. The visit is closed here.
    case diverted
    /// Declared and not come in time, so that the declaration has lapsed. The visit is closed.
    case expired

    /// Whether anything may still happen.
    package var isOpen: Bool { index < 4 }

    /// Whether the vehicle is on the ground of the gate: part of its stock.
    package var isInYard: Bool { self == .arrived || self == .called || self == .clearing }

    /// What may come next; empty for a closed visit.
    package var legalSteps: [VisitStep.Kind] { VisitStep.Kind.allCases.filter(allows) }

    package func allows(_ step: VisitStep.Kind) -> Bool {
        switch (self, step) {
        case (.declared, .arrive), (.declared, .turnBack), (.declared, .divert),
            (.arrived, .call), (.arrived, .turnBack), (.arrived, .divert),
            (.called, .beginClearing), (.called, .turnBack), (.called, .divert),
            (.clearing, .clear), (.clearing, .turnBack):
            true
        default:
            false
        }
    }

    /// Place in a table of all states.
    var index: Int {
        switch self {
        case .declared: 0
        case .arrived: 1
        case .called: 2
        case .clearing: 3
        case .cleared: 4
        case .turnedBack: 5
        case .diverted: 6
        case .expired: 7
        }
    }

    /// How many states are of open visits; they come first.
    static let openCount = 4
}

/// Something that happens to a declared vehicle.
package enum VisitStep: Hashable, Sendable {
    case arrive
    case call
    case beginClearing(lane: LaneID)
    case clear
    case turnBack(LiveReason)
    case divert(to: Identifier<BorderGate>)

    /// The step without what it says, by the name it has in requests.
    package enum Kind: String, Sendable, CaseIterable {
        case arrive, call
        case beginClearing = "begin-clearing"
        case clear
        case turnBack = "turn-back"
        case divert

        /// The step that leads to a state; nil for those that no step leads to.
        init?(result: VisitState) {
            switch result {
            case .declared, .expired: return nil
            case .arrived: self = .arrive
            case .called: self = .call
            case .clearing: self = .beginClearing
            case .cleared: self = .clear
            case .turnedBack: self = .turnBack
            case .diverted: self = .divert
            }
        }

        /// The state that the step leads to.
        package var result: VisitState {
            switch self {
            case .arrive: .arrived
            case .call: .called
            case .beginClearing: .clearing
            case .clear: .cleared
            case .turnBack: .turnedBack
            case .divert: .diverted
            }
        }
    }

    package var kind: Kind {
        switch self {
        case .arrive: .arrive
        case .call: .call
        case .beginClearing: .beginClearing
        case .clear: .clear
        case .turnBack: .turnBack
        case .divert: .divert
        }
    }
}
