/// Answers requests, now and without waiting.
///
/// `respond` runs on the loop that read the request: it must not block, and it must write exactly one response. When it
/// writes none the engine answers 500. Anything a responder keeps between calls belongs to its loop alone, because the
/// server makes one responder per loop.
package protocol Responder {
    /// Writes the answer to `request` into `response`. Views taken from `request` end with the call.
    func respond(to request: borrowing Request, into response: inout ResponseWriter)

    /// Writes the answer to a request of which only the head has come, when the head decides it; else nothing. It is asked
    /// once of each request whose content is not there yet, which is then neither waited for nor kept. The views are as for
    /// `respond`; the content is empty.
    func refuse(headOf request: borrowing Request, into response: inout ResponseWriter)

    /// Whether `request` is answered whatever quota its client has and whichever host it names: what tells whether the
    /// server lives.
    func isVital(_ request: borrowing Request) -> Bool

    /// Whether `request` is answered also when the server takes no more connections: what is vital, and what tells an
    /// operator why.
    func isAnsweredAtCapacity(_ request: borrowing Request) -> Bool
}

extension Responder {
    package func refuse(headOf request: borrowing Request, into response: inout ResponseWriter) {}

    package func isVital(_ request: borrowing Request) -> Bool { false }

    package func isAnsweredAtCapacity(_ request: borrowing Request) -> Bool { isVital(request) }
}
