import BorderEconomy
import DomainTesting
import Testing

/// What a leg is on a day.
struct LegStateTests {
    private func leg(_ status: LegStatus, _ change: (inout NetworkLeg) -> Void = { _ in }) -> NetworkLeg {
        .of("leg", from: "a", to: "b") { leg in
            leg.status = status
            change(&leg)
        }
    }

    @Test func operating_SinceADay() {
        let bridge = leg(.operating) { $0.opened = "2009-09-01" }
        #expect(bridge.state(on: "2009-08-31") == .notYet)
        #expect(bridge.state(on: "2009-09-01") == .open)
        #expect(bridge.state(on: "2040-01-01") == .open)
    }

    @Test func openingOfAYear_CountsFromItsLastDay() {
        let road = leg(.operating) { $0.opened = "2013" }
        #expect(road.state(on: "2013-12-30") == .notYet)
        #expect(road.state(on: "2013-12-31") == .open)
    }

    @Test func openingUnknown_IsOpenFrom2008() {
        #expect(leg(.operating).state(on: "2007-12-31") == .unknown)
        #expect(leg(.operating).state(on: "2008-01-01") == .open)
    }

    @Test func closed_BetweenOpeningAndClosing_WasOpen() {
        let railway = leg(.closed) {
            $0.opened = "1910-04-01"
            $0.closed = "2017"
        }
        #expect(railway.state(on: "1910-03-31") == .notYet)
        #expect(railway.state(on: "2016-12-31") == .open)
        #expect(railway.state(on: "2017-01-01") == .closed)
    }

    @Test(arguments: [LegStatus.underConstruction, .planned])
    func planned_IsExpectedFromItsDateOn(_ status: LegStatus) {
        let road = leg(status) { $0.expected = "2030" }
        #expect(road.state(on: "2030-12-30") == .notYet)
        #expect(road.state(on: "2030-12-31") == .expected)
        #expect(leg(status).state(on: "2099-01-01") == .undated)
    }

    @Test func proposed_IsNeverThere() {
        #expect(leg(.proposed) { $0.expected = "2020" }.state(on: "2099-01-01") == .proposed)
    }

    @Test func faults_OfALeg() {
        func faults(_ status: LegStatus = .operating, _ change: (inout NetworkLeg) -> Void) -> [String] {
            leg(status, change).ownFaults().map { "\($0.member): \($0.reason)" }
        }
        #expect(faults { _ in } == [])
        #expect(faults { $0.to = "a" } == ["/to: a leg leads from one place to another"])
        #expect(faults { $0.length = nil } == ["/length: a leg has a length, or else an estimate of it"])
        #expect(
            faults { $0.estimate = .straightLine(factor: 1.3, standIn: nil) }
                == ["/length: a leg has a length, or else an estimate of it"])
        #expect(faults { $0.length = .of(10, .metre) } == ["/length/unit: a leg is measured in km"])
        #expect(
            faults { $0.length = .of(0, .kilometre) }
                == ["/length/value: a leg is longer than a metre and shorter than 20,000 km"])
        #expect(
            faults {
                $0.length = nil
                $0.estimate = .straightLine(factor: 0.9, standIn: nil)
            } == ["/estimate/factor: a way is 1 to 5 times as long as the straight line"])
        #expect(faults { $0.expected = "2030" } == ["/expected: what is there already is not expected to open"])
        #expect(faults(.closed) { _ in } == ["/closed: a closed leg says when it was closed"])
        #expect(faults(.planned) { $0.opened = "2020" } == ["/opened: what is planned has not been opened"])
        #expect(
            faults(.planned) { $0.expected = "2030" }
                == ["/expectedBasis: an expected opening is stated, inherited or inferred; say which"])
        #expect(
            faults(.closed) {
                $0.opened = "2018"
                $0.closed = "2017"
            } == ["/closed: the leg was closed before it was opened"])
        #expect(
            faults { $0.opened = "2018-01-01/.." } == [
                "/opened: a day, a month or a year is expected, with no open end"
            ])
        #expect(faults { $0.gauges = [1000] } == ["/gauges: only railways and their bridges have a gauge"])
        #expect(
            faults {
                $0.mode = .rail
                $0.gauges = [1]
            } == ["/gauges/0: a track gauge in millimetres lies between 500 and 2000"])
    }
}
