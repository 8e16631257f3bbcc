import API
import Dispatch

/// Work in order and in time, on a queue of Dispatch.
final class DispatchPulse: Pulse {
    private let queue: DispatchQueue

    /// - Parameter isSerial: whether one thing is done after the other; else as many at once as there are cores.
    init(label: String, isSerial: Bool) {
        queue = DispatchQueue(label: label, qos: .userInitiated, attributes: isSerial ? [] : .concurrent)
    }

    func run(_ work: @escaping @Sendable () -> Void) {
        queue.async(execute: work)
    }

    func run(afterNanoseconds delay: UInt64, _ work: @escaping @Sendable () -> Void) {
        queue.asyncAfter(deadline: .now() + .nanoseconds(Int(clamping: delay)), execute: work)
    }
}
