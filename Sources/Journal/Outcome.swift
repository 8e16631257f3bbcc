package import BorderEconomy

/// What became of a command. It is told after the commit.
package enum Outcome: Sendable {
    case written(Receipt)
    /// One for each write of the batch, in its order.
    case batch([Result<Receipt, Refusal>])
    case edited(AcceptedEdit)
    /// Nothing was changed.
    case refused(Refusal)
    /// It was done before under the same key: this was the answer.
    case repeated(KeptAnswer)
    /// The journal could not be written, and nothing was changed: 503.
    case failed(JournalFault)
}

/// What a write left behind.
package enum Receipt: Sendable {
    /// A visit as it is now, and its place in the queue where it has one.
    case visit(VisitStanding)
    case lane(gate: Identifier<BorderGate>, LiveLane)
    case event(gate: Identifier<BorderGate>, GateEvent)
}

/// A visit with where it stands.
package struct VisitStanding: Sendable {
    package let gate: Identifier<BorderGate>
    package let visit: VehicleVisit
    /// Nil when it waits no more, and for the writes of a batch, which are too many to be counted each.
    package let queuePosition: QueuePosition?

    package init(gate: Identifier<BorderGate>, visit: VehicleVisit, queuePosition: QueuePosition?) {
        self.gate = gate
        self.visit = visit
        self.queuePosition = queuePosition
    }
}

/// Why a write is refused; nothing was changed by it.
package enum Refusal: Error, Sendable {
    /// No gate of this id has a yard.
    case unknownGate(Identifier<BorderGate>)
    /// No visit of this id was ever declared.
    case unknownVisit(VisitID)
    /// The role of the token does not cover the gate.
    case notPermitted(gate: Identifier<BorderGate>)
    /// The token declares, and this is not a declaration of its own that it cancels.
    case notOwn(VisitID)
    /// A rule of the domain.
    case rule(YardRefusal)
    /// What keeps a record of the registry from being written so.
    case edit(EditRefusal)
    /// The writer takes no edits of the registry.
    case editsNotTaken
    /// The lane is not the version that the client means; this is the one it is.
    case otherRevision(LiveLane)
    /// The event of the gate is not the version that the client means.
    case otherEventRevision(GateEvent)
    /// Nothing is kept under the key.
    case nothingKept
    /// The idempotency key was used for another request.
    case keyReused
    /// More commands wait than may.
    case overloaded
}
