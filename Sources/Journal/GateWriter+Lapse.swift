internal import BorderEconomy
internal import Confinement
internal import Dispatch
internal import GRDB
internal import Synchronization

extension GateWriter {
    /// Declarations that lapse in one transaction at most: others wait for it.
    static let lapsesAtOnce = 512

    /// Lets declarations lapse whose vehicles have not come in time. What cannot be written now is tried again at the
    /// next beat.
    func expireDeclarations() {
        if let nextLapse, nextLapse > yards.now { return }
        var page = GroupPage(sequence: yards.sequence)
        do {
            nextLapse = try file.pool.writeWithoutTransaction { database in
                let pen = try self.pen ?? Pen(database, desk: desk)
                self.pen = pen
                return try pen.expire(after: rules.declarationSeconds, to: &page, yards: &yards, database: database)
            }
            guard page.events > 0 else { return }
            publish(page)
            counters.withLock { $0.count(page, waiting: inbox.count) }
            alarm.note(nil)
            if page.events == Self.lapsesAtOnce {
                executor.queue.async { self.assumeIsolated { $0.expireDeclarations() } }
            }
        } catch {
            undo(page)
            counters.withLock { $0.isFailing = true }
            alarm.note(JournalFault(error, path: file.path))
        }
    }
}

extension Pen {
    /// Lets declarations lapse that were told `seconds` ago or more, the oldest first, in one transaction.
    ///
    /// What counts is when a declaration was told, by the server's clock: one that is reported late has its whole time.
    ///
    /// - Returns: the moment before which no other lapses.
    func expire(
        after seconds: Int64, to page: inout GroupPage, yards: inout GateYards, database: Database
    ) throws -> Moment {
        let (visits, oldestLeft) = try lapsed(by: yards.now.advanced(bySeconds: -seconds), yards, database)
        if !visits.isEmpty {
            try inTransaction(database) {
                for visit in visits {
                    guard let made = yards.expire(visit) else { continue }
                    page.note(made)
                    try writeRows(
                        of: made.change, reported: nil, actor: EventRow.systemActor,
                        gate: yards.names[made.place].number)
                }
                try writeCounts(of: page, yards: yards)
            }
        }
        return min(oldestLeft ?? yards.now, yards.now).advanced(bySeconds: seconds)
    }

    /// Visits that are only declared and were so at `moment`, and when the first one after them was told. Those of gates
    /// that have no yard stay as they are.
    ///
    /// They are looked at in the order of the journal and no further than the first that still holds. One that was told
    /// while the clock was ahead of now is taken to be as old as the next one.
    private func lapsed(
        by moment: Moment, _ yards: GateYards, _ database: Database
    ) throws -> (visits: [VisitID], oldestLeft: Moment?) {
        let rows = try Row.fetchCursor(
            database,
            sql: """
                SELECT visit.id, event.at FROM visit INDEXED BY visit_open JOIN event ON event.sequence = visit.id
                WHERE visit.closedAt IS NULL AND visit.state = \(VisitState.declared.code) ORDER BY visit.id
                """)
        var visits: [VisitID] = []
        var ahead: [VisitID] = []
        while let row = try rows.next() {
            let visit = VisitID(number: row[0])
            let told = Moment(secondsSince1970: row[1])
            guard yards.place(of: visit) != nil else { continue }
            if told > yards.now {
                ahead.append(visit)
            } else if told <= moment, visits.count < GateWriter.lapsesAtOnce {
                visits += ahead + [visit]
                ahead = []
            } else {
                return (visits, told)
            }
        }
        return (visits, nil)
    }
}
