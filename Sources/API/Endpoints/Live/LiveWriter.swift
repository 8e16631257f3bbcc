import BorderEconomy
import JSONText
import Journal

/// What happens at the gates, as JSON without line breaks: boards, visits, lanes and events.
struct LiveWriter {
    private(set) var json = JSONWriter()
    /// Where in the board that was written its figures begin: what comes before moves with time alone.
    private(set) var headEnd = 0

    var bytes: [UInt8] { json.bytes }

    /// The bytes of one value.
    static func encode(_ write: (inout LiveWriter) -> Void) -> [UInt8] {
        var writer = LiveWriter()
        write(&writer)
        return writer.bytes
    }

    /// - Parameter sequence: the last event of the journal that the board shows.
    mutating func board(_ board: GateBoard, sequence: Int64) {
        json.beginObject()
        text("gate", board.gate.rawValue)
        number("sequence", sequence)
        moment("at", board.at)
        headEnd = json.bytes.count
        passage(board.state)
        figures(board.figures)
        flag("simulated", board.simulated)
        json.key("directions")
        json.beginArray()
        for direction in board.directions { self.direction(direction) }
        json.endArray()
        json.key("lanes")
        json.beginArray()
        for lane in board.lanes { self.lane(lane) }
        json.endArray()
        json.key("events")
        json.beginArray()
        for event in board.events { gateEvent(event) }
        json.endArray()
        json.endObject()
    }

    private mutating func direction(_ board: DirectionBoard) {
        json.beginObject()
        text("direction", board.direction.rawValue)
        passage(board.state)
        json.key("expected")
        json.integer(board.expected)
        figures(board.figures)
        json.key("waitingByGoods")
        json.beginObject()
        for goods in GoodsClass.allCases {
            guard let count = board.waitingByGoods[goods] else { continue }
            json.key(goods.rawValue)
            json.integer(count)
        }
        json.endObject()
        json.endObject()
    }

    private mutating func lane(_ board: LaneBoard) {
        json.beginObject()
        text("lane", board.lane.id.rawValue)
        text("direction", board.lane.direction.rawValue)
        strings("vehicleKinds", board.lane.vehicleKinds.classes.map(\.rawValue))
        passage(board.state)
        moment("since", board.lane.since)
        figures(board.figures)
        flag("simulated", board.lane.simulated)
        json.endObject()
    }

    /// Whether vehicles pass, and what keeps them from it.
    private mutating func passage(_ state: PassageState) {
        text("state", state.name)
        json.key("closing")
        guard case .closed(let closing) = state else { return json.null() }
        json.beginObject()
        switch closing {
        case .event(let id, let reason, let until):
            text("by", "event")
            text("event", id.description)
            text("reason", reason.text)
            moment("until", until)
        case .hours(let opens):
            text("by", "hours")
            moment("until", opens)
        case .lanes:
            text("by", "lanes")
        case .lane(let reason):
            text("by", "lane")
            text("reason", reason?.text)
        }
        json.endObject()
    }

    private mutating func figures(_ figures: BoardFigures) {
        number("waiting", figures.waiting)
        number("called", figures.called)
        number("clearing", figures.clearing)
        moment("oldestSince", figures.oldestSince)
        number("served15", figures.served15)
        number("served60", figures.served60)
        number("ratePerHour", figures.served60)
        wait("wait", figures.wait)
        moment("observedAt", figures.observedAt)
        flag("stale", figures.isStale)
    }

    /// Minutes to a tenth: the range says how little more would mean.
    private mutating func wait(_ name: String, _ wait: WaitEstimate?) {
        json.key(name)
        guard let wait else { return json.null() }
        json.beginObject()
        for (name, minutes) in [("minutes", wait.minutes), ("low", wait.low), ("high", wait.high)] {
            json.key(name)
            json.number((minutes * 10).rounded() / 10)
        }
        text("method", wait.method.rawValue)
        json.endObject()
    }
}

