import BorderEconomy
import Catalog
import JSONText
import Journal
import Synchronization

/// Boards as they are sent, each encoded once for all who read it and all who are told of it.
final class BoardShelf: Sendable {
    private struct Kept {
        var revision: Int
        let bytes: [UInt8]
        /// Where the figures begin, behind the moment they are of.
        let headEnd: Int
    }

    private struct State {
        var boards: [Identifier<BorderGate>: Kept] = [:]
        /// All boards of a publication.
        var all: (revision: Int, coded: CodedRepresentation)?
    }

    private let state = Mutex(State())

    init() {}

    /// The board as JSON. A board that differs from the one before by its moment alone is shown as that: nobody need take
    /// it again.
    func bytes(of board: PublishedBoard) -> [UInt8] {
        if let known = state.withLock({ $0.boards[board.gate] }), known.revision == board.revision {
            return known.bytes
        }
        var writer = LiveWriter()
        writer.board(board.board, sequence: board.sequence)
        let made = Kept(revision: board.revision, bytes: writer.bytes, headEnd: writer.headEnd)
        return state.withLock { state in
            guard var known = state.boards[board.gate] else {
                state.boards[board.gate] = made
                return made.bytes
            }
            guard known.revision < made.revision else { return made.bytes }
            if known.bytes[known.headEnd...].elementsEqual(made.bytes[made.headEnd...]) {
                known.revision = made.revision
                state.boards[board.gate] = known
                return known.bytes
            }
            state.boards[board.gate] = made
            return made.bytes
        }
    }

    /// All boards, in the envelope of lists.
    func list(of publication: LiveGates.Publication) -> CodedRepresentation {
        if let known = state.withLock({ $0.all }), known.revision == publication.revision { return known.coded }
        // Compressed at the lowest level: it is another in a second.
        let coded = CodedRepresentation(
            bytes: Self.list(of: publication.boards.map { bytes(of: $0) }), gzipLevel: CodedRepresentation.levelForOnce)
        state.withLock { $0.all = (publication.revision, coded) }
        return coded
    }

    /// Boards, or events of a gate, that are encoded already, in the envelope of lists.
    static func list(of items: [[UInt8]]) -> [UInt8] {
        var writer = JSONWriter()
        writer.reserve(items.reduce(64) { $0 + $1.count + 1 })
        writer.beginObject()
        writer.key("items")
        writer.beginArray()
        for item in items { writer.raw(item) }
        writer.endArray()
        writer.key("total")
        writer.integer(items.count)
        writer.endObject()
        return writer.bytes
    }
}
