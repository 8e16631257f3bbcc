import BorderEconomy
import DomainTesting
import Testing

struct ProjectPhaseTests {
    private func faults(_ phases: [PhaseReport]) -> [String] {
        var project = InfrastructureProject(header: .named("airport"), kind: .airport)
        project.phases = phases
        return project.ownFaults().map { "\($0.member): \($0.reason)" }
    }

    @Test(arguments: [
        [ProjectPhase.proposed, .underStudy, .approved, .underConstruction, .operating], [.proposed, .operating],
        [.approved, .approved], [.underConstruction, .suspended, .underConstruction, .operating],
        [.operating, .suspended, .operating], [.proposed, .cancelled], [.suspended, .cancelled, .cancelled],
        [.approved, .suspended, .suspended, .approved], [],
    ])
    func order_thatIsLegal_hasNoFaults(_ phases: [ProjectPhase]) {
        #expect(faults(phases.map { .of($0) }) == [])
    }

    @Test(arguments: [
        ([ProjectPhase.underStudy, .proposed], 1, "under-study does not become proposed"),
        ([.operating, .underConstruction], 1, "operating does not become under-construction"),
        ([.approved, .underConstruction, .approved], 2, "under-construction does not become approved"),
        ([.cancelled, .proposed], 1, "cancelled does not become proposed"),
        ([.cancelled, .suspended], 1, "cancelled does not become suspended"),
        ([.underConstruction, .suspended, .approved], 2, "suspended does not become approved"),
        ([.operating, .suspended, .proposed], 2, "suspended does not become proposed"),
    ])
    func order_thatIsNotLegal_isAFaultAtTheStep(_ phases: [ProjectPhase], at index: Int, reason: String) {
        #expect(faults(phases.map { .of($0) }) == ["/phases/\(index)/phase: \(reason)"])
    }

    @Test func planned_comesAfterWhatWasReached() {
        #expect(faults([.of(.approved), .of(.underConstruction, planned: true), .of(.operating, planned: true)]) == [])
        #expect(
            faults([.of(.approved, planned: true), .of(.underConstruction)])
                == ["/phases/1: a phase that was reached stands before those planned"])
        #expect(
            faults([.of(.operating), .of(.approved, planned: true)])
                == ["/phases/1/phase: operating does not become approved"])
    }

    @Test func phase_isTheLastReached() {
        var project = InfrastructureProject(header: .named("airport"), kind: .airport)
        #expect(project.phase(on: "2025-01-01") == nil)
        project.phases = [.of(.operating, planned: true)]
        #expect(project.phase(on: "2025-01-01") == nil)
        project.phases = [.of(.proposed), .of(.approved), .of(.operating, planned: true)]
        #expect(project.phase(on: "2025-01-01") == .approved)
    }

    @Test func phase_isThatReportedByTheDay() {
        var project = InfrastructureProject(header: .named("airport"), kind: .airport)
        project.phases = [.of(.approved), .of(.underConstruction), .of(.operating)]
        project.phases[1].asOf = "2022-03-01"
        project.phases[2].asOf = "2030-12-31"
        project.phases[2].from = "2029-06-30"
        #expect(project.phase(on: "2022-02-28") == .approved)
        #expect(project.phase(on: "2022-03-01") == .underConstruction)
        #expect(project.phase(on: "2029-06-29") == .underConstruction)
        #expect(project.phase(on: "2029-06-30") == .operating)
    }
}
