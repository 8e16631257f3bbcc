/// A row of the event table: one thing that was written, which is also the line of the audit trail.
struct EventRow {
    /// The actor of what no token asked for: the rules of the domain. No token has this number.
    static let systemActor: Int64 = 0

    var sequence: Int64
    /// Seconds since 1970; never less than that of the event before.
    var at: Int64
    var reported: Int64?
    /// The number of the token, or `systemActor`.
    var actor: Int64
    var action: AuditAction
    /// The number of the gate; nil for edits.
    var gate: Int64?
    /// The number of the visit or event it concerns; nil for lanes, which `detail` names.
    var subject: Int64?
    /// The sequence of what was written of the same subject before: a chain that is the subject's history.
    var previous: Int64?
    /// The code of the state before and after; nil where there is none.
    var before: Int64?
    var after: Int64?
    /// What else is said: the lane, the reason, the gate, or what changed as JSON.
    var detail: String?
}
