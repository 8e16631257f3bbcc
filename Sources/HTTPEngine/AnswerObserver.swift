/// Is told of each answer when it is written. What it is given ends with the call.
package protocol AnswerObserver {
    func answered(_ request: borrowing Request, _ answer: WrittenAnswer)
}

/// What there is to say of an answer that was written, beside its bytes.
package struct WrittenAnswer {
    package let status: HTTPStatus
    /// Number of the route in the responder's own list, 0 for none.
    package let route: UInt16
    /// Content bytes, without the head.
    package let contentCount: Int
    /// Identifier of the request, the client's or one that was made; empty when it has none.
    package let requestID: ByteView
}
