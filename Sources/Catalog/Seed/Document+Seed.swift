import BorderEconomy

extension SeedNode {
    func document() -> Document? {
        object { object in
            let header = object.header()
            let kind = object.required("kind") { $0.oneOf(Document.Kind.self) }
            let recordedAt = object.required("recordedAt") { $0.day() }
            let number = object.optional("number") { $0.string() }
            let issuer = object.optional("issuer") { $0.id(Organisation.self) }
            let signers = object.list("signers") { $0.officeHolder() }
            let issuedOn = object.optional("issuedOn") { $0.day() }
            let reportedOn = object.optional("reportedOn") { $0.day() }
            let publishedAt = object.optional("publishedAt") { $0.string() }
            let publishedAtBasis = object.optional("publishedAtBasis") { $0.oneOf(Basis.self) }
            let contentAsOf = object.optional("contentAsOf") { $0.period() }
            let publisher = object.optional("publisher") { $0.text() }
            let author = object.optional("author") { $0.string() }
            let urls = object.list("urls") { $0.string() }
            let language = object.optional("language") { $0.oneOf(Language.self) }
            let licence = object.optional("licence") { $0.string() }
            let lines = object.optional("lines") { $0.integer() }
            guard let header, let kind, let recordedAt else { return nil }
            var document = Document(header: header, kind: kind, recordedAt: recordedAt)
            document.number = number
            document.issuer = issuer
            document.signers = signers
            document.issuedOn = issuedOn
            document.reportedOn = reportedOn
            document.publishedAt = publishedAt
            document.publishedAtBasis = publishedAtBasis
            document.contentAsOf = contentAsOf
            document.publisher = publisher
            document.author = author
            document.urls = urls
            document.language = language
            document.licence = licence
            document.lines = lines
            return document
        }
    }
}
