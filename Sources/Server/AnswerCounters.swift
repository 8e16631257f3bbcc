internal import HTTPEngine

/// One loop's answers by route, method and status: a hash table of fixed size with open addressing.
final class AnswerCounters: Sendable {
    /// Kinds of answers that are told apart. A client cannot make more: what comes later is counted without its route.
    static var kindsMax: UInt64 { 1024 }
    /// Twice as many places, so that the kinds without a route always find one.
    private static var slotCount: Int { 2048 }

    /// Key and count in turn; the last cell holds how many keys there are.
    private let cells = CounterCells(count: 2 * slotCount + 1)
    private static var keyCountCell: Int { 2 * slotCount }

    /// One more answer; only the loop that owns the counters may call it.
    func count(route: UInt16, method: HTTPMethod, status: HTTPStatus) {
        // Never zero, because no status is.
        let key = UInt64(route) << 24 | UInt64(method.rawValue) << 16 | UInt64(status.rawValue)
        var slot = Self.firstSlot(of: key)
        while cells[2 * slot] != key {
            if cells[2 * slot] == 0 {
                if cells[Self.keyCountCell] >= Self.kindsMax, route != 0 {
                    return count(route: 0, method: method, status: status)
                }
                cells.add(1, to: Self.keyCountCell)
                cells.publish(key, at: 2 * slot)
                break
            }
            slot = (slot + 1) & (Self.slotCount - 1)
        }
        cells.add(1, to: 2 * slot + 1)
    }

    /// Calls `body` with every kind that was counted.
    func forEach(_ body: (TrafficFigures.AnswerKind, UInt64) -> Void) {
        for slot in 0..<Self.slotCount {
            let key = cells.acquire(2 * slot)
            guard key != 0, let method = HTTPMethod(rawValue: UInt8(key >> 16 & 0xFF)) else { continue }
            let kind = TrafficFigures.AnswerKind(
                route: Int(key >> 24), method: method, status: HTTPStatus(rawValue: UInt16(key & 0xFFFF)))
            body(kind, cells[2 * slot + 1])
        }
    }

    @inline(__always)
    private static func firstSlot(of key: UInt64) -> Int {
        Int(key &* 0x9E37_79B9_7F4A_7C15 >> 40) & (slotCount - 1)
    }
}
