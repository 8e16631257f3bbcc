import DomainTesting
import Testing

@testable import BorderEconomy

struct BulletinTests {
    /// Two days at a gate: five come before the first cut, and three of them stay for the night.
    private func twoDays() throws -> SampleYard {
        var sample = try SampleYard.open()
        sample.clock = "2026-11-28T10:00:00Z"  // 17:00
        let first = try (1...5).map { try sample.arrive(UInt64($0), .fruit) }
        try sample.declare(6)
        sample.wait(3600)
        try sample.clear(first[0])
        try sample.take(.turnBack("thiếu giấy kiểm dịch"), first[1])
        sample.clock = "2026-11-28T13:30:00Z"  // 20:30
        try sample.clear(first[2])
        let late = try sample.arrive(7, .general, .import)
        sample.clock = "2026-11-29T02:00:00Z"
        try sample.take(.divert(to: "ban-vuoc"), first[3])
        try sample.clear(late, lane: "import-1")
        let noShow = try sample.declare(8)
        try sample.take(.turnBack("không đến"), noShow)
        return sample
    }

    @Test func day_isCutInTheEvening() throws {
        let sample = try twoDays()
        let first = sample.yard.bulletin(of: "2026-11-28", at: sample.clock)
        #expect(first.isComplete)
        let fruit = first[.export, .fruit]
        #expect(
            [fruit.stockBefore, fruit.arrived, fruit.cleared, fruit.turnedBack, fruit.diverted, fruit.stockAfter]
                == [0, 5, 1, 1, 0, 3])
        #expect(fruit.residual == 0)
        #expect(fruit.clearanceHours == 1)
        #expect(first.total.declared == 6)

