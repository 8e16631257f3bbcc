import DomainTesting
import Testing

@testable import BorderEconomy

struct BoardTests {
    @Test func closed_empty_andUnreported_areThreeThings() throws {
        var sample = SampleYard()
        #expect(sample.state() == .unreported)
        #expect(sample.figures().served60 == nil)
        #expect(sample.figures().observedAt == nil)
        #expect(sample.figures().isStale)
        #expect(sample.figures().wait == nil)

        try sample.set("export-1", .open)
        #expect(sample.state() == .open)
        #expect(sample.figures().served60 == 0)
        #expect(sample.figures().waiting == 0)
        #expect(sample.figures().oldestSince == nil)
        #expect(sample.figures().wait?.method == .emptyQueue)
        #expect(sample.figures().wait?.minutes == 0)
        #expect(sample.state(.import) == .unreported)

        try sample.set("export-1", .closed("bảo trì"))
        // The other lane may be open: nobody has said.
        #expect(sample.state() == .unreported)
        try sample.set("export-2", .closed("nghỉ trưa"))
        #expect(sample.state() == .closed(.lanes))
        #expect(sample.figures().wait == nil)
        let board = sample.yard.board(at: sample.clock)
        #expect(board.lanes.map(\.state.name) == ["closed", "closed", "unreported"])
        #expect(board.lanes[0].state == .closed(.lane("bảo trì")))
        #expect(board.state == .unreported)
    }

    @Test func closure_showsOnEveryLane() throws {
        var sample = try SampleYard.open()
        let event = try sample.announce(.closes, until: "2026-11-28T05:00:00Z")
        let board = sample.yard.board(at: sample.clock)
        let closed = PassageState.closed(.event(event, "lũ trên sông Hồng", until: "2026-11-28T05:00:00Z"))
        #expect(board.state == closed)
        #expect(board.lanes.allSatisfy { $0.state == closed })
        #expect(board.events.map(\.id) == [event])
        sample.clock = "2026-11-28T05:00:00Z"
        #expect(sample.yard.board(at: sample.clock).state == .open)
        #expect(sample.yard.board(at: sample.clock).events.isEmpty)
    }

    @Test func windows_countTheLastQuarterAndHour() throws {
        var sample = try SampleYard.open()
        // One every five minutes for two hours.
        for plate in 0..<24 {
            let id = try sample.arrive(UInt64(plate), .fruit)
            try sample.clear(id, lane: plate % 3 == 0 ? "export-2" : "export-1")
            sample.wait(300)
        }
        // The last was cleared five minutes ago.
        #expect(sample.figures().served15 == 2)
        #expect(sample.figures().served60 == 11)
        #expect(sample.figures().ratePerHour == 11)
        let lanes = sample.yard.board(at: sample.clock).lanes
        #expect(lanes[0].figures.served60 == 8)
        #expect(lanes[1].figures.served60 == 3)
        #expect(lanes[2].figures.served60 == 0)
        sample.wait(3600)
        #expect(sample.figures().served60 == 0)
    }

    @Test func wait_isReckonedFromTheLastHour_thenFromHistory() throws {
        var sample = try SampleYard.open()
        for plate in 0..<20 {
            let id = try sample.arrive(UInt64(plate))
            try sample.clear(id)
            sample.wait(120)
        }
        for plate in 100..<130 { try sample.arrive(UInt64(plate)) }
        let recent = try #require(sample.figures().wait)
        #expect(recent.method == .lastHour)
        #expect(recent.minutes == 90)
        #expect(recent.low < 90 && recent.high > 90)

        sample.wait(7200)
        let older = try #require(sample.figures().wait)
        #expect(older.method == .history)
        #expect(older.minutes == 90)
        #expect(sample.figures(.import).wait?.method == .emptyQueue)
        try sample.arrive(200, .general, .import)
        #expect(sample.figures(.import).wait == nil, "nothing was ever cleared there")
        #expect(sample.figures(.import).waiting == 1)
    }

    @Test func lane_isWaitedForByWhatItTakes() throws {
        var sample = try SampleYard.open()
        for plate in 0..<4 {
            let id = try sample.arrive(UInt64(plate), .fruit)
            try sample.clear(id, lane: "export-2")
        }
        for plate in 10..<20 { try sample.arrive(UInt64(plate), plate < 12 ? .fruit : .general) }
        let board = sample.yard.board(at: sample.clock)
        #expect(board.lanes.map(\.figures.waiting) == [10, 2, 0])
        #expect(board.lanes[1].figures.wait?.minutes == 30)
        #expect(board.directions[0].waitingByGoods == [.fruit: 2, .general: 8])
        #expect(board.figures.waiting == 10)
    }

