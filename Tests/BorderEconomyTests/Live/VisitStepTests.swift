import DomainTesting
import Testing

@testable import BorderEconomy

struct VisitStepTests {
    @Test func visit_goesThroughTheGate() throws {
        var sample = try SampleYard.open()
        let id = try sample.declare(1, .fruit)
        sample.wait(60)
        try sample.take(.arrive, id)
        sample.wait(600)
        try sample.take(.call, id)
        sample.wait(60)
        try sample.take(.beginClearing(lane: "export-2"), id)
        #expect(sample.yard.visit(id)?.lane == "export-2")
        sample.wait(540)
        let change = try sample.take(.clear, id)
        guard case .visit(let before?, let after) = change.subject else {
            Issue.record("a step has a before")
            return
        }
        #expect(before.state == .clearing)
        #expect(after.state == .cleared)
        #expect(after.clearanceSeconds == 1200)
        #expect(after.arrivedAt == "2026-11-28T01:01:00Z")
        #expect(after.revision == change.stamp.sequence)
        #expect(change.step == .clear)
        #expect(sample.yard.visit(id) == nil)
        #expect(sample.yard.visit(of: PlateDigest(high: 7, low: 1)) == nil)
        #expect(sample.yard.openVisitCount == 0)
    }

    @Test func declarationThatLapses_freesThePlateAndIsNoNews() throws {
        var sample = try SampleYard.open()
        let id = try sample.declare(1, .fruit)
        let here = try sample.arrive(2, .fruit)
        let told = sample.yard.observedAt(.export)
        sample.wait(72 * 3600)
        let picture = YardPicture(sample.yard)
        guard let change = sample.yard.expire(id, stamp: sample.stamp()), case .visit(_, let after) = change.subject
        else {
            Issue.record("a visit lapses")
            return
        }
        #expect(after.state == .expired && after.closedAt == sample.clock && after.arrivedAt == nil)
        #expect(change.step == nil)
        #expect(sample.yard.visit(id) == nil)
        #expect(sample.yard.observedAt(.export) == told)
        sample.yard.revert(change)
        #expect(YardPicture(sample.yard) == picture)
        _ = sample.yard.expire(id, stamp: sample.stamp())
        // Neither one that has come nor one that has lapsed lapses.
        for other in [here, id] {
            let change = sample.yard.expire(other, stamp: sample.stamp())
            #expect(change == nil)
        }
        #expect(throws: Never.self) { try sample.declare(1) }
        #expect(throws: YardRefusal.unknownVisit(id)) { try sample.take(.arrive, id) }
    }

    /// What the charter of the visit says, written once more.
    private static let legal: [VisitState: Set<VisitStep.Kind>] = [
        .declared: [.arrive, .turnBack, .divert], .arrived: [.call, .turnBack, .divert],
        .called: [.beginClearing, .turnBack, .divert], .clearing: [.clear, .turnBack], .cleared: [], .turnedBack: [],
        .diverted: [], .expired: [],
    ]

    @Test(arguments: VisitState.allCases)
    func states_allowWhatTheTableSays(_ state: VisitState) {
        #expect(Set(state.legalSteps) == Self.legal[state])
        #expect(state.isOpen == !(Self.legal[state] ?? []).isEmpty)
    }

    @Test(arguments: VisitStep.Kind.allCases, [VisitState.declared, .arrived, .called, .clearing])
    func illegalSteps_areRefusedByName(_ kind: VisitStep.Kind, _ state: VisitState) throws {
        let steps: [VisitStep] = [
            .arrive, .call, .beginClearing(lane: "export-1"), .clear, .turnBack("thiếu giấy tờ"),
            .divert(to: "ban-vuoc"),
        ]
        var sample = try SampleYard.open()
        let id = try sample.declare(1)
        for step in steps where (sample.yard.visit(id)?.state.index ?? 9) < state.index { try sample.take(step, id) }
        let step = try #require(steps.first { $0.kind == kind })
        let picture = YardPicture(sample.yard)
        if Self.legal[state]?.contains(kind) == true {
            #expect(throws: Never.self) { try sample.take(step, id) }
        } else {
            let refusal = YardRefusal.illegalStep(kind, from: state, legal: state.legalSteps)
            #expect(throws: refusal) { try sample.take(step, id) }
            #expect(YardPicture(sample.yard) == picture)
            #expect(refusal.reason.contains(kind.rawValue) && refusal.reason.contains(state.rawValue))
            #expect(state.legalSteps.allSatisfy { refusal.remedy.contains($0.rawValue) })
        }
    }

