import BorderEconomy
import Synchronization

@testable import Journal

/// A desk that accepts whole records and patches as they come, and notes how its groups ended.
final class SampleDesk: EditDesk {
    struct Group: Equatable {
        let isStored: Bool
        let edits: Int
    }

    private struct State {
        var text: [UInt8]?
        var accepted = 0
        var groups: [Group] = []
    }

    private let state = Mutex(State())

    var groups: [Group] { state.withLock { $0.groups } }

    func propose(_ proposal: EditProposal) throws(EditRefusal) -> AcceptedEdit {
        guard proposal.form != .stage, let record = proposal.record else {
            throw .invalid([EditFault(pointer: "/stage", reason: "none is taken")])
        }
        return state.withLock { state in
            let before = state.text
            state.text = proposal.content
            state.accepted += 1
            let edit = RecordEdit(
                collection: proposal.collection, record: record, form: proposal.form, content: proposal.content,
                basis: before == nil ? nil : "basis", author: proposal.author, at: proposal.at)
            return AcceptedEdit(edit: edit, before: before, after: proposal.content, revision: "r")
        }
    }

    func settle(isStored: Bool, published: @escaping @Sendable () -> Void) {
        state.withLock { state in
            state.groups.append(Group(isStored: isStored, edits: state.accepted))
            state.accepted = 0
        }
        published()
    }
}
