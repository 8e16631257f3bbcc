/// What a loop tells about its connections. A connection is named by its slot, which is free again after `closed`.
///
/// All calls come on the loop's queue, and every one may end the connection; the handler answers by calling the reactor.
package protocol ConnectionHandler: AnyObject {
    func accepted(_ connection: Int, isSecure: Bool, in reactor: Reactor)
    /// The handshake of a secure connection is over; a failed one ends the connection.
    func handshakeEnded(_ outcome: HandshakeOutcome, on connection: Int, in reactor: Reactor)
    /// Bytes came. They are gone after the call; they may be changed in place.
    func received(_ bytes: UnsafeMutableRawBufferPointer, on connection: Int, in reactor: Reactor)
    /// The peer took `count` bytes that waited; when `isAll`, nothing waits any more.
    func sentWaiting(_ count: Int, isAll: Bool, on connection: Int, in reactor: Reactor)
    /// A `ConnectionNotifier` was called; several calls may be told as one.
    func notified(_ connection: Int, in reactor: Reactor)
    /// The peer closed its side.
    func peerFinished(_ connection: Int, in reactor: Reactor)
    func deadlinePassed(_ connection: Int, in reactor: Reactor)
    /// The connection has gone, whoever ended it.
    func closed(_ connection: Int, in reactor: Reactor)
    /// Accepting pauses for want of descriptors, or goes on.
    func acceptPaused(_ isPaused: Bool, in reactor: Reactor)
    /// Handshakes that begin from now on are another identity's.
    func identityRenewed(in reactor: Reactor)
    /// News is about to be told; `reactor.now` is fresh.
    func roundBegins(in reactor: Reactor)
    /// The news of the round is told.
    func roundEnded(in reactor: Reactor)
    /// No more connections will be accepted; those that are idle should end.
    func drain(in reactor: Reactor)
}
