import BorderEconomy
import Catalog

/// Records of a collection on their way into a format, piece by piece: memory does not grow with the answer.
struct ListExport: Sendable {
    /// Bytes after which a piece ends: enough that a piece costs more than handing it over.
    static let pieceByteCount = 64 << 10

    private enum Stage {
        case head, records, tail, ended
    }

    private let collection: StoredCollection
    private let language: Language
    private let positions: ArraySlice<Int>
    private var encoder: any RecordEncoder
    private var stage = Stage.head
    private var next: Int

    /// - Parameter positions: of the records, in the order in which they are written.
    init(
        of collection: StoredCollection, at positions: ArraySlice<Int>, in language: Language,
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
    mutating func append(to bytes: inout [UInt8]) -> Bool {
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
            let isFirst = next == positions.startIndex
            collection.withItem(at: positions[next], in: language) { item in
                encoder.append(item, isFirst: isFirst, to: &bytes)
            }
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
