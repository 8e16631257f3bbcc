import BorderEconomy
import JSONText

/// One thing that is wrong in the seed folder: where, and why.
package struct SeedFault: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// Path of the file as it was opened.
    package let file: String
    /// JSON pointer (RFC 6901) into the file; empty for the file as a whole.
    package let pointer: String
    /// Line in the file, from 1; nil when the file could not be read.
    package let line: Int?
    package let reason: String

    package init(file: String, pointer: String, line: Int?, reason: String) {
        self.file = file
        self.pointer = pointer
        self.line = line
        self.reason = reason
    }

    package var description: String {
        "\(file): \(pointer.isEmpty ? "/" : pointer)\(line.map { ": line \($0)" } ?? ""): \(reason)"
    }

    package static func < (left: Self, right: Self) -> Bool {
        (left.file, left.line ?? 0, left.pointer) < (right.file, right.line ?? 0, right.pointer)
    }
}

/// The faults of one or more files, all together.
package struct SeedFaults: Error, CustomStringConvertible {
    package let faults: [SeedFault]

    package var description: String { faults.map(\.description).joined(separator: "\n") }
}

/// Collects the faults found while one file is read.
final class SeedFaultList {
    let file: String
    private(set) var faults: [SeedFault] = []
    /// What whoever writes a record is told besides, by the place of the fault among `faults`.
    private(set) var advice: [Int: Advice] = [:]
    private var sourceTexts = ByteTable()
    private var sources: [Source] = []

    /// Whether nobody will look at the faults.
    let isIgnored: Bool

    init(file: String, isIgnored: Bool = false) {
        self.file = file
        self.isIgnored = isIgnored
    }

    /// What can be done about a fault.
    struct Advice {
        /// The fault alone, without what follows from it.
        let reason: String
        let remedy: String
        /// The member of the value at fault that is not there.
        var missing: String?
    }

    func report(_ node: JSONNode, _ reason: String) {
        guard !isIgnored else { return }
        faults.append(
            SeedFault(
                file: file, pointer: node.pointer.description, line: node.position.line, reason: reason))
    }

    /// - Parameters:
    ///   - advice: what is wrong and what can be done about it.
    ///   - isTold: whether the remedy is part of the reason that the loader gives.
    func report(_ node: JSONNode, _ advice: Advice, isTold: Bool) {
        guard !isIgnored else { return }
        self.advice[faults.count] = advice
        report(node, isTold ? "\(advice.reason); \(advice.remedy)" : advice.reason)
    }

    func report(_ fault: SeedFault) {
        faults.append(fault)
    }

    /// What `read` makes of a source; one that stands in the file word for word as another, without fault, is read once.
    func source(_ node: JSONNode, _ read: () -> Source?) -> Source? {
        let known = node.bytes.withUnsafeBytes { sourceTexts.number(of: $0) }
        if let known { return sources[Int(known)] }
        let faultsBefore = faults.count
        guard let source = read() else { return nil }
        if faults.count == faultsBefore {
            _ = node.bytes.withUnsafeBytes { sourceTexts.insert($0) }
            sources.append(source)
        }
        return source
    }
}
