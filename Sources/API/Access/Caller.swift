import BorderEconomy
import HTTPEngine
import Journal

/// Who asks, by a token that was found good, and what that one may do.
struct Caller: Sendable {
    let token: AccessToken

    /// Refuses whoever may not write what happens at a gate.
    func checkOperates(_ gate: Identifier<BorderGate>) throws(Problem) {
        guard !token.role.mayOperate(gate) else { return }
        throw .forbidden(
            "\(token.id) may not write what happens at \(gate)\(scopeText(without: gate.rawValue))",
            role: "operator of \(gate)")
    }

    /// Refuses whoever may not declare vehicles at a gate.
    func checkDeclares(at gate: Identifier<BorderGate>) throws(Problem) {
        guard !token.role.mayDeclare(at: gate) else { return }
        throw .forbidden(
            "\(token.id) may not declare vehicles at \(gate)\(scopeText(without: gate.rawValue))",
            role: "declarant or operator of \(gate)")
    }

    /// Refuses whoever may not read single visits of a gate.
    func checkReadsVisits(of gate: Identifier<BorderGate>) throws(Problem) {
        guard !token.role.mayReadVisits(of: gate) else { return }
        throw .forbidden(
            "\(token.id) may not read visits of \(gate)\(ownVisits)\(scopeText(without: gate.rawValue))",
            role: "operator of \(gate), or reader")
    }

    /// Refuses whoever may not write plans and figures of a province.
    func checkPlans(_ province: Identifier<Province>) throws(Problem) {
        guard !token.role.mayPlan(province) else { return }
        throw .forbidden(
            "\(token.id) may not write plans and figures of \(province)\(scopeText(without: province.rawValue))",
            role: "planner of \(province)")
    }

    /// What the token is for, where that is the reason of a refusal.
    private func scopeText(without id: String) -> String {
        let scope = token.role.scope
        return scope.isEmpty || scope.contains(id) ? "" : "; it is for \(scope.joined(separator: ", "))"
    }

    private var ownVisits: String {
        if case .declarant = token.role { ", but for each that it declared itself" } else { "" }
    }
}

extension Problem {
    /// 403: the token is good and does not give the right.
    ///
    /// - Parameter role: who may.
    static func forbidden(_ reason: String, role: String) -> Problem {
        Problem(
            kind: .forbidden, detail: "\(reason); this takes the role \(role == "admin" ? role : "\(role), or admin")",
            fields: [ResponseField("WWW-Authenticate", "\(Doorkeeper.challenge), error=\"insufficient_scope\"")])
    }
}
