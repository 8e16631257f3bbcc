package import BorderEconomy
import ContentCoding
import JSONText

/// The seeds with planners' edits laid over them, in the order in which these were accepted, and with the figures of our
/// own counting.
///
/// A value: who proposes edits keeps the one before, to go back to it.
package struct EditedSeeds: Sendable {
    /// What was read from the folder of seeds.
    package let seeds: SeedData
    /// Every edit, those left out too.
    package private(set) var edits: [RecordEdit] = []
    /// Edits that do not go together with the seeds.
    package private(set) var conflicts: [EditConflict] = []
    private var registry: Registry
    private var texts: RecordTexts
    private var version: String
    private var counted: CountedFigures?
    /// Gates of which the journal has something.
    private var keptGates: [Identifier<BorderGate>] = []

    /// Seeds without edits.
    package init(_ seeds: SeedData) {
        self.seeds = seeds
        registry = seeds.registry
        texts = seeds.texts
        version = seeds.version
    }

    /// Seeds with edits that were accepted before, perhaps for other seeds. Nothing is refused: what does not fit is
    /// among `conflicts`.
    ///
    /// - Parameter keptGates: the gates of which something was told; those that the seeds have no more are conflicts, too.
    package init(
        _ seeds: SeedData, edits: [RecordEdit], counted: CountedFigures? = nil,
        keptGates: [Identifier<BorderGate>] = []
    ) {
        self.init(seeds)
        self.keptGates = keptGates
        self.counted = counted
        lay(edits)
    }

    /// Lays further edits that were accepted before over the others; what does not fit is among `conflicts`.
    package mutating func lay(_ edits: some Sequence<RecordEdit>) {
        for edit in edits { replay(edit) }
    }

    /// What is to be shown. The same seeds with the same edits and figures have the same version.
    package var data: SeedData {
        guard let counted, !counted.observations.isEmpty else {
            return SeedData(registry: registry, version: version, texts: texts, editConflicts: allConflicts)
        }
        var whole = registry
        counted.join(&whole)
        return SeedData(
            registry: whole, version: Self.hash("\(version) \(counted.digest)", []), texts: texts,
            editConflicts: allConflicts)
    }

    private var allConflicts: [EditConflict] {
        conflicts + keptGates.filter { registry.gates[$0] == nil }.map { EditConflict(lostGate: $0) }
    }

    /// The records that differ from those of an earlier state of the same seeds.
    package func touched(since earlier: EditedSeeds) -> [RecordCollection: Set<RecordID>] {
        var touched: [RecordCollection: Set<RecordID>] = [:]
        for edit in edits.dropFirst(earlier.edits.count) { touched[edit.collection, default: []].insert(edit.record) }
        if let counted { touched.merge(counted.touched(since: earlier.counted)) { $0.union($1) } }
        return touched
    }

    /// Takes the figures of our own counting, in the place of those before.
    package mutating func count(_ figures: CountedFigures) { counted = figures }

    /// Takes the figures that another state has.
    package mutating func takeFigures(of other: EditedSeeds) { counted = other.counted }

    /// Judges a proposal in the light of all edits before it, and lays it over them when nothing stands against it.
    package mutating func accept(_ proposal: EditProposal) throws(EditRefusal) -> AcceptedEdit {
        let content = try Self.read(proposal.content)
        let found = try located(proposal)
        if let found, let wanted = proposal.revision {
            let present = RecordTexts.revision(of: found.text)
            if present != wanted { throw .outdated(revision: present) }
        }
        if let found { try check(scope: proposal, provinces: registry.provinces(of: found.id)) }
        var laid = Self.laid(content, proposal.form, over: found?.value)
        if found == nil {
            if content["id"] == nil {
                laid.name(EditIdentifier.free(for: content, of: proposal.collection, isTaken: isTaken))
            }
            // What planners add is not of the articles that the data set began with.
            laid.complete("layer", .string(Layer.extended.rawValue))
        }
        let faults = Self.faultsOfIdentity(content, found?.value)
        guard faults.isEmpty else { throw .invalid(faults) }
        let text = JSONWriter.encode(laid.record)
        let record = try judge(
            text, proposal.collection, laid, isNew: found == nil, at: proposal.at, by: proposal)
        let edit = RecordEdit(
            collection: proposal.collection, record: record, form: proposal.form,
            content: found == nil ? text : JSONWriter.encode(content),
            basis: texts.seed(record, of: proposal.collection).map(RecordTexts.revision),
            author: proposal.author, at: proposal.at)
        note(edit, text)
        return AcceptedEdit(
            edit: edit, before: found?.text, after: text, revision: RecordTexts.revision(of: text))
    }

    /// Lays an edit that was accepted before over the others, or notes why not.
    private mutating func replay(_ edit: RecordEdit) {
        func conflict(_ kind: EditConflict.Kind, _ faults: [EditFault] = []) -> EditConflict {
            var conflict = EditConflict(
                kind, number: edits.count + 1, collection: edit.collection, record: edit.record, at: edit.at,
                faults: faults)
            let seed = texts.seed(edit.record, of: edit.collection).flatMap(Self.value)
            if let content = Self.value(of: edit.content) {
                conflict.sides = EditConflict.Side.all(of: content, beside: seed)
            }
            return conflict
        }
        var before: JSONValue?
        if edit.form != .record {
            guard let text = texts.text(edit.record, of: edit.collection), let value = Self.value(of: text) else {
                conflicts.append(conflict(.recordGone))
                return note(edit, nil)
            }
            before = value
            if edit.basis != texts.seed(edit.record, of: edit.collection).map(RecordTexts.revision) {
                conflicts.append(conflict(.seedChanged))
            }
        }
        do throws(EditRefusal) {
            let laid = Self.laid(try Self.read(edit.content), edit.form, over: before)
            let text = JSONWriter.encode(laid.record)
            _ = try judge(text, edit.collection, laid, isNew: edit.form == .record, at: edit.at, by: nil)
            note(edit, text)
        } catch {
            conflicts.removeAll { $0.number == edits.count + 1 }
            conflicts.append(conflict(.invalid, error.faults))
            note(edit, nil)
        }
    }

    /// Reads a record and checks every rule; it stands in the registry when nothing is wrong.
    private mutating func judge(
        _ text: [UInt8], _ collection: RecordCollection, _ laid: EditContent, isNew: Bool, at moment: Moment,
        by proposal: EditProposal?
    ) throws(EditRefusal) -> RecordID {
        let record: EditedRecord
        do throws(EditRefusal) {
            record = try EditedRecord(text, of: collection)
        } catch {
            throw error.mapped(laid.pointer)
        }
        if isNew, let owner = counted?.owner(of: record.id) ?? registry.owner(of: record.id) {
            throw .invalid([
                EditFault(
                    pointer: laid.pointer(for: "/id"),
                    reason: "the identifier \(record.id) is already taken by \(owner)",
                    remedy: "give another, or none: one is made")
            ])
        }
        let before = registry.projects[record.id]
        let takeBack = registry.put(record)
        do throws(EditRefusal) {
            try check(record.id, collection, laid, isNew: isNew, before: before, at: moment)
            if let proposal { try check(scope: proposal, provinces: registry.provinces(of: record.id)) }
        } catch {
            takeBack(&registry)
            throw error
        }
        return record.id
    }

    /// Refuses a record that stands in the registry against a rule, or says what another says.
    private func check(
        _ record: RecordID, _ collection: RecordCollection, _ laid: EditContent, isNew: Bool,
        before: InfrastructureProject?, at moment: Moment
    ) throws(EditRefusal) {
        guard let day = Self.day(of: moment) else {
            throw .invalid([EditFault(pointer: "", reason: "the clock shows no day", remedy: "set the clock right")])
        }
        let faults = registry.faults(ofEdited: record, in: collection, before: before, on: day)
        guard faults.isEmpty else {
            throw .invalid(
                faults.map { fault in
                    EditFault(
                        pointer: laid.pointer(for: fault.member), reason: fault.reason, remedy: remedy(of: fault),
                        isAhead: fault.isAhead)
                })
        }
        guard isNew, let twin = registry.twin(ofFigure: record, in: collection) else { return }
        throw .twin(
            of: twin,
            EditFault(
                pointer: "", reason: "\(twin) says the same of the same time by the same document",
                remedy: "nothing is to be added; /v1/\(collection.rawValue)/\(twin) has it"))
    }

    /// What can be done about a fault; the nearest record where one is named that is not there.
    private func remedy(of fault: MemberFault) -> String? {
        guard let missing = fault.missing else { return fault.remedy }
        let known = registry.headedRecords.map(\.header.id.rawValue)
        return Suggestion.nearest(to: missing.rawValue, among: known).map { "did you mean \"\($0)\"?" } ?? fault.remedy
    }

    /// The day of a moment in Việt Nam, which is seven hours ahead of UTC all year.
    private static func day(of moment: Moment) -> CalendarDay? {
        CalendarDay(daysSince1970: Int((moment.secondsSince1970 + 7 * 3600) / 86_400))
    }

    private mutating func note(_ edit: RecordEdit, _ text: [UInt8]?) {
        edits.append(edit)
        version = Self.hash(
            "\(version) \(edit.collection.rawValue) \(edit.record) \(edit.form.rawValue) \(edit.basis ?? "-")\n",
            edit.content)
        if let text, RecordTexts.patchable.contains(edit.collection) { texts.keep(text, of: edit.record) }
    }

    private static func hash(_ text: String, _ content: [UInt8]) -> String {
        var hash = SHA256()
        hash.update(Array(text.utf8))
        hash.update(content)
        return hash.finalize().hexadecimal(prefix: 8)
    }
}

