import BorderEconomy
import Catalog
import JSONText

extension Presentation {
    static let organisationDefinition = CollectionDefinition(
        name: "organisations", recordName: "Organisation",
        meaning: "Bodies that issue, lead, manage or cooperate, with those who head them",
        fields: CommonFields.record(
            [
                .kinds(Organisation.Kind.self, "What sort of body it is"),
                FieldDefinition("province", .reference(["provinces"]), "The province it is of", nullable: true),
                FieldDefinition("parent", .reference(["organisations"]), "The body it is part of", nullable: true),
                FieldDefinition("heads", .components("OfficeHolder"), "Who heads it, with office and date"),
            ],
            detail: [.figures, CommonFields.related]))

    func organisations() -> CollectionDraft {
        CollectionDraft(
            definition: Self.organisationDefinition,
            records: registry.organisations.all.map { organisation in
                draft(
                    of: organisation,
                    own: { shape in
                        [
                            "kind": .string(organisation.kind.rawValue), "province": shape.id(organisation.province),
                            "parent": shape.id(organisation.parent),
                            "heads": .array(organisation.heads.map(shape.officeHolder)),
                        ]
                    },
                    detail: { shape in
                        [
                            "figures": shape.figures(of: organisation.header.id),
                            "related": shape.related(
                                to: organisation.header.id, in: .organisations,
                                ["documents", "meetings", "observations"]),
                        ]
                    }, searchTexts: organisation.heads.map(\.name))
            })
    }

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
