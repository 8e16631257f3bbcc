package import BorderEconomy
internal import Dispatch
internal import GRDB

/// What is read beside boards: from the file and from what was published with the boards, so that no reader waits for the
/// writer, whatever holds that up.
extension GateWriter {
    /// Reads a visit with its place in the queue.
    ///
    /// - Parameter completion: called once, on a queue that is not the writer's; nil when there is no such visit.
    package nonisolated func readVisit(
        _ id: VisitID, completion: @escaping @Sendable (Result<VisitStanding?, JournalFault>) -> Void
    ) {
        DispatchQueue.global(qos: .userInitiated).async {
            do throws(JournalFault) {
                let standing = try self.file.visit(id)
                completion(.success(standing.map { self.live.publication.placing($0) }))
            } catch {
                completion(.failure(error))
            }
        }
    }

    /// Reads a page of the open visits of a gate, each with its place in the queue.
    ///
    /// - Parameter completion: called once, on a queue that is not the writer's; nil when no gate of this id has a yard.
    package nonisolated func readVisits(
        _ question: VisitQuestion, completion: @escaping @Sendable (Result<VisitPage?, JournalFault>) -> Void
    ) {
        DispatchQueue.global(qos: .userInitiated).async {
            let publication = self.live.publication
            guard let reading = publication[question.gate]?.reading else { return completion(.success(nil)) }
            do throws(JournalFault) {
                let page = try self.file.read { database in
                    try StoredVisitList.page(database, question) { reading.rank(of: $0, refrigerated: $1) }
                }
                completion(
                    .success(
                        VisitPage(visits: page.visits.map(publication.placing), total: page.total, next: page.next)))
            } catch {
                completion(.failure(error))
            }
        }
    }

    /// Makes the bulletin of a gate's day: of the last week from what is published, of earlier days from the tallies in the
    /// file.
    ///
    /// - Parameter completion: called once, on a queue that is not the writer's; nil when no gate of this id has a yard.
    package nonisolated func readBulletin(
        of gate: Identifier<BorderGate>, day: CalendarDay, scope: Bulletin.Scope,
        completion: @escaping @Sendable (Result<Bulletin?, JournalFault>) -> Void
    ) {
        let known = live.publication[gate]?.reading
        let now = clock()
        DispatchQueue.global(qos: .userInitiated).async {
            guard let known else { return completion(.success(nil)) }
            do throws(JournalFault) {
                completion(.success(try self.bulletin(of: gate, day: day, scope: scope, known, at: now)))
            } catch {
                completion(.failure(error))
            }
        }
    }

    /// Older tallies are in the file alone, and the stock at the end of a day is that of the next tally there is.
    private nonisolated func bulletin(
        of gate: Identifier<BorderGate>, day: CalendarDay, scope: Bulletin.Scope, _ known: YardReading, at now: Moment
    ) throws(JournalFault) -> Bulletin {
        let hours = rules.dayCut.hours(of: day)
        let firstKept = ClockHour(of: now.advanced(bySeconds: -rules.lateReportSeconds))
        var tallies = known.recentTallies
        if hours.lowerBound < firstKept {
            tallies = try file.tallies(
                of: gate, in: hours.lowerBound..<ClockHour(number: ClockHour(of: now).number + 1))
        }
        var isCountedBefore = tallies.contains { scope.counts(simulated: $0.simulated) && $0.hour < hours.upperBound }
        if !isCountedBefore { isCountedBefore = try file.isCounted(at: gate, before: hours.lowerBound, scope) }
        return Bulletin(
            gate: gate, day: day, cut: rules.dayCut, scope: scope, tallies: tallies, isCountedBefore: isCountedBefore,
            stock: known.stockByKind, at: now)
    }
}

extension LiveGates.Publication {
    /// A visit as it was read, with its place in the queue where it has one.
    func placing(_ standing: VisitStanding) -> VisitStanding {
        guard standing.visit.state.isOpen, let reading = self[standing.gate]?.reading else { return standing }
        return VisitStanding(
            gate: standing.gate, visit: standing.visit, queuePosition: reading.queuePosition(of: standing.visit))
    }
}
