/// How far a piece of work has come.
package enum WorkProgress: Equatable, Sendable {
    case unfinished, finished
}

/// Runs what would hold up a loop, somewhere else and at the lowest priority.
///
/// A job is done in slices: it is called again and again, in turn with other jobs, until it says that it is finished. A
/// slice should take some milliseconds at most, so that short jobs do not wait for long ones.
package protocol BackgroundExecutor: Sendable {
    /// Takes a new job; false, without having called it, when too many wait.
    func start(_ job: @escaping @Sendable () -> WorkProgress) -> Bool

    /// Takes a part of something that was let in before, such as the next piece of a stream; never refuses.
    func proceed(_ job: @escaping @Sendable () -> WorkProgress)
}

/// Does every job at once and to its end, on the caller's thread: for tests, and where there is no loop to hold up.
package struct ImmediateExecutor: BackgroundExecutor {
    package init() {}

    package func start(_ job: @escaping @Sendable () -> WorkProgress) -> Bool {
        proceed(job)
        return true
    }

    package func proceed(_ job: @escaping @Sendable () -> WorkProgress) {
        while job() == .unfinished {}
    }
}
