package import BorderEconomy

/// What the holder of a token may do.
package enum Role: Sendable, Hashable {
    /// Reads what is not open to all, such as visits.
    case reader
    /// Writes visits, lanes and events of these gates.
    case `operator`(gates: Set<Identifier<BorderGate>>)
    /// Declares vehicles at these gates, and reads and cancels its own declarations: a haulier's system.
    case declarant(gates: Set<Identifier<BorderGate>>)
    /// Writes projects, observations and targets of these provinces.
    case planner(provinces: Set<Identifier<Province>>)
    /// Does everything, and reads the audit trail.
    case admin

    /// `reader`, `declarant`, `operator`, `planner` or `admin`.
    package enum Name: String, Sendable, CaseIterable {
        case reader, declarant, `operator`, planner, admin
    }

    package var name: Name {
        switch self {
        case .reader: .reader
        case .operator: .operator
        case .declarant: .declarant
        case .planner: .planner
        case .admin: .admin
        }
    }

    /// The identifiers that the role is for, in their order; none when it is for everything.
    package var scope: [String] {
        switch self {
        case .reader, .admin: []
        case .operator(let gates), .declarant(let gates): gates.map(\.rawValue).sorted()
        case .planner(let provinces): provinces.map(\.rawValue).sorted()
        }
    }

    /// A role as the journal keeps it; nil when it cannot be one, for a role with a scope must have something in it.
    init?(name: String, scope: [String]) {
        switch Name(rawValue: name) {
        case .reader: self = .reader
        case .admin: self = .admin
        case .operator, .declarant:
            let gates = scope.compactMap { Identifier<BorderGate>($0) }
            guard !gates.isEmpty, gates.count == scope.count else { return nil }
            self = name == Name.operator.rawValue ? .operator(gates: Set(gates)) : .declarant(gates: Set(gates))
        case .planner:
            let provinces = scope.compactMap { Identifier<Province>($0) }
            guard !provinces.isEmpty, provinces.count == scope.count else { return nil }
            self = .planner(provinces: Set(provinces))
        case nil: return nil
        }
    }
}

extension Role {
    /// Whether the holder may write what happens at a gate.
    package func mayOperate(_ gate: Identifier<BorderGate>) -> Bool {
        switch self {
        case .admin: true
        case .operator(let gates): gates.contains(gate)
        case .reader, .declarant, .planner: false
        }
    }

    /// Whether the holder may declare vehicles at a gate.
    package func mayDeclare(at gate: Identifier<BorderGate>) -> Bool {
        switch self {
        case .admin: true
        case .operator(let gates), .declarant(let gates): gates.contains(gate)
        case .reader, .planner: false
        }
    }

    /// Whether the holder may read single visits of a gate, whoever declared them.
    package func mayReadVisits(of gate: Identifier<BorderGate>) -> Bool {
        switch self {
        case .admin, .reader: true
        case .operator(let gates): gates.contains(gate)
        case .planner, .declarant: false
        }
    }

    /// Whether the holder may write plans of a province.
    package func mayPlan(_ province: Identifier<Province>) -> Bool {
        switch self {
        case .admin: true
        case .planner(let provinces): provinces.contains(province)
        case .reader, .declarant, .operator: false
        }
    }

    /// Whether the holder may read who did what.
    package var mayAudit: Bool { self == .admin }
}
