internal import Synchronization

/// How many requests each client may send: a bucket of tokens by network address, shared by all loops.
///
/// The memory is fixed when this is made. Where more clients ask at once than there are places, the one whose bucket is
/// the fullest gives up its place and begins anew: nobody is refused for want of room. A place is found by a number that
/// no client can foresee.
package final class ClientQuotas: Sendable {
    /// So many requests in a window: all at once, or evenly.
    package struct Policy: Equatable, Sendable {
        package let requests: Int
        package let seconds: Int

        /// Both at least 1.
        package init(requests: Int, seconds: Int) {
            precondition(requests > 0 && seconds > 0)
            self.requests = requests
            self.seconds = seconds
        }
    }

    /// What became of one request.
    package struct Verdict: Equatable, Sendable {
        package let isGranted: Bool
        /// Requests that would be granted at once after this one.
        package let remaining: Int
        /// Seconds, rounded up: until the next request is granted when none remains, else until the bucket is full.
        package let resetSeconds: Int

        package init(isGranted: Bool, remaining: Int, resetSeconds: Int) {
            self.isGranted = isGranted
            self.remaining = remaining
            self.resetSeconds = resetSeconds
        }
    }

    private struct Place {
        /// 0 while nobody has it.
        var client: UInt64 = 0
        /// When the bucket is full again; the further away, the emptier it is.
        var fullAt: UInt64 = 0
    }

    /// A part of the places under a lock of its own, so that loops seldom wait for each other.
    private final class Shard: Sendable {
        let places: Mutex<[Place]>

        init(count: Int) {
            places = Mutex(Array(repeating: Place(), count: count))
        }
    }

    package let policy: Policy
    private let window: UInt64
    /// What a request takes from the bucket, in time.
    private let cost: UInt64
    private let seed: UInt64
    private let shards: [Shard]
    private let setsPerShard: Int

    private static var shardCount: Int { 16 }
    /// Places where a client may be.
    private static var setCount: Int { 8 }

    /// Room for `clients`, rounded up; each takes 16 bytes. `seed` should be random.
    package init(_ policy: Policy, seed: UInt64, clients: Int = 65_536) {
        self.policy = policy
        self.seed = seed
        window = UInt64(policy.seconds) * .secondInNanoseconds
        cost = max(1, window / UInt64(policy.requests))
        let perShard = Self.shardCount * Self.setCount
        setsPerShard = max(1, (clients + perShard - 1) / perShard)
        let count = setsPerShard * Self.setCount
        shards = (0..<Self.shardCount).map { _ in Shard(count: count) }
    }

    /// A client, named by its network, sends a request at `now`.
    package func ask(_ network: UInt64, at now: UInt64) -> Verdict {
        withPlace(of: network) { place in
            let next = max(place.fullAt, now) + cost
            guard next - now <= window else {
                return Verdict(isGranted: false, remaining: 0, resetSeconds: Self.seconds(next - now - window))
            }
            place.fullAt = next
            return granted(with: next - now)
        }
    }

    /// What is left to a client, for a request of its that was granted.
    package func standing(of network: UInt64, at now: UInt64) -> Verdict {
        withPlace(of: network) { granted(with: min(window, max($0.fullAt, now) - now)) }
    }

    /// The verdict of a request after which the bucket takes `wait` to be full.
    private func granted(with wait: UInt64) -> Verdict {
        let remaining = Int((window - wait) / cost)
        return Verdict(
            isGranted: true, remaining: remaining,
            resetSeconds: Self.seconds(remaining > 0 ? wait : wait + cost - window))
    }

    /// Calls `body` with the place of a client, which gets one if it has none.
    private func withPlace(of network: UInt64, _ body: (inout Place) -> Verdict) -> Verdict {
        let client = max(1, Self.mix(network ^ seed))
        let shard = shards[Int(client % UInt64(Self.shardCount))]
        let first = Int(client / UInt64(Self.shardCount) % UInt64(setsPerShard)) * Self.setCount
        return shard.places.withLock { places in
            let index = Self.place(of: client, in: places, from: first)
            if places[index].client != client { places[index] = Place(client: client) }
            return body(&places[index])
        }
    }

    /// Where the client is, or the place that it gets.
    private static func place(of client: UInt64, in places: [Place], from first: Int) -> Int {
        var fullest = first
        for index in first..<first + setCount {
            if places[index].client == client { return index }
            if places[index].fullAt < places[fullest].fullAt { fullest = index }
        }
        return fullest
    }

    private static func seconds(_ nanoseconds: UInt64) -> Int {
        Int((nanoseconds + .secondInNanoseconds - 1) / .secondInNanoseconds)
    }

    /// Spreads close numbers over all 64 bits, each to another (the finish of SplitMix64).
    private static func mix(_ number: UInt64) -> UInt64 {
        var number = number
        number = (number ^ number >> 30) &* 0xBF58_476D_1CE4_E5B9
        number = (number ^ number >> 27) &* 0x94D0_49BB_1331_11EB
        return number ^ number >> 31
    }
}
