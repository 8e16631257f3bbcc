/// What a parser has found of a request; a responder sees it as `Request`.
struct RequestParts: ~Copyable {
    /// First byte of the request; set by `RequestParser` for the time of the call.
    var base = UnsafeRawPointer(bitPattern: 1)
    var method = HTTPMethod.get
    var version = HTTPVersion.http11
    var isSecure = false
    var choiceNumber: UInt64 = 0
    var isAsterisk = false
    var methodRange = ByteRange.empty
    var targetRange = ByteRange.empty
    var pathRange = ByteRange.empty
    var queryRange = ByteRange.empty
    var authorityRange = ByteRange.empty
    var bodyRange = ByteRange.empty
    var hasQuery = false
    var fields = FieldTable()
    var segments = PathSegments()

    /// Forgets everything but `isSecure`, so that no view can reach into the bytes of a later request.
    mutating func removeAll() {
        base = nil
        choiceNumber = 0
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
}
