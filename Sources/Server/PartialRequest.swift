internal import HTTPEngine

/// What a connection keeps while a request is incomplete or unread: its bytes and how far they are parsed.
///
/// Most connections never have one: requests that come whole are parsed in the loop's own buffer.
final class PartialRequest {
    var input = ByteBuffer()
    var parser: RequestParser
    /// Bytes that the `ContentBudget` counts for it.
    private var countedBytes = 0

    init(limits: HTTPLimits) {
        parser = RequestParser(limits: limits)
    }

    /// Lets the budget know what is held now; false when it is too much.
    func isWithin(_ budget: ContentBudget) -> Bool {
        let count = input.capacity > ContentBudget.freeBytes ? input.capacity : 0
        guard count > countedBytes else {
            budget.give(countedBytes - count)
            countedBytes = count
            return true
        }
        guard budget.take(count - countedBytes) else { return false }
        countedBytes = count
        return true
    }

    /// Makes it as new; a large buffer goes back to the system.
    func clear(_ budget: ContentBudget) {
        input.removeAll(keepingAtMost: 16 * 1024)
        parser.reset()
        budget.give(countedBytes)
        countedBytes = 0
    }
}
