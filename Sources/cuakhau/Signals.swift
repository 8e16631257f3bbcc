import Dispatch
import Glibc

/// The signals that the program obeys, each as a block on one serial queue.
final class Signals {
    private let queue = DispatchQueue(label: "cuakhau.signals")
    private var sources: [any DispatchSourceSignal] = []
    private let isObeyed = DispatchSemaphore(value: 0)

    /// Ignores SIGPIPE: a peer that has gone is an error of the call that finds out.
    init() {
        signal(SIGPIPE, SIG_IGN)
    }

    /// Runs `action` each time one of `numbers` arrives. Those that arrive before `obey` wait for it: from now on none of
    /// them ends the program by itself.
    func on(_ numbers: [Int32], _ action: @escaping @Sendable (_ number: Int32) -> Void) {
        for number in numbers {
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
            source.setEventHandler { [isObeyed] in
                isObeyed.wait()
                isObeyed.signal()
                action(number)
            }
            source.activate()
            sources.append(source)
        }
    }

    /// Lets the actions run; call it when all that they act on is there.
    func obey() {
        isObeyed.signal()
    }

    /// Lets `numbers` end the program at once when they arrive again.
    static func restoreDefaults(_ numbers: [Int32]) {
        for number in numbers { signal(number, SIG_DFL) }
    }
}
