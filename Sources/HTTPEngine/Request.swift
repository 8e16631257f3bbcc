/// What arrived: one complete request, as views into the bytes it came in.
///
/// One `Request` per loop is filled again and again; nothing of it may be kept after `Responder.respond(to:into:)`.
/// The parser has already checked all of RFC 9112's grammar, so a responder sees only well-formed requests: a `Host`
/// where one is needed, a path without `.` or `..` segments, valid percent escapes.
package struct Request: ~Copyable {
    /// All that is known of the request, in a place of its own: a value of so many bytes would be copied for every call that
    /// borrows it.
    private let place: UnsafeMutablePointer<RequestParts>

    init() {
        place = .allocate(capacity: 1)
        place.initialize(to: RequestParts())
    }

    deinit {
        place.deinitialize(count: 1)
        place.deallocate()
    }

    var parts: RequestParts {
        @inline(__always) unsafeAddress { UnsafePointer(place) }
        @inline(__always) nonmutating unsafeMutableAddress { place }
    }

    /// The method; never `other` or `connect`, which the engine refuses.
    package var method: HTTPMethod { parts.method }
    package var version: HTTPVersion { parts.version }
    /// Whether the bytes came through TLS.
    package var isSecure: Bool { parts.isSecure }
    /// In the whole process, requests under one number have the same method, target and version, the same fields of content
    /// negotiation (RFC 9110 §12.5), came all by TLS or all not, and have no content. So what these decide can be
    /// remembered by their number, which is never 0.
    package var choiceNumber: UInt64 { parts.choiceNumber }
    /// Whether the target is `*` (RFC 9112 §3.2.4), which only OPTIONS may ask for; the path is then empty.
    package var isAsterisk: Bool { parts.isAsterisk }

    /// Whether the request line was read so far that the method is known; only a refused request may lack it.
    package var hasMethod: Bool { parts.methodRange.count > 0 }

    /// Whether the target was read; only a refused request may lack it.
    package var hasTarget: Bool { parts.targetRange.count > 0 }

    /// The request target as it was sent.
    package var target: ByteView { view(parts.targetRange) }

    /// The path as it was sent, escapes and all; starts with a slash, which a target may leave out (RFC 9110 §4.2.3).
    /// Empty when the target is `*`.
    package var path: ByteView {
        guard parts.pathRange.count == 0, !isAsterisk else { return view(parts.pathRange) }
        let slash: StaticString = "/"
        return ByteView(UnsafeRawBufferPointer(start: slash.utf8Start, count: 1))
    }

    /// The query without its question mark, escapes and all; nil when the target has no question mark.
    package var query: ByteView? { parts.hasQuery ? view(parts.queryRange) : nil }

    /// Host and port: from the target in absolute form, else from the Host field (RFC 9112 §3.3); may be empty in 1.0.
    package var authority: ByteView { view(parts.authorityRange) }

    /// The content, with chunking removed.
    package var body: ByteView { view(parts.bodyRange) }

    /// How many segments the path has: none for `/`, two for `/v1/gates`, three (the last empty) for `/v1/gates/`.
    package var segmentCount: Int { parts.segments.count }

    /// A segment of the path, percent-decoded; an encoded slash is part of its segment.
    package func segment(_ index: Int) -> ByteView {
        let range = parts.segments.range(index)
        guard parts.segments.areDecoded else { return view(range) }
        return ByteView(parts.segments.storage).part(range.offset..<range.offset + range.length)
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
        guard let line = parts.fields.first(name) else { return nil }
        return view(line.value)
    }

    /// Whether a field of that name came in more than one line; `forEachValue(of:)` gives them all.
    package func isRepeated(_ name: FieldName) -> Bool { parts.fields.isRepeated(name) }

    /// Calls `body` with the value of each field line of that name, in order. A list field (RFC 9110 §5.3) is the same
    /// whether it came in one line or several.
    package func forEachValue(of name: FieldName, _ body: (ByteView) -> Void) {
        for index in 0..<parts.fields.count where parts.fields[index].known == name {
            body(view(parts.fields[index].value))
        }
    }

    /// The value of the first field line of that name, which is given in lower case; for names outside `FieldName`.
    package func value(named name: StaticString) -> ByteView? {
        for index in 0..<parts.fields.count where view(parts.fields[index].name).equalsIgnoringCase(name) {
            return view(parts.fields[index].value)
        }
        return nil
    }

    /// How many field lines the head has.
    package var fieldCount: Int { parts.fields.count }

    /// Name (as it was sent) and value of the field line at `index`.
    package func field(at index: Int) -> (name: ByteView, value: ByteView) {
        let line = parts.fields[index]
        return (view(line.name), view(line.value))
    }

    @inline(__always)
    func view(_ range: ByteRange) -> ByteView {
        guard let base = parts.base, range.count > 0 else { return .empty }
        return ByteView(UnsafeRawBufferPointer(start: base + range.offset, count: range.length))
    }
}
