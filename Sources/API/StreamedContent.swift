import HTTPEngine

/// Content that is made piece by piece while the client takes it.
struct StreamedContent: Sendable {
    /// A strong entity tag, quotes and all, when it can be known beforehand: it must change whenever the bytes do. With
    /// it the client's preconditions are looked at.
    let etag: String?
    /// Makes the producer of one answer; called once for each that has content.
    let makeProducer: @Sendable () -> any ContentProducer

    /// The same in the coding gzip, which is another representation and has an entity tag of its own.
    var compressed: StreamedContent {
        StreamedContent(etag: etag.map { "\"\($0.dropFirst().dropLast())-gzip\"" }) { [makeProducer] in
            CompressedContent(makeProducer())
        }
    }

    init(etag: String? = nil, makeProducer: @escaping @Sendable () -> any ContentProducer) {
        self.etag = etag
        self.makeProducer = makeProducer
    }
}