extension EditedSeeds {
    /// A record that an edit is laid over.
    private struct Found {
        let id: RecordID
        let text: [UInt8]
        let value: JSONValue
    }

    /// The record that a proposal names; nil for a new one.
    private func located(_ proposal: EditProposal) throws(EditRefusal) -> Found? {
        guard proposal.form != .record else { return nil }
        guard let name = proposal.record, let found = registry.locate(name), found.collection == proposal.collection,
            let text = texts.text(found.id, of: found.collection), let value = Self.value(of: text)
        else { throw .unknownRecord(proposal.record?.rawValue ?? "") }
        return Found(id: found.id, text: text, value: value)
    }

    private func check(scope proposal: EditProposal, provinces: [Identifier<Province>]) throws(EditRefusal) {
        guard let scope = proposal.scope else { return }
        guard let day = Self.day(of: proposal.at), registry.isWithin(scope, provinces, on: day) else {
            throw .outOfScope(provinces)
        }
    }

    private static func laid(
        _ content: JSONValue, _ form: RecordEdit.Form, over before: JSONValue?
    ) -> EditContent {
        switch (form, before) {
        case (.patch, let before?): EditContent(patch: content, of: before)
        case (.stage, let before?): EditContent(stage: content, of: before)
        case (.record, _), (_, nil): EditContent(record: content)
        }
    }

