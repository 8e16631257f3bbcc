/// The thresholds by which a projected value is judged, as shares of the target; they are settings and are served.
package struct ProgressThresholds: Hashable, Sendable {
    /// A projection of at least this share of the target is on track.
    package let onTrackShare: Double
    /// A projection of at least this share, but less than on track, is at risk; anything less is behind.
    package let atRiskShare: Double

    package static let standard = ProgressThresholds(onTrackShare: 1, atRiskShare: 0.9)

    /// Nil unless 0 < at risk ≤ on track ≤ 1.
    package init?(checkedOnTrack onTrackShare: Double, atRisk atRiskShare: Double) {
        guard atRiskShare > 0, atRiskShare <= onTrackShare, onTrackShare <= 1 else { return nil }
        self.init(onTrackShare: onTrackShare, atRiskShare: atRiskShare)
    }

    private init(onTrackShare: Double, atRiskShare: Double) {
        self.onTrackShare = onTrackShare
        self.atRiskShare = atRiskShare
    }
}

/// How far a target has come on a day, from figures that may be compared with it.
///
/// The status has this precedence: achieved, missed (the deadline has passed), not measurable (no comparable
/// baseline), then behind, at risk or on track by the thresholds. Figures of another scope or price basis are never
/// compared; a part-year total stands beside a full-year target only as partial evidence.
package struct Progress: Sendable {
    package enum Status: String, Sendable, CaseIterable {
        case achieved, missed, behind
        case notMeasurable = "not-measurable"
        case atRisk = "at-risk"
        case onTrack = "on-track"
    }

    /// What the status rests on.
    package enum Evidence: String, Sendable, CaseIterable {
        case comparable
        /// The latest figure covers part of the year that the target speaks of.
        case partial
        case none
    }

    package var status: Status
    package var evidence: Evidence
    /// The day it was judged on.
    package var asOf: CalendarDay
    package var latest: Identifier<Observation>?
    package var latestValue: Double?
    /// Target less latest, in the target's unit.
    package var gap: Double?
    /// The gap in percent of the target.
    package var gapRelative: Double?
    /// Growth needed to the deadline: percent a year, or percentage points a year for shares.
    package var neededPerYear: Double?
    /// Growth seen, in the same unit.
    package var seenPerYear: Double?
    package var projectedValue: Double?
    package var why: LocalizedText
    /// Figures of the same subject and indicator up to the day that are of something else.
    package var incomparable: [IncomparableFigure] = []
}

/// A figure of the same subject and indicator that a target is not compared with, and why not.
package struct IncomparableFigure: Hashable, Sendable {
    /// In what a figure differs from a target.
    package enum Difference: String, Sendable, CaseIterable {
        case scope, breakdown, unit
        case priceBasis = "price-basis"
    }

    package let observation: Identifier<Observation>
    package let value: Double?
    package let unit: Unit
    package let differences: [Difference]
}

extension Target {
    /// Progress on `day`.
    ///
    /// - Parameters:
    ///   - observations: those of the target's subject and indicator; others are passed over.
    ///   - direction: whether more or less of the indicator is better.
    ///   - phase: of the subject, for the commissioning of a project.
    package func progress(
        on day: CalendarDay, observations: [Observation], direction: Indicator.Direction, phase: ProjectPhase?,
        thresholds: ProgressThresholds
    ) -> Progress {
        if kind == .commissioning { return commissioningProgress(on: day, phase: phase) }
        let judge = ProgressJudge(target: self, day: day, direction: direction, thresholds: thresholds)
        return judge.progress(observations: observations)
    }

    private func commissioningProgress(on day: CalendarDay, phase: ProjectPhase?) -> Progress {
        var progress = Progress(status: .notMeasurable, evidence: .none, asOf: day, why: ProgressReason.noPhase)
        if let phase {
            progress.evidence = .comparable
            progress.why = ProgressReason.phase(phase)
        }
        if phase == .operating {
            progress.status = .achieved
        } else if let deadline, deadline < day {
            progress.status = .missed
            progress.why = ProgressReason.deadlinePassed(deadline, evidence: progress.evidence)
        }
        return progress
    }
}
