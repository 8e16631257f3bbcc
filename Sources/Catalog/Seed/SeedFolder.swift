package import BorderEconomy
import ContentCoding
import FoundationEssentials
import JSONText

/// A folder of seed files, one a noun, read into a validated registry.
package struct SeedFolder: Sendable {
    package let path: String

    package init(path: String) {
        self.path = path
    }

    /// Names of the files, in the order in which they are read.
    package static let fileNames =
        RecordCollection.allCases.map { "\($0.rawValue).json" }
        + ["outlines.json", "checks.json"]

    /// Reads every file and checks every rule.
    ///
    /// - Throws: `SeedFaults` with all that is wrong in all files.
    package func load() throws(SeedFaults) -> SeedData {
        var files: [String: [UInt8]] = [:]
        var reading = SeedReading(folder: path)
        for name in Self.fileNames {
            do throws(SeedFile.Unreadable) {
                files[name] = try SeedFile.read("\(path)/\(name)")
            } catch {
                reading.passOver(name, because: error.isMissing ? "the file is missing" : "the file cannot be read")
            }
        }
        reading.read(files)
        let registry = try reading.validated()
        return SeedData(registry: registry, version: Self.version(of: files), texts: reading.texts)
    }

    /// JSON files that nobody would read: most likely a slip in the name.
    private func strayFileFaults() -> [SeedFault] {
        let names: [String]
        do {
            names = try FileManager.default.contentsOfDirectory(atPath: path)
        } catch {
            return [SeedFault(file: path, pointer: "", line: nil, reason: "the folder cannot be listed")]
        }
        return names.filter { $0.hasSuffix(".json") && !Self.fileNames.contains($0) }.map { name in
            let remedy = Suggestion.phrase(for: name, among: Self.fileNames)
            return SeedFault(
                file: "\(path)/\(name)", pointer: "", line: nil, reason: "no seed file has this name; \(remedy)")
        }
    }

    /// Reads the files given as bytes by name; one that is not given is empty.
    package static func registry(of files: [String: [UInt8]], folder: String) throws(SeedFaults) -> Registry {
        try data(of: files, folder: folder).registry
    }

    /// As `registry(of:folder:)`, with the version and the texts.
    package static func data(of files: [String: [UInt8]], folder: String) throws(SeedFaults) -> SeedData {
        var reading = SeedReading(folder: folder)
        reading.read(files)
        return SeedData(registry: try reading.validated(), version: version(of: files), texts: reading.texts)
    }

    /// A hash of the names and bytes of all files.
    private static func version(of files: [String: [UInt8]]) -> String {
        var hash = SHA256()
        for (name, bytes) in files.sorted(by: { $0.key < $1.key }) {
            hash.update(Array("\(name) \(bytes.count)\n".utf8))
            hash.update(bytes)
        }
        return hash.finalize().hexadecimal(prefix: 8)
    }
}

/// What a seed folder holds, with what was laid over it, and the version that names exactly this content.
package struct SeedData: Sendable {
    package let registry: Registry
    package let version: String
    /// The records that can be patched, as they are written.
    package let texts: RecordTexts
    /// What became of edits whose seeds changed.
    package let editConflicts: [EditConflict]

    package init(
        registry: Registry, version: String, texts: RecordTexts = RecordTexts(), editConflicts: [EditConflict] = []
    ) {
        self.registry = registry
        self.version = version
        self.texts = texts
        self.editConflicts = editConflicts
    }
}

/// The state of reading a seed folder: the registry so far and where its records stand.
private struct SeedReading {
    private let folder: String
    private var registry = Registry()
    private var faults: [SeedFault] = []
    private var documents: [String: JSONDocument] = [:]
    /// For each file, the place in the file of each record that could be read.
    private var filePositions: [String: [Int]] = [:]
    /// Identifiers that stand in records which could not be read or not in full; that they are missing is not a fault
    /// of those who name them.
    private var unreadable: Set<String> = []
    /// Whether a whole file of records could not be understood, so that any missing record may stand in it.
    private var isFileUnreadable = false

    init(folder: String) {
        self.folder = folder
    }

    /// The records that can be patched, as the files have them.
    var texts: RecordTexts {
        var texts = RecordTexts()
        for collection in RecordTexts.patchable {
            if let document = documents["\(collection.rawValue).json"] { texts.add(document, collection) }
        }
        return texts
    }

    /// Reports a file that could not be opened.
    mutating func passOver(_ name: String, because reason: String) {
        faults.append(SeedFault(file: "\(folder)/\(name)", pointer: "", line: nil, reason: reason))
        noteUnreadable(name)
    }

    /// Nothing names a check or an outline, so that only the files of records are missed.
    private mutating func noteUnreadable(_ name: String) {
        if name != "checks.json" && name != "outlines.json" { isFileUnreadable = true }
    }

    /// Reads the files given by name; one that is not given is empty.
    mutating func read(_ files: [String: [UInt8]]) {
        for collection in RecordCollection.allCases {
            let name = "\(collection.rawValue).json"
            if let bytes = files[name] { read(collection, from: bytes, name: name) }
        }
        if let bytes = files["outlines.json"] {
            each(bytes, "outlines.json", { $0.outline() }) { $0.outlines.append($1, ids: [$1.province.erased]) }
        }
        if let bytes = files["checks.json"] { each(bytes, "checks.json", { $0.check() }) { $0.checks.append($1) } }
    }

