import BorderEconomy
import DomainTesting
import Testing

/// Figures for the boundaries of another day.
struct BoundariesTests {
    private func merged(_ observations: [Observation]) -> Registry {
        var records = SampleRecords()
        var yenBai = Province(header: .named("yen-bai"))
        yenBai.validTo = "2025-06-30"
        yenBai.successor = "lao-cai-2025"
        yenBai.header.aliases = ["yb"]
        var laoCai = Province(header: .named("lao-cai"))
        laoCai.validTo = "2025-06-30"
        laoCai.successor = "lao-cai-2025"
        var successor = Province(header: .named("lao-cai-2025"))
        successor.validFrom = "2025-07-01"
        successor.predecessors = ["lao-cai", "yen-bai"]
        records.provinces = [laoCai, yenBai, successor, Province(header: .named("lang-son"))]
        records.observations = observations
        return records.registry
    }

    private func observation(
        _ id: Identifier<Observation>, _ subject: RecordID, _ figure: Figure,
        indicator: Identifier<Indicator> = "population"
    ) -> Observation {
        .of(figure, id: id, measure: Measure(subject: subject, indicator: indicator))
    }

    private func sums(_ observations: [Observation]) -> [Observation] {
        Array(merged(observations).reaggregated(to: "2025-07-01").observations)
    }

    @Test func boundaryDays_areThoseOfMergers() {
        #expect(merged([]).boundaryDays == ["2025-07-01"])
    }

    @Test func figuresOfAllParts_areAdded() throws {
        let all = sums([
            observation("a", "lao-cai", .of(761_890, .person, asOf: "2023-12-31")),
            observation("b", "yen-bai", .of(847_245, .person, asOf: "2023-12-31")),
            observation("c", "lang-son", .of(800_000, .person, asOf: "2023-12-31")),
        ])
        #expect(all.map(\.id) == ["c", "lao-cai-2025--a"])
        let sum = try #require(all.last)
        #expect(sum.measure.subject == "lao-cai-2025")
        #expect(sum.figure.value == 1_609_135)
        #expect(sum.figure.derived)
        #expect(sum.figure.confidence == .medium)
        #expect(sum.figure.asOf == "2023-12-31")
        #expect(sum.aggregation == Aggregation(inputs: ["a", "b"], reason: nil))
    }

    @Test func figureOfOnePart_hasNoNumberAndSaysWhy() throws {
        let sum = try #require(sums([observation("a", "lao-cai", .of(2.79e9, period: "2024"))]).first)
        #expect(sum.figure.value == nil)
        #expect(sum.figure.derived)
        #expect(sum.aggregation?.inputs == ["a"])
        #expect(sum.aggregation?.reason?.english == "no figure of yen-bai for the same time")
    }

    @Test func figuresOfDifferentTimes_areNotAdded() {
        let all = sums([
            observation("a", "lao-cai", .of(1, .person, period: "2023")),
            observation("b", "yen-bai", .of(2, .person, period: "2024")),
        ])
        #expect(all.map(\.figure.value) == [nil, nil])
    }

    @Test func shares_areNotAdded() throws {
        let all = sums([
            observation("a", "lao-cai", .of(60, .percent, period: "2023")),
            observation("b", "yen-bai", .of(50, .percent, period: "2023")),
        ])
        let sum = try #require(all.first)
        #expect(all.count == 1)
        #expect(sum.figure.value == nil)
        #expect(sum.aggregation?.inputs == ["a", "b"])
        #expect(sum.aggregation?.reason?.english.contains("do not add up") == true)
    }

    @Test func averages_areNotAdded() {
        let average = Figure.of(5, .vehicle, period: "2023").with { $0.average = true }
        let all = sums([observation("a", "lao-cai", average), observation("b", "yen-bai", average)])
        #expect(all.map(\.figure.value) == [nil])
    }

    @Test func ranges_areAddedEndByEnd() throws {
        let all = sums([
            observation("a", "lao-cai", .range(10, 20, .person)), observation("b", "yb", .of(5, .person)),
        ])
        let figure = try #require(all.first?.figure)
        #expect(all.count == 1)
        #expect((figure.low, figure.high, figure.value, figure.qualifier) == (15, 25, nil, .range))
    }

    @Test func qualifiersThatDiffer_makeAnApproximation() {
        let all = sums([
            observation("a", "lao-cai", .of(1, .person, .over)), observation("b", "yen-bai", .of(2, .person, .exact)),
        ])
        #expect(all.first?.figure.qualifier == .approximately)
    }

    @Test func theBetterOfTwoFiguresOfAPart_isTaken() {
        let all = sums([
            observation("a", "lao-cai", .of(1, .person).with { $0.confidence = .low }),
            observation("a2", "lao-cai", .of(10, .person)), observation("b", "yen-bai", .of(2, .person)),
        ])
        #expect(all.map(\.figure.value) == [12])
        #expect(all.first?.aggregation?.inputs == ["a2", "b"])
    }

    @Test func boundariesBeforeTheMerger_leaveFiguresAsReported() {
        let registry = merged([observation("a", "lao-cai", .of(1, .person))])
        #expect(registry.reaggregated(to: "2025-06-30").observations.all.map(\.id) == ["a"])
    }

    @Test func boundariesAfterTwoMergers_addOverBoth() {
        var records = SampleRecords()
        var (a, b, ab, c, abc) = (
            Province(header: .named("a")), Province(header: .named("b")), Province(header: .named("ab")),
            Province(header: .named("c")), Province(header: .named("abc"))
        )
        (a.successor, b.successor, ab.successor, c.successor) = ("ab", "ab", "abc", "abc")
        (ab.validFrom, abc.validFrom) = ("2025-07-01", "2030-01-01")
        (ab.predecessors, abc.predecessors) = (["a", "b"], ["ab", "c"])
        records.provinces = [a, b, ab, c, abc]
        records.observations = [
            observation("of-a", "a", .of(1, .person)), observation("of-b", "b", .of(2, .person)),
            observation("of-c", "c", .of(4, .person)),
        ]
        let all = records.registry.reaggregated(to: "2030-01-01").observations.all
        #expect(all.map(\.figure.value) == [7])
        #expect(all.first?.aggregation?.inputs == ["ab--of-a", "of-c"])
    }
}
