import BorderEconomy
import Catalog

/// Why a record that is recorded is not there from a vantage, in words.
struct Absence {
    let id: RecordID
    /// The data as they are published.
    let base: Snapshot
    /// The data as they are seen.
    let seen: Snapshot
    /// From where they are asked to be seen.
    let vantage: Vantage

    var problem: Problem { Problem(kind: .notFound, detail: reason) }

    private var reason: String {
        if let day = vantage.knownAt, seen.registry.locate(id) == nil {
            let first = base.registry.firstKnown(id).map { "; it became known on \($0)" } ?? ""
            return "\(id) was not known on \(day)\(first)"
        }
        if let figure = base.registry.observations[id]?.figure ?? base.registry.targets[id]?.figure,
            let day = vantage.validAt, !figure.holds(on: day)
        {
            let time = figure.period.map { "it is of the period \($0)" } ?? figure.asOf.map { "it is of \($0)" }
            return "\(id) does not hold on \(day)\(time.map { "; \($0)" } ?? "")"
        }
        let sums = seen.shown.observations
        let position = sums.indices.first {
            !sums.isPlain(at: $0) && sums[$0].aggregation?.inputs.contains { $0.erased == id } ?? false
        }
        if let sum = position.map({ sums[$0] }) {
            return "\(id) was counted for a province that was dissolved; for these boundaries there is "
                + "/v1/observations/\(sum.id)"
        }
        return "\(id) is not there from this vantage"
    }
}
