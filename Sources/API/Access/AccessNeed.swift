import Journal

/// What an operation asks of whoever calls it. Which gate or province a right is for is looked at when that is known.
enum AccessNeed: Equatable, Sendable {
    /// Everyone may.
    case nothing
    /// To read single visits of a gate.
    case readingVisits
    /// To declare vehicles at a gate, and to cancel one's own declarations.
    case declaring
    /// To write what happens at a gate.
    case operating
    /// To write plans and figures of a province.
    case planning
    /// To read who did what.
    case auditing

    /// The roles that may have the right.
    var roles: [Role.Name] {
        switch self {
        case .nothing: Role.Name.allCases
        case .readingVisits: [.reader, .declarant, .operator, .admin]
        case .declaring: [.declarant, .operator, .admin]
        case .operating: [.operator, .admin]
        case .planning: [.planner, .admin]
        case .auditing: [.admin]
        }
    }

    /// The right in words.
    var right: String {
        switch self {
        case .nothing: "to read"
        case .readingVisits: "to read visits"
        case .declaring: "to declare vehicles"
        case .operating: "to write what happens at a gate"
        case .planning: "to write plans and figures"
        case .auditing: "to read the audit trail"
        }
    }
}
