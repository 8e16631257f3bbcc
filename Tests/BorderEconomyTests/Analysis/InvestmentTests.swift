import BorderEconomy
import DomainTesting
import Testing

struct InvestmentTests {
    @Test func dossiers_goFromReceiptToOneOutcome() {
        #expect(DossierStage.received.mayBecome(.underAppraisal))
        #expect(!DossierStage.received.mayBecome(.approved))
        for outcome in DossierStage.outcomes {
            #expect(DossierStage.underAppraisal.mayBecome(outcome))
            #expect(outcome.next.isEmpty)
            #expect(outcome.indicator != nil)
        }
        #expect(!DossierStage.underAppraisal.mayBecome(.received))
        #expect(DossierStage.terminated.projectPhase == .cancelled)
        #expect(DossierStage.underAppraisal.indicator == nil)
    }

    private func records(_ values: [(RecordID, String, Figure)]) -> SampleRecords {
        var records = SampleRecords()
        records.observations = values.enumerated().compactMap { index, value in
            guard let id = Identifier<Observation>("obs-\(index)"), let indicator = Identifier<Indicator>(value.1)
            else { return nil }
            return Observation(
                id: id, measure: Measure(subject: value.0, indicator: indicator), figure: value.2)
        }
        return records
    }

    @Test func residual_isWhatNoOutcomeCounts() throws {
        let counted = records([
            ("zone", "dossiers-received", .of(50, .dossier, period: "2024")),
            ("zone", "dossiers-new-approved", .of(1, .project, period: "2024")),
            ("zone", "dossiers-returned", .of(24, .dossier, period: "2024")),
        ])
        let account = try #require(counted.registry.investmentAccounts(of: "zone", on: "2026-01-01").first)
        let dossiers = try #require(account.dossiers.first)
        #expect(dossiers.residual == 25)
        #expect(dossiers.missing == [.adjusted, .terminated])
        #expect(dossiers.share(of: .returned) == 48)
        #expect(dossiers.share(of: .adjusted) == nil)
        #expect(dossiers.share(of: .received) == nil)
    }

    @Test func residual_isUnknownWithoutDossiersOrOutcomes() {
        for indicator in ["dossiers-received", "dossiers-returned"] {
            let account = records([("zone", indicator, .of(5, .dossier, period: "2024"))])
                .registry.investmentAccounts(of: "zone", on: "2026-01-01").first
            #expect(account?.dossiers.first?.residual == nil)
        }
    }

    @Test func works_haveTheirCostTimesTheRatePaidOut() throws {
        let account = try #require(
            records([
                ("zone", "infrastructure-works-built", .of(6, .work, period: "2024")),
                ("zone", "infrastructure-investment", .of(26.9e9, .vietnameseDong, period: "2024")),
                ("zone", "disbursement-rate", .of(50, .percent, period: "2024")),
                ("zone", "infrastructure-works-built", .of(3, .work, period: "2023")),
            ]).registry.investmentAccounts(of: "zone", on: "2026-01-01").first)
        #expect(account.works.map(\.time.period) == ["2023", "2024"])
        #expect(account.works[1].disbursed == 13.45e9)
        #expect(account.works[1].perWork == 26.9e9 / 6)
        #expect(account.works[0].disbursed == nil)
    }

    @Test func capital_isOfItsTime() throws {
        let counted = records([
            ("zone", "registered-capital", .of(16e12, .vietnameseDong, asOf: "2021-12-31")),
            ("zone", "investment-projects", .of(242, .project, asOf: "2021-12-31")),
            ("zone", "registered-capital", .of(37e12, .vietnameseDong, period: "2023")),
        ]).registry
        let capital = try #require(counted.investmentAccounts(of: "zone", on: "2026-01-01").first).capital
        #expect(capital.map(\.perProject) == [16e12 / 242, nil])
        let later = counted.investmentAccounts(of: "zone", in: "2023", on: "2026-01-01").first
        #expect(later?.capital.map(\.time.period) == ["2023"])
        #expect(counted.investmentAccounts(of: "zone", in: "2019", on: "2026-01-01").isEmpty)
    }

    private func project(_ id: RecordID, _ zone: Identifier<EconomicZone>?, _ steps: [(DossierStage, CalendarDay)])
        -> InfrastructureProject
    {
        var project = InfrastructureProject(header: .named(id), kind: .bridge)
        project.zone = zone
        project.provinces = ["lao-cai"]
        project.dossier = steps.map { DossierStep(stage: $0.0, on: $0.1, source: Source(document: "article")) }
        return project
    }

    @Test func dossiersOfProjects_areCountedYearByYear() throws {
        var records = records([("zone", "dossiers-received", .of(50, .dossier, period: "2024"))])
        records.projects = [
            project(
                "bridge", "zone",
                [
                    (.received, "2024-11-01"), (.underAppraisal, "2025-01-05"), (.returned, "2025-03-01"),
                    (.received, "2025-04-01"),
                ]),
            project("road", "zone", [(.received, "2024-02-01"), (.underAppraisal, "2024-02-02")]),
            project("port", nil, [(.received, "2027-02-01")]),
            project("plain", "zone", []),
        ]
        let registry = records.registry
        let account = try #require(registry.investmentAccounts(of: "zone", on: "2026-01-01").first)
        #expect(account.dossiers.first?.stages[.received]?.figure.central == 50)
        #expect(account.recorded.map(\.period) == ["2024", "2025"])
        #expect(account.recorded[0].stages == [.received: ["bridge", "road"], .underAppraisal: ["road"]])
        #expect(account.recorded[0].pending == ["bridge", "road"])
        #expect(
            account.recorded[1].stages == [.received: ["bridge"], .underAppraisal: ["bridge"], .returned: ["bridge"]])
        #expect(account.recorded[1].pending == ["bridge", "road"])
        let early = registry.investmentAccounts(of: "zone", on: "2025-03-02").first
        #expect(early?.recorded.last?.pending == ["road"])
        #expect(registry.investmentAccounts(of: "zone", in: "2025", on: "2026-01-01").first?.recorded.count == 1)
        // What no zone has counts for the province, which no figure is about; not before its day.
        #expect(registry.investmentAccounts(of: "lao-cai", on: "2026-01-01").map(\.subject) == ["zone"])
        let later = registry.investmentAccounts(of: "lao-cai", on: "2028-01-01")
        #expect(later.map(\.subject) == ["lao-cai", "zone"] && later.map(\.relation) == [.itself, .within])
    }

    @Test func aProvince_hasTheAccountsOfWhatLiesInIt() {
        var inside = records([("zone", "investment-projects", .of(242, .project, asOf: "2021-12-31"))])
        inside.provinces.append(Province(header: .named("lang-son")))
        let registry = inside.registry
        #expect(registry.investmentAccounts(of: "lao-cai", on: "2026-01-01").map(\.relation) == [.within])
        #expect(registry.investmentAccounts(of: "lang-son", on: "2026-01-01").isEmpty)
        #expect(registry.investmentAccounts(of: nil, on: "2026-01-01").map(\.subject) == ["zone"])
    }
}
