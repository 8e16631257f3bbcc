/// Does things one after the other, soon or after a while: handed in from outside, so that tests have time of their own.
package protocol Pulse: Sendable {
    /// Does the work after what was handed in before.
    func run(_ work: @escaping @Sendable () -> Void)

    /// Does the work when so much time has passed.
    func run(afterNanoseconds delay: UInt64, _ work: @escaping @Sendable () -> Void)
}
