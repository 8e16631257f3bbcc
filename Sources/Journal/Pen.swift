internal import BorderEconomy
internal import GRDB
internal import GRDBSQLite

/// Applies the commands of a group and writes their rows, in one transaction. It belongs to the writer and is used inside
/// an access of its connection.
final class Pen {
    private let desk: (any EditDesk)?
    let ledger: Ledger
    private let answers: KeptAnswers
    private let closedVisit: WriteStatement
    let tokenLog: TokenLog
    private let declarer: WriteStatement
    let eventEnd: WriteStatement

    /// - Parameter desk: where edits of the registry are judged.
    init(_ database: Database, desk: (any EditDesk)?) throws {
        self.desk = desk
        ledger = try Ledger(database)
        answers = try KeptAnswers(database)
        tokenLog = try TokenLog(database)
        declarer = try WriteStatement(database, "SELECT actor FROM event WHERE sequence = ?")
        eventEnd = try Self.eventEnd(database)
        closedVisit = try WriteStatement(
            database,
            "SELECT gate.id, visit.state FROM visit JOIN gate ON gate.number = visit.gate WHERE visit.id = ?")
    }

    /// Does all commands of a group. When it returns, what they wrote is on the disk; when it throws, nothing is written,
    /// and what the page says was made in the yards is to be undone.
    func write(
        _ commands: [Command], to page: inout GroupPage, yards: inout GateYards, database: Database
    ) throws {
        try inTransaction(database) {
            for command in commands { page.outcomes.append(try write(command, to: &page, yards: &yards)) }
            try writeCounts(of: page, yards: yards)
        }
    }

    /// Does all of it or nothing; when it returns, it is on the disk.
    func inTransaction(_ database: Database, _ body: () throws -> Void) throws {
        try ledger.begin()
        do {
            try body()
            try ledger.commit()
        } catch {
            // SQLite has rolled back by itself after some errors.
            if sqlite3_get_autocommit(database.sqliteConnection) == 0 { try database.execute(sql: "ROLLBACK") }
            throw error
        }
    }

    private func write(_ command: Command, to page: inout GroupPage, yards: inout GateYards) throws -> Outcome {
        guard let idempotency = command.idempotency else {
            return try perform(command, to: &page, yards: &yards)
        }
        switch try answers.find(idempotency, token: command.actor.number, now: yards.now) {
        case .same(let answer): return .repeated(answer)
        case .other: return .refused(.keyReused)
        case nil: break
        }
        let events = page.events
        let outcome = try perform(command, to: &page, yards: &yards)
        // What changed nothing may be tried again under the same key.
        if page.events > events {
            try answers.keep(
                idempotency.answer(outcome), under: idempotency, token: command.actor.number, now: yards.now)
        }
        return outcome
    }

    private func perform(_ command: Command, to page: inout GroupPage, yards: inout GateYards) throws -> Outcome {
        switch command.action {
        case .write(let write):
            switch try perform(write, by: command.actor, showsQueue: true, to: &page, yards: &yards) {
            case .success(let receipt): return .written(receipt)
            case .failure(let refusal): return .refused(refusal)
            }
        case .batch(let writes):
            var results: [Result<Receipt, Refusal>] = []
            results.reserveCapacity(writes.count)
            for write in writes {
                results.append(
                    try perform(write, by: command.actor, showsQueue: false, to: &page, yards: &yards))
            }
            return .batch(results)
        case .recall: return .refused(.nothingKept)
        case .noteTokens:
            try noteTokens(&page, &yards)
            return .batch([])
        case .edit(let proposal):
            guard let desk else { return .refused(.editsNotTaken) }
            let accepted: AcceptedEdit
            do throws(EditRefusal) {
                accepted = try desk.propose(proposal)
            } catch {
                return .refused(.edit(error))
            }
            page.edits += 1
            let number = yards.takeSequence()
            try ledger.write(
                EventRow(
                    sequence: number, at: yards.now.secondsSince1970, actor: command.actor.number, action: .edit,
                    subject: number))
            try ledger.write(accepted, number: number)
            page.events += 1
            return .edited(accepted)
        }
    }

    private func perform(
        _ write: LiveWrite, by actor: AccessToken, showsQueue: Bool, to page: inout GroupPage, yards: inout GateYards
    ) throws -> Result<Receipt, Refusal> {
        let place: Int
        switch try self.place(of: write.kind, actor: actor, yards: yards) {
        case .success(let found): place = found
        case .failure(let refusal): return .failure(refusal)
        }
        if case .setLane(_, let id, _, let revision?) = write.kind, let lane = yards.places[place].yard.lane(id),
            lane.revision != revision
        {
            return .failure(.otherRevision(lane))
        }
        if case .changeEvent(_, let id, _, let revision?) = write.kind,
            let event = yards.places[place].yard.events.first(where: { $0.id == id }), event.revision != revision,
            !event.isOver(at: yards.now)
        {
            return .failure(.otherEventRevision(event))
        }
        let made: GateYards.Made
        do throws(YardRefusal) {
            made = try yards.apply(write.kind, at: place, reported: write.reported)
        } catch {
            return .failure(.rule(try told(error, gate: yards.names[place].number)))
        }
        page.note(made)
        try writeRows(of: made.change, reported: write.reported, actor: actor.number, gate: yards.names[place].number)
        return .success(Self.receipt(of: made.change, at: place, showsQueue: showsQueue, yards))
    }

