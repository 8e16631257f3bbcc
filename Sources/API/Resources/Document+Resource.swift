import BorderEconomy
import Catalog
import JSONText

extension Presentation {
    static let documentDefinition = CollectionDefinition(
        name: "documents", recordName: "Document",
        meaning: "What was read, and the decisions and resolutions it reports",
        fields: CommonFields.record(
            [
                .kinds(Document.Kind.self, "What sort of document it is"),
                FieldDefinition("number", .string, "Official number", nullable: true),
                FieldDefinition("issuer", .reference(["organisations"]), "Who issued it", nullable: true),
                FieldDefinition("signers", .components("OfficeHolder"), "Who signed it, with office"),
                FieldDefinition("issuedOn", .day, "The day it was issued, where stated", nullable: true),
                FieldDefinition("reportedOn", .day, "The day it was reported", nullable: true),
                FieldDefinition("publishedAt", .string, "Day or time of publication, ISO 8601", nullable: true),
                FieldDefinition(
                    "publishedAtBasis", .enumeration(CommonFields.values(Basis.self)), "How that was come by",
                    nullable: true),
                FieldDefinition(
                    "contentAsOf", .component("Period"), "The days its content speaks of", nullable: true,
                    members: CommonFields.periodMembers),
                FieldDefinition(
                    "knownFrom", .day, "The day from which `knownAt` counts it as known; null when that is any day",
                    nullable: true),
                FieldDefinition("recordedAt", .day, "The day its facts were recorded"),
                FieldDefinition("publisher", .string, "Who published it", nullable: true),
                FieldDefinition("author", .string, "Author as named", nullable: true),
                FieldDefinition("urls", .strings, "Where it was read", filterable: false),
                FieldDefinition(
                    "language", .enumeration(CommonFields.values(Language.self)), "Its language", nullable: true),
                FieldDefinition("licence", .string, "Licence of a data set", nullable: true),
            ],
            detail: [CommonFields.related]))

    func documents() -> CollectionDraft {
        CollectionDraft(
            definition: Self.documentDefinition,
            records: registry.documents.all.map { document in
                draft(
                    of: document, own: { $0.document(document) },
                    detail: { shape in
                        ["related": shape.related(to: document.header.id, in: .documents, ["facts"])]
                    },
                    searchTexts: [document.number, document.author].compactMap { $0 } + document.signers.map(\.name))
            })
    }
}

extension Shape {
    fileprivate func document(_ document: Document) -> JSONObject {
        func optional(_ text: String?) -> JSONValue { text.map { .string($0) } ?? .null }
        return [
            "kind": .string(document.kind.rawValue), "number": optional(document.number),
            "issuer": id(document.issuer), "signers": .array(document.signers.map(officeHolder)),
            "issuedOn": day(document.issuedOn), "reportedOn": day(document.reportedOn),
            "publishedAt": optional(document.publishedAt),
            "publishedAtBasis": optional(document.publishedAtBasis?.rawValue),
            "contentAsOf": period(document.contentAsOf), "knownFrom": day(document.knownFrom),
            "recordedAt": day(document.recordedAt),
            "publisher": text(document.publisher), "author": optional(document.author),
            "urls": .array(document.urls.map { .string($0) }), "language": optional(document.language?.rawValue),
            "licence": optional(document.licence),
        ]
    }
}
