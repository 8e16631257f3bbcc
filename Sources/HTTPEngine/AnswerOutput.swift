/// Encoded answers that wait to be sent: gathered in memory of their own, or a single one that lies ready elsewhere and is
/// lent, so that it is sent from there without a copy.
///
/// Who lends must leave the bytes as they are until the next answer begins: by then they are sent or gathered.
package struct AnswerOutput: ~Copyable {
    private var buffer = ByteBuffer()
    /// Empty while anything is gathered.
    private var lent = UnsafeRawBufferPointer(start: nil, count: 0)

    package var count: Int { buffer.count + lent.count }
    package var isEmpty: Bool { buffer.isEmpty && lent.isEmpty }

    /// The bytes, valid until the next change of the output.
    package var bytes: UnsafeRawBufferPointer { lent.isEmpty ? buffer.bytes : lent }

    /// What is gathered, to append to; what was lent comes first.
    var gathered: ByteBuffer {
        _read { yield buffer }
        _modify {
            gatherLent()
            yield &buffer
        }
    }

    /// Drops the content; memory above `capacityKept` goes back.
    @inline(__always)
    package mutating func removeAll(keepingAtMost capacityKept: Int) {
        lent = UnsafeRawBufferPointer(start: nil, count: 0)
        buffer.removeAll(keepingAtMost: capacityKept)
    }

    /// Takes bytes where they lie. Nothing else may wait.
    @inline(__always)
    mutating func lend(_ bytes: UnsafeRawBufferPointer) {
        precondition(isEmpty, "only a single answer is lent")
        lent = bytes
    }

    /// Copies what is lent, so that its owner may change it.
    @inline(__always)
    mutating func gatherLent() {
        if !lent.isEmpty { copyLent() }
    }

    @inline(never)
    private mutating func copyLent() {
        buffer.append(lent)
        lent = UnsafeRawBufferPointer(start: nil, count: 0)
    }
}
