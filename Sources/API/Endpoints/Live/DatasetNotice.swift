import BorderEconomy
import Catalog
import JSONText
import Synchronization

/// The version of the data set and its day, as listeners were told of them last.
final class DatasetNotice: Sendable {
    private struct Told {
        let version: String
        let day: CalendarDay
        let bytes: [UInt8]
    }

    private let told = Mutex<Told?>(nil)

    /// What was told, as JSON; `null` before anything was.
    var bytes: [UInt8] { told.withLock { $0?.bytes } ?? Array("null".utf8) }

    /// Notes the snapshot that is served; what is to be told of it, or nil when version and day are the same as before.
    func note(_ snapshot: Snapshot) -> [UInt8]? {
        told.withLock { told in
            let (version, day) = (snapshot.datasetVersion, snapshot.day)
            if let told, told.version == version, told.day == day { return nil }
            let previous = told?.version
            let bytes = LiveWriter.encode { writer in
                writer.beginObject()
                writer.text("datasetVersion", version)
                writer.text("previous", previous)
                writer.text("day", day.description)
                writer.moment("publishedAt", snapshot.chronicle.versions.last?.publishedAt)
                writer.text("changes", previous.map { "/v1/changes?since=\($0)" })
                writer.endObject()
            }
            told = Told(version: version, day: day, bytes: bytes)
            return bytes
        }
    }
}
