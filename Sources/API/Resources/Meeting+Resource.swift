import BorderEconomy
import Catalog
import JSONText

extension Presentation {
    static let meetingDefinition = CollectionDefinition(
        name: "meetings", recordName: "Meeting", meaning: "Conferences, press conferences and talks",
        fields: CommonFields.record([
            .kinds(Meeting.Kind.self, "What sort of meeting it is"),
            FieldDefinition("date", .day, "The day, where a source gives it", nullable: true),
            FieldDefinition(
                "dateStatus", .enumeration(CommonFields.values(Meeting.DateStatus.self)),
                "Whether it was held, or announced only"),
            FieldDefinition(
                "dateBasis", .enumeration(CommonFields.values(Basis.self)), "How the day was come by", nullable: true),
            FieldDefinition("earliest", .day, "Not before", nullable: true),
            FieldDefinition("latest", .day, "Not after", nullable: true),
            FieldDefinition("organiser", .reference(["organisations"]), "Who held it", nullable: true),
            FieldDefinition("chair", .component("OfficeHolder"), "Who chaired it", nullable: true),
            FieldDefinition("attendees", .string, "Who attended", nullable: true, filterable: false),
            FieldDefinition("place", .reference(["places", "provinces"]), "Where", nullable: true),
        ]))

    func meetings() -> CollectionDraft {
        CollectionDraft(
            definition: Self.meetingDefinition,
            records: registry.meetings.all.map { meeting in
                draft(
                    of: meeting,
                    own: { shape in
                        [
                            "kind": .string(meeting.kind.rawValue), "date": shape.day(meeting.date),
                            "dateStatus": .string(meeting.dateStatus.rawValue),
                            "dateBasis": meeting.dateBasis.map { .string($0.rawValue) } ?? .null,
                            "earliest": shape.day(meeting.earliest), "latest": shape.day(meeting.latest),
                            "organiser": shape.id(meeting.organiser),
                            "chair": meeting.chair.map(shape.officeHolder) ?? .null,
                            "attendees": shape.text(meeting.attendees), "place": shape.id(meeting.place),
                        ]
                    })
            })
    }
}
