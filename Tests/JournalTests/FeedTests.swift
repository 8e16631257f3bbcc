import BorderEconomy
import Synchronization
import Testing

@testable import Journal

@Suite struct FeedTests {
    private let live: LiveJournal
    private var feed: ChangeFeed { live.writer.live.feed }

    init() throws {
        live = try LiveJournal()
    }

    private func sequences(_ replay: ChangeFeed.Replay) -> [Int64]? {
        if case .changes(let changes) = replay { changes.map(\.sequence) } else { nil }
    }

    @Test func aSubscriber_isToldBeforeTheAnswer() throws {
        let heard = Mutex<[FeedBatch]>([])
        let (subscription, replay) = feed.subscribe { batch in heard.withLock { $0.append(batch) } }
        guard case .gone = replay else {
            Issue.record("nobody knows nothing, and yet something can be replayed")
            return
        }
        let visit = try live.declare(1)
        let batches = heard.withLock { $0 }
        #expect(batches.flatMap(\.changes).map(\.sequence) == [visit.id.number])
        #expect(batches.flatMap(\.boards).map(\.gate) == [LiveJournal.kimThanh])
        withExtendedLifetime(subscription) {}
    }

    @Test func aSubscription_endsWhenItIsLetGoOf() throws {
        let count = Mutex(0)
        var subscription: ChangeFeed.Subscription? = feed.subscribe { _ in count.withLock { $0 += 1 } }.subscription
        _ = try live.declare(1)
        #expect(count.withLock { $0 } == 1)
        withExtendedLifetime(subscription) {}
        subscription = nil
        _ = try live.declare(2)
        #expect(count.withLock { $0 } == 1)
    }

    @Test func whatWasMissed_isReplayedFromWhereItBegan() throws {
        for number in 1...5 as ClosedRange<UInt64> { _ = try live.declare(number) }
        #expect(sequences(feed.replay(after: 2)) == [3, 4, 5])
        #expect(sequences(feed.replay(after: 5)) == [])
        #expect(sequences(feed.replay(after: 0)) == [1, 2, 3, 4, 5])
        #expect(sequences(feed.replay(after: 6)) == nil)
        try live.restart()
        #expect(sequences(feed.replay(after: 5)) == [])
        #expect(sequences(feed.replay(after: 4)) == nil)
    }

    @Test func theFeed_remembersAsMuchAsItMay() throws {
        var number: UInt64 = 0
        let rounds = ChangeFeed.capacity * 5 / 2 / 1000 + 1
        for _ in 0..<rounds {
            live.submit(.batch((1...1000).map { LiveJournal.declaration(number + $0) }))
            number += 1000
        }
        let latest = Int64(rounds) * 1000
        #expect(feed.latest == latest)
        #expect(sequences(feed.replay(after: latest - 3)) == [latest - 2, latest - 1, latest])
        #expect(sequences(feed.replay(after: latest - Int64(ChangeFeed.capacity)))?.count == ChangeFeed.capacity)
        #expect(sequences(feed.replay(after: latest - Int64(ChangeFeed.capacity) - 1)) == nil)
    }
}
