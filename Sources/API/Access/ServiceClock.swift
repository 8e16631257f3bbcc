package import BorderEconomy

/// The clocks that the API reads, handed in from outside so that tests have their own.
package struct ServiceClock: Sendable {
    /// The present moment.
    package let now: @Sendable () -> Moment
    /// Nanoseconds that never go back.
    package let monotonic: @Sendable () -> UInt64

    package init(now: @escaping @Sendable () -> Moment, monotonic: @escaping @Sendable () -> UInt64) {
        self.now = now
        self.monotonic = monotonic
    }
}
