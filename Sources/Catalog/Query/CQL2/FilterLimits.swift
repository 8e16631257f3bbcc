/// The bounds of a filter. Each is a refusal with a reason.
package struct FilterLimits: Sendable, Equatable {
    /// Longest filter in bytes of UTF-8: what fits into a request target anyway.
    package var bytes = 8 * 1024
    /// Levels of expressions. Filters that people write nest five deep; the bound keeps the stack small.
    package var depth = 64
    /// Expressions, each value and name counted: a list of a thousand values passes.
    package var nodes = 2000

    package init() {}
}
