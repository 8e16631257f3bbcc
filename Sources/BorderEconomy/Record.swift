/// The collections of the registry, named as the API names them.
package enum RecordCollection: String, Sendable, CaseIterable {
    case provinces, gates, zones, projects, corridors, legs, places, organisations, meetings, documents, plans,
        services,
        indicators, observations, targets
}

/// What every record that is a thing of its own (not a figure) carries.
package struct RecordHeader: Hashable, Sendable {
    package var id: RecordID
    package var names: LocalizedText
    /// Identifiers accepted instead of `id`.
    package var aliases: [RecordID]
    /// Other spellings and short names, for search.
    package var alternativeNames: [String]
    package var layer: Layer
    package var confidence: Confidence
    /// Where the thing itself is stated; at least one.
    package var sources: [Source]
    package var description: LocalizedText?
    /// A remark of ours.
    package var note: LocalizedText?
    package var statements: [StatementKind: [Statement]]
    package var assertions: [Assertion]
    package var links: [RecordLink]

    package init(id: RecordID, names: LocalizedText, sources: [Source]) {
        self.id = id
        self.names = names
        self.sources = sources
        aliases = []
        alternativeNames = []
        layer = .core
        confidence = .high
        statements = [:]
        assertions = []
        links = []
    }
}

/// Something wrong with a record, at a JSON pointer relative to it.
package struct MemberFault: Hashable, Sendable {
    package let member: String
    package let reason: String
    /// What can be done about it, for whoever wrote it; nil where the reason says all.
    package let remedy: String?
    /// The record that is referred to and not there, where that is the fault.
    package let missing: RecordID?
    /// Whether a day that has not come is said to be past.
    package let isAhead: Bool

    package init(
        _ member: String, _ reason: String, remedy: String? = nil, missing: RecordID? = nil, isAhead: Bool = false
    ) {
        self.member = member
        self.reason = reason
        self.remedy = remedy
        self.missing = missing
        self.isAhead = isAhead
    }

    /// The fault as one of something around it, whose members it is reached by.
    func within(_ member: String) -> MemberFault {
        MemberFault(member + self.member, reason, remedy: remedy, missing: missing, isAhead: isAhead)
    }
}

/// A mention of another record, at a JSON pointer relative to the record that makes it.
package struct Reference: Hashable, Sendable {
    package let member: String
    package let record: RecordID
    /// The collections the record may be of; empty when any will do.
    package let allowed: [RecordCollection]
    /// The source that makes the reference, where it is a source's.
    package let source: Source?

    package init(
        _ member: String, _ record: RecordID, in allowed: [RecordCollection] = [], citedBy source: Source? = nil
    ) {
        self.member = member
        self.record = record
        self.allowed = allowed
        self.source = source
    }
}

/// A thing of the registry with a header: everything but figures.
package protocol Record: Sendable {
    static var collection: RecordCollection { get }
    var header: RecordHeader { get set }
    /// References of the noun's own members; those of the header are added by the registry.
    var ownReferences: [Reference] { get }
    /// What is wrong with the noun's own members, judged without other records.
    func ownFaults() -> [MemberFault]
    /// Leaves out the parts that sources state which could not be read by then; the header is seen to by `known`.
    mutating func keepKnown(to knowledge: Knowledge)
    /// Members that name other records and have no source of their own.
    static var looseMembers: [LooseMember<Self>] { get }
}

extension Record {
    package var id: Identifier<Self> { header.id.naming(Self.self) }

    /// The identifier and the aliases.
    var identifiers: [RecordID] { [header.id] + header.aliases }

    package var references: [Reference] { header.references + ownReferences }

    package func faults() -> [MemberFault] { header.faults() + ownFaults() }
}

extension RecordHeader {
    var references: [Reference] {
        var list: [Reference] = []
        for (index, source) in sources.enumerated() { list += source.references(at: "/sources/\(index)") }
        for kind in StatementKind.allCases where !statements.isEmpty {
            for (index, statement) in (statements[kind] ?? []).enumerated() {
                list += statement.references(at: "/\(kind.rawValue)/\(index)")
            }
        }
        for (index, assertion) in assertions.enumerated() {
            list += assertion.source.references(at: "/assertions/\(index)/source")
        }
        for (index, link) in links.enumerated() {
            list.append(Reference("/links/\(index)/record", link.record))
            list += link.source.references(at: "/links/\(index)/source")
        }
        return list
    }

    func faults() -> [MemberFault] {
        var faults: [MemberFault] = []
        if sources.isEmpty { faults.append(MemberFault("/sources", "a record names at least one source")) }
        for kind in StatementKind.allCases where !statements.isEmpty {
            for (index, statement) in (statements[kind] ?? []).enumerated() {
                faults += statement.faults().map { MemberFault("/\(kind.rawValue)/\(index)\($0.member)", $0.reason) }
            }
        }
        for (index, assertion) in assertions.enumerated() {
            if let from = assertion.validFrom, let to = assertion.validTo, to < from {
                faults.append(MemberFault("/assertions/\(index)/validTo", "the interval ends before it begins"))
            }
        }
        return faults
    }
}

extension Source {
    func references(at member: String) -> [Reference] {
        var list = [Reference("\(member)/document", document.erased, in: [.documents], citedBy: self)]
        if let statedBy { list.append(Reference("\(member)/statedBy", statedBy)) }
        return list
    }
}

extension Statement {
    func references(at member: String) -> [Reference] {
        source.references(at: "\(member)/source")
            + refs.enumerated().map { Reference("\(member)/refs/\($0.offset)", $0.element) }
    }

    func faults() -> [MemberFault] {
        if deadline != nil && deadlineBasis == nil {
            return [MemberFault("/deadlineBasis", "a deadline says whether it is stated, inherited or inferred")]
        }
        return []
    }
}

extension OfficeHolder {
    func references(at member: String) -> [Reference] {
        source.references(at: "\(member)/source")
            + (onBehalfOf.map { [Reference("\(member)/onBehalfOf", $0.erased, in: [.organisations])] } ?? [])
    }

    func faults(at member: String) -> [MemberFault] {
        guard let validFrom, let validTo, validTo < validFrom else { return [] }
        return [MemberFault("\(member)/validTo", "the interval ends before it begins")]
    }
}
