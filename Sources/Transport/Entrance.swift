/// A way into a loop: a listener, and the codec of what comes through it.
final class Entrance {
    let token: UInt64
    /// How many connections are taken the next time that some wait.
    let burst = Place(AcceptBurst())
    /// Makes the codec of a connection that is accepted next; nil when its bytes are taken as they are.
    var makeCodec: (() -> any WireCodec)?
    private let listener: Listener

    init(_ listener: Listener, token: UInt64, makeCodec: (() -> any WireCodec)?) {
        self.listener = listener
        self.token = token
        self.makeCodec = makeCodec
    }

    /// The listener's descriptor.
    var number: Int32 { listener.descriptor.number }
}
