import HTTPEngine

/// An answer that was given before, as one block of memory: what it was chosen by, its entity tag, and its two forms as
/// they are sent, the one that says that nothing has changed and the whole one, each with a gap for what differs, which is
/// filled in for each sending.
///
/// A plain value that points at its block, so that finding and sending it touches no reference count. Whoever keeps it
/// lets go of the block once, by `discard`; views end with that.
struct KeptAnswer: BitwiseCopyable {
    /// The number of its pattern in `RoutePattern.all`.
    let route: UInt16
    let hash: UInt64
    private let block: UnsafeMutableRawPointer
    /// Where each part ends in the block.
    private let targetEnd: UInt32
    private let acceptEnd: UInt32
    private let keyEnd: UInt32
    private let etagEnd: UInt32
    private let notModifiedHeadEnd: UInt32
    private let headEnd: UInt32
    private let end: UInt32

    private static var gapCount: UInt32 { UInt32(ResponseWriter.gapCount) }

    init(_ answer: PreparedAnswer, route: UInt16, chosenBy key: AnswerKey) {
        let size = Self.byteCount(of: answer, chosenBy: key)
        block = .allocate(byteCount: size, alignment: 16)
        var rest = UnsafeMutableRawBufferPointer(start: block, count: size)
        func place(_ bytes: UnsafeRawBufferPointer) -> UInt32 {
            rest.copyMemory(from: bytes)
            rest = UnsafeMutableRawBufferPointer(rebasing: rest[bytes.count...])
            return UInt32(size - rest.count)
        }
        self.route = route
        hash = key.hash
        targetEnd = place(key.target.unsafeBytes)
        acceptEnd = place(key.accept.unsafeBytes)
        keyEnd = place(key.acceptEncoding.unsafeBytes)
        var etag = answer.etag
        etagEnd = etag.withUTF8 { place(UnsafeRawBufferPointer($0)) }
        func leaveGap() {
            let gap = UnsafeMutableRawBufferPointer(rebasing: rest[..<ResponseWriter.gapCount])
            gap.initializeMemory(as: UInt8.self, repeating: 0)
            rest = UnsafeMutableRawBufferPointer(rebasing: rest[ResponseWriter.gapCount...])
        }
        notModifiedHeadEnd = answer.notModified.head.withUnsafeBytes { place($0) }
        leaveGap()
        headEnd = answer.ok.head.withUnsafeBytes { place($0) }
        leaveGap()
        end = answer.ok.body.withUnsafeBytes { place($0) }
    }

    /// What keeping an answer takes.
    static func byteCount(of answer: PreparedAnswer, chosenBy key: AnswerKey) -> Int {
        key.byteCount + answer.etag.utf8.count + answer.ok.head.count + answer.notModified.head.count
            + answer.ok.body.count + 2 * ResponseWriter.gapCount
    }

    var byteCount: Int { Int(end) }

    /// Of the representation that is sent, with its quotes.
    var etag: ByteView { ByteView(part(keyEnd, etagEnd)) }

    func isChosen(by key: AnswerKey) -> Bool {
        hash == key.hash && key.target.equals(ByteView(part(0, targetEnd)))
            && key.accept.equals(ByteView(part(targetEnd, acceptEnd)))
            && key.acceptEncoding.equals(ByteView(part(acceptEnd, keyEnd)))
    }

    func write(into response: inout ResponseWriter) {
        let start = notModifiedHeadEnd + Self.gapCount
        response.writeAssembled(.ok, mutablePart(start, end), headCount: Int(headEnd - start))
    }

    func writeNotModified(into response: inout ResponseWriter) {
        response.writeAssembled(
            .notModified, mutablePart(etagEnd, notModifiedHeadEnd + Self.gapCount),
            headCount: Int(notModifiedHeadEnd - etagEnd))
    }

    /// Gives the memory back.
    func discard() {
        block.deallocate()
    }

    private func part(_ start: UInt32, _ end: UInt32) -> UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(mutablePart(start, end))
    }

    private func mutablePart(_ start: UInt32, _ end: UInt32) -> UnsafeMutableRawBufferPointer {
        UnsafeMutableRawBufferPointer(start: block + Int(start), count: Int(end - start))
    }
}
