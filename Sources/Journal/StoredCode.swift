internal import BorderEconomy

/// Values of the domain as small numbers of the journal. They stay what they are for ever: files have them.
protocol StoredCode: CaseIterable, Equatable {
    /// The values in the order of their numbers, which begin at 0. New ones are added at the end.
    static var stored: [Self] { get }
    /// The place in `stored`.
    var code: Int64 { get }
}

extension StoredCode {
    /// The value of a number; nil when no value has it.
    init?(code: Int64) {
        guard let place = Int(exactly: code), Self.stored.indices.contains(place) else { return nil }
        self = Self.stored[place]
    }
}

extension VisitState: StoredCode {
    static let stored: [VisitState] = [
        .declared, .arrived, .called, .clearing, .cleared, .turnedBack, .diverted, .expired,
    ]

    var code: Int64 {
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
}

extension GoodsClass: StoredCode {
    static let stored: [GoodsClass] = [.fruit, .otherAgricultural, .general, .newVehicles, .dangerous, .empty]

    var code: Int64 {
        switch self {
        case .fruit: 0
        case .otherAgricultural: 1
        case .general: 2
        case .newVehicles: 3
        case .dangerous: 4
        case .empty: 5
        }
    }
}

extension GateLane.Direction: StoredCode {
    static let stored: [GateLane.Direction] = [.export, .import]

    var code: Int64 { self == .export ? 0 : 1 }
}

extension GateEvent.Kind: StoredCode {
    static let stored: [GateEvent.Kind] = [.closes, .restricts, .extends]

    var code: Int64 {
        switch self {
        case .closes: 0
        case .restricts: 1
        case .extends: 2
        }
    }
}

/// What an event of the journal was: the actions of the audit trail.
package enum AuditAction: String, Sendable, CaseIterable {
    case declare, arrive, call
    case beginClearing = "begin-clearing"
    case clear
    case turnBack = "turn-back"
    case divert
    case setLane = "set-lane"
    case announce
    case endEvent = "end-event"
    case edit
    case makeToken = "make-token"
    case revokeToken = "revoke-token"
    /// A declaration lapsed: by the rules, and nobody's doing.
    case expire
}

extension AuditAction: StoredCode {
    static let stored: [AuditAction] = [
        .declare, .arrive, .call, .beginClearing, .clear, .turnBack, .divert, .setLane, .announce, .endEvent, .edit,
        .makeToken, .revokeToken, .expire,
    ]

    var code: Int64 {
        switch self {
        case .declare: 0
        case .arrive: 1
        case .call: 2
        case .beginClearing: 3
        case .clear: 4
        case .turnBack: 5
        case .divert: 6
        case .setLane: 7
        case .announce: 8
        case .endEvent: 9
        case .edit: 10
        case .makeToken: 12
        case .revokeToken: 13
        case .expire: 11
        }
    }

    /// What a step of a visit is in the audit trail.
    init(_ step: VisitStep.Kind) {
        self =
            switch step {
            case .arrive: .arrive
            case .call: .call
            case .beginClearing: .beginClearing
            case .clear: .clear
            case .turnBack: .turnBack
            case .divert: .divert
            }
    }
}

/// The flags of a visit in one number.
struct VisitFlags: OptionSet {
    let rawValue: Int64

    static let refrigerated = VisitFlags(rawValue: 1)
    static let simulated = VisitFlags(rawValue: 2)
}

extension LaneState {
    /// The number of the state alone; the reason of a closed lane stands beside it.
    var code: Int64 {
        switch self {
        case .unreported: 0
        case .open: 1
        case .closed: 2
        case .removed: 3
        }
    }

    /// The state of a number, with a reason where it has one; nil for what was never written.
    init?(code: Int64, reason: String?) {
        switch code {
        case 0: self = .unreported
        case 1: self = .open
        case 2:
            let words = reason.flatMap { LiveReason($0) }
            guard (words == nil) == (reason == nil) else { return nil }
            self = .closed(words)
        case 3: self = .removed
        default: return nil
        }
    }
}