    /// What others know a record by stays.
    private static func faultsOfIdentity(_ content: JSONValue, _ before: JSONValue?) -> [EditFault] {
        guard let before else { return [] }
        return ["id", "aliases"].compactMap { name in
            guard let given = content[name], given != before[name] else { return nil }
            return EditFault(
                pointer: "/\(name)", reason: "\(name) is not changed: others name the record by it",
                remedy: "leave it out")
        }
    }

    private static func read(_ content: [UInt8]) throws(EditRefusal) -> JSONValue {
        let reading = JSONReading(of: content)
        guard reading.faults.isEmpty, let document = reading.document else {
            throw .unreadable(
                reading.faults.map {
                    EditFault(
                        pointer: $0.pointer.description,
                        reason: "line \($0.position.line), column \($0.position.column): \($0.reason)",
                        remedy: "send one JSON object (RFC 8259)")
                })
        }
        guard document.root.kind == .object else {
            throw .invalid([
                EditFault(
                    pointer: "", reason: "an object is expected, not \(document.root.kind)",
                    remedy: "send the members in braces")
            ])
        }
        return document.root.value
    }

    private static func value(of text: [UInt8]) -> JSONValue? { JSONReading(of: text).document?.root.value }

    private func isTaken(_ id: RecordID) -> Bool { registry.owner(of: id) != nil || counted?.owner(of: id) != nil }
}
