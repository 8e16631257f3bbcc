/// Where a project dossier stands with the body that appraises it.
///
/// A dossier is received and appraised, and the appraisal ends in one of four outcomes. The stages are those that the
/// review of 2024 of Lào Cai's border-gate economic zone counts; what comes of the project afterwards is its phase.
package enum DossierStage: String, Sendable, CaseIterable {
    case received
    case underAppraisal = "under-appraisal"
    /// A new project is approved.
    case approved
    /// A project is adjusted.
    case adjusted
    /// A project is ended and its approval taken back.
    case terminated = "terminated-revoked"
    /// The dossier goes back because it does not meet what is asked of it.
    case returned

    /// The stages that end an appraisal.
    package static let outcomes: [DossierStage] = [.approved, .adjusted, .terminated, .returned]

    package var isOutcome: Bool { Self.outcomes.contains(self) }

    /// The stages that a dossier may go to from here; none from an outcome.
    package var next: [DossierStage] {
        switch self {
        case .received: [.underAppraisal]
        case .underAppraisal: Self.outcomes
        case .approved, .adjusted, .terminated, .returned: []
        }
    }

    package func mayBecome(_ stage: DossierStage) -> Bool { next.contains(stage) }

    /// The phase that a project comes into with the outcome; nil where it stays in the one it has.
    package var projectPhase: ProjectPhase? {
        switch self {
        case .approved: .approved
        case .terminated: .cancelled
        case .received, .underAppraisal, .adjusted, .returned: nil
        }
    }

    /// The indicator that counts dossiers of the stage; nil where nobody counts them.
    package var indicator: Identifier<Indicator>? {
        switch self {
        case .received: InvestmentIndicator.received
        case .underAppraisal: nil
        case .approved: InvestmentIndicator.approved
        case .adjusted: InvestmentIndicator.adjusted
        case .terminated: InvestmentIndicator.terminated
        case .returned: InvestmentIndicator.returned
        }
    }

    package var names: LocalizedText {
        switch self {
        case .received: LocalizedText(vietnamese: "tiếp nhận", english: "received")
        case .underAppraisal: LocalizedText(vietnamese: "thẩm định", english: "under appraisal")
        case .approved: LocalizedText(vietnamese: "phê duyệt dự án mới", english: "new project approved")
        case .adjusted: LocalizedText(vietnamese: "điều chỉnh dự án", english: "project adjusted")
        case .terminated:
            LocalizedText(vietnamese: "chấm dứt, thu hồi dự án", english: "project terminated and revoked")
        case .returned: LocalizedText(vietnamese: "trả lại hồ sơ", english: "dossier returned")
        }
    }
}

/// The indicators that an account of investment is made of.
package enum InvestmentIndicator {
    package static let received = Identifier<Indicator>("dossiers-received")
    package static let approved = Identifier<Indicator>("dossiers-new-approved")
    package static let adjusted = Identifier<Indicator>("dossiers-adjusted")
    package static let terminated = Identifier<Indicator>("dossiers-terminated-revoked")
    package static let returned = Identifier<Indicator>("dossiers-returned")
    package static let registeredCapital = Identifier<Indicator>("registered-capital")
    package static let projects = Identifier<Indicator>("investment-projects")
    package static let worksBuilt = Identifier<Indicator>("infrastructure-works-built")
    package static let spent = Identifier<Indicator>("infrastructure-investment")
    package static let disbursementRate = Identifier<Indicator>("disbursement-rate")

    static let all: Set<Identifier<Indicator>> = Set(
        [
            received, approved, adjusted, terminated, returned, registeredCapital, projects, worksBuilt, spent,
            disbursementRate,
        ].compactMap { $0 })
}
