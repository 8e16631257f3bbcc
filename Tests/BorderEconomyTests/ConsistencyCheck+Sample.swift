import BorderEconomy
import DomainTesting

extension ConsistencyCheck {
    static func of(
        _ left: Expression, _ relation: Relation, _ right: Expression, tolerance: Double = 0.01
    ) -> ConsistencyCheck {
        ConsistencyCheck(
            id: "check", names: "check", left: left, relation: relation, right: right, tolerance: tolerance, unit: nil,
            severity: .error, note: nil, documents: [])
    }
}
