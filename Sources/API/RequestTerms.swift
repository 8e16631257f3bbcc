import HTTPEngine

/// What a request says of the form of its answer, for an answer that is written when the request is gone.
struct RequestTerms: Sendable {
    let method: HTTPMethod
    let acceptsGzip: Bool
    /// The values of If-Match and If-None-Match, a line each; nil when the request has no such field.
    private let ifMatch: [[UInt8]]?
    private let ifNoneMatch: [[UInt8]]?

    init(_ request: borrowing Request) {
        method = request.method
        acceptsGzip = Negotiation.acceptsGzip(request)
        ifMatch = Self.lines(.ifMatch, of: request)
        ifNoneMatch = Self.lines(.ifNoneMatch, of: request)
    }

    /// Whether the request wants the answer only for a representation that the client has.
    var demandsMatch: Bool { ifMatch != nil }

    /// As `Preconditions.evaluate`; without an entity tag no list matches.
    func evaluatePreconditions(etag: String?) -> Preconditions.Outcome {
        if let ifMatch, !Preconditions.matches(ifMatch, etag: etag, allowsWeak: false) { return .failed }
        if let ifNoneMatch, Preconditions.matches(ifNoneMatch, etag: etag, allowsWeak: true) { return .notModified }
        return .proceed
    }

    private static func lines(_ name: FieldName, of request: borrowing Request) -> [[UInt8]]? {
        guard request[name] != nil else { return nil }
        var lines: [[UInt8]] = []
        request.forEachValue(of: name) { lines.append(Array($0)) }
        return lines
    }
}
