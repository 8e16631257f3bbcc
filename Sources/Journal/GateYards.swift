internal import BorderEconomy

/// The yards of all gates and the order of everything told to them. It belongs to the writer.
struct GateYards {
    /// The yard of one gate.
    struct Place {
        /// The gate's number in the journal.
        let number: Int64
        var yard: Yard
        /// Whether it is a gate of the seeds; another has a yard only for the visits that were open when it went, and no
        /// board.
        var isServed = true
    }

    /// What a place is known by.
    struct Name {
        let gate: Identifier<BorderGate>
        /// The gate's number in the journal.
        let number: Int64
        /// Whether it is a gate of the seeds.
        let isServed: Bool

        init(_ place: Place) {
            gate = place.yard.gate
            number = place.number
            isServed = place.isServed
        }
    }

    /// A change with the yard it was made in.
    struct Made {
        let place: Int
        let change: YardChange
    }

    private(set) var places: [Place]
    /// Gate and number of each place once more: whoever wants to know them alone need not touch the yard.
    private(set) var names: [Name]
    private var placeOfGate: [Identifier<BorderGate>: Int]
    /// Where each open visit is.
    private var placeOfVisit: [VisitID: Int]
    /// The sequence of the last event.
    private(set) var sequence: Int64
    /// The clock as it was last looked at. One that steps back changes no order: that is the sequence's.
    var now: Moment

    init(_ places: [Place], sequence: Int64, now: Moment) {
        self.places = places
        names = places.map(Name.init)
        self.sequence = sequence
        self.now = now
        placeOfGate = [:]
        placeOfVisit = [:]
        for (index, place) in places.enumerated() {
            placeOfGate[place.yard.gate] = index
            for visit in place.yard.openVisits() { placeOfVisit[visit.id] = index }
        }
    }

    /// How many visits are open at all gates.
    var openVisitCount: Int { placeOfVisit.count }

    func place(of gate: Identifier<BorderGate>) -> Int? { placeOfGate[gate] }

    /// Where an open visit is; nil when there is no open one of this id.
    func place(of visit: VisitID) -> Int? { placeOfVisit[visit] }

    /// Takes the next number for something that no yard is told of.
    mutating func takeSequence() -> Int64 {
        sequence += 1
        return sequence
    }

    /// Goes back to the number before, after what had the last one is undone.
    mutating func restore(sequence: Int64) { self.sequence = sequence }

    /// Tells the yard of a place what happened; a refusal changes nothing.
    mutating func apply(_ kind: LiveWrite.Kind, at place: Int, reported: Moment?) throws(YardRefusal) -> Made {
        let stamp = LiveStamp(sequence: sequence + 1, received: now, reported: reported)
        let change =
            switch kind {
            case .declare(_, let declaration): try places[place].yard.declare(declaration, stamp: stamp)
            case .step(let visit, let step): try places[place].yard.step(step, of: visit, stamp: stamp)
            case .stepOfPlate(_, let plate, let step):
                try places[place].yard.step(step, ofPlate: plate, stamp: stamp)
            case .setLane(_, let lane, let edit, _): try places[place].yard.setLane(lane, edit, stamp: stamp)
            case .announce(_, let announcement): try places[place].yard.announce(announcement, stamp: stamp)
            case .changeEvent(_, let id, let edit, _): try places[place].yard.changeEvent(id, edit, stamp: stamp)
            }
        sequence += 1
        note(change, at: place)
        return Made(place: place, change: change)
    }

    /// Lets a declaration lapse; nil when no yard has a visit of this id that is only declared.
    mutating func expire(_ visit: VisitID) -> Made? {
        guard let place = placeOfVisit[visit] else { return nil }
        let stamp = LiveStamp(sequence: sequence + 1, received: now)
        guard let change = places[place].yard.expire(visit, stamp: stamp) else { return nil }
        sequence += 1
        note(change, at: place)
        return Made(place: place, change: change)
    }

    /// Undoes the change that was made last.
    mutating func revert(_ made: Made) {
        places[made.place].yard.revert(made.change)
        guard case .visit(let before, let after) = made.change.subject else { return }
        if before == nil {
            placeOfVisit[after.id] = nil
        } else if !after.state.isOpen {
            placeOfVisit[after.id] = made.place
        }
    }

    private mutating func note(_ change: YardChange, at place: Int) {
        guard case .visit(let before, let after) = change.subject else { return }
        if before == nil {
            placeOfVisit[after.id] = place
        } else if !after.state.isOpen {
            placeOfVisit[after.id] = nil
        }
    }

    /// Puts a yard in the place of the one of the same gate, or adds it.
    mutating func put(_ place: Place) {
        for visit in place.yard.openVisits() where placeOfVisit[visit.id] == nil {
            placeOfVisit[visit.id] = placeOfGate[place.yard.gate] ?? places.count
        }
        if let index = placeOfGate[place.yard.gate] {
            places[index] = place
            names[index] = Name(place)
        } else {
            placeOfGate[place.yard.gate] = places.count
            places.append(place)
            names.append(Name(place))
        }
    }

    /// Lets every yard forget what boards and bulletins need no more.
    mutating func settle() {
        for index in places.indices { places[index].yard.settle(at: now) }
    }

    /// The boards of these places as they are now, each with what is read beside it; none of gates that are gone.
    func boards(of indices: some Sequence<Int>) -> [LiveGates.Shown] {
        indices.filter { places[$0].isServed }.map {
            LiveGates.Shown(board: places[$0].yard.board(at: now), reading: places[$0].yard.reading(at: now))
        }
    }
}
