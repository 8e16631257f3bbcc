package import BorderEconomy
import ContentCoding

/// Figures of our own counting at the gates, which join the observations behind those of the seeds and of planners.
package struct CountedFigures: Sendable {
    package let observations: [Observation]
    /// Names exactly these figures.
    package let digest: String
    private let ids: Set<RecordID>

    package init(_ observations: [Observation]) {
        self.observations = observations
        ids = Set(observations.map(\.id.erased))
        var hash = SHA256()
        for observation in observations {
            let figure = observation.figure
            let text = [
                observation.id.rawValue, observation.measure.subject.rawValue, observation.measure.indicator.rawValue,
                figure.value.map { "\($0)" } ?? "-", figure.unit.rawValue, figure.period.map { "\($0)" } ?? "-",
                figure.asOf.map { "\($0)" } ?? "-", figure.note?.english ?? "",
            ]
            hash.update(Array("\n\(text.joined(separator: " "))".utf8))
        }
        digest = hash.finalize().hexadecimal(prefix: 8)
    }

    /// The records that differ from those before.
    func touched(since earlier: CountedFigures?) -> [RecordCollection: Set<RecordID>] {
        guard earlier?.digest != digest else { return [:] }
        let before = Dictionary((earlier?.observations ?? []).map { ($0.id, $0) }) { first, _ in first }
        let now = Dictionary(observations.map { ($0.id, $0) }) { first, _ in first }
        let changed = observations.filter { observation in
            before[observation.id].map { $0.measure != observation.measure || $0.figure != observation.figure } ?? true
        }
        let gone = before.keys.filter { now[$0] == nil }
        return [.observations: Set(changed.map(\.id.erased) + gone.map(\.erased))]
    }

    /// Who has an identifier, in words; nil when none of these.
    func owner(of id: RecordID) -> String? { ids.contains(id) ? "our own counting at the gates" : nil }

    /// Joins what the registry has room for: figures about a subject, of an indicator and by a document that it knows.
    func join(_ registry: inout Registry) {
        for observation in observations
        where registry.locate(observation.measure.subject) != nil
            && registry.indicators[observation.measure.indicator] != nil
            && registry.documents[observation.figure.source.document] != nil
            && registry.locate(observation.id.erased) == nil
        {
            registry.observations.append(observation)
        }
    }
}
