import Dispatch
import Glibc

/// The signals that the program obeys, each as a block on one serial queue.
final class Signals {
    private let queue = DispatchQueue(label: "cuakhau.signals")
    private var sources: [any DispatchSourceSignal] = []

    /// Ignores SIGPIPE: a peer that has gone is an error of the call that finds out.
    init() {
        signal(SIGPIPE, SIG_IGN)
    }

    /// Runs `action` each time one of `numbers` arrives.
    func on(_ numbers: [Int32], _ action: @escaping @Sendable (_ number: Int32) -> Void) {
        for number in numbers {
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
            source.setEventHandler { action(number) }
            source.activate()
            sources.append(source)
        }
    }

    /// Lets `numbers` end the program at once when they arrive again.
    static func restoreDefaults(_ numbers: [Int32]) {
        for number in numbers { signal(number, SIG_DFL) }
    }
}
