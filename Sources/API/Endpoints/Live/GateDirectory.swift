import BorderEconomy
import Catalog

/// The gates of a snapshot, by identifier and alias.
struct GateDirectory: Sendable {
    let snapshot: Snapshot

    /// The gate that a text names; nil when there is none.
    func gate(_ text: String) -> Identifier<BorderGate>? {
        guard let gates = snapshot["gates"], let position = gates.position(of: text) else { return nil }
        return Identifier<BorderGate>(gates.keys[position])
    }

    /// What may have been meant, in words.
    func nearest(to text: String) -> String {
        let nearest = Suggestion.nearest(to: text, among: snapshot["gates"]?.suggestedKeys ?? [])
        return nearest.map { "did you mean \"\($0)\"?" } ?? "/v1/gates lists them"
    }
}
