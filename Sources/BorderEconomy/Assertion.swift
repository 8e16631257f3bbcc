/// What one source says of one field of a record, with the time it holds for.
package struct Assertion: Hashable, Sendable {
    package var field: String
    package var value: String
    /// The day the source speaks of; nil when it is the source's own date.
    package var asOf: CalendarDay?
    package var validFrom: CalendarDay?
    package var validTo: CalendarDay?
    /// Said of the future: a plan, not a state.
    package var planned: Bool
    package var plannedBy: CalendarDay?
    package var source: Source
    package var confidence: Confidence
    package var layer: Layer
    package var editorial: LocalizedText?

    package init(field: String, value: String, source: Source) {
        self.field = field
        self.value = value
        self.source = source
        self.planned = false
        self.confidence = .high
        self.layer = .core
    }

    func holds(on day: CalendarDay) -> Bool {
        if let validFrom, day < validFrom { return false }
        if let validTo, validTo < day { return false }
        return true
    }
}

/// Which of several assertions about one field is preferred on a day, and why.
///
/// A state is preferred to a plan, one that holds on the day to one that does not; among states the higher
/// confidence, then the later evidence, then the articles' main bodies, then the first written.
package struct PreferredAssertion: Hashable, Sendable {
    package let index: Int
    package let assertion: Assertion
    package let why: LocalizedText

    /// The preferred assertion about `field` among `assertions`; nil when none speaks of it.
    ///
    /// - Parameter evidenceDay: the day a source speaks of, for assertions that name none.
    package init?(
        of field: String, among assertions: [Assertion], on day: CalendarDay,
        evidenceDay: (Source) -> CalendarDay?
    ) {
        typealias Candidate = (offset: Int, element: Assertion)
        func strongest(_ candidates: [Candidate]) -> Candidate? {
            guard var best = candidates.first else { return nil }
            for candidate in candidates.dropFirst()
            where Self.prefer(candidate.element, to: best.element, on: day, evidenceDay: evidenceDay).preferred {
                best = candidate
            }
            return best
        }
        let candidates: [Candidate] = assertions.enumerated().filter { $0.element.field == field }
        guard let best = strongest(candidates) else { return nil }
        index = best.offset
        assertion = best.element
        // The reason is the one against the strongest rival that says something else; where all say the same, against
        // the strongest of the rest.
        let rest = candidates.filter { $0.offset != best.offset }
        let others = rest.filter { $0.element.value != best.element.value }
        let rival = strongest(others.isEmpty ? rest : others)
        why =
            rival.map { Self.prefer($0.element, to: best.element, on: day, evidenceDay: evidenceDay).why }
            ?? Self.onlyOne
    }

    private static func prefer(
        _ new: Assertion, to old: Assertion, on day: CalendarDay, evidenceDay: (Source) -> CalendarDay?
    ) -> (preferred: Bool, why: LocalizedText) {
        if new.planned != old.planned { return (!new.planned, stateBeforePlan) }
        let newHolds = new.holds(on: day)
        if newHolds != old.holds(on: day) { return (newHolds, holdsOnDay) }
        if new.confidence != old.confidence { return (new.confidence > old.confidence, higherConfidence) }
        let newDay = new.asOf ?? new.validFrom ?? evidenceDay(new.source)
        let oldDay = old.asOf ?? old.validFrom ?? evidenceDay(old.source)
        if let newDay, let oldDay, newDay != oldDay { return (newDay > oldDay, laterEvidence) }
        if new.layer != old.layer { return (new.layer.rank > old.layer.rank, mainBodies) }
        return (false, new.value == old.value ? agreeing : firstWritten)
    }

    private static let onlyOne = LocalizedText(
        vietnamese: "chỉ một nguồn nói đến", english: "the only source that speaks of it")
    private static let stateBeforePlan = LocalizedText(
        vietnamese: "hiện trạng được ưu tiên hơn quy hoạch", english: "a state is preferred to a plan")
    private static let holdsOnDay = LocalizedText(
        vietnamese: "đang có hiệu lực vào ngày xét", english: "it holds on the day asked about")
    private static let higherConfidence = LocalizedText(
        vietnamese: "nguồn có độ tin cậy cao hơn", english: "its source is of higher confidence")
    private static let laterEvidence = LocalizedText(
        vietnamese: "nguồn nói về thời điểm muộn hơn", english: "its evidence is of a later day")
    private static let mainBodies = LocalizedText(
        vietnamese: "ưu tiên năm tài liệu gốc", english: "the five documents are preferred to other public sources")
    private static let agreeing = LocalizedText(vietnamese: "các nguồn thống nhất", english: "the sources agree")
    private static let firstWritten = LocalizedText(
        vietnamese: "không có căn cứ phân biệt; lấy nguồn ghi trước (lựa chọn của chúng tôi)",
        english: "nothing tells them apart; the first recorded is taken (our choice)")
}
