package import BorderEconomy

/// What somebody asks to be written.
package struct Command: Sendable {
    /// Whose token it came with. What its role does not allow is refused by the writer, too.
    package let actor: AccessToken
    package let action: Action
    /// Makes it safe to send again; nil when the client gave no key.
    package let idempotency: Idempotency?

    package init(actor: AccessToken, action: Action, idempotency: Idempotency? = nil) {
        self.actor = actor
        self.action = action
        self.idempotency = idempotency
    }
}

/// What is to be written: all in one transaction.
package enum Action: Sendable {
    case write(LiveWrite)
    /// Many, in their order; each is written or refused by itself.
    case batch([LiveWrite])
    /// Something of the registry, which is judged in its turn.
    case edit(EditProposal)
    /// Nothing; it is asked what was answered under the key of the command, if anything was.
    case recall
    /// Tokens that were made or revoked and are not in the audit trail yet.
    case noteTokens
}

/// Something that happens at a gate.
package struct LiveWrite: Sendable {
    package enum Kind: Sendable {
        case declare(gate: Identifier<BorderGate>, VisitDeclaration)
        case step(visit: VisitID, VisitStep)
        /// A step of the open visit that a plate has at a gate.
        case stepOfPlate(gate: Identifier<BorderGate>, PlateDigest, VisitStep)
        /// With `ifRevision` only when the lane is that version of itself, or with `absent` only when there is none yet.
        case setLane(gate: Identifier<BorderGate>, lane: LaneID, LaneEdit, ifRevision: Int64?)
        case announce(gate: Identifier<BorderGate>, GateAnnouncement)
        /// Changes when something that was announced ends, or why it is so; with `ifRevision` only when it is that version.
        case changeEvent(gate: Identifier<BorderGate>, GateEventID, GateEventEdit, ifRevision: Int64?)
    }

    /// The revision of a lane that is not there yet.
    package static let absent: Int64 = -1

    package let kind: Kind
    /// When it happened, where the client says so.
    package let reported: Moment?

    package init(_ kind: Kind, reported: Moment? = nil) {
        self.kind = kind
        self.reported = reported
    }
}

/// A client's key by which a request that is sent again is known, for 24 hours and for one token.
package struct Idempotency: Sendable {
    /// Seconds that a key is remembered.
    package static let seconds: Int64 = 86_400

    /// What the client sent as `Idempotency-Key`.
    package let key: String
    /// SHA-256 of what makes the request: method, target and content. The same key with another one is refused.
    package let digest: [UInt8]
    /// Makes the answer that is kept, of an outcome that wrote something. It is called on the writer, before the commit.
    package let answer: @Sendable (Outcome) -> KeptAnswer

    package init(key: String, digest: [UInt8], answer: @escaping @Sendable (Outcome) -> KeptAnswer) {
        self.key = key
        self.digest = digest
        self.answer = answer
    }
}

/// An answer as it was given, to be given again. The journal keeps it without knowing what it means.
package struct KeptAnswer: Sendable, Hashable {
    package let status: Int
    /// The fields that belong to it, such as `Location` and `ETag`.
    package let fields: [Field]
    package let body: [UInt8]

    package struct Field: Sendable, Hashable {
        package let name: String
        package let value: String

        package init(_ name: String, _ value: String) {
            self.name = name
            self.value = value
        }
    }

    package init(status: Int, fields: [Field], body: [UInt8]) {
        self.status = status
        self.fields = fields
        self.body = body
    }
}