    @Test func news_growsStale_butAClosureDoesNot() throws {
        var sample = try SampleYard.open()
        sample.wait(1800)
        #expect(!sample.figures().isStale)
        sample.wait(1)
        #expect(sample.figures().isStale)
        #expect(sample.yard.board(at: sample.clock).isStale)
        #expect(sample.figures().observedAt == "2026-11-28T01:00:00Z")
        try sample.announce(.closes)
        sample.wait(86_400)
        #expect(!sample.figures().isStale)
    }

    @Test func board_saysWhenAnythingInItIsPlayed() throws {
        var sample = try SampleYard.open()
        let real = try sample.arrive(1)
        #expect(!sample.yard.board(at: sample.clock).simulated)
        let played = try sample.arrive(2, simulated: true)
        #expect(sample.yard.board(at: sample.clock).simulated)
        try sample.clear(played)
        #expect(sample.yard.board(at: sample.clock).simulated, "it is in the hour's rate")
        sample.wait(3601)
        #expect(!sample.yard.board(at: sample.clock).simulated)
        try sample.clear(real)
        #expect(!sample.yard.board(at: sample.clock).simulated)
    }

    @Test func expected_calledAndClearing_areCounted() throws {
        var sample = try SampleYard.open()
        try sample.declare(1)
        let called = try sample.arrive(2)
        try sample.take(.call, called)
        let clearing = try sample.arrive(3)
        try sample.take(.call, clearing)
        try sample.take(.beginClearing(lane: "export-1"), clearing)
        let board = sample.yard.board(at: sample.clock)
        #expect(board.directions[0].expected == 1)
        #expect(board.directions[0].figures.called == 1)
        #expect(board.directions[0].figures.clearing == 1)
        #expect(board.lanes.map(\.figures.clearing) == [1, 0, 0])
    }
}

struct LaneTests {
    @Test func lane_isChangedAndHasARevision() throws {
        var sample = SampleYard()
        let change = try sample.set("export-1", .open)
        #expect(sample.yard.lane("export-1")?.revision == change.stamp.sequence)
        #expect(sample.yard.lane("export-1")?.since == sample.clock)
        sample.wait(60)
        try sample.set("export-1", .closed("mưa"))
        sample.wait(60)
        try sample.set("export-1", .closed("lũ"))
        #expect(sample.yard.lane("export-1")?.since == "2026-11-28T01:01:00Z")
        #expect(sample.yard.lane("export-1")?.state.reason == "lũ")
        try sample.set("export-1", .unreported)
        #expect(sample.yard.lane("export-1")?.since == nil)
    }

