import BorderEconomy
import Synchronization
import Testing

@testable import cuakhau

/// A wall clock that jumps, and what is made of it.
@Suite struct SteadyClockTests {
    /// The clocks of a machine, in seconds, and what was told of them.
    private final class Machine: Sendable {
        private let seconds = Mutex<(wall: UInt64, steady: UInt64)>((1_700_000_000, 1000))
        private let told = Mutex<[SteadyClock.News]>([])

        var news: [SteadyClock.News] { told.withLock { $0 } }
        var wall: Int64 { Int64(seconds.withLock { $0.wall }) }

        func clock() -> SteadyClock {
            SteadyClock(
                SteadyClock.Source(
                    wall: { self.seconds.withLock { $0.wall * 1_000_000_000 } },
                    steady: { self.seconds.withLock { $0.steady * 1_000_000_000 } })
            ) { news in
                self.told.withLock { $0.append(news) }
            }
        }

        func pass(_ count: UInt64) {
            seconds.withLock { $0 = ($0.wall + count, $0.steady + count) }
        }

        func jump(_ count: Int64) {
            seconds.withLock { $0.wall = UInt64(Int64($0.wall) + count) }
        }
    }

    private let machine = Machine()

    /// What the clock shows less what it showed when it was made, looked at every five seconds.
    private func pass(_ seconds: UInt64, _ clock: SteadyClock) -> Int64 {
        for _ in 0..<seconds / 5 {
            machine.pass(5)
            _ = clock.now
        }
        return clock.now.secondsSince1970 - 1_700_000_000
    }

    @Test(arguments: [86_400, -86_400, 61, -61] as [Int64])
    func jump_IsFollowedAfterFiveEvenMinutes(seconds: Int64) {
        let clock = machine.clock()
        #expect(pass(10, clock) == 10)
        machine.jump(seconds)
        #expect(clock.now.secondsSince1970 == 1_700_000_010)
        #expect(pass(295, clock) == 305)
        #expect(machine.news == [.jumped(seconds: seconds)])
        #expect(pass(5, clock) == 310 + seconds)
        #expect(machine.news == [.jumped(seconds: seconds), .followed(seconds: seconds)])
        #expect(pass(60, clock) == 370 + seconds)
        #expect(machine.news.count == 2)
    }

    @Test func jumpThatIsTakenBack_LeavesNoTrace() {
        let clock = machine.clock()
        machine.jump(3600)
        #expect(pass(200, clock) == 200)
        machine.jump(-3600)
        #expect(pass(200, clock) == 400)
        #expect(machine.news == [.jumped(seconds: 3600), .returned])
        machine.jump(3600)
        #expect(pass(295, clock) == 695)
        #expect(machine.news.count == 3)
    }

    @Test func clockThatGoesOnJumping_IsNotFollowed() {
        let clock = machine.clock()
        for _ in 0..<10 {
            machine.jump(200)
            _ = pass(100, clock)
        }
        #expect(clock.now.secondsSince1970 == 1_700_001_000)
        #expect(machine.news == [.jumped(seconds: 200)])
        #expect(pass(300, clock) == 1300 + 2000)
    }

    @Test func smallDifferences_AreFollowedAtOnce() {
        let clock = machine.clock()
        for step in [30, -59, 60, -2] as [Int64] {
            machine.jump(step)
            #expect(clock.now.secondsSince1970 == machine.wall)
        }
        #expect(machine.news == [])
    }
}