    private mutating func read(_ collection: RecordCollection, from bytes: [UInt8], name: String) {
        switch collection {
        case .provinces: each(bytes, name, { $0.province() }) { $0.provinces.append($1, ids: $1.header.ids) }
        case .gates: each(bytes, name, { $0.gate() }) { $0.gates.append($1, ids: $1.header.ids) }
        case .zones: each(bytes, name, { $0.zone() }) { $0.zones.append($1, ids: $1.header.ids) }
        case .projects: each(bytes, name, { $0.project() }) { $0.projects.append($1, ids: $1.header.ids) }
        case .corridors: each(bytes, name, { $0.corridor() }) { $0.corridors.append($1, ids: $1.header.ids) }
        case .legs: each(bytes, name, { $0.leg() }) { $0.legs.append($1, ids: $1.header.ids) }
        case .places: each(bytes, name, { $0.place() }) { $0.places.append($1, ids: $1.header.ids) }
        case .organisations:
            each(bytes, name, { $0.organisation() }) { $0.organisations.append($1, ids: $1.header.ids) }
        case .meetings: each(bytes, name, { $0.meeting() }) { $0.meetings.append($1, ids: $1.header.ids) }
        case .documents: each(bytes, name, { $0.document() }) { $0.documents.append($1, ids: $1.header.ids) }
        case .plans: each(bytes, name, { $0.plan() }) { $0.plans.append($1, ids: $1.header.ids) }
        case .services: each(bytes, name, { $0.service() }) { $0.services.append($1, ids: $1.header.ids) }
        case .indicators: each(bytes, name, { $0.indicator() }) { $0.indicators.append($1, ids: $1.header.ids) }
        case .observations:
            let reader = ObservationReader()
            each(bytes, name, preparing: { $0.observations.reserveCapacity($1) }) {
                reader.read($0, into: &$1.observations)
            }
        case .targets: each(bytes, name, { $0.target() }) { $0.targets.append($1, ids: [$1.id.erased]) }
        }
    }

    private mutating func each<Value>(
        _ bytes: [UInt8], _ name: String, _ read: (SeedNode) -> Value?, add: (inout Registry, Value) -> Void
    ) {
        each(bytes, name) { node, registry in
            guard let value = read(node) else { return false }
            add(&registry, value)
            return true
        }
    }

    /// - Parameters:
    ///   - prepare: is told how many records there are.
    ///   - read: reads a record into the registry; false when it could not be read.
    private mutating func each(
        _ bytes: [UInt8], _ name: String, preparing prepare: (inout Registry, Int) -> Void = { _, _ in },
        _ read: (SeedNode, inout Registry) -> Bool
    ) {
        let file = "\(folder)/\(name)"
        let reading = JSONReading(of: bytes)
        faults += reading.faults.map {
            SeedFault(
                file: file, pointer: $0.pointer.description, line: $0.position.line, reason: $0.reason.description)
        }
        guard let document = reading.document else {
            noteUnreadable(name)
            return
        }
        documents[name] = document
        let list = SeedFaultList(file: file)
        if document.root.kind != .array {
            list.report(document.root, "a seed file is an array of records, not \(document.root.kind)")
            noteUnreadable(name)
        } else {
            var positions: [Int] = []
            positions.reserveCapacity(document.root.count)
            prepare(&registry, document.root.count)
            for (position, node) in document.root.elements.enumerated() {
                let faultsBefore = list.faults.count
                if read(SeedNode(node: node, faults: list), &registry) { positions.append(position) }
                if list.faults.count > faultsBefore { unreadable.formUnion(Self.identifiers(in: node)) }
            }
            filePositions[name] = positions
        }
        faults += list.faults
    }

    /// Everything in a record that others may name: its identifier, its aliases and its tasks.
    private static func identifiers(in node: JSONNode) -> [String] {
        let tasks = ["tasks", "breakthroughs", "solutions"].flatMap { node[$0].map { Array($0.elements) } ?? [] }
        let nodes = [node["id"]] + (node["aliases"].map { Array($0.elements) } ?? []) + tasks.map { $0["id"] }
        return nodes.compactMap { $0?.string }
    }

    /// The registry, when neither a file nor a rule between the records is broken. What a member that could not be
    /// read breaks besides is not told again.
    func validated() throws(SeedFaults) -> Registry {
        let broken = Set(faults.map { "\($0.file) \($0.pointer)" })
        let outlines = registry.outlineFaults().compactMap { located($0.fault, of: "outlines.json", at: $0.position) }
        let rules = (registry.faults().compactMap(located) + outlines).filter {
            !broken.contains("\($0.file) \($0.pointer)")
        }
        let all = faults + rules
        guard all.isEmpty else { throw SeedFaults(faults: all.sorted()) }
        return registry
    }

    private func located(_ fault: RegistryFault) -> SeedFault? {
        let name = fault.collection.map { "\($0.rawValue).json" } ?? "checks.json"
        return located(fault.fault, of: name, at: fault.position)
    }

    /// A fault of what stands at a place of a file.
    private func located(_ fault: MemberFault, of name: String, at place: Int) -> SeedFault? {
        if let missing = fault.missing, isFileUnreadable || unreadable.contains(missing.rawValue) { return nil }
        let position = filePositions[name].flatMap { $0.indices.contains(place) ? $0[place] : nil }
        let pointer = "/\(position ?? place)\(fault.member)"
        return SeedFault(
            file: "\(folder)/\(name)", pointer: pointer, line: line(of: pointer, in: name), reason: fault.reason)
    }

    /// The line of the value at a pointer, or of the nearest value around it that is there.
    private func line(of text: String, in name: String) -> Int? {
        guard let document = documents[name], var pointer = JSONPointer(parsing: text) else { return nil }
        while true {
            if let node = document.node(at: pointer) { return node.position.line }
            if pointer.tokens.isEmpty { return nil }
            pointer.removeLast()
        }
    }
}

extension RecordHeader {
    /// The identifier and the aliases.
    package var ids: [RecordID] { [id] + aliases }
}
