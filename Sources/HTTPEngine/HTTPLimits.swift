/// Every bound of the engine, and why it stands where it does.
package struct HTTPLimits: Sendable {
    /// Longest request target in bytes. 8 KiB is what nginx, Apache and browsers settle on; more is 414.
    package var targetBytes = 8 * 1024
    /// Longest head (request line and fields) in bytes. Node takes 16 KiB, nginx 32 KiB; cookies of a shared domain
    /// reach further. More is 431.
    package var headBytes = 64 * 1024
    /// Most field lines in a head, and in a trailer section. Apache's figure; a browser sends about 20. More is 431.
    package var fieldCount = 100
    /// Longest content in bytes after chunk decoding. The largest write is a bulletin of some hundred kilobytes. More is
    /// 413.
    package var bodyBytes = 1024 * 1024
    /// Memory that unfinished requests of the whole server may hold together; one that needs more is answered 503. Without
    /// it each of all connections could hold `bodyBytes`.
    package var unfinishedBytes = 64 * 1024 * 1024
    /// Longest chunk-size line with its extensions. No client in use sends extensions; RFC 9112 §7.1.1 asks for a bound.
    package var chunkLineBytes = 256
    /// Most bytes of chunk extensions in one message, so that one-byte chunks cannot carry a flood of them.
    package var chunkExtensionBytes = 4 * 1024
    /// Most bytes of a trailer section. More is 431.
    package var trailerBytes = 8 * 1024
    /// Most pipelined requests answered before the answers are sent, so that a batch leaves with one `send` and yet no
    /// client holds the loop.
    package var pipelineDepth = 64
    /// Output that may wait on a connection before its next request is left unread. One large list fits.
    package var pendingOutputBytes = 256 * 1024
    /// Open connections of the whole server; further ones are answered 503. `share(descriptors:connections:)` fits it to
    /// the machine.
    package var connections = 16 * 1024
    /// Connections over the cap that are kept open just long enough to be told 503, or to ask whether the server lives;
    /// for one more the oldest of them is closed.
    package var refusedConnections = 128

    /// From accept until the TLS handshake is done. Absolute; then the connection is cut, as there is no way to say why.
    package var handshakeNanoseconds: UInt64 = 10 * .secondInNanoseconds
    /// From the first byte of a request (or from accept, or the end of the handshake) until its head is complete; then 408. Absolute, so that
    /// dripping bytes does not renew it.
    package var headNanoseconds: UInt64 = 10 * .secondInNanoseconds
    /// From the end of the head until the body is complete; then 408. Absolute.
    package var bodyNanoseconds: UInt64 = 30 * .secondInNanoseconds
    /// Between an answer and the next request. Longer than the 60 s for which proxies keep an upstream connection.
    package var idleNanoseconds: UInt64 = 75 * .secondInNanoseconds
    /// For an answer that comes later, and for each next piece of a stream; then 503, or the connection is cut. Whatever
    /// takes longer is no question for a dashboard. An event stream says something more often than this.
    package var answerNanoseconds: UInt64 = 30 * .secondInNanoseconds
    /// Answers of a loop that are being made piece by piece; further ones are 503. Each holds some 200 KiB while its client
    /// is slow, so that a thousand slow readers of exports cannot take the machine's memory.
    package var streams = 256
    /// Event streams of a loop, which are pushed; further ones are 503. What waits for a slow subscriber is shared with
    /// the others, so that each costs little more than its connection.
    package var subscriptions = 16 * 1024
    /// For a peer that takes no output. Renewed by each `writeProgressBytes` taken.
    package var stallNanoseconds: UInt64 = 30 * .secondInNanoseconds
    /// Output that must leave to count as progress: a peer that takes a byte at a time is stalled.
    package var writeProgressBytes = 4 * 1024
    /// For a peer to close its side after ours (RFC 9112 §9.6), so that it can read the last answer.
    package var lingerNanoseconds: UInt64 = 2 * .secondInNanoseconds
    /// From the order to stop until the remaining connections are cut.
    package var drainNanoseconds: UInt64 = 10 * .secondInNanoseconds

    /// The defaults, as written beside each bound.
    package init() {}

    /// Divides what the process may open, without the `used` it has open: nine tenths are for connections, at most 65,536
    /// or as many as are `asked` for, and half of the rest, at most 1,024, for telling others 503 and for the health
    /// check. What is left is for files. Fewer connections than asked for when there are not enough.
    package mutating func share(descriptors: Int, used: Int = 0, connections asked: Int? = nil) {
        let free = max(2, descriptors - used)
        connections = min(asked ?? 65_536, max(1, free / 10 * 9))
        refusedConnections = min(1024, max(1, (free - connections) / 2))
    }
}

extension UInt64 {
    /// A second of the monotonic clock.
    package static var secondInNanoseconds: UInt64 { 1_000_000_000 }
}
