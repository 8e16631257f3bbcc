import BorderEconomy

/// A vehicle made up for a simulation.
struct TrafficVehicle: Hashable, Sendable {
    let plate: String
    let direction: GateLane.Direction
    let goods: GoodsClass
    let refrigerated: Bool
    let weightKilograms: Int32?
}

/// Something that happens in a simulation, in the order in which a `TrafficModel` gives them.
struct TrafficEvent: Hashable, Sendable {
    enum What: Hashable, Sendable {
        /// Vehicles and announcements are numbered through the simulation: the server gives its own identifiers.
        case declare(vehicle: Int, TrafficVehicle)
        case step(vehicle: Int, VisitStep)
        case lane(LaneID, GateLane.Direction, LaneState)
        case announce(number: Int, GateAnnouncement)
        case end(number: Int)
    }

    let at: Moment
    /// Place of the gate in the simulation's list.
    let gate: Int
    let what: What
}

/// A gate that is played, with its lanes.
struct TrafficGate: Hashable, Sendable {
    let id: Identifier<BorderGate>
    let lanes: [Lane]

    struct Lane: Hashable, Sendable {
        let id: LaneID
        let direction: GateLane.Direction
    }

    /// Lanes for a gate of which nobody has named any: two each way.
    static let standInLanes: [Lane] = ["export-1", "export-2", "import-1", "import-2"].compactMap { text in
        LaneID(text).map { Lane(id: $0, direction: text.hasPrefix("export") ? .export : .import) }
    }
}

/// What is to come, the soonest first; of two at one time the one that was planned first.
struct TrafficAgenda<Element: Sendable>: Sendable {
    private struct Entry: Sendable {
        let time: Double
        let order: Int
        let element: Element

        func precedes(_ other: Entry) -> Bool { time != other.time ? time < other.time : order < other.order }
    }

    /// A binary heap.
    private var entries: [Entry] = []
    private var order = 0

    var count: Int { entries.count }

    mutating func plan(_ element: Element, at time: Double) {
        order += 1
        entries.append(Entry(time: time, order: order, element: element))
        var index = entries.count - 1
        while index > 0, entries[index].precedes(entries[(index - 1) / 2]) {
            entries.swapAt(index, (index - 1) / 2)
            index = (index - 1) / 2
        }
    }

    mutating func next() -> (time: Double, element: Element)? {
        guard let first = entries.first, let last = entries.popLast() else { return nil }
        if !entries.isEmpty {
            entries[0] = last
            sink()
        }
        return (first.time, first.element)
    }

    private mutating func sink() {
        var index = 0
        while true {
            var least = index
            for child in [2 * index + 1, 2 * index + 2] where child < entries.count {
                if entries[child].precedes(entries[least]) { least = child }
            }
            if least == index { return }
            entries.swapAt(index, least)
            index = least
        }
    }
}
