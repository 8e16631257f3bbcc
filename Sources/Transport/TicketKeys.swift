internal import COpenSSL
internal import Synchronization

/// The keys that seal tickets of resumption, another each period without anybody's doing.
///
/// They are made from a secret that is replaced by its own hash when a period ends, so whoever reads this memory cannot
/// open what was sealed before the period before. All loops share them: a ticket of one is good at all others.
final class TicketKeys: Sendable {
    /// What seals the tickets of one period.
    struct Keys: Equatable {
        /// Stands in the ticket, so that its keys can be found.
        let name: [UInt8]
        /// For AES-256.
        let cipher: [UInt8]
        /// For HMAC with SHA-256.
        let mac: [UInt8]

        fileprivate init(secret: [UInt8]) {
            name = Array(TicketKeys.hash("name", secret).prefix(16))
            cipher = TicketKeys.hash("cipher", secret)
            mac = TicketKeys.hash("mac", secret)
        }
    }

    private struct State {
        var secret: [UInt8]
        var current: Keys
        var previous: Keys?
        var period: UInt64 = 0
    }

    /// Six hours: longer than a ticket holds, so that one sealed at the end of a period is good until its own end.
    static let periodNanoseconds: UInt64 = 6 * 3600 * 1_000_000_000
    /// How long a ticket may be used.
    static let ticketSeconds = 2 * 3600

    private let start: UInt64
    private let state: Mutex<State>

    /// Keys of a new secret, whose first period starts at `start` by the monotonic clock.
    init(start: UInt64) {
        self.start = start
        var secret = [UInt8](repeating: 0, count: 32)
        let isRandom = RAND_bytes(&secret, Int32(secret.count))
        precondition(isRandom == 1, "OpenSSL has no random numbers")
        state = Mutex(State(secret: secret, current: Keys(secret: secret)))
    }

    /// The keys that new tickets are sealed with.
    func sealing(at now: UInt64) -> Keys {
        state.withLock { state in
            advance(&state, to: now)
            return state.current
        }
    }

    /// The keys of that name while they hold, and whether tickets are still sealed with them.
    func opening(_ name: UnsafeBufferPointer<UInt8>, at now: UInt64) -> (keys: Keys, isCurrent: Bool)? {
        state.withLock { state in
            advance(&state, to: now)
            if name.elementsEqual(state.current.name) { return (state.current, true) }
            if let previous = state.previous, name.elementsEqual(previous.name) { return (previous, false) }
            return nil
        }
    }

    /// Goes on to the period of `now`.
    private func advance(_ state: inout State, to now: UInt64) {
        let due = now > start ? (now - start) / Self.periodNanoseconds : 0
        while state.period < due {
            state.secret = Self.hash("next", state.secret)
            state.previous = state.current
            state.current = Keys(secret: state.secret)
            state.period += 1
        }
    }

    private static func hash(_ purpose: StaticString, _ secret: [UInt8]) -> [UInt8] {
        let input = UnsafeBufferPointer(start: purpose.utf8Start, count: purpose.utf8CodeUnitCount) + secret
        var digest = [UInt8](repeating: 0, count: 32)
        let isHashed = EVP_Digest(input, input.count, &digest, nil, EVP_sha256(), nil)
        precondition(isHashed == 1, "OpenSSL: \(OpenSSLError.words(ERR_peek_last_error()))")
        return digest
    }
}