    @Test func plateInTheYard_isRefused_untilItIsThrough() throws {
        var sample = try SampleYard.open()
        let id = try sample.arrive(1)
        #expect(throws: YardRefusal.plateInYard(id, .arrived)) { try sample.declare(1, .fruit, .import) }
        try sample.clear(id)
        #expect(throws: Never.self) { try sample.declare(1) }
    }

    @Test func unknownVisits_areRefused() throws {
        var sample = try SampleYard.open()
        #expect(throws: YardRefusal.unknownVisit(VisitID(number: 99))) {
            try sample.take(.arrive, VisitID(number: 99))
        }
        let id = try sample.arrive(1)
        try sample.clear(id)
        #expect(throws: YardRefusal.unknownVisit(id)) { try sample.take(.clear, id) }
    }

    @Test func declarations_areAcceptedWhileNothingIsOpen() throws {
        var sample = SampleYard()
        try sample.set("export-1", .closed("sửa đường"))
        try sample.announce(.closes)
        let id = try sample.arrive(1)
        try sample.take(.call, id)
        #expect(sample.yard.visit(id)?.state == .called)
    }

    @Test func declaration_isJudgedInItself() throws {
        var sample = try SampleYard.open()
        var declaration = VisitDeclaration(
            plateDigest: PlateDigest(high: 1, low: 1), plateEnding: PlateEnding(lastOf: "12345"), direction: .export,
            goodsClass: .empty, refrigerated: true, weightKilograms: 10)
        #expect(declaration.faults().map(\.member) == ["/refrigerated", "/weight"])
        let stamp = sample.stamp()
        #expect(throws: YardRefusal.faults(declaration.faults())) {
            try sample.yard.declare(declaration, stamp: stamp)
        }
        declaration.goodsClass = .general
        declaration.weightKilograms = 500_001
        #expect(declaration.faults().map(\.member) == ["/weight"])
        declaration.weightKilograms = 32_000
        declaration.clearancePoint = "point-2"
        #expect(throws: YardRefusal.unknownClearancePoint("point-2", known: ["point-1"])) {
            try sample.yard.declare(declaration, stamp: stamp)
        }
        declaration.clearancePoint = "point-1"
        #expect(throws: Never.self) { try sample.yard.declare(declaration, stamp: stamp) }
    }

    @Test func diversion_goesToAnotherGate() throws {
        var sample = try SampleYard.open()
        let id = try sample.arrive(1)
        #expect(throws: YardRefusal.divertedToItself("kim-thanh")) { try sample.take(.divert(to: "kim-thanh"), id) }
        let change = try sample.take(.divert(to: "ban-vuoc"), id)
        guard case .visit(_, let after) = change.subject else { return }
        #expect(after.divertedTo == "ban-vuoc")
        #expect(after.state == .diverted)
    }

    @Test func visit_isCompact() {
        // 50,000 open visits are 8.4 MB.
        #expect(MemoryLayout<VehicleVisit>.stride <= 120)
    }
}

struct ClearingTests {
    private func refusal(
        _ sample: inout SampleYard, _ id: VisitID, in lane: LaneID = "export-1"
    ) -> YardRefusal? {
        let picture = YardPicture(sample.yard)
        do throws(YardRefusal) {
            _ = try sample.yard.step(.beginClearing(lane: lane), of: id, stamp: sample.stamp())
            return nil
        } catch {
            #expect(YardPicture(sample.yard) == picture)
            return error
        }
    }

