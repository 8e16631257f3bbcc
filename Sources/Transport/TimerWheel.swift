/// One deadline per slot, in coarse ticks; setting, moving and removing one takes constant time.
///
/// Slots hang in lists, one per tick of the near future. A deadline that moves later, which is what happens with every
/// request, is only written down: the slot is hung anew when its old tick comes.
struct TimerWheel {
    private struct Entry {
        var deadline: UInt64 = 0
        /// The tick in whose list the slot hangs; `unlinked` when in none.
        var tick: UInt64 = TimerWheel.unlinked
        var next: Int32 = -1
        var previous: Int32 = -1
    }

    private static var unlinked: UInt64 { .max }

    private let tickNanoseconds: UInt64
    private var heads: [Int32]
    private var entries: [Entry] = []
    /// The last tick that was looked through.
    private var currentTick: UInt64
    /// How many slots hang in the wheel.
    private(set) var count = 0

    /// A wheel that fires up to a tick late, never early. Deadlines beyond its span are hung anew on the way.
    init(now: UInt64, tickNanoseconds: UInt64 = 100_000_000, span: Int = 1024) {
        self.tickNanoseconds = tickNanoseconds
        heads = Array(repeating: -1, count: span)
        currentTick = now / tickNanoseconds
    }

    /// When `advance` next has something to look at, if anything hangs.
    var nextTick: UInt64 { (currentTick + 1) * tickNanoseconds }

    mutating func set(_ slot: Int, deadline: UInt64) {
        while slot >= entries.count { entries.append(Entry()) }
        // The tick in whose list a slot hangs is no later than its deadline's, and so than that of a later one.
        let isLater = deadline >= entries[slot].deadline && entries[slot].tick != TimerWheel.unlinked
        entries[slot].deadline = deadline
        guard !isLater else { return }
        let tick = tick(of: deadline)
        if entries[slot].tick <= tick { return }
        unlink(slot)
        link(slot, tick: tick)
    }

    /// The deadline that was last set for a slot.
    func deadline(of slot: Int) -> UInt64 { slot < entries.count ? entries[slot].deadline : .max }

    mutating func remove(_ slot: Int) {
        guard slot < entries.count else { return }
        unlink(slot)
    }

    /// Takes out every slot whose deadline has passed and appends it to `expired`.
    mutating func advance(to now: UInt64, expired: inout [Int]) {
        let target = now / tickNanoseconds
        // After a long sleep one turn of the wheel sees every list.
        if target > currentTick + UInt64(heads.count) { currentTick = target - UInt64(heads.count) }
        while currentTick < target {
            currentTick += 1
            var slot = heads[Int(currentTick % UInt64(heads.count))]
            while slot >= 0 {
                let index = Int(slot)
                slot = entries[index].next
                unlink(index)
                if entries[index].deadline <= now {
                    expired.append(index)
                } else {
                    link(index, tick: tick(of: entries[index].deadline))
                }
            }
        }
    }

    /// The first tick that does not begin before the deadline, inside the span.
    private func tick(of deadline: UInt64) -> UInt64 {
        let exact = deadline / tickNanoseconds + (deadline % tickNanoseconds == 0 ? 0 : 1)
        return min(max(exact, currentTick + 1), currentTick + UInt64(heads.count) - 1)
    }

    private mutating func link(_ slot: Int, tick: UInt64) {
        let bucket = Int(tick % UInt64(heads.count))
        let head = heads[bucket]
        entries[slot].tick = tick
        entries[slot].next = head
        entries[slot].previous = -1
        if head >= 0 { entries[Int(head)].previous = Int32(slot) }
        heads[bucket] = Int32(slot)
        count += 1
    }

    private mutating func unlink(_ slot: Int) {
        let entry = entries[slot]
        guard entry.tick != TimerWheel.unlinked else { return }
        if entry.next >= 0 { entries[Int(entry.next)].previous = entry.previous }
        if entry.previous >= 0 {
            entries[Int(entry.previous)].next = entry.next
        } else {
            heads[Int(entry.tick % UInt64(heads.count))] = entry.next
        }
        entries[slot].tick = TimerWheel.unlinked
        entries[slot].next = -1
        entries[slot].previous = -1
        count -= 1
    }
}