        let second = sample.yard.bulletin(of: "2026-11-29", at: sample.clock)
        #expect(!second.isComplete)
        #expect(second[.export, .fruit].stockBefore == 3)
        #expect(second[.export, .fruit].cleared == 1)
        #expect(second[.export, .fruit].diverted == 1)
        #expect(second[.export, .fruit].stockAfter == 1)
        #expect(second.total(.import).cleared == 1)
        #expect(second.total.withdrawn == 1)
        #expect(second.total.residual == 0)
        #expect(second.hourly.map(\.hour.hourOfDay) == [20, 9])
        #expect(second.hourly.map(\.export.cleared) == [1, 0])
        #expect(second.hourly.map { $0[.import].cleared } == [0, 1])
    }

    @Test func cut_isASetting() throws {
        let midnight = try #require(DayCut(hour: 0))
        let sample = try twoDays()
        let day = Bulletin(
            gate: "kim-thanh", day: "2026-11-28", cut: midnight, tallies: sample.yard.recentTallies(),
            stock: sample.yard.reading(at: sample.clock).stockByKind, at: sample.clock)
        #expect(day.total.cleared == 2)
        #expect(day.total.stockAfter == 3)
        #expect(day.total.residual == 0)
    }

    @Test func lateReport_leavesAResidual() throws {
        var sample = try SampleYard.open()
        sample.clock = "2026-11-28T12:00:00Z"
        let id = try sample.arrive(1)
        try sample.take(.call, id)
        try sample.take(.beginClearing(lane: "export-1"), id)
        sample.clock = "2026-11-28T13:10:00Z"
        try sample.arrive(2)
        // It was through before the cut, but nobody said so until the stock was counted.
        try sample.take(.clear, id, reported: "2026-11-28T12:50:00Z")
        let day = sample.yard.bulletin(of: "2026-11-28", at: sample.clock)
        #expect(day.total.stockAfter == 1)
        #expect(day.total.arrived - day.total.cleared == 0)
        #expect(day.total.residual == 1)
        #expect(sample.yard.bulletin(of: "2026-11-29", at: sample.clock).total.residual == -1)
    }

    @Test func dayWithNoReport_saysSo() throws {
        let sample = try twoDays()
        let empty = sample.yard.bulletin(of: "2026-11-25", at: sample.clock)
        #expect(empty.hoursReported == 0)
        #expect(!empty.isStockKnown, "nothing was counted yet")
        #expect(empty.observations().isEmpty)
    }

    @Test func declarationsThatLapse_areCountedApartAndAreNoReport() throws {
        var sample = try SampleYard.open()
        let id = try sample.declare(1, .fruit)
        sample.wait(4 * 86_400)
        _ = sample.yard.expire(id, stamp: sample.stamp())
        let day: CalendarDay = "2026-12-02"
        let bulletin = sample.yard.bulletin(of: day, at: sample.clock)
        #expect(bulletin[.export, .fruit].expired == 1 && bulletin.total.expired == 1)
        #expect(bulletin.total.withdrawn == 0 && bulletin.total.stockAfter == 0 && bulletin.total.residual == 0)
        #expect(bulletin.hoursReported == 0)
        #expect(sample.yard.bulletin(of: day, scope: .real, at: sample.clock).observations().isEmpty)
        try sample.declare(2)
        #expect(sample.yard.bulletin(of: day, at: sample.clock).hoursReported == 1)
    }

    @Test func playedAndReal_areCountedApart() throws {
        var sample = try SampleYard.open()
        let real = try sample.arrive(1)
        let played = try (2...4).map { try sample.arrive($0, simulated: true) }
        try sample.clear(real)
        try sample.clear(played[0])
        let day: CalendarDay = "2026-11-28"
        let all = sample.yard.bulletin(of: day, at: sample.clock)
        #expect(all.total.cleared == 2 && all.total.stockAfter == 2 && all.simulated)
        let counted = sample.yard.bulletin(of: day, scope: .real, at: sample.clock)
        #expect(counted.total.cleared == 1 && counted.total.stockAfter == 0 && !counted.simulated)
        let simulated = sample.yard.bulletin(of: day, scope: .simulated, at: sample.clock)
        #expect(simulated.total.cleared == 1 && simulated.total.stockAfter == 2 && simulated.simulated)
        #expect([all, counted, simulated].allSatisfy { $0.total.residual == 0 })
    }

    @Test func hourOfNoNews_keepsTheStock() throws {
        var sample = try SampleYard.open()
        try sample.arrive(1)
        sample.wait(3 * 86_400)
        try sample.arrive(2)
        for day: CalendarDay in ["2026-11-29", "2026-11-30"] {
            let line = sample.yard.bulletin(of: day, at: sample.clock).total
            #expect(line.stockBefore == 1 && line.stockAfter == 1)
            let bulletin = sample.yard.bulletin(of: day, at: sample.clock)
            #expect(bulletin.isStockKnown && bulletin.hoursReported == 0)
            #expect(!sample.yard.bulletin(of: day, scope: .simulated, at: sample.clock).isStockKnown)
        }
    }

    @Test func settling_keepsWhatLateReportsReach() throws {
        var sample = try SampleYard.open()
        let id = try sample.arrive(1)
        try sample.clear(id)
        sample.wait(7 * 86_400)
        sample.yard.settle(at: sample.clock)
        #expect(sample.yard.recentTallies().count == 1)
        sample.wait(86_400 + 3600)
        sample.yard.settle(at: sample.clock)
        #expect(sample.yard.recentTallies().isEmpty)
        #expect(sample.yard.board(at: sample.clock).directions[0].figures.served60 == 0)
    }
}

struct LiveObservationTests {
    private func day(simulated: Bool, at clock: Moment = "2026-11-28T14:00:00Z") throws -> Bulletin {
        var sample = try SampleYard.open()
        for plate in 1...6 {
            let id = try sample.arrive(
                UInt64(plate), plate < 5 ? .fruit : .general, plate < 6 ? .export : .import, simulated: simulated)
            sample.wait(1800)
            if plate != 2 { try sample.clear(id, lane: plate < 6 ? "export-1" : "import-1") }
        }
        sample.clock = clock
        return sample.yard.bulletin(of: "2026-11-28", scope: simulated ? .simulated : .real, at: sample.clock)
    }