    @Test func lane_isAddedByItsDirection() throws {
        var sample = SampleYard()
        #expect(throws: YardRefusal.unknownLane("x", known: ["export-1", "export-2", "import-1"])) {
            try sample.set("x", .open)
        }
        var stamp = sample.stamp()
        let change = try sample.yard.setLane("x", LaneEdit(state: .open, direction: .import), stamp: stamp)
        #expect(
            change.subject
                == .lane(
                    before: nil,
                    after: LiveLane(
                        id: "x", direction: .import, state: .open, since: sample.clock, revision: stamp.sequence)))
        #expect(sample.yard.lanes.map(\.id) == ["export-1", "export-2", "import-1", "x"])
        stamp = sample.stamp()
        #expect(throws: YardRefusal.laneDirectionFixed("x", .import)) {
            try sample.yard.setLane("x", LaneEdit(state: .open, direction: .export), stamp: stamp)
        }
        #expect(throws: YardRefusal.emptyLaneEdit("x")) { try sample.yard.setLane("x", LaneEdit(), stamp: stamp) }
        #expect(throws: YardRefusal.laneTakesNothing("x")) {
            try sample.yard.setLane("x", LaneEdit(vehicleKinds: []), stamp: stamp)
        }
    }

    @Test func closure_hasAReason() throws {
        var sample = SampleYard()
        #expect(throws: YardRefusal.closureWithoutReason("export-1")) { try sample.set("export-1", .closed(nil)) }
        try sample.set("export-1", .closed("bảo trì"))
        let change = try sample.set("export-1", .closed(nil))
        #expect(sample.yard.lane("export-1")?.state == .closed("bảo trì"))
        #expect(sample.yard.lane("export-1")?.revision == change.stamp.sequence)
    }

    @Test func lane_thatWasAdded_isRemoved_andWhatItClearedStaysCounted() throws {
        var sample = try SampleYard.open()
        let stamp = sample.stamp()
        _ = try sample.yard.setLane("x", LaneEdit(state: .open, direction: .export), stamp: stamp)
        let id = try sample.arrive(1)
        try sample.take(.call, id)
        try sample.take(.beginClearing(lane: "x"), id)
        #expect(throws: YardRefusal.laneInUse("x")) { try sample.set("x", .removed) }
        try sample.take(.clear, id)
        #expect(throws: YardRefusal.laneIsBuilt("export-1")) { try sample.set("export-1", .removed) }
        let picture = YardPicture(sample.yard)
        let removal = try sample.set("x", .removed)
        sample.yard.revert(removal)
        #expect(YardPicture(sample.yard) == picture)
        try sample.set("x", .removed)
        #expect(sample.yard.lane("x") == nil && !sample.yard.lanes.contains { $0.id == "x" })
        #expect(!sample.yard.board(at: sample.clock).lanes.contains { $0.lane.id == "x" })
        #expect(sample.figures().served60 == 1)
        #expect(throws: YardRefusal.unknownLane("x", known: ["export-1", "export-2", "import-1"])) {
            try sample.set("x", .open)
        }
        sample.wait(7200)
        sample.yard.settle(at: sample.clock)
        #expect(sample.yard.laneRecords.count == 3)
    }

    @Test func lanesAndEvents_haveABound() throws {
        var sample = SampleYard()
        for number in sample.yard.lanes.count..<YardRules.lanesMax {
            let stamp = sample.stamp()
            _ = try sample.yard.setLane(
                try #require(LaneID("x\(number)")), LaneEdit(state: .open, direction: .export), stamp: stamp)
        }
        var stamp = sample.stamp()
        #expect(throws: YardRefusal.tooManyLanes(64)) {
            try sample.yard.setLane("one-more", LaneEdit(state: .open, direction: .export), stamp: stamp)
        }
        for _ in 0..<YardRules.eventsMax { try sample.announce(.closes, until: sample.clock.advanced(bySeconds: 60)) }
        #expect(throws: YardRefusal.tooManyEvents(64)) { try sample.announce(.closes) }
        sample.wait(60)
        let event = try sample.announce(.closes)
        stamp = sample.stamp()
        #expect(throws: YardRefusal.self) {
            _ = try sample.yard.changeEvent(event, GateEventEdit(ending: .at("2999-01-01T00:00:00Z")), stamp: stamp)
        }
    }

    @Test(
        arguments: [
            ("1970-01-01T00:00:00Z", nil, "/from"), ("2028-11-28T01:00:00Z", nil, "/from"),
            ("2026-11-28T01:00:00Z", "2999-01-01T00:00:00Z", "/until"),
        ] as [(Moment, Moment?, String)])
    func event_outOfAllTime_isRefused(from: Moment, until: Moment?, member: String) {
        var sample = SampleYard()
        do throws(YardRefusal) {
            let announcement = GateAnnouncement(kind: .closes, reason: "lũ", from: from, until: until)
            _ = try sample.yard.announce(announcement, stamp: sample.stamp())
            Issue.record("it was taken")
        } catch {
            guard case .faults(let faults) = error else {
                Issue.record("\(error)")
                return
            }
            #expect(faults.map(\.member) == [member])
        }
    }

    @Test func whatIsPlayed_isTakenWhereTheRulesSaySo() throws {
        var sample = SampleYard(rules: YardRules(takesSimulated: false))
        #expect(throws: YardRefusal.simulationNotTaken) { try sample.declare(1, simulated: true) }
        let stamp = sample.stamp()
        #expect(throws: YardRefusal.simulationNotTaken) {
            try sample.yard.setLane("export-1", LaneEdit(state: .open, simulated: true), stamp: stamp)
        }
        let announcement = GateAnnouncement(kind: .closes, reason: "lũ", from: sample.clock, simulated: true)
        #expect(throws: YardRefusal.simulationNotTaken) { try sample.yard.announce(announcement, stamp: stamp) }
        try sample.declare(1)
    }

    @Test func events_areJudgedInThemselves() {
        func members(_ change: (inout GateAnnouncement) -> Void) -> [String] {
            var announcement = GateAnnouncement(kind: .closes, reason: "lũ", from: "2026-11-28T01:00:00Z")
            change(&announcement)
            return announcement.faults().map(\.member)
        }
        #expect(members { _ in } == [])
        #expect(members { $0.until = "2026-11-28T01:00:00Z" } == ["/until"])
        #expect(members { $0.directions = [] } == ["/directions"])
        #expect(members { $0.vehicleKinds = [] } == ["/vehicleKinds"])
        #expect(members { $0.vehicleKinds = .fruit } == ["/vehicleKinds"])
        #expect(members { $0.kind = .restricts } == ["/vehicleKinds"])
        #expect(members { ($0.kind, $0.vehicleKinds) = (.restricts, .fruit) } == [])
    }

    @Test func event_isEndedOrCalledOff() throws {
        var sample = try SampleYard.open()
        let event = try sample.announce(.closes)
        #expect(sample.state().name == "closed")
        sample.wait(60)
        var stamp = sample.stamp()
        #expect(throws: YardRefusal.eventEndsBeforeItBegins(event, from: "2026-11-28T01:00:00Z")) {
            try sample.yard.changeEvent(event, GateEventEdit(ending: .at("2026-11-28T01:00:00Z")), stamp: stamp)
        }
        let end = sample.clock
        _ = try sample.yard.changeEvent(event, GateEventEdit(ending: .at(end)), stamp: stamp)
        #expect(sample.state() == .open)
        stamp = sample.stamp()
        for (id, refusal) in [
            (event, YardRefusal.eventOver(event, since: end)),
            (GateEventID(number: 999), .unknownEvent(GateEventID(number: 999))),
        ] {
            #expect(throws: refusal) {
                try sample.yard.changeEvent(id, GateEventEdit(ending: .at("2026-11-28T09:00:00Z")), stamp: stamp)
            }
        }
        let planned = try sample.announce(.closes, from: "2026-11-29T01:00:00Z")
        #expect(sample.yard.board(at: sample.clock).events.map(\.id) == [planned])
        stamp = sample.stamp()
        _ = try sample.yard.changeEvent(planned, GateEventEdit(ending: .at(sample.clock)), stamp: stamp)
        #expect(sample.yard.board(at: sample.clock).events.isEmpty)
        sample.clock = "2026-11-29T02:00:00Z"
        #expect(sample.state() == .open)
        sample.yard.settle(at: sample.clock)
        #expect(sample.yard.events.isEmpty)
    }

    /// An announcement by mistake is taken back at once, with a clock that may differ a little.
    @Test(arguments: [0, -30] as [Int64])
    func event_thatBeganAMomentAgo_isCalledOff(seconds: Int64) throws {
        var sample = try SampleYard.open()
        let event = try sample.announce(.closes)
        let stamp = sample.stamp()
        let end = sample.clock.advanced(bySeconds: seconds)
        _ = try sample.yard.changeEvent(event, GateEventEdit(ending: .at(end)), stamp: stamp)
        #expect(sample.state() == .open)
        #expect(sample.yard.board(at: sample.clock).events.isEmpty)
    }

    @Test func refusals_eachHaveANameAReasonAndARemedy() {
        let id = VisitID(number: 5)
        let event = GateEventID(number: 6)
        let all: [YardRefusal] = [
            .plateInYard(id, .called), .unknownVisit(id), .illegalStep(.clear, from: .arrived, legal: [.call]),
            .illegalStep(.clear, from: .cleared, legal: []), .unknownClearancePoint("p", known: ["q"]),
            .unknownLane("x", known: []), .laneClosed("x", nil), .laneUnreported("x"),
            .laneOfOtherDirection("x", .export), .laneDoesNotTake("x", .fruit, takes: .fruit),
            .laneDirectionFixed("x", .export), .emptyLaneEdit("x"), .laneTakesNothing("x"),
            .gateClosed(event, "lũ", until: nil), .goodsRestricted(event, "lũ", .fruit, until: nil),
            .outsideHours(opens: nil), .divertedToItself("g"), .unknownEvent(event),
            .eventOver(event, since: "2026-11-28T01:00:00Z"),
            .eventEndsBeforeItBegins(event, from: "2026-11-28T01:00:00Z"), .faults([MemberFault("/a", "b")]),
            .inFuture(reported: "2026-11-28T01:00:00Z", clock: "2026-11-28T01:00:00Z"),
            .tooLate(reported: "2026-11-28T01:00:00Z", oldest: "2026-11-28T01:00:00Z"),
            .closureWithoutReason("x"), .laneIsBuilt("x"), .laneInUse("x"), .tooManyLanes(64), .tooManyEvents(64),
            .gateNotOperating("g", .group), .gateNotOperating("g", .status(.planned)), .simulationNotTaken,
            .beforeLastStep(reported: "2026-11-28T01:00:00Z", .arrived, at: "2026-11-28T02:00:00Z"),
            .beforeLaneState("x", reported: "2026-11-28T01:00:00Z", since: "2026-11-28T02:00:00Z"),
        ]
        // Two illegal steps share a name, and so do two gates that do not work.
        #expect(Set(all.map(\.code)).count == all.count - 2)
        #expect(Set(all.map(\.reason)).count == all.count)
        for refusal in all {
            #expect(!refusal.remedy.isEmpty && !refusal.reason.hasSuffix("."))
            #expect(refusal.member.map { $0.hasPrefix("/") } ?? true)
        }
    }
}
