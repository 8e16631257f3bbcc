package import BorderEconomy
internal import Confinement
internal import Dispatch

extension GateWriter {
    /// Makes the bulletin of a gate's day: of the last week from memory, of earlier days from the tallies in the file.
    ///
    /// - Parameter completion: called once, on a queue that is not the writer's; nil when no gate of this id has a yard.
    package nonisolated func readBulletin(
        of gate: Identifier<BorderGate>, day: CalendarDay, scope: Bulletin.Scope,
        completion: @escaping @Sendable (Result<Bulletin?, JournalFault>) -> Void
    ) {
        executor.queue.async {
            let known = self.assumeIsolated { $0.counted(at: gate) }
            DispatchQueue.global(qos: .userInitiated).async {
                guard let known else { return completion(.success(nil)) }
                completion(self.bulletin(of: gate, day: day, scope: scope, known))
            }
        }
    }

    /// What a yard has counted, and since which hour it has all of it.
    private struct Counted: Sendable {
        let tallies: [HourTally]
        let stock: (real: YardStock, simulated: YardStock)
        let now: Moment
    }

    private func counted(at gate: Identifier<BorderGate>) -> Counted? {
        guard let index = yards.place(of: gate) else { return nil }
        let yard = yards.places[index].yard
        return Counted(tallies: yard.recentTallies(), stock: yard.stockByKind, now: clock())
    }

    /// Older tallies are in the file alone, and the stock at the end of a day is that of the next tally there is.
    private nonisolated func bulletin(
        of gate: Identifier<BorderGate>, day: CalendarDay, scope: Bulletin.Scope, _ known: Counted
    ) -> Result<Bulletin?, JournalFault> {
        let hours = rules.dayCut.hours(of: day)
        let firstKept = ClockHour(of: known.now.advanced(bySeconds: -rules.lateReportSeconds))
        do throws(JournalFault) {
            var tallies = known.tallies
            if hours.lowerBound < firstKept {
                tallies = try file.tallies(
                    of: gate, in: hours.lowerBound..<ClockHour(number: ClockHour(of: known.now).number + 1))
            }
            return .success(
                Bulletin(
                    gate: gate, day: day, cut: rules.dayCut, scope: scope, tallies: tallies, stock: known.stock,
                    at: known.now))
        } catch {
            return .failure(error)
        }
    }
}