    @Test func figures_areThoseOfTheBulletin() throws {
        let list = try day(simulated: false).observations()
        func value(_ id: String) -> Double? { list.first { $0.id.rawValue == id }?.figure.value }
        #expect(value("live-vehicles-cleared-kim-thanh-2026-11-28") == 5)
        #expect(value("live-vehicles-cleared-kim-thanh-2026-11-28-export") == 4)
        #expect(value("live-vehicles-cleared-kim-thanh-2026-11-28-export-fruit") == 3)
        #expect(value("live-vehicles-cleared-kim-thanh-2026-11-28-import-general") == 1)
        #expect(value("live-vehicles-cleared-kim-thanh-2026-11-28-import-fruit") == nil)
        #expect(value("live-vehicles-cleared-kim-thanh-2026-11-28-export-08") == 1)
        #expect(value("live-yard-stock-kim-thanh-2026-11-28") == 1)
        #expect(value("live-clearance-hours-kim-thanh-2026-11-28-export") == 0.5)
        // The hours and the classes each make up the direction.
        for dimension in ["hour", "goodsClass"] {
            let parts = list.filter {
                $0.measure.indicator == "vehicles-cleared" && $0.measure.dimensions["direction"] == "export"
                    && $0.measure.dimensions[dimension] != nil
            }
            #expect(parts.compactMap(\.figure.value).reduce(0, +) == 4)
        }
        #expect(Set(list.map(\.id)).count == list.count)
        #expect(list.allSatisfy { $0.figure.faults().isEmpty })
        #expect(list.allSatisfy { $0.figure.source.document == "cuakhau-live" && $0.measure.scope == "counted" })
    }

    @Test func playedFigures_areMarked_andComparedWithNoOthers() throws {
        let list = try day(simulated: true).observations()
        #expect(!list.isEmpty)
        for observation in list {
            #expect(observation.id.rawValue.hasSuffix("-simulated"))
            #expect(observation.measure.scope == "simulated")
            #expect(observation.figure.source.document == "cuakhau-live-simulated")
            #expect(observation.figure.confidence == .low)
        }
        let real = try day(simulated: false).observations()
        #expect(Set(real.map(\.measure)).isDisjoint(with: list.map(\.measure)))
    }

    @Test func dayThatIsNotOver_hasAtLeastSoMany_andNoStock() throws {
        let list = try day(simulated: false, at: "2026-11-28T12:00:00Z").observations()
        let total = list.first { $0.id == "live-vehicles-cleared-kim-thanh-2026-11-28" }
        #expect(total?.figure.qualifier == .atLeast)
        #expect(total?.figure.cumulative == true)
        #expect(!list.contains { $0.measure.indicator == "yard-stock" })
    }

    /// 21:00 of the 28th belongs to the bulletin of the 29th, and is an hour of the 28th.
    @Test func hoursAfterTheCut_areOfTheDayBefore() throws {
        var sample = try SampleYard.open()
        for (clock, plate) in [("2026-11-28T14:43:00Z", 1), ("2026-11-29T02:10:00Z", 2)] as [(Moment, UInt64)] {
            sample.clock = clock
            try sample.clear(try sample.arrive(plate))
        }
        sample.clock = "2026-11-29T14:00:00Z"
        let list = sample.yard.bulletin(of: "2026-11-29", scope: .real, at: sample.clock).observations()
        func period(_ id: String) -> Period? { list.first { $0.id.rawValue == id }?.figure.period }
        let (evening, morning): (CalendarDay, CalendarDay) = ("2026-11-28", "2026-11-29")
        #expect(
            period("live-vehicles-cleared-kim-thanh-2026-11-28-export-21") == Period(start: evening, end: evening))
        #expect(
            period("live-vehicles-cleared-kim-thanh-2026-11-29-export-09") == Period(start: morning, end: morning))
        let day = try #require(list.first { $0.id == "live-vehicles-cleared-kim-thanh-2026-11-29" })
        #expect(
            day.figure.note?.english
                == "Counted at the gate by this service, in the 24 hours to 20:00 of the day, Việt Nam time.")
        #expect(list.first { $0.measure.indicator == "yard-stock" }?.figure.note?.english.contains("at 20:00") == true)
    }

    @Test func meanOfADayThatIsNotOver_isApproximate() throws {
        func qualifier(_ clock: Moment) throws -> Qualifier? {
            try day(simulated: false, at: clock).observations().first { $0.measure.indicator == "clearance-hours" }?
                .figure.qualifier
        }
        #expect(try qualifier("2026-11-28T12:00:00Z") == .approximately)
        #expect(try qualifier("2026-11-28T14:00:00Z") == .exact)
    }

    @Test func bulletinOfAllVehicles_givesNone() throws {
        var sample = try SampleYard.open()
        try sample.arrive(1)
        #expect(sample.yard.bulletin(of: "2026-11-28", at: sample.clock).observations().isEmpty)
    }
}
