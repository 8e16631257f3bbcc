import BorderEconomy
import Catalog
import JSONText
import Journal

/// What the writes of one gate have in common: whose gate it is, which version is meant, what the content says.
extension Question {
    /// What the registry says of the gates today.
    var gateLayouts: [GateLayout] { snapshot.registry.gateLayouts(on: snapshot.day) }

    /// The board of a gate as it was published last; nil when nothing is kept of it.
    func board(of id: Identifier<BorderGate>) -> PublishedBoard? { gate?.live.publication[id] }

    /// The gate that `{id}` names, where the caller may write what happens at it.
    func operatedGate() throws(Problem) -> Identifier<BorderGate> {
        let gate = try gateOfPath()
        try caller?.checkOperates(gate)
        return gate
    }

    /// Refuses a change that does not mean the version whose representation this is.
    func checkVersion(_ present: [UInt8]) throws(Problem) {
        try head.check(version: Representation(bytes: present).etag, of: path)
    }

    /// Hands one write to the writer; what it made or changed is answered when it is committed.
    ///
    /// - Parameters:
    ///   - reported: when it happened, where the content says so.
    ///   - isNew: whether it makes something.
    func writeLive(_ kind: LiveWrite.Kind, at reported: Moment?, isNew: Bool) throws(Problem) -> Answer {
        try write(.write(LiveWrite(kind, reported: reported)), .receipt(isNew: isNew))
    }

    /// What the content says, and when it happened, where it says so; every fault of it is told at once.
    func liveContent<Value>(
        _ read: (inout LiveWriteReader, JSONNode) -> Value?
    ) throws(Problem) -> (value: Value, reported: Moment?) {
        var reader = try liveReader()
        let root = try ContentReader.document(content, limits: LiveWriteReader.limits).root
        let value = read(&reader, root)
        let reported = reader.reported(root)
        try reader.content.check()
        guard let value else { throw Problem(.unprocessable, []) }
        return (value, reported)
    }
}
