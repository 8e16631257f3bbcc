import BorderEconomy
import DomainTesting
import Testing

struct PreferredAssertionTests {
    private static let evidence: [Identifier<Document>: CalendarDay] = [
        "article": "2024-12-30", "older": "2020-06-01", "article-twin": "2024-12-30",
    ]

    private func preferred(
        _ assertions: [Assertion], of field: String = "class", on day: CalendarDay = "2025-06-01"
    ) -> PreferredAssertion? {
        PreferredAssertion(of: field, among: assertions, on: day) { Self.evidence[$0.document] }
    }

    /// Each row is a rule: the first assertion wins by it although every later rule speaks for the second.
    private static let precedence: [(Assertion, Assertion, String)] = [
        (
            .of("secondary", document: "older") {
                $0.confidence = .low
                $0.layer = .sidebar
                $0.validTo = "2021-01-01"
            }, .of("international") { $0.planned = true }, "a state is preferred to a plan"
        ),
        (
            .of("secondary", document: "older") {
                $0.confidence = .low
                $0.layer = .sidebar
            }, .of("international") { $0.validTo = "2025-05-31" }, "it holds on the day asked about"
        ),
        (
            .of("secondary", document: "older") { $0.layer = .sidebar },
            .of("international") { $0.confidence = .medium }, "its source is of higher confidence"
        ),
        (
            .of("secondary") { $0.layer = .extended }, .of("international", document: "older"),
            "its evidence is of a later day"
        ),
        (
            .of("secondary"), .of("international", document: "article-twin") { $0.layer = .extended },
            "the five documents are preferred to other public sources"
        ),
    ]

    @Test(arguments: precedence.indices)
    func rule_decidesAgainstAllLaterRules(_ index: Int) throws {
        let (winner, loser, why) = Self.precedence[index]
        let first = try #require(preferred([winner, loser]))
        #expect(first.assertion == winner)
        #expect(first.index == 0)
        #expect(first.why.english == why)
        let second = try #require(preferred([loser, winner]))
        #expect(second.assertion == winner)
        #expect(second.index == 1)
        #expect(second.why.english == why)
    }

    @Test func first_isTakenWhenNothingTellsThemApart() throws {
        let choice = try #require(preferred([.of("secondary"), .of("international")]))
        #expect(choice.index == 0)
        #expect(choice.why.english == "nothing tells them apart; the first recorded is taken (our choice)")
    }

    @Test func one_isTheOnlySource() throws {
        let choice = try #require(preferred([.of("operating", field: "status"), .of("secondary")]))
        #expect(choice.index == 1)
        #expect(choice.why.english == "the only source that speaks of it")
    }

    @Test func none_ofTheField_isNil() {
        #expect(preferred([.of("operating", field: "status")]) == nil)
        #expect(preferred([]) == nil)
    }

    @Test func equalValues_agree() throws {
        let choice = try #require(preferred([.of("secondary"), .of("secondary", document: "article-twin")]))
        #expect(choice.why.english == "the sources agree")
    }

    /// A third source that agrees with the preferred one does not make the three agree.
    @Test func reason_isAgainstTheRivalThatSaysSomethingElse() throws {
        let choice = try #require(
            preferred([.of("secondary"), .of("international") { $0.confidence = .low }, .of("secondary")]))
        #expect(choice.index == 0)
        #expect(choice.why.english == "its source is of higher confidence")
    }

    @Test func reason_isAgainstTheStrongestRival() throws {
        let choice = try #require(
            preferred([
                .of("bilateral") { $0.confidence = .medium }, .of("international") { $0.planned = true },
                .of("secondary"),
            ]))
        #expect(choice.index == 2)
        #expect(choice.why.english == "its source is of higher confidence")
    }

    @Test(arguments: [("2024-12-31" as CalendarDay, "secondary"), ("2025-01-01", "international")])
    func day_isAnArgument(_ day: CalendarDay, value: String) throws {
        let assertions: [Assertion] = [
            .of("secondary") { $0.validTo = "2024-12-31" }, .of("international") { $0.validFrom = "2025-01-01" },
        ]
        #expect(try #require(preferred(assertions, on: day)).assertion.value == value)
    }

    @Test func evidence_isTheAssertionsOwnDayBeforeItsSources() throws {
        let choice = try #require(
            preferred([.of("secondary"), .of("international", document: "older") { $0.asOf = "2025-03-01" }]))
        #expect(choice.assertion.value == "international")
        #expect(choice.why.english == "its evidence is of a later day")
    }
}
