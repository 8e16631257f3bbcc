import DomainTesting
import Testing

@testable import BorderEconomy

/// What is packed comes out as it went in, and is found as a look at every observation would find it.
struct ObservationTableTests {
    private static let full = Figure.of(-2.5, .percent, .nearly, period: "2024-02", asOf: "1999-12-31").with {
        $0.periodBasis = .inferred
        $0.asOfBasis = .inherited
        $0.cumulative = true
        $0.additional = true
        $0.inferred = true
        $0.priceBasis = .constant2010
        $0.confidence = .low
        $0.layer = .sidebar
        $0.original = "gần −2,5 %"
        $0.comparisons = [Comparison(kind: .baseline, value: 1, unit: .percent, base: "năm trước")]
        $0.note = LocalizedText(vietnamese: "a", english: "b", chinese: "c")
        $0.source = Source(document: "article", line: 4, alsoLines: [7, 9], statedBy: "decision")
    }

    private static let figures: [Figure] = [
        full, .of(nil), .of(0), .of(1e300, .tonne, .over), .range(1, 2),
        .of(1, period: Period(start: nil, end: "2020-05-01")),
        .of(1, period: Period(start: "1000-01-01", end: nil)), .of(3, asOf: "9999-12-31"),
        .of(3).with { $0.average = true }, .of(3).with { $0.derived = true },
    ]

    private static let measures = [
        Measure.turnover, Measure(subject: "lang-son", indicator: "trade-turnover"),
        Measure(subject: "lao-cai", indicator: "workers-employed", scope: "imports", dimensions: ["sex": "women"]),
    ]

    private var observations: [Observation] {
        Self.figures.indices.flatMap { place in
            Self.measures.indices.compactMap { measure in
                Identifier<Observation>("obs-\(place)-\(measure)").map {
                    Observation(id: $0, measure: Self.measures[measure], figure: Self.figures[place])
                }
            }
        }
    }

    private var table: ObservationTable {
        var table = ObservationTable()
        for observation in observations { table.append(observation) }
        return table
    }

    @Test func packed_comesOutAsItWentIn() {
        let table = table
        #expect(table.count == observations.count)
        for (packed, observation) in zip(table, observations) {
            #expect(packed.id == observation.id)
            #expect(packed.measure == observation.measure)
            #expect(packed.figure == observation.figure)
        }
    }

    @Test func aggregation_isKept() {
        var observation = Observation.of(.of(1), id: "sum")
        observation.aggregation = Aggregation(inputs: ["a", "b"], reason: "parts")
        var table = ObservationTable()
        table.append(observation)
        #expect(table["sum" as RecordID]?.aggregation == observation.aggregation)
    }

    @Test func identifiers_areFound() {
        let table = table
        for (position, observation) in observations.enumerated() {
            #expect(table.position(of: observation.id.erased) == position)
        }
        #expect(table["obs-1" as RecordID] == nil)
        #expect(ObservationTable()["obs-1" as RecordID] == nil)
    }

    @Test func identifier_thatIsTaken_staysWithItsFirst() {
        var table = ObservationTable()
        table.append(.of(.of(1), id: "a"))
        table.append(.of(.of(2), id: "b"))
        table.append(.of(.of(3), id: "a"))
        #expect(table["a" as RecordID]?.figure.value == 1)
        #expect(table.repeats == [2])
        #expect(table.map(\.figure.value) == [1, 2, 3])
    }

    @Test func subjects_haveTheirObservationsInWrittenOrder() {
        let found = table.observations(of: "lao-cai") { _ in true }
        #expect(found.map(\.id) == observations.filter { $0.measure.subject == "lao-cai" }.map(\.id))
        let turnover = table.observations(of: "lao-cai") { $0.indicator == "trade-turnover" }
        #expect(turnover.map(\.id) == observations.filter { $0.measure == .turnover }.map(\.id))
        #expect(table.observations(of: "nobody") { _ in true }.isEmpty)
    }

    @Test func keeping_leavesTheOthersInOrder() {
        let kept = table.indices.filter { table[$0].measure.subject == "lang-son" }.map { UInt32($0) }
        let rest = table.keeping(kept)
        #expect(rest.map(\.id) == observations.filter { $0.measure.subject == "lang-son" }.map(\.id))
        #expect(rest.measures == [Self.measures[1]])
    }

    /// What is taken over as it is packed is what would be put together and packed anew.
    @Test func keeping_isThePackingOfWhatIsKept() {
        for step in 1...4 {
            let kept = stride(from: 0, to: table.count, by: step).map { UInt32($0) }
            let rest = table.keeping(kept)
            var anew = ObservationTable()
            for position in kept { anew.append(table[Int(position)]) }
            #expect(rest.count == anew.count)
            for (one, other) in zip(rest, anew) {
                #expect(String(describing: one) == String(describing: other))
                #expect(rest.position(of: one.id.erased) == anew.position(of: other.id.erased))
            }
            #expect(rest.measures == anew.measures)
            #expect(rest.sources == anew.sources)
            for number in anew.measures.indices {
                #expect(rest.positions(ofMeasure: number) == anew.positions(ofMeasure: number))
            }
        }
    }

    @Test(arguments: [
        (["2023", "2024"] as [Period], false), (["2023-01", "2023-02", "2023-03"], false), (["2023", "2023-04"], true),
        (["2021/2023", "2023-12/2024"], true), (["2024", "2020/2021", "2021"], true), (["2024"], false), ([], false),
    ])
    func time_isSharedWherePeriodsOverlap(_ periods: [Period], _ isShared: Bool) {
        var table = ObservationTable()
        for (place, period) in periods.enumerated() {
            guard let id = Identifier<Observation>("obs-\(place)") else { continue }
            table.append(.of(.of(1, period: period), id: id))
        }
        #expect(table.mayShareTime(periods.indices.map { UInt32($0) }) == isShared)
    }
}
