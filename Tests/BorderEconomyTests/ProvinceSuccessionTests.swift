import BorderEconomy
import DomainTesting
import Testing

struct ProvinceSuccessionTests {
    /// Yên Bái and Lào Cai until 2025-06-30, then one province of the name Lào Cai.
    private func merged(_ change: (inout [Province]) -> Void = { _ in }) -> SampleRecords {
        var records = SampleRecords()
        var yenBai = Province(header: .named("yen-bai"))
        yenBai.validTo = "2025-06-30"
        yenBai.successor = "lao-cai-2025"
        var laoCai = Province(header: .named("lao-cai"))
        laoCai.validTo = "2025-06-30"
        laoCai.successor = "lao-cai-2025"
        var successor = Province(header: .named("lao-cai-2025"))
        successor.validFrom = "2025-07-01"
        successor.predecessors = ["lao-cai", "yen-bai"]
        records.provinces = [laoCai, yenBai, successor]
        change(&records.provinces)
        return records
    }

    @Test(arguments: [
        ("lao-cai" as Identifier<Province>, "2025-06-30" as CalendarDay, "lao-cai" as Identifier<Province>),
        ("lao-cai", "2025-07-01", "lao-cai-2025"), ("yen-bai", "2025-06-30", "yen-bai"),
        ("yen-bai", "2026-11-21", "lao-cai-2025"), ("lao-cai-2025", "2026-11-21", "lao-cai-2025"),
        ("nowhere", "2026-11-21", "nowhere"),
    ])
    func current_isTheLastSuccessor(_ province: Identifier<Province>, _ day: CalendarDay, is: Identifier<Province>) {
        #expect(merged().registry.currentProvince(of: province, on: day) == `is`)
    }

    @Test func current_followsSeveralSuccessions() {
        let records = merged { provinces in
            provinces[2].validTo = "2029-12-31"
            provinces[2].successor = "north-west"
            var last = Province(header: .named("north-west"))
            last.validFrom = "2030-01-01"
            last.predecessors = ["lao-cai-2025"]
            provinces.append(last)
        }
        #expect(records.faults == [])
        #expect(records.registry.currentProvince(of: "yen-bai", on: "2029-12-31") == "lao-cai-2025")
        #expect(records.registry.currentProvince(of: "yen-bai", on: "2030-01-01") == "north-west")
    }

    @Test func current_ofACircle_comesToAnEnd() {
        let registry = merged {
            $0[2].validTo = "2025-12-31"
            $0[2].successor = "lao-cai"
        }.registry
        #expect(registry.provinces[registry.currentProvince(of: "lao-cai", on: "2026-11-21")] != nil)
    }

    @Test func succession_thatIsWhole_hasNoFaults() {
        #expect(merged().faults == [])
    }

    @Test func successor_thatBeginsAnotherDay_isAFault() {
        let reason = "the successor lao-cai-2025 begins on 2025-07-02, not on the day after 2025-06-30"
        #expect(
            merged { $0[2].validFrom = "2025-07-02" }.faults
                == ["provinces/0/successor: \(reason)", "provinces/1/successor: \(reason)"])
    }

    @Test func successor_withoutFirstDay_isAFault() {
        #expect(
            merged { $0[2].validFrom = nil }.faults.first
                == "provinces/0/successor: the successor lao-cai-2025 has no first day (validFrom)")
    }

    @Test func successor_thatDoesNotNameItsPredecessor_isAFault() {
        #expect(
            merged { $0[2].predecessors = ["lao-cai"] }.faults
                == ["provinces/1/successor: lao-cai-2025 does not name yen-bai among its predecessors"])
    }

    @Test func predecessor_thatDoesNotNameItsSuccessor_isAFault() {
        #expect(
            merged { $0[1].successor = nil }.faults
                == ["provinces/2/predecessors/1: yen-bai does not name lao-cai-2025 as its successor"])
    }

    @Test func successor_withoutLastDay_isAFault() {
        #expect(
            merged { $0[0].validTo = nil }.faults
                == ["provinces/0/successor: a province with a successor has a last day (validTo)"])
    }

    @Test func province_thatEndsBeforeItBegins_isAFault() {
        var records = SampleRecords()
        records.provinces[0].validFrom = "2025-07-01"
        records.provinces[0].validTo = "2025-06-30"
        #expect(records.faults == ["provinces/0/validTo: the province ends before it begins"])
    }
}
