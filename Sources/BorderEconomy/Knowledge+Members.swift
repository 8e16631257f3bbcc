/// A member of a record that names other records and has no source of its own: that the record was known does not say
/// that these were.
package struct LooseMember<Noun> {
    /// As references name it.
    let name: String
    private let keep: (inout Noun, _ isKept: (RecordID) -> Bool, Knowledge) -> Void

    /// - Parameter keep: leaves out of the member what was not known.
    init(_ name: String, _ keep: @escaping (inout Noun, _ isKept: (RecordID) -> Bool, Knowledge) -> Void) {
        self.name = name
        self.keep = keep
    }

    /// A member that names one record or none.
    static func one<Subject>(_ name: String, _ path: WritableKeyPath<Noun, Identifier<Subject>?>) -> LooseMember {
        LooseMember(name) { noun, isKept, _ in
            if let id = noun[keyPath: path], !isKept(id.erased) { noun[keyPath: path] = nil }
        }
    }

    /// A member that names several.
    static func several<Subject>(_ name: String, _ path: WritableKeyPath<Noun, [Identifier<Subject>]>) -> LooseMember {
        LooseMember(name) { noun, isKept, _ in noun[keyPath: path].removeAll { !isKept($0.erased) } }
    }

    func keep(_ noun: inout Noun, _ isKept: (RecordID) -> Bool, _ knowledge: Knowledge) {
        keep(&noun, isKept, knowledge)
    }
}

extension Record {
    package static var looseMembers: [LooseMember<Self>] { [] }

    package mutating func keepKnown(to knowledge: Knowledge) {}

    /// The record with only what sources state that could be read by then.
    func known(to knowledge: Knowledge) -> Self {
        var record = self
        record.header = header.known(to: knowledge)
        record.keepKnown(to: knowledge)
        return record
    }

    /// Leaves out of the loose members what was not known.
    mutating func keepLoose(_ isKept: (RecordID) -> Bool, knowledge: Knowledge) {
        for member in Self.looseMembers { member.keep(&self, isKept, knowledge) }
    }

    /// The references that were known with the record.
    var knownReferences: [Reference] {
        let loose = Self.looseMembers.map(\.name)
        return references.filter { reference in
            !loose.contains { reference.member == $0 || reference.member.hasPrefix($0 + "/") }
        }
    }
}

/// A part of a record that a source states.
protocol SourcedPart {
    var source: Source { get }
    /// The day it speaks of, which matters to general knowledge alone.
    var spokenOf: CalendarDay? { get }
}

extension SourcedPart {
    var spokenOf: CalendarDay? { nil }

    fileprivate func isKnown(to knowledge: Knowledge) -> Bool { knowledge.includes(source, spokenOf: spokenOf) }
}

extension Array where Element: SourcedPart {
    /// Leaves out what could not be known.
    mutating func keepKnown(to knowledge: Knowledge) { removeAll { !$0.isKnown(to: knowledge) } }
}

extension Optional where Wrapped: SourcedPart {
    /// Leaves it out when it could not be known.
    mutating func keepKnown(to knowledge: Knowledge) {
        if let part = self, !part.isKnown(to: knowledge) { self = nil }
    }
}

extension GeoPoint: SourcedPart {}
extension GateCounterpart: SourcedPart {}
extension GateLane: SourcedPart { var spokenOf: CalendarDay? { validFrom } }
extension PhaseReport: SourcedPart { var spokenOf: CalendarDay? { from ?? asOf } }
extension ProjectParameter: SourcedPart {}
extension Milestone: SourcedPart {}
extension Plan.GuidingDocument: SourcedPart {}
extension OfficeHolder: SourcedPart { var spokenOf: CalendarDay? { asOf ?? validFrom } }
extension Figure: SourcedPart {}
extension Assertion: SourcedPart { var spokenOf: CalendarDay? { asOf ?? validFrom } }
extension RecordLink: SourcedPart {}
extension Statement: SourcedPart { var spokenOf: CalendarDay? { asOf ?? period?.start } }
