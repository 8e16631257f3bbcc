/// The bounds of a filter. Each is a refusal with a reason.
package struct FilterLimits: Sendable, Equatable {
    /// Longest filter in bytes of UTF-8. A request target has 8 KiB, in which a filter is percent-encoded: what fits there
    /// and is longer than this is refused by this bound, which says so; what does not fit is 414.
    package var bytes = 6 * 1024
    /// Levels of expressions. Filters that people write nest five deep; the bound keeps the stack small.
    package var depth = 64
    /// Expressions, each value and name counted: a list of a thousand values passes.
    package var nodes = 2000

    package init() {}
}
