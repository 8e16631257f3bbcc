/// What arrived: one complete request, as views into the bytes it came in.
///
/// One `Request` per loop is filled again and again; nothing of it may be kept after `Responder.respond(to:into:)`.
/// The parser has already checked all of RFC 9112's grammar, so a responder sees only well-formed requests: a `Host`
/// where one is needed, a path without `.` or `..` segments, valid percent escapes.
package struct Request: ~Copyable {
    /// First byte of the request; set by `RequestParser` for the time of the call.
    var base = UnsafeRawPointer(bitPattern: 1)
    /// The method; never `other` or `connect`, which the engine refuses.
    package internal(set) var method = HTTPMethod.get
    package internal(set) var version = HTTPVersion.http11
    /// Whether the bytes came through TLS.
    package internal(set) var isSecure = false
    /// In the whole process, requests under one number have the same head, byte for byte, came both by
    /// TLS or both not, and have no content. So what a head alone decides can be remembered by its number, which is never 0.
    package internal(set) var headNumber: UInt64 = 0
    /// Whether the target is `*` (RFC 9112 §3.2.4), which only OPTIONS may ask for; the path is then empty.
    package internal(set) var isAsterisk = false
    var methodRange = ByteRange.empty
    var targetRange = ByteRange.empty
    var pathRange = ByteRange.empty
    var queryRange = ByteRange.empty
    var authorityRange = ByteRange.empty
    var bodyRange = ByteRange.empty
    var hasQuery = false
    var fields = FieldTable()
    var segments = PathSegments()

    init() {}

    /// Forgets everything but `isSecure`, so that no view can reach into the bytes of a later request.
    mutating func removeAll() {
        base = nil
        headNumber = 0
        method = .get
        hasQuery = false
        isAsterisk = false
        methodRange = .empty
        targetRange = .empty
        pathRange = .empty
        queryRange = .empty
        authorityRange = .empty
        bodyRange = .empty
        fields.removeAll()
        segments.removeAll()
    }

    /// Whether the request line was read so far that the method is known; only a refused request may lack it.
    package var hasMethod: Bool { methodRange.count > 0 }

    /// Whether the target was read; only a refused request may lack it.
    package var hasTarget: Bool { targetRange.count > 0 }

    /// The request target as it was sent.
    package var target: ByteView { view(targetRange) }

    /// The path as it was sent, escapes and all; starts with a slash, which a target may leave out (RFC 9110 §4.2.3).
    /// Empty when the target is `*`.
    package var path: ByteView {
        guard pathRange.count == 0, !isAsterisk else { return view(pathRange) }
        let slash: StaticString = "/"
        return ByteView(UnsafeRawBufferPointer(start: slash.utf8Start, count: 1))
    }

    /// The query without its question mark, escapes and all; nil when the target has no question mark.
    package var query: ByteView? { hasQuery ? view(queryRange) : nil }

    /// Host and port: from the target in absolute form, else from the Host field (RFC 9112 §3.3); may be empty in 1.0.
    package var authority: ByteView { view(authorityRange) }

    /// The content, with chunking removed.
    package var body: ByteView { view(bodyRange) }

    /// How many segments the path has: none for `/`, two for `/v1/gates`, three (the last empty) for `/v1/gates/`.
    package var segmentCount: Int { segments.count }

    /// A segment of the path, percent-decoded; an encoded slash is part of its segment.
    package func segment(_ index: Int) -> ByteView {
        let range = segments.range(index)
        guard segments.areDecoded else { return view(range) }
        return ByteView(segments.storage).part(range.offset..<range.offset + range.length)
    }

    /// The query as decoded pairs in order; empty without a query, nil when it is malformed.
    package func queryParameters() -> [QueryParameter]? {
        guard let query else { return [] }
        return QueryParameter.parse(query)
    }

    /// The first parameter that cannot be decoded: its name, and whether the name itself cannot.
    package func undecodableParameter() -> (name: String, isInName: Bool)? {
        query.flatMap { QueryParameter.firstUndecodable(in: $0) }
    }

    /// The value of the first field line of that name.
    package subscript(name: FieldName) -> ByteView? {
        guard let line = fields.first(name) else { return nil }
        return view(line.value)
    }

    /// Whether a field of that name came in more than one line; `forEachValue(of:)` gives them all.
    package func isRepeated(_ name: FieldName) -> Bool { fields.isRepeated(name) }

    /// Calls `body` with the value of each field line of that name, in order. A list field (RFC 9110 §5.3) is the same
    /// whether it came in one line or several.
    package func forEachValue(of name: FieldName, _ body: (ByteView) -> Void) {
        for index in 0..<fields.count where fields[index].known == name { body(view(fields[index].value)) }
    }

    /// The value of the first field line of that name, which is given in lower case; for names outside `FieldName`.
    package func value(named name: StaticString) -> ByteView? {
        for index in 0..<fields.count where view(fields[index].name).equalsIgnoringCase(name) {
            return view(fields[index].value)
        }
        return nil
    }

    /// How many field lines the head has.
    package var fieldCount: Int { fields.count }

    /// Name (as it was sent) and value of the field line at `index`.
    package func field(at index: Int) -> (name: ByteView, value: ByteView) {
        let line = fields[index]
        return (view(line.name), view(line.value))
    }

    @inline(__always)
    func view(_ range: ByteRange) -> ByteView {
        guard let base, range.count > 0 else { return .empty }
        return ByteView(UnsafeRawBufferPointer(start: base + range.offset, count: range.length))
    }
}
