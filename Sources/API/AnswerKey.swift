import HTTPEngine

/// What an answer was chosen by: the target of a plain GET or HEAD, and the fields that `Vary` names (RFC 9111 §4.1).
///
/// Its views are those of the request and end with it.
struct AnswerKey {
    let target: ByteView
    let accept: ByteView
    let acceptEncoding: ByteView
    let hash: UInt64

    /// Nil when these alone do not choose the answer: with another method, with a field in several lines, and with an
    /// Accept that is empty, which is not the same as none.
    init?(_ request: borrowing Request, seed: UInt64) {
        guard request.method == .get || request.method == .head, !request.isRepeated(.accept),
            !request.isRepeated(.acceptEncoding)
        else { return nil }
        let asked = request[.accept]
        if let asked, asked.isEmpty { return nil }
        target = request.target
        accept = asked ?? .empty
        acceptEncoding = request[.acceptEncoding] ?? .empty
        var hash = ByteHash(seed: seed)
        hash.combine(target)
        hash.combine(accept)
        hash.combine(acceptEncoding)
        self.hash = hash.value
    }

    var byteCount: Int { target.count + accept.count + acceptEncoding.count }
}
