/// Ends a loop's wait from any thread.
final class WakeSignal: Sendable {
    private let counter: FileDescriptor

    init() throws(TransportError) {
        counter = try SystemCalls.eventCounter()
    }

    var number: Int32 { counter.number }

    func signal() { SystemCalls.signal(counter.number) }

    func clear() { SystemCalls.clear(counter.number) }
}
