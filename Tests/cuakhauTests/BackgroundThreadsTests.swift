import Dispatch
import Glibc
import HTTPEngine
import Synchronization
import Testing

@testable import cuakhau

@Suite struct BackgroundThreadsTests {
    @Test func jobs_AreDoneSliceBySliceInTurn() {
        let threads = BackgroundThreads(threads: 1)
        let order = Mutex<[String]>([])
        let gate = DispatchSemaphore(value: 0)
        let done = DispatchSemaphore(value: 0)
        // Holds the thread until both jobs wait.
        threads.proceed {
            gate.wait()
            return .finished
        }
        for name in ["a", "b"] {
            let taken = threads.start {
                let count = order.withLock { order in
                    order.append(name)
                    return order.count { $0 == name }
                }
                guard count == 3 else { return .unfinished }
                done.signal()
                return .finished
            }
            #expect(taken)
        }
        gate.signal()
        done.wait()
        done.wait()
        #expect(order.withLock { $0 } == ["a", "b", "a", "b", "a", "b"])
    }

    @Test func newJobs_AreRefusedWhenTooManyWait_AndBegunOnesAreNot() {
        let threads = BackgroundThreads(threads: 1, waitingLimit: 2)
        let begun = DispatchSemaphore(value: 0)
        let gate = DispatchSemaphore(value: 0)
        let done = DispatchSemaphore(value: 0)
        #expect(
            threads.start {
                begun.signal()
                gate.wait()
                return .finished
            })
        begun.wait()
        let job: @Sendable () -> WorkProgress = {
            done.signal()
            return .finished
        }
        #expect(threads.start(job) && threads.start(job))
        #expect(!threads.start(job))
        threads.proceed(job)
        gate.signal()
        for _ in 0..<3 { done.wait() }
        #expect(threads.start(job))
        done.wait()
    }

    @Test func threads_HaveTheLowestPriority() {
        let threads = BackgroundThreads(threads: 1)
        let nice = Mutex<Int32>(0)
        let done = DispatchSemaphore(value: 0)
        threads.proceed {
            // 0 is the calling thread.
            nice.withLock { $0 = getpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0) }
            done.signal()
            return .finished
        }
        done.wait()
        #expect(nice.withLock { $0 } == 19)
        #expect(getpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0) < 19)
    }
}
