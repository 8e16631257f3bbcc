internal import Synchronization

/// Tells whoever looks after the server when the journal begins to fail, and when it can be written again: once each, however
/// many writes fail between.
package final class JournalWatch: Sendable {
    private struct State {
        var isFailing = false
        var report: (@Sendable (JournalFault?) -> Void)?
    }

    private let state = Mutex(State())

    /// - Parameter report: told what is wrong when writes begin to fail, and nil when one has gone well again; called on the
    ///   writer's queue.
    package func follow(reporting report: @escaping @Sendable (JournalFault?) -> Void) {
        state.withLock { $0.report = report }
    }

    /// What became of a group or of tidying; nil when it went well.
    func note(_ fault: JournalFault?) {
        let report = state.withLock { state -> (@Sendable (JournalFault?) -> Void)? in
            guard state.isFailing != (fault != nil) else { return nil }
            state.isFailing.toggle()
            return state.report
        }
        report?(fault)
    }
}
