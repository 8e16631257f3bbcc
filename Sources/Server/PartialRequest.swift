internal import HTTPEngine

/// What a connection keeps while a request is incomplete or unread: its bytes and how far they are parsed.
///
/// Most connections never have one: requests that come whole are parsed in the loop's own buffer.
final class PartialRequest {
    var input = ByteBuffer()
    var parser: RequestParser

    init(limits: HTTPLimits) {
        parser = RequestParser(limits: limits)
    }

    /// Makes it as new; a large buffer goes back to the system.
    func clear() {
        input.removeAll(keepingAtMost: 16 * 1024)
        parser.reset()
    }
}
