/// What a reader accepts before it gives up. Every bound is a refusal with a reason, never a truncation.
package struct JSONLimits: Sendable, Equatable {
    /// How many arrays and objects may be open at once. The deepest record of this project nests 9 levels;
    /// 64 leaves room and keeps a hostile `[[[[…` cheap.
    package var depth: Int

    /// The longest text in bytes. Offsets are kept in 32 bits, so more than 4 GiB is never accepted.
    package var byteCount: Int

    /// How many faults are collected before reading stops: enough to mend a file in one go.
    package var faultCount: Int

    /// The bounds given; each default is what seed files need.
    package init(depth: Int = 64, byteCount: Int = 256 << 20, faultCount: Int = 100) {
        self.depth = depth
        self.byteCount = min(byteCount, Int(UInt32.max) - 1)
        self.faultCount = faultCount
    }
}
