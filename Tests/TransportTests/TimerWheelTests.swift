import Testing

@testable import Transport

@Suite struct TimerWheelTests {
    private let tick: UInt64 = 100

    private func advance(_ wheel: inout TimerWheel, to now: UInt64) -> [Int] {
        var expired: [Int] = []
        wheel.advance(to: now, expired: &expired)
        return expired
    }

    @Test func firesOnceAndNeverEarly() {
        var wheel = TimerWheel(now: 1000, tickNanoseconds: tick, span: 16)
        wheel.set(3, deadline: 1250)
        #expect(advance(&wheel, to: 1249) == [])
        #expect(advance(&wheel, to: 1300) == [3])
        #expect(advance(&wheel, to: 9000) == [])
        #expect(wheel.count == 0)
    }

    @Test func deadlinesMoveBothWays() {
        var wheel = TimerWheel(now: 0, tickNanoseconds: tick, span: 16)
        wheel.set(0, deadline: 500)
        wheel.set(0, deadline: 900)
        wheel.set(1, deadline: 900)
        wheel.set(1, deadline: 300)
        #expect(advance(&wheel, to: 600) == [1])
        #expect(advance(&wheel, to: 899) == [])
        #expect(advance(&wheel, to: 900) == [0])
    }

    @Test func farDeadlinesGoRound() {
        var wheel = TimerWheel(now: 0, tickNanoseconds: tick, span: 4)
        wheel.set(0, deadline: 10_000)
        for now in stride(from: UInt64(50), to: 10_000, by: 50) { #expect(advance(&wheel, to: now) == []) }
        #expect(advance(&wheel, to: 10_000) == [0])
    }

    @Test func removedSlotsStaySilent() {
        var wheel = TimerWheel(now: 0, tickNanoseconds: tick, span: 8)
        for slot in 0..<5 { wheel.set(slot, deadline: 300) }
        wheel.remove(2)
        wheel.remove(99)
        wheel.remove(2)
        #expect(advance(&wheel, to: 300).sorted() == [0, 1, 3, 4])
    }

    @Test func agreesWithAPlainTable() {
        var wheel = TimerWheel(now: 0, tickNanoseconds: tick, span: 8)
        var table: [Int: UInt64] = [:]
        var now: UInt64 = 0
        var seed: UInt64 = 1
        func random(_ bound: UInt64) -> UInt64 {
            seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return seed >> 33 % bound
        }
        for _ in 0..<20_000 {
            let slot = Int(random(40))
            switch random(4) {
            case 0, 1:
                table[slot] = now + random(3000)
                wheel.set(slot, deadline: table[slot] ?? 0)
            case 2:
                table[slot] = nil
                wheel.remove(slot)
            default:
                now += random(random(50) == 0 ? 5000 : 150)
                for fired in advance(&wheel, to: now) {
                    #expect((table[fired] ?? .max) <= now)
                    table[fired] = nil
                }
                #expect(table.values.allSatisfy { $0 + 2 * tick > now }, "late")
            }
            #expect(wheel.count == table.count)
        }
    }
}