    private func called(_ goods: GoodsClass = .general) throws -> (sample: SampleYard, id: VisitID) {
        var sample = try SampleYard.open()
        let id = try sample.arrive(1, goods)
        try sample.take(.call, id)
        return (sample, id)
    }

    @Test func clearing_needsAnOpenLaneThatTakesTheVehicle() throws {
        var (sample, id) = try called()
        #expect(
            refusal(&sample, id, in: "export-9")
                == .unknownLane("export-9", known: ["export-1", "export-2", "import-1"]))
        #expect(refusal(&sample, id, in: "import-1") == .laneOfOtherDirection("import-1", .import))
        #expect(refusal(&sample, id, in: "export-2") == .laneDoesNotTake("export-2", .general, takes: .fruit))
        try sample.set("export-1", .closed("bảo trì"))
        #expect(refusal(&sample, id) == .laneClosed("export-1", "bảo trì"))
        try sample.set("export-1", .unreported)
        #expect(refusal(&sample, id) == .laneUnreported("export-1"))
        try sample.set("export-1", .open)
        #expect(refusal(&sample, id) == nil)
        // What is in a lane comes out of it, closed or not.
        try sample.set("export-1", .closed("nghỉ trưa"))
        #expect(throws: Never.self) { try sample.take(.clear, id) }
    }

    @Test func closure_holdsFromItsBeginningToItsEnd() throws {
        var (sample, id) = try called()
        let event = try sample.announce(
            .closes, directions: GateDirections([.export]), from: "2026-11-28T02:00:00Z", until: "2026-11-28T03:00:00Z")
        sample.clock = "2026-11-28T02:00:00Z"
        #expect(
            refusal(&sample, id) == .gateClosed(event, "lũ trên sông Hồng", until: "2026-11-28T03:00:00Z"))
        sample.clock = "2026-11-28T03:00:00Z"
        #expect(refusal(&sample, id) == nil)
    }

    @Test func closure_ofOneDirectionLeavesTheOther() throws {
        var (sample, id) = try called()
        try sample.announce(.closes, directions: GateDirections([.import]))
        #expect(refusal(&sample, id) == nil)
    }

    @Test func restriction_concernsTheGoodsNamed() throws {
        var (sample, id) = try called(.dangerous)
        let event = try sample.announce(.restricts, VehicleKinds([.dangerous]))
        #expect(refusal(&sample, id) == .goodsRestricted(event, "lũ trên sông Hồng", .dangerous, until: nil))
        let other = try sample.arrive(2)
        try sample.take(.call, other)
        #expect(refusal(&sample, other) == nil)
    }

    @Test func hours_refuse_unlessTheGateWorksLonger() throws {
        let hours = try #require(
            OpeningHours(week: Array(repeating: [.init(start: 420, end: 1140)!], count: 7), source: .line()))
        let layout = GateLayout(gate: "kim-thanh", lanes: SampleYard.layout.lanes, hours: hours)
        var sample = try SampleYard.open(layout)
        let id = try sample.arrive(1)
        try sample.take(.call, id)
        sample.clock = "2026-11-28T12:00:00Z"  // 19:00 in Việt Nam
        #expect(refusal(&sample, id) == .outsideHours(opens: "2026-11-29T00:00:00Z"))
        #expect(sample.state() == .closed(.hours(opens: "2026-11-29T00:00:00Z")))
        try sample.announce(.extends, until: "2026-11-28T15:00:00Z")
        #expect(sample.state() == .open)
        #expect(refusal(&sample, id) == nil)
    }
}

struct LiveTimeTests {
    @Test func clockThatStepsBack_breaksNeitherOrderNorDurations() throws {
        var sample = try SampleYard.open()
        let first = try sample.arrive(1)
        sample.wait(-3600)
        let second = try sample.arrive(2)
        #expect(sample.position(first)?.position == 1)
        #expect(sample.position(second)?.position == 2)
        try sample.take(.call, first)
        #expect(sample.yard.visit(first)?.calledAt == sample.yard.visit(first)?.arrivedAt)
        // The board is not of an hour before the last news.
        #expect(sample.yard.board(at: sample.clock).at == "2026-11-28T01:00:00Z")
        #expect(sample.figures().oldestSince == "2026-11-28T00:00:00Z")
    }

