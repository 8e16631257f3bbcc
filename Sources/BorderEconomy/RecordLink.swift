/// How one record stands to another.
package enum Relation: String, Sendable, CaseIterable {
    case borders
    case locatedIn = "located-in"
    case partOf = "part-of"
    case serves
    case gatewayVia = "gateway-via"
    case relatedTo = "related-to"
    case focusOf = "focus-of"
    case implements
    case orientedBy = "oriented-by"
    case legalBasis = "legal-basis"
    case approves
    case approvedBy = "approved-by"
    case establishedBy = "established-by"
    case adjusts, supersedes, issues, assigns, organises
    case requestedBy = "requested-by"
    case mentionedBy = "mentioned-by"
    case counterpart
    case siteOf = "site-of"
    case integratesWith = "integrates-with"
    case cooperatesWith = "cooperates-with"
    case offers, connects, requires, supports
    case participatesIn = "participates-in"
    case prepares
    case selectedBy = "selected-by"
    case sameAsPlanned = "same-as-planned"
}

/// A sourced relation from the record that holds it to another record.
package struct RecordLink: Hashable, Sendable {
    package let relation: Relation
    package let record: RecordID
    package let source: Source
    package let note: LocalizedText?
    package let confidence: Confidence
    package let layer: Layer

    package init(
        relation: Relation, record: RecordID, source: Source, note: LocalizedText? = nil,
        confidence: Confidence = .high, layer: Layer = .core
    ) {
        self.relation = relation
        self.record = record
        self.source = source
        self.note = note
        self.confidence = confidence
        self.layer = layer
    }
}
