import Testing

@testable import Transport

@Suite struct TicketKeysTests {
    private let period = TicketKeys.periodNanoseconds

    private func open(
        _ keys: TicketKeys, _ name: [UInt8], at now: UInt64
    ) -> (keys: TicketKeys.Keys, isCurrent: Bool)? {
        name.withUnsafeBufferPointer { keys.opening($0, at: now) }
    }

    @Test func keys_ChangeEachPeriodAndHoldForOneMore() throws {
        let keys = TicketKeys(start: 100)
        let first = keys.sealing(at: 100)
        #expect(keys.sealing(at: 99 + period) == first)
        #expect(open(keys, first.name, at: 99 + period)?.isCurrent == true)
        let second = keys.sealing(at: 100 + period)
        #expect(second != first && second.name != first.name)
        let old = try #require(open(keys, first.name, at: 99 + 2 * period))
        #expect(old.keys == first && !old.isCurrent)
        #expect(open(keys, first.name, at: 100 + 2 * period) == nil)
        #expect(open(keys, second.name, at: 100 + 2 * period)?.isCurrent == false)
    }

    @Test func keys_AfterALongSleepAreNew() {
        let keys = TicketKeys(start: 0)
        let first = keys.sealing(at: 0)
        #expect(keys.sealing(at: 50 * period) != first)
        #expect(open(keys, first.name, at: 50 * period) == nil)
    }

    @Test func keys_AreOfTheLengthsThatOpenSSLTakes() {
        let keys = TicketKeys(start: 0).sealing(at: 0)
        #expect(keys.name.count == 16 && keys.cipher.count == 32 && keys.mac.count == 32)
        #expect(keys.cipher != keys.mac && TicketKeys(start: 0).sealing(at: 0) != keys)
    }
}
