/// What a sourced text says of its subject. The raw value is the member of the record that holds such statements.
package enum StatementKind: String, Sendable, CaseIterable {
    case goals, visions, roles, targetRoles, orientations, assessments, forecasts, characteristics, requirements,
        results, cooperation, agenda, conclusions, purposes, mottos, statuses, premises
}

/// A fact that is a text: our own short wording of what a source says, typed by the member it stands in.
package struct Statement: Hashable, Sendable {
    package var text: LocalizedText
    package var source: Source
    package var asOf: CalendarDay?
    package var period: Period?
    package var periodBasis: Basis?
    package var deadline: CalendarDay?
    package var deadlineBasis: Basis?
    /// Records the statement concerns besides its subject.
    package var refs: [RecordID]
    /// Which choice in the statement is ours, such as where a list was split.
    package var editorial: LocalizedText?
    package var confidence: Confidence
    package var layer: Layer

    package init(text: LocalizedText, source: Source) {
        self.text = text
        self.source = source
        self.refs = []
        self.confidence = .high
        self.layer = .core
    }
}

/// A task, breakthrough or solution of a plan: a statement that can be referred to, ordered and nested.
package struct PlanTask: Hashable, Sendable {
    package let id: RecordID
    package let number: Int?
    /// The group it belongs to; nil at the top level.
    package let parent: RecordID?
    package let assignees: [Identifier<Organisation>]
    package let statement: Statement

    package init(
        id: RecordID, number: Int?, parent: RecordID?, assignees: [Identifier<Organisation>], statement: Statement
    ) {
        self.id = id
        self.number = number
        self.parent = parent
        self.assignees = assignees
        self.statement = statement
    }
}

/// Somebody named with the office held: a signer, a chair, a head.
package struct OfficeHolder: Hashable, Sendable {
    package let name: String
    package let office: LocalizedText
    package let onBehalfOf: Identifier<Organisation>?
    package let asOf: CalendarDay?
    package let validFrom: CalendarDay?
    package let validTo: CalendarDay?
    package let source: Source

    package init(
        name: String, office: LocalizedText, onBehalfOf: Identifier<Organisation>?, asOf: CalendarDay?,
        validFrom: CalendarDay?, validTo: CalendarDay?, source: Source
    ) {
        self.name = name
        self.office = office
        self.onBehalfOf = onBehalfOf
        self.asOf = asOf
        self.validFrom = validFrom
        self.validTo = validTo
        self.source = source
    }
}
