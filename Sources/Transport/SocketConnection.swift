/// One accepted socket: plain data in its loop's table.
struct SocketConnection: ~Copyable {
    enum Phase {
        /// Bytes move both ways.
        case open
        /// Output leaves, input is not read; then our side closes.
        case finishing(lingers: Bool)
        /// Our side is closed; what the peer still sends is thrown away, so that it can read our last bytes.
        case lingering
    }

    let descriptor: FileDescriptor
    /// What turns its bytes into those of the application; nil when they are the same.
    var codec: (any WireCodec)?
    var pending = PendingOutput()
    /// Whether the system holds the last bytes back until our side closes, so that both go in one segment.
    var isHeldBack = false
    var phase = Phase.open
    /// Whether its owner wants input.
    var wantsInput = true
    /// Whether its owner wants to know of the peer's end while it wants no input.
    var watchesEnd = false
    /// Whether the codec has read the peer's farewell.
    var peerHasFinished = false
    /// Whether the readiness set knows it; what it is watched for at present.
    var isWatched = false
    var interest = Interest()
}