    @Test func reportedTime_countsAsWhenItHappened() throws {
        var sample = try SampleYard.open()
        let id = try sample.declare(1)
        try sample.take(.arrive, id)
        sample.wait(1800)
        try sample.take(.call, id, reported: "2026-11-28T01:10:00Z")
        #expect(sample.yard.visit(id)?.calledAt == "2026-11-28T01:10:00Z")
    }

    @Test func reportedTime_beforeTheLastStep_isRefused() throws {
        var sample = try SampleYard.open()
        let id = try sample.declare(1)
        try sample.take(.arrive, id)
        sample.wait(1800)
        try sample.take(.call, id, reported: "2026-11-28T01:10:00Z")
        let picture = YardPicture(sample.yard)
        let refusal = YardRefusal.beforeLastStep(
            reported: "2026-11-28T01:08:59Z", .called, at: "2026-11-28T01:10:00Z")
        #expect(refusal.member == "/at")
        #expect(throws: refusal) { try sample.take(.turnBack("mưa"), id, reported: "2026-11-28T01:08:59Z") }
        #expect(YardPicture(sample.yard) == picture)
        // Within a minute it is the clocks that differ.
        try sample.take(.beginClearing(lane: "export-1"), id, reported: "2026-11-28T01:09:00Z")
        #expect(sample.yard.visit(id)?.clearingSince == "2026-11-28T01:10:00Z")
        // A server whose clock stepped back cannot judge what is reported.
        sample.clock = "2026-11-28T00:30:00Z"
        try sample.take(.clear, id, reported: "2026-11-28T00:30:00Z")
    }

    @Test func reportedTime_ofALane_isNotBeforeItsState() throws {
        var sample = SampleYard()
        try sample.set("export-1", .open)
        sample.wait(3600)
        let (early, late) = (sample.stamp("2026-11-28T00:00:00Z"), sample.stamp("2026-11-28T01:30:00Z"))
        #expect(
            throws: YardRefusal.beforeLaneState(
                "export-1", reported: "2026-11-28T00:00:00Z", since: "2026-11-28T01:00:00Z")
        ) { try sample.yard.setLane("export-1", LaneEdit(state: .unreported), stamp: early) }
        _ = try sample.yard.setLane("export-1", LaneEdit(state: .closed("mưa")), stamp: late)
        #expect(sample.yard.lane("export-1")?.since == "2026-11-28T01:30:00Z")
    }

    @Test func reportedTime_aheadOfTheClock_isNow() throws {
        var sample = try SampleYard.open()
        let id = try sample.declare(1)
        try sample.take(.arrive, id, reported: sample.clock.advanced(bySeconds: 60))
        #expect(sample.yard.visit(id)?.arrivedAt == sample.clock)
        #expect(sample.figures().observedAt == sample.clock)
    }

    @Test func reportedTime_liesNeitherAheadNorLongAgo() throws {
        var sample = try SampleYard.open()
        let id = try sample.declare(1)
        let picture = YardPicture(sample.yard)
        #expect(throws: YardRefusal.inFuture(reported: "2026-11-28T01:01:01Z", clock: sample.clock)) {
            try sample.take(.arrive, id, reported: "2026-11-28T01:01:01Z")
        }
        #expect(throws: YardRefusal.tooLate(reported: "2026-11-21T00:59:59Z", oldest: "2026-11-21T01:00:00Z")) {
            try sample.take(.arrive, id, reported: "2026-11-21T00:59:59Z")
        }
        #expect(YardPicture(sample.yard) == picture)
        #expect(throws: Never.self) { try sample.take(.arrive, id, reported: "2026-11-28T01:01:00Z") }
    }
}
