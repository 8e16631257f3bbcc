import BorderEconomy
import JSONText

/// What an event of the stream is about.
enum StreamKind: String, CaseIterable, Sendable {
    /// The board of a gate is another.
    case board
    /// A lane was opened or closed, or takes other vehicles.
    case lane
    /// A gate closes, is restricted, or opens again.
    case gateEvent = "gate-event"
    /// Another version of the data set is served, or the same on another day.
    case dataset
}

/// What a subscriber wants to hear of.
struct StreamFilter: Hashable, Sendable {
    /// Nil for all.
    var gates: Set<Identifier<BorderGate>>?
    var kinds: Set<StreamKind> = Set(StreamKind.allCases)

    func takes(_ event: StreamEvent) -> Bool { kinds.contains(event.kind) && takes(event.gate) }

    /// What is of no gate is for everybody.
    func takes(_ gate: Identifier<BorderGate>?) -> Bool { gate.flatMap { gates?.contains($0) } ?? true }
}

/// An event as it is sent (HTML, §9.2): encoded once and shared by all who hear it.
struct StreamEvent: Sendable {
    /// Grows by one from event to event.
    let number: Int
    let kind: StreamKind
    /// Nil for what is of no gate.
    let gate: Identifier<BorderGate>?
    let bytes: [UInt8]

    /// - Parameter data: JSON without line breaks.
    init(number: Int, epoch: String, kind: StreamKind, gate: Identifier<BorderGate>?, data: [UInt8]) {
        self.number = number
        self.kind = kind
        self.gate = gate
        bytes = Self.encode(kind.rawValue, id: "\(epoch)-\(number)", data: data)
    }

    static func encode(_ name: String, id: String?, data: [UInt8]) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(data.count + 64)
        bytes += "event: \(name)\n".utf8
        if let id { bytes += "id: \(id)\n".utf8 }
        bytes += "data: ".utf8
        bytes += data
        bytes += "\n\n".utf8
        return bytes
    }
}
