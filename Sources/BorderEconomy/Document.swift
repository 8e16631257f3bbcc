/// What was read (an article, a page, a data set) or what it reports (a decision, a resolution).
package struct Document: Record {
    package enum Kind: String, Sendable, CaseIterable {
        case article, decision, resolution, agreement
        case officialLetter = "official-letter"
        case webPage = "web-page"
        case dataSet = "data-set"
        /// Well-established, but found in no published page.
        case generalKnowledge = "general-knowledge"
        /// What this service counts itself while it runs.
        case liveCount = "live-count"
    }

    package static let collection = RecordCollection.documents

    package var header: RecordHeader
    package var kind: Kind
    /// Such as `1620/QĐ-TTg`.
    package var number: String?
    package var issuer: Identifier<Organisation>?
    package var signers: [OfficeHolder]
    package var issuedOn: CalendarDay?
    package var reportedOn: CalendarDay?
    /// A day or an ISO 8601 date and time, as published; nil when it is not known.
    package var publishedAt: String?
    package var publishedAtBasis: Basis?
    /// The days its content speaks of.
    package var contentAsOf: Period?
    /// The day its facts were recorded here.
    package var recordedAt: CalendarDay
    package var publisher: LocalizedText?
    package var author: String?
    package var urls: [String]
    package var language: Language?
    package var licence: String?
    /// Lines of the main body, for documents that are cited by line.
    package var lines: Int?

    package init(header: RecordHeader, kind: Kind, recordedAt: CalendarDay) {
        self.header = header
        self.kind = kind
        self.recordedAt = recordedAt
        signers = []
        urls = []
    }

    /// The day the document is evidence of: the end of its content, or its publication or issue.
    package var evidenceDay: CalendarDay? {
        contentAsOf?.end ?? publishedOn ?? issuedOn ?? reportedOn
    }

    /// The day from which its facts could be known: its publication, or the end of its content when that is not known,
    /// or its issue, or its report; at the latest the day they were recorded here. Nil for general knowledge, which
    /// nobody published on a day, and for our own counting, which is known as it is counted.
    package var knownFrom: CalendarDay? {
        if let day = publishedOn ?? contentAsOf?.end ?? issuedOn ?? reportedOn { return day }
        return kind == .generalKnowledge || kind == .liveCount ? nil : recordedAt
    }

    package var publishedOn: CalendarDay? { publishedAt.flatMap { CalendarDay(String($0.prefix(10))) } }

    package var ownReferences: [Reference] {
        (issuer.map { [Reference("/issuer", $0.erased, in: [.organisations])] } ?? [])
            + signers.enumerated().flatMap { $0.element.references(at: "/signers/\($0.offset)") }
    }

    package func ownFaults() -> [MemberFault] {
        var faults = AssertionVocabulary.faults(of: header.assertions) { _ in nil }
        faults += signers.enumerated().flatMap { $0.element.faults(at: "/signers/\($0.offset)") }
        if publishedAt != nil && publishedOn == nil {
            faults.append(MemberFault("/publishedAt", "publishedAt begins with a day, as 2024-11-26T07:00+07:00 does"))
        }
        return faults
    }
}
