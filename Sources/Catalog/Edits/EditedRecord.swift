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
        let node = SeedNode(node: document.root, faults: list)
        let record: EditedRecord? =
            switch collection {
            case .projects: node.project().map { .project($0) }
            case .observations: node.observation().map { .observation($0) }
            case .targets: node.target().map { .target($0) }
            default: nil
            }
        let faults = list.faults.map { EditFault(pointer: $0.pointer, reason: $0.reason) }
        guard let record, faults.isEmpty else {
            let unknown = EditFault(pointer: "", reason: "\(collection.rawValue) are not edited here")
            throw .invalid(faults.isEmpty ? [unknown] : faults)
        }
        self = record
    }

    var id: RecordID {
        switch self {
        case .project(let project): project.header.id
        case .observation(let observation): observation.id.erased
        case .target(let target): target.id.erased
        }
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
