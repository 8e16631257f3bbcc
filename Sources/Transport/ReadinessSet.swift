internal import CSystem

/// An epoll set and the room for what it reports.
final class ReadinessSet {
    private let descriptor: FileDescriptor
    private let ready: UnsafeMutablePointer<csystem_ready>

    static var countMax: Int { Int(CSYSTEM_READY_MAX) }

    init() throws(TransportError) {
        descriptor = try SystemCalls.readinessSet()
        ready = .allocate(capacity: ReadinessSet.countMax)
        ready.initialize(repeating: csystem_ready(), count: ReadinessSet.countMax)
    }

    deinit {
        ready.deallocate()
    }

    /// The set is itself a descriptor, readable while anything in it is ready.
    var number: Int32 { descriptor.number }

    /// Waits until something is ready or the time is over; returns how many tokens `token(_:)` has.
    func wait(milliseconds: Int32) -> Int {
        SystemCalls.wait(descriptor.number, into: ready, milliseconds: milliseconds)
    }

    func token(_ index: Int) -> UInt64 { ready[index].token }

    func isReadable(_ index: Int) -> Bool { ready[index].events & CSYSTEM_READABLE != 0 }

    func isWritable(_ index: Int) -> Bool { ready[index].events & CSYSTEM_WRITABLE != 0 }

    /// Whether the connection broke or both sides closed.
    func isFaulty(_ index: Int) -> Bool { ready[index].events & CSYSTEM_FAULT != 0 }

    /// Whether the peer closed its side; only told of when that is watched for.
    func isEndedByPeer(_ index: Int) -> Bool { ready[index].events & CSYSTEM_PEER_ENDED != 0 }

    func add(_ descriptor: Int32, for interest: Interest, token: UInt64) throws(TransportError) {
        try SystemCalls.watch(number, descriptor, events: interest.events, token: token)
    }

    /// Watches for something else, or for the same anew: what is ready now is told again.
    func change(_ descriptor: Int32, for interest: Interest, token: UInt64) {
        SystemCalls.rewatch(number, descriptor, events: interest.events, token: token)
    }

    func remove(_ descriptor: Int32) {
        SystemCalls.unwatch(number, descriptor)
    }
}

/// What a descriptor is watched for.
struct Interest: Equatable {
    var reads = false
    var writes = false
    /// Whether the peer closes its side.
    var end = false
    /// Only what comes from now on is told, and once. It spares the kernel from asking the socket again after each read;
    /// whoever reads must read all, up to the end when that is told.
    var isNewsOnly = false

    var events: UInt32 {
        (reads ? CSYSTEM_READABLE : 0) | (writes ? CSYSTEM_WRITABLE : 0) | (end ? CSYSTEM_PEER_ENDED : 0)
            | (isNewsOnly ? CSYSTEM_NEWS_ONLY : 0)
    }
}
