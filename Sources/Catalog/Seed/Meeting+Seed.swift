import BorderEconomy

extension SeedNode {
    func meeting() -> Meeting? {
        object { object in
            let header = object.header()
            let kind = object.required("kind") { $0.oneOf(Meeting.Kind.self) }
            let dateStatus = object.required("dateStatus") { $0.oneOf(Meeting.DateStatus.self) }
            let date = object.optional("date") { $0.day() }
            let dateBasis = object.optional("dateBasis") { $0.oneOf(Basis.self) }
            let earliest = object.optional("earliest") { $0.day() }
            let latest = object.optional("latest") { $0.day() }
            let organiser = object.optional("organiser") { $0.id(Organisation.self) }
            let chair = object.optional("chair") { $0.officeHolder() }
            let attendees = object.optional("attendees") { $0.text() }
            let place = object.optional("place") { $0.id(AnyRecord.self) }
            guard let header, let kind, let dateStatus else { return nil }
            var meeting = Meeting(header: header, kind: kind, dateStatus: dateStatus)
            meeting.date = date
            meeting.dateBasis = dateBasis
            meeting.earliest = earliest
            meeting.latest = latest
            meeting.organiser = organiser
            meeting.chair = chair
            meeting.attendees = attendees
            meeting.place = place
            return meeting
        }
    }
}
