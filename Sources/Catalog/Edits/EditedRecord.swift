import BorderEconomy
import JSONText

/// A record that edits may change, read from its text.
enum EditedRecord {
    case project(InfrastructureProject)
    case observation(Observation)
    case target(Target)

    /// Reads a record by the loader of the seeds.
    ///
    /// - Throws: `.invalid` with places in the record.
    init(_ text: [UInt8], of collection: RecordCollection) throws(EditRefusal) {
        let list = SeedFaultList(file: "")
        guard let document = JSONReading(of: text).document else {
            throw .invalid([EditFault(pointer: "", reason: "the record cannot be written as JSON")])
        }
        Self.refuseDirectionControls(document.root, list)
        let node = SeedNode(node: document.root, faults: list)
        let record: EditedRecord? =
            switch collection {
            case .projects: node.project().map { .project($0) }
            case .observations: node.observation().map { .observation($0) }
            case .targets: node.target().map { .target($0) }
            default: nil
            }
        let faults = list.faults.enumerated().map { place, fault in
            EditFault(fault, advice: list.advice[place])
        }
        guard let record, faults.isEmpty else {
            let unknown = EditFault(pointer: "", reason: "\(collection.rawValue) are not edited here")
            throw .invalid(faults.isEmpty ? [unknown] : faults)
        }
        self = record
    }

    /// Reports texts with characters that turn the direction in which text is read: they make one thing look like another.
    private static func refuseDirectionControls(_ node: JSONNode, _ faults: SeedFaultList) {
        for element in node.elements { refuseDirectionControls(element, faults) }
        for member in node.members { refuseDirectionControls(member.value, faults) }
        guard let text = node.string, text.unicodeScalars.contains(where: \.properties.isBidiControl) else { return }
        faults.report(
            node,
            SeedFaultList.Advice(
                reason: "the text has a character that turns its direction",
                remedy: "leave it out (U+202A and its like)"),
            isTold: true)
    }

    var id: RecordID {
        switch self {
        case .project(let project): project.header.id
        case .observation(let observation): observation.id.erased
        case .target(let target): target.id.erased
        }
    }
}

extension EditFault {
    /// A fault that the loader of the seeds found, at the member that is missing where that is the fault.
    fileprivate init(_ fault: SeedFault, advice: SeedFaultList.Advice?) {
        var place = JSONPointer(parsing: fault.pointer) ?? JSONPointer()
        if let missing = advice?.missing { place = place.appending(key: missing) }
        self.init(pointer: place.description, reason: advice?.reason ?? fault.reason, remedy: advice?.remedy)
    }
}

extension Registry {
    /// Puts a record in the place of the one of its identifier, or behind all others; gives what takes it back.
    mutating func put(_ record: EditedRecord) -> (inout Registry) -> Void {
        switch record {
        case .project(let project): put(project, ids: project.header.ids, in: \.projects)
        case .observation(let observation): put(observation)
        case .target(let target): put(target, ids: [target.id.erased], in: \.targets)
        }
    }

    private mutating func put(_ observation: Observation) -> (inout Registry) -> Void {
        let id = observation.id.erased
        if let before = observations[id] {
            _ = observations.replace(id, with: observation)
            return { registry in _ = registry.observations.replace(id, with: before) }
        }
        observations.append(observation)
        return { registry in registry.observations.removeLast() }
    }

    private mutating func put<Element>(
        _ element: Element, ids: [RecordID], in table: WritableKeyPath<Registry, RecordTable<Element>>
    ) -> (inout Registry) -> Void {
        if let before = self[keyPath: table][ids[0]] {
            _ = self[keyPath: table].replace(ids[0], with: element)
            return { registry in _ = registry[keyPath: table].replace(ids[0], with: before) }
        }
        self[keyPath: table].append(element, ids: ids)
        return { registry in registry[keyPath: table].removeLast(ids: ids) }
    }
}
