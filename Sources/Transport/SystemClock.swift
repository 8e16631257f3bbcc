internal import Glibc

/// The clocks of the machine, in nanoseconds. The loop reads them once a round; nothing below is told more than a number.
package enum SystemClock {
    /// Time that never jumps, for deadlines.
    package static var monotonic: UInt64 { SystemCalls.time(CLOCK_MONOTONIC) }

    /// Time since the machine was started, its sleep included; it never jumps.
    package static var sinceBoot: UInt64 { SystemCalls.time(CLOCK_BOOTTIME) }

    /// Time since 1970-01-01 00:00 UTC, for what people read.
    package static var wall: UInt64 { SystemCalls.time(CLOCK_REALTIME) }
}
