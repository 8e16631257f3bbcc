package import BorderEconomy
import ContentCoding
import JSONText

/// The records that can be patched, as they are written: in the shape of the seed files, each as compact JSON.
///
/// What a seed file has is encoded when it is asked for; what edits made of it is kept.
package struct RecordTexts: Sendable {
    /// The collections whose records can be patched.
    package static let patchable: [RecordCollection] = [.projects, .targets]

    /// A seed file, and where its records stand in it.
    private struct File: Sendable {
        let bytes: [UInt8]
        var places: [RecordID: Range<Int>] = [:]
    }

    private var files: [RecordCollection: File] = [:]
    private var edited: [RecordID: [UInt8]] = [:]

    /// No records.
    package init() {}

    /// Adds the records of a seed file.
    mutating func add(_ document: JSONDocument, _ collection: RecordCollection) {
        var file = File(bytes: document.bytes)
        for node in document.root.elements {
            guard let id = node["id"]?.string.flatMap({ RecordID($0) }), file.places[id] == nil else { continue }
            file.places[id] = node.bytes.startIndex..<node.bytes.endIndex
        }
        files[collection] = file
    }

    /// Keeps what an edit made of a record.
    mutating func keep(_ text: [UInt8], of id: RecordID) { edited[id] = text }

    /// A record as the seeds have it, by its own identifier; nil when they have none.
    package func seed(_ id: RecordID, of collection: RecordCollection) -> [UInt8]? {
        guard let file = files[collection], let place = file.places[id] else { return nil }
        return JSONReading(of: Array(file.bytes[place])).document.map { JSONWriter.encode($0.root.value) }
    }

    /// A record as it is written now, by its own identifier; nil when there is none that can be patched.
    package func text(_ id: RecordID, of collection: RecordCollection) -> [UInt8]? {
        edited[id] ?? seed(id, of: collection)
    }

    /// Names a text: another text has another revision. It is the entity tag of the text, without its quotes.
    package static func revision(of text: [UInt8]) -> String { SHA256.digest(text).base64URL(prefix: 12) }
}
