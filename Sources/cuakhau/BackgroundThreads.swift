import CSystem
import Dispatch
import Glibc
import HTTPEngine
import Synchronization

/// Threads of the lowest priority for work that would hold up a loop: whatever else wants the processor gets it first.
///
/// Jobs are done in slices and in turn. Threads of our own, because a priority stays with a thread and those of Dispatch
/// are lent to the loops as well.
final class BackgroundThreads: BackgroundExecutor {
    private struct Job {
        let slice: @Sendable () -> WorkProgress
        /// Whether it counts among those that wait to be begun.
        var isNew: Bool
    }

    private struct State {
        var jobs: [Job] = []
        /// The first in `jobs` that is still to be done.
        var next = 0
        var newCount = 0

        mutating func take() -> Job? {
            guard next < jobs.count else { return nil }
            let job = jobs[next]
            next += 1
            if next == jobs.count || next >= 1024 {
                jobs.removeFirst(next)
                next = 0
            }
            if job.isNew { newCount -= 1 }
            return job
        }
    }

    /// Jobs that may wait to be begun.
    private let waitingLimit: Int
    private let state = Mutex(State())
    private let arrived = DispatchSemaphore(value: 0)

    /// Starts the threads; they live as long as the process.
    init(threads: Int, waitingLimit: Int = 256) {
        self.waitingLimit = waitingLimit
        for _ in 0..<max(1, threads) {
            let thread = Unmanaged.passRetained(self)
            var identifier = pthread_t()
            let result = pthread_create(
                &identifier, nil,
                { argument in
                    guard let argument else { return nil }
                    Unmanaged<BackgroundThreads>.fromOpaque(argument).takeUnretainedValue().serve()
                    return nil
                }, thread.toOpaque())
            precondition(result == 0, "pthread_create: errno \(result)")
            pthread_detach(identifier)
        }
    }

    func start(_ job: @escaping @Sendable () -> WorkProgress) -> Bool {
        let isTaken = state.withLock { state in
            guard state.newCount < waitingLimit else { return false }
            state.newCount += 1
            state.jobs.append(Job(slice: job, isNew: true))
            return true
        }
        if isTaken { arrived.signal() }
        return isTaken
    }

    func proceed(_ job: @escaping @Sendable () -> WorkProgress) {
        state.withLock { $0.jobs.append(Job(slice: job, isNew: false)) }
        arrived.signal()
    }

    private func serve() {
        // Where a nice value is refused, as in a sandbox, the work is done all the same.
        _ = csystem_lower_thread_priority()
        while true {
            arrived.wait()
            guard let job = state.withLock({ $0.take() }) else { continue }
            if job.slice() == .unfinished { proceed(job.slice) }
        }
    }
}
