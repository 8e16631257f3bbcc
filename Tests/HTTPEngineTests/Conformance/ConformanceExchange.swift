import HTTPEngine

/// What a connection made of some bytes.
struct ConformanceExchange: Equatable {
    /// Final answers in order; interim ones are counted apart, because they depend on when the content comes.
    var wire: [UInt8] = []
    var continueCount = 0
    var isClosed = false

    static func == (left: ConformanceExchange, right: ConformanceExchange) -> Bool {
        left.wire == right.wire && left.isClosed == right.isClosed
    }

    /// Feeds the pieces one after the other; at the end the peer may close its side.
    init(_ pieces: [[UInt8]], limits: HTTPLimits, isSecure: Bool, peerFinishes: Bool = false) {
        var connection = MemoryConnection(
            responder: ConformanceResponder(), limits: limits, isSecure: isSecure,
            date: HTTPDate(secondsSince1970: 784_111_777))
        let interim = Array("HTTP/1.1 100 Continue\r\n\r\n".utf8)
        for piece in pieces {
            var answers = connection.receive(piece)
            if answers.count >= interim.count, answers.suffix(interim.count) == interim[...] {
                answers.removeLast(interim.count)
                continueCount += 1
            }
            wire += answers
        }
        if peerFinishes { wire += connection.peerFinishes() }
        isClosed = connection.isClosed
    }
}

/// Says back what it was asked, so that a test sees the one meaning a request was given.
struct ConformanceResponder: Responder {
    private static let prepared = PreparedResponse(
        status: .ok, fields: [ResponseField("Content-Type", "text/plain")], body: Array("prepared".utf8))
    private static let unchanged = PreparedResponse(status: .notModified, fields: [ResponseField("ETag", "\"1\"")])

    func respond(to request: borrowing Request, into response: inout ResponseWriter) {
        switch request.path.string {
        case "/prepared": response.writePrepared(Self.prepared)
        case "/304": response.writePrepared(Self.unchanged)
        case "/204": response.write(.noContent, fields: [], body: [1, 2])
        case "/405": response.write(.methodNotAllowed, fields: [ResponseField("Allow", "GET, HEAD")])
        case "/close":
            response.closeConnection()
            response.write(.ok, fields: [])
        case "/silent": return
        default:
            let text =
                "\(request.method.name) \(request.target.string) @\(request.authority.string) \(request.body.string)"
            response.write(.ok, fields: [ResponseField("Content-Type", "text/plain")], body: Array(text.utf8))
        }
    }
}
