package import BorderEconomy
import JSONText

/// A part of a selection, encoded in the list envelope.
package struct Page: Sendable {
    package let bytes: [UInt8]
    package let total: Int
    /// Where the page begins and how many records it shows.
    package let offset: Int
    package let count: Int
    package let lastKey: String?

    package var hasNext: Bool { offset + count < total }
}

extension StoredCollection {
    /// Bytes that the total, the version and an ordinary address of the next page take.
    private static let roomBehindItems = 512

    /// Encodes `{"items": […], "total": n, "datasetVersion": …, "next": …}`.
    ///
    /// - Parameters:
    ///   - positions: the whole selection, in order.
    ///   - fields: members to show; all when nil.
    ///   - reason: why nothing is selected, in words; nil leaves it out.
    ///   - next: the address of the following page for the key of the last record shown, asked for only when there
    ///     is one.
    package func page(
        of positions: PositionList, from offset: Int, limit: Int, fields: Set<String>?, language: Language,
        datasetVersion: String, reason: String? = nil, next: (_ lastKey: String, _ nextOffset: Int) -> String
    ) -> Page {
        let start = min(offset, positions.count)
        let shown = positions[start..<min(start + limit, positions.count)]
        var bytes: [UInt8]
        if let fields {
            bytes = Array("{\"items\":[".utf8)
            for (index, position) in shown.enumerated() {
                if index > 0 { bytes.append(UInt8(ascii: ",")) }
                appendItem(at: position, in: language, fields: fields, to: &bytes)
            }
        } else {
            bytes = items(at: shown, in: language, beginning: "{\"items\":[", room: Self.roomBehindItems)
        }
        bytes += Array("],\"total\":\(positions.count),\"datasetVersion\":\"\(datasetVersion)\"".utf8)
        if let reason { bytes += Array(",\"reason\":".utf8) + JSONWriter.encode(.string(reason)) }
        let lastKey = shown.last.map { keys[$0] }
        if let lastKey, start + shown.count < positions.count {
            bytes += Array(",\"next\":".utf8)
            bytes += JSONWriter.encode(.string(next(lastKey, start + shown.count)))
        }
        bytes.append(UInt8(ascii: "}"))
        return Page(bytes: bytes, total: positions.count, offset: start, count: shown.count, lastKey: lastKey)
    }
}
