/// A conference, press conference or talks.
package struct Meeting: Record {
    package enum Kind: String, Sendable, CaseIterable {
        case conference, talks
        case pressConference = "press-conference"
    }

    package enum DateStatus: String, Sendable, CaseIterable {
        case held
        /// Announced; whether it took place is not said.
        case scheduled
        case reported
    }

    package static let collection = RecordCollection.meetings

    package var header: RecordHeader
    package var kind: Kind
    package var date: CalendarDay?
    package var dateStatus: DateStatus
    package var dateBasis: Basis?
    package var earliest: CalendarDay?
    package var latest: CalendarDay?
    package var organiser: Identifier<Organisation>?
    package var chair: OfficeHolder?
    package var attendees: LocalizedText?
    package var place: RecordID?

    package init(header: RecordHeader, kind: Kind, dateStatus: DateStatus) {
        self.header = header
        self.kind = kind
        self.dateStatus = dateStatus
    }

    package var ownReferences: [Reference] {
        (organiser.map { [Reference("/organiser", $0.erased, in: [.organisations])] } ?? [])
            + (chair?.references(at: "/chair") ?? [])
            + (place.map { [Reference("/place", $0, in: [.places, .provinces])] } ?? [])
    }

    package func ownFaults() -> [MemberFault] {
        var faults = AssertionVocabulary.faults(of: header.assertions) { _ in nil }
        faults += chair?.faults(at: "/chair") ?? []
        if let earliest, let latest, latest < earliest {
            faults.append(MemberFault("/latest", "the latest day lies before the earliest"))
        }
        return faults
    }
}
