import BorderEconomy
import DomainTesting
import Testing

/// The stages that a project's dossiers come into.
struct DossierStepTests {
    private func project(_ stages: [(DossierStage, String)]) throws -> InfrastructureProject {
        let source = Source(document: Identifier<Document>("decision"))
        var project = InfrastructureProject(
            header: RecordHeader(
                id: RecordID("airport"), names: LocalizedText(vietnamese: "a", english: "a"),
                sources: [source]), kind: .airport)
        project.dossier = try stages.map {
            DossierStep(stage: $0.0, on: try #require(CalendarDay($0.1)), source: source)
        }
        return project
    }

    @Test func legalStages_AreNoFault() throws {
        let project = try project([
            (.received, "2024-01-01"), (.underAppraisal, "2024-02-01"), (.returned, "2024-02-01"),
            (.received, "2024-06-01"), (.underAppraisal, "2024-07-01"), (.approved, "2025-01-01"),
        ])
        #expect(project.faults().isEmpty)
        #expect(project.dossier.next == [.received])
        #expect(project.references.map(\.member).contains("/dossier/5/source/document"))
    }

    @Test func illegalStages_AreNamed() throws {
        let project = try project([
            (.underAppraisal, "2024-01-01"), (.approved, "2023-12-31"), (.returned, "2024-03-01"),
        ])
        #expect(project.faults().map(\.member) == ["/dossier/0/stage", "/dossier/1/on", "/dossier/2/stage"])
        #expect(
            project.faults().first?.reason
                == "a dossier that is new does not become under-appraisal; it may become received")
    }
}
