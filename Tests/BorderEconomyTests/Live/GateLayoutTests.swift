import BorderEconomy
import DomainTesting
import Testing

/// What yards are told of the gates of a registry.
struct GateLayoutTests {
    private static let day: CalendarDay = "2026-11-28"

    /// The layout of the sample's gate with some of its members set.
    private func layout(_ change: (inout BorderGate) -> Void) throws -> GateLayout {
        var records = SampleRecords()
        change(&records.gates[0])
        return try #require(records.registry.gateLayouts(on: Self.day).first { $0.gate == "kim-thanh" })
    }

    @Test func lanes_takeWhatTheyWereBuiltFor() throws {
        let layout = try layout {
            $0.lanes = [
                GateLane(
                    id: "export-1", direction: .export, vehicleKinds: VehicleKinds([.empty]), validFrom: nil,
                    editorial: nil, source: .line()),
                GateLane(id: "import-1", direction: .import, validFrom: nil, editorial: nil, source: .line()),
            ]
        }
        #expect(layout.lanes.map(\.vehicleKinds) == [VehicleKinds([.empty]), .all])
        #expect(layout.lanes.map(\.state) == [.unreported, .unreported])
    }

    @Test func hours_holdInTheYard() throws {
        let morning = try #require(OpeningHours.Span("07:00/11:30"))
        let hours = try #require(
            OpeningHours(
                week: Array(repeating: [morning], count: 7),
                holidays: [.init(day: "2026-11-29", names: "lễ", spans: [], source: .line())], source: .line()))
        let layout = try layout {
            $0.openingHours = hours
            $0.lanes = [GateLane(id: "export-1", direction: .export, validFrom: nil, editorial: nil, source: .line())]
        }
        #expect(layout.hours == hours)
        var sample = try SampleYard.open(layout)
        sample.clock = "2026-11-28T03:00:00Z"  // 10:00 in Việt Nam
        #expect(sample.state() == .open)
        let id = try sample.arrive(1)
        try sample.take(.call, id)
        // The next day is the holiday; the gate opens on the one after.
        let refusal = YardRefusal.outsideHours(opens: "2026-11-30T00:00:00Z")
        for clock in ["2026-11-28T05:00:00Z", "2026-11-29T03:00:00Z"] as [Moment] {
            sample.clock = clock
            #expect(throws: refusal) { try sample.take(.beginClearing(lane: "export-1"), id) }
        }
        #expect(sample.state() == .closed(.hours(opens: "2026-11-30T00:00:00Z")))
        sample.clock = "2026-11-30T00:00:00Z"
        try sample.take(.beginClearing(lane: "export-1"), id)
    }

    @Test(
        arguments: [
            ("operating", nil), ("restored", nil), ("to-open", nil), ("planned", .planned), ("listed", .listed),
            ("under-construction", .underConstruction), ("suspended", .suspended),
        ] as [(String, GateStatus?)])
    func vehicles_areDeclaredWhereGatesWork(status: String, idle: GateStatus?) throws {
        let layout = try layout { $0.header.assertions = [.of(status, field: "status")] }
        #expect(layout.idleness == idle.map { .status($0) })
        var sample = SampleYard(layout)
        guard let idle else { return _ = try sample.declare(1) }
        let refusal = YardRefusal.gateNotOperating("kim-thanh", .status(idle))
        #expect(throws: refusal) { try sample.declare(1) }
        #expect(refusal.reason.contains(status) && refusal.reason.contains("kim-thanh"))
    }

    @Test func group_isNoGate() throws {
        #expect(try layout { $0.kind = .openingGroup }.idleness == .group)
        #expect(try layout { _ in }.idleness == nil, "no source says that it does not work")
    }

    @Test func clearancePoints_areThoseOfTheGate() throws {
        var records = SampleRecords()
        for (id, parent) in [("point-1", "kim-thanh"), ("point-2", "other")] as [(RecordID, Identifier<BorderGate>)] {
            var point = BorderGate(header: .named(id), kind: .clearancePoint, province: "lao-cai")
            point.parentGate = parent
            records.gates.append(point)
        }
        let layouts = records.registry.gateLayouts(on: Self.day)
        #expect(layouts.first { $0.gate == "kim-thanh" }?.clearancePoints == ["point-1"])
    }
}
