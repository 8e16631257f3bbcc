import ContentCoding
import HTTPEngine

/// Content in the coding gzip, compressed while it is made: piece by piece, as the client takes it.
struct CompressedContent: ContentProducer {
    private var content: any ContentProducer
    private let gzip = GzipStream(level: 1)
    private var plain: [UInt8] = []

    init(_ content: any ContentProducer) {
        self.content = content
    }

    mutating func next(into piece: inout [UInt8]) throws(ContentFault) -> WorkProgress {
        plain.removeAll(keepingCapacity: true)
        let progress = try content.next(into: &plain)
        gzip.append(plain, isLast: progress == .finished, to: &piece)
        return progress
    }
}