extension LiveWriter {
    /// A visit with where it stands.
    mutating func visit(_ standing: VisitStanding) {
        let visit = standing.visit
        json.beginObject()
        text("id", visit.id.description)
        text("gate", standing.gate.rawValue)
        text("state", visit.state.rawValue)
        text("direction", visit.direction.rawValue)
        text("goodsClass", visit.goodsClass.rawValue)
        text("plateEnding", visit.plateEnding.description)
        flag("refrigerated", visit.refrigerated)
        json.key("weight")
        if let kilograms = visit.weightKilograms {
            json.beginObject()
            json.key("value")
            json.integer(kilograms)
            text("unit", "kg")
            json.endObject()
        } else {
            json.null()
        }
        text("clearancePoint", visit.clearancePoint?.rawValue)
        position(standing)
        text("lane", visit.lane?.rawValue)
        moment("declaredAt", visit.declaredAt)
        moment("arrivedAt", visit.arrivedAt)
        moment("calledAt", visit.calledAt)
        moment("clearingSince", visit.clearingSince)
        moment("closedAt", visit.closedAt)
        text("reason", visit.turnBackReason?.text)
        text("divertedTo", visit.divertedTo?.rawValue)
        strings("legalSteps", visit.state.legalSteps.map(\.rawValue))
        number("revision", visit.revision)
        flag("simulated", visit.simulated)
        json.endObject()
    }

    /// Its place in the queue, 1 being called next, and how long that may take.
    private mutating func position(_ standing: VisitStanding) {
        let queue = standing.queuePosition
        number("queuePosition", queue?.position)
        json.key("queue")
        guard let queue else { return json.null() }
        json.beginObject()
        number("waiting", queue.waiting)
        flag("expected", queue.isExpected)
        wait("wait", queue.wait)
        json.endObject()
    }

    /// A lane by itself, as it is changed.
    mutating func lane(_ lane: LiveLane, of gate: Identifier<BorderGate>) {
        json.beginObject()
        text("gate", gate.rawValue)
        text("lane", lane.id.rawValue)
        text("direction", lane.direction.rawValue)
        strings("vehicleKinds", lane.vehicleKinds.classes.map(\.rawValue))
        text("state", lane.state.name)
        text("reason", lane.state.reason?.text)
        moment("since", lane.since)
        number("revision", lane.revision)
        flag("simulated", lane.simulated)
        json.endObject()
    }

    /// An event of a gate; `gate` is named where it does not stand in the gate's board.
    mutating func gateEvent(_ event: GateEvent, of gate: Identifier<BorderGate>? = nil) {
        json.beginObject()
        text("id", event.id.description)
        if let gate { text("gate", gate.rawValue) }
        text("kind", event.kind.rawValue)
        text("reason", event.reason.text)
        strings("directions", event.directions.list.map(\.rawValue))
        strings("vehicleKinds", event.vehicleKinds.classes.map(\.rawValue))
        moment("from", event.from)
        moment("until", event.until)
        number("revision", event.revision)
        flag("simulated", event.simulated)
        json.endObject()
    }
}

extension LiveWriter {
    mutating func text(_ name: String, _ value: String?) {
        json.key(name)
        if let value { json.string(value) } else { json.null() }
    }

    mutating func number(_ name: String, _ value: (some BinaryInteger)?) {
        json.key(name)
        if let value { json.integer(Int64(value)) } else { json.null() }
    }

    mutating func flag(_ name: String, _ value: Bool) {
        json.key(name)
        json.bool(value)
    }

    mutating func moment(_ name: String, _ value: Moment?) { text(name, value?.description) }

    mutating func strings(_ name: String, _ values: [String]) {
        json.key(name)
        json.beginArray()
        for value in values { json.string(value) }
        json.endArray()
    }

    mutating func beginObject() { json.beginObject() }
    mutating func endObject() { json.endObject() }

    /// Ends a line: what is written next is a text of its own.
    mutating func endLine() { json.endLine() }

    mutating func member(_ name: String, _ value: JSONValue) { json.member(name, value) }

    /// Makes room for so many bytes.
    mutating func reserve(_ count: Int) { json.reserve(count) }

    mutating func object(_ name: String, _ members: (inout LiveWriter) -> Void) {
        json.key(name)
        json.beginObject()
        members(&self)
        json.endObject()
    }

    mutating func array<Element>(
        _ name: String, _ elements: [Element], _ write: (inout LiveWriter, Element) -> Void
    ) {
        json.key(name)
        json.beginArray()
        for element in elements { write(&self, element) }
        json.endArray()
    }

    /// A member whose value is JSON already.
    mutating func raw(_ name: String, _ value: [UInt8]) {
        json.key(name)
        json.raw(value)
    }
}