    private static func receipt(
        of change: YardChange, at place: Int, showsQueue: Bool, _ yards: GateYards
    ) -> Receipt {
        switch change.subject {
        case .visit(_, let visit):
            .visit(
                VisitStanding(
                    gate: change.gate, visit: visit,
                    queuePosition: showsQueue
                        ? yards.places[place].yard.queuePosition(of: visit.id, at: yards.now) : nil))
        case .lane(_, let lane): .lane(gate: change.gate, lane)
        case .event(_, let event): .event(gate: change.gate, event)
        }
    }
}

extension Pen {
    /// The yard that a write is for, if there is one and the actor may write there.
    private func place(
        of kind: LiveWrite.Kind, actor: AccessToken, yards: GateYards
    ) throws -> Result<Int, Refusal> {
        let place: Int
        switch kind {
        case .declare(let gate, _), .stepOfPlate(let gate, _, _), .setLane(let gate, _, _, _), .announce(let gate, _),
            .changeEvent(let gate, _, _, _):
            guard let found = yards.place(of: gate), yards.names[found].isServed else {
                return .failure(.unknownGate(gate))
            }
            place = found
        case .step(let visit, let step):
            guard let found = yards.place(of: visit) else {
                return .failure(try refusal(of: step, closed: visit, actor: actor))
            }
            place = found
        }
        let gate = yards.names[place].gate
        if actor.role.mayOperate(gate) { return .success(place) }
        guard actor.role.mayDeclare(at: gate) else { return .failure(.notPermitted(gate: gate)) }
        switch kind {
        case .declare: return .success(place)
        case .step(let visit, let step):
            // Whoever declares cancels what it declared, while the vehicle is still to come.
            let isOwn = try isDeclared(visit, by: actor)
            let state = yards.places[place].yard.visit(visit)?.state
            return isOwn && step.kind == .turnBack && state == .declared ? .success(place) : .failure(.notOwn(visit))
        default: return .failure(.notPermitted(gate: gate))
        }
    }

    /// A visit has the number of the event that declared it.
    private func isDeclared(_ visit: VisitID, by actor: AccessToken) throws -> Bool {
        try ledger.writeWaiting()
        declarer.bind(visit.number, at: 1)
        return try declarer.firstRow { $0.integer(0) } == actor.number
    }

    /// Why a step of a visit that is not open cannot be: it is closed, or never was.
    private func refusal(of step: VisitStep, closed visit: VisitID, actor: AccessToken) throws -> Refusal {
        try ledger.writeWaiting()
        closedVisit.bind(visit.number, at: 1)
        let found = try closedVisit.firstRow { (gate: $0.text(0), state: $0.integer(1)) }
        guard let found, let gate = Identifier<BorderGate>(found.gate), let state = VisitState(code: found.state) else {
            return .unknownVisit(visit)
        }
        guard actor.role.mayOperate(gate) || actor.role.mayDeclare(at: gate) else { return .notPermitted(gate: gate) }
        // An open one that no yard has is of a gate that the seeds have no more.
        return state.isOpen ? .unknownGate(gate) : .rule(.illegalStep(step.kind, from: state, legal: state.legalSteps))
    }

    /// The event and what it is about.
    func writeRows(of change: YardChange, reported: Moment?, actor: Int64, gate: Int64) throws {
        var row = EventRow(
            sequence: change.stamp.sequence, at: change.stamp.received.secondsSince1970,
            reported: reported?.secondsSince1970, actor: actor, action: .declare, gate: gate)
        switch change.subject {
        case .visit(let before, let after):
            row.subject = after.id.number
            row.previous = before?.revision
            row.before = before?.state.code
            row.after = after.state.code
            if before != nil { row.action = change.step.map { AuditAction($0) } ?? .expire }
            row.detail = Self.detail(of: after)
            try ledger.write(row)
            if before == nil {
                try ledger.declare(after, gate: gate)
            } else {
                try ledger.update(after)
            }
        case .lane(let before, let after):
            row.action = .setLane
            row.previous = before.flatMap { $0.revision == 0 ? nil : $0.revision }
            row.before = before?.state.code
            row.after = after.state.code
            row.detail = ChangeText.lane(before, after)
            try ledger.write(row)
            try ledger.write(after, gate: gate)
        case .event(let before, let after):
            row.action = before == nil ? .announce : .endEvent
            row.subject = after.id.number
            row.previous = before?.revision
            row.detail = ChangeText.event(before, after)
            try ledger.write(row)
            try ledger.write(after, gate: gate)
        }
    }

    /// What a step says beside the state: the lane, the reason or the other gate.
    private static func detail(of visit: VehicleVisit) -> String? {
        switch visit.state {
        case .declared, .arrived, .called, .cleared, .expired: nil
        case .clearing: visit.lane?.rawValue
        case .turnedBack: visit.turnBackReason?.text
        case .diverted: visit.divertedTo?.rawValue
        }
    }

    /// Removes what is kept for a time and is past it: answers, and clearances that no board counts any more.
    ///
    /// - Returns: whether nothing is left to remove.
    func purge(now: Moment) throws -> Bool {
        try ledger.purgeServed(before: ServedCount.quarterMinute(of: now.advanced(bySeconds: -2 * 3600)))
        return try !answers.purge(now: now)
    }
}
