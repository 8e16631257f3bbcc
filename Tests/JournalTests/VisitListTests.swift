import BorderEconomy
import DomainTesting
import Testing

@testable import Journal

/// The open visits of a gate in the order of its queue.
@Suite struct VisitListTests {
    private let live: LiveJournal

    init() throws {
        live = try LiveJournal()
        live.open()
    }

    private func declare(
        _ number: UInt64, _ goods: GoodsClass, refrigerated: Bool = false, _ direction: GateLane.Direction = .export
    ) throws -> VisitID {
        let declaration = VisitDeclaration(
            plateDigest: PlateDigest(high: number, low: 1), plateEnding: PlateEnding(lastOf: "24C-\(number)"),
            direction: direction, goodsClass: goods, refrigerated: refrigerated)
        return try live.visit(
            live.submit(.write(LiveWrite(.declare(gate: LiveJournal.kimThanh, declaration))))
        ).id
    }

    private func question(_ change: (inout VisitQuestion) -> Void = { _ in }) -> VisitQuestion {
        var question = VisitQuestion(of: LiveJournal.kimThanh, limit: 100)
        change(&question)
        return question
    }

    @Test func visits_standInTheOrderInWhichTheyAreWorkedOff() throws {
        let expected = try declare(1, .fruit, refrigerated: true)
        let general = try declare(2, .general)
        let fruit = try declare(3, .fruit, refrigerated: true)
        let inbound = try declare(4, .general, .import)
        let called = try declare(5, .general)
        let clearing = try declare(6, .general)
        let closed = try declare(7, .general)
        for id in [inbound, general, fruit, called, clearing] { try live.step(id, .arrive) }
        for id in [clearing, called] { try live.step(id, .call) }
        try live.step(clearing, .beginClearing(lane: LiveJournal.lane))
        try live.step(closed, .turnBack(LiveReason("no papers")))
        _ = try live.declare(8, at: LiveJournal.tanThanh)
        let all = try live.list(question())
        #expect(all.visits.map(\.visit.id) == [clearing, called, fruit, general, inbound, expected])
        #expect(all.visits.map { $0.queuePosition?.position } == [nil, nil, 1, 2, 1, 2])
        #expect(all.total == 6 && all.next == nil)
        let waiting = try live.list(
            question {
                $0.states = [.arrived]
                $0.direction = .export
            })
        #expect(waiting.visits.map(\.visit.id) == [fruit, general] && waiting.total == 2)
        let found = try live.list(question { $0.plate = PlateDigest(high: 4, low: 1) })
        #expect(found.visits.map(\.visit.id) == [inbound])
        #expect(try live.list(question { $0.plate = PlateDigest(high: 7, low: 1) }).total == 0, "it is closed")
    }

    @Test func pages_followEachOther() throws {
        var ids: [VisitID] = []
        for number in 1...23 as ClosedRange<UInt64> {
            let id = try declare(number, number % 3 == 0 ? .fruit : .general, refrigerated: number % 3 == 0)
            if number % 4 != 0 { try live.step(id, .arrive) }
            ids.append(id)
        }
        let whole = try live.list(question())
        var seen: [VisitID] = []
        var after: VisitPlace?
        repeat {
            let page = try live.list(
                question {
                    $0.limit = 5
                    $0.after = after
                })
            #expect(page.total == 23 && page.visits.count <= 5)
            seen += page.visits.map(\.visit.id)
            after = page.next.flatMap { VisitPlace($0.numbers) }
        } while after != nil
        #expect(seen == whole.visits.map(\.visit.id) && Set(seen) == Set(ids))
    }

    @Test(arguments: [[], [1, 2, 3], [-1, 0, 0, 0], [0, 0, 5000, 1], [0, 0, 0, 0, 0]] as [[Int64]])
    func numbersOfNoPlace_areRefused(_ numbers: [Int64]) {
        #expect(VisitPlace(numbers) == nil)
    }

    @Test func bulletins_ofDaysThatNobodyKnows_haveNoStock() throws {
        let id = try declare(1, .general)
        try live.step(id, .arrive)
        let today = try #require(ClockHour(of: .morning).day)
        func day(_ ahead: Int) throws -> Bulletin? {
            try live.bulletin(of: try #require(CalendarDay(daysSince1970: today.daysSince1970 + ahead)))
        }
        #expect(try day(0)?.isStockKnown == true && day(0)?.total.stockAfter == 1)
        #expect(try day(-1)?.isStockKnown == false && day(-30)?.isStockKnown == false)
        // A month of silence later the vehicle still stands there, as far as anybody knows.
        live.clock.now = .morning.advanced(bySeconds: 30 * 86_400)
        try live.restart()
        #expect(try day(29)?.isStockKnown == true && day(29)?.total.stockAfter == 1 && day(29)?.hoursReported == 0)
        #expect(try live.bulletin(of: today, scope: .simulated)?.isStockKnown == false)
    }
}
