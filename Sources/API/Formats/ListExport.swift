package import BorderEconomy
package import Catalog
package import HTTPEngine

/// Records of a collection on their way into a format, piece by piece: memory does not grow with the answer.
package struct ListExport: Sendable {
    /// Bytes after which a piece ends: enough that a piece costs more than handing it over.
    static let pieceByteCount = 64 << 10

    private enum Stage {
        case head, records, tail, ended
    }

    private let collection: StoredCollection
    private let language: Language
    private let positions: Slice<PositionList>
    private var encoder: any RecordEncoder
    private var stage = Stage.head
    private var next: Int
    private var item: [UInt8] = []

    /// - Parameter positions: of the records, in the order in which they are written.
    init(
        of collection: StoredCollection, at positions: Slice<PositionList>, in language: Language,
        as encoder: any RecordEncoder
    ) {
        self.collection = collection
        self.language = language
        self.positions = positions
        self.encoder = encoder
        next = positions.startIndex
    }

    /// Appends the next piece.
    ///
    /// - Returns: whether more is to come.
    package mutating func append(to bytes: inout [UInt8]) -> Bool {
        let limit = bytes.count + Self.pieceByteCount
        if stage == .head {
            encoder.appendHead(to: &bytes)
            stage = .records
        }
        while stage == .records {
            guard next < positions.endIndex else {
                stage = .tail
                break
            }
            if bytes.count >= limit { return true }
            item.removeAll(keepingCapacity: true)
            collection.appendItem(at: positions[next], in: language, to: &item)
            let isFirst = next == positions.startIndex
            item.withUnsafeBytes { encoder.append($0, isFirst: isFirst, to: &bytes) }
            next += 1
        }
        if stage == .tail { encoder.appendTail(to: &bytes) }
        stage = .ended
        return false
    }

    /// Everything in one piece.
    consuming func bytes() -> [UInt8] {
        var bytes: [UInt8] = []
        while append(to: &bytes) {}
        return bytes
    }
}

extension ListExport: ContentProducer {
    package mutating func next(into piece: inout [UInt8]) throws(ContentFault) -> WorkProgress {
        append(to: &piece) ? .unfinished : .finished
    }
}

extension ListExport {
    /// A whole collection as a file has it: tables, lines, or a FeatureCollection without links.
    package init(of collection: StoredCollection, in snapshot: Snapshot, language: Language, as format: FileFormat) {
        let encoder: any RecordEncoder
        switch format {
        case .csv(let forSpreadsheets):
            encoder = CSVEncoder(TableColumns(of: collection.definition), forSpreadsheets: forSpreadsheets)
        case .ndjson: encoder = NDJSONEncoder(fields: nil)
        case .geojson:
            encoder = GeoJSONEncoder(
                collection.definition.name, in: snapshot.registry, fields: nil,
                collection: GeoJSONEncoder.Collection(
                    matched: collection.count, returned: collection.count, datasetVersion: snapshot.datasetVersion,
                    links: []))
        }
        self.init(of: collection, at: PositionList.all(collection.count)[...], in: language, as: encoder)
    }

    /// What whole collections are written to files in.
    package enum FileFormat: Sendable {
        case csv(forSpreadsheets: Bool)
        case ndjson, geojson
    }
}
