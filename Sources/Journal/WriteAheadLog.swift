internal import GRDB
internal import GRDBSQLite
internal import Synchronization

/// How long SQLite's write-ahead log is, and when it is copied into the file: after answers are on their way, so that no
/// commit waits for it.
final class WriteAheadLog: Sendable {
    /// 16 MiB: each page is copied once however often it was written since, so a longer log costs less and starts slower.
    static let longest: Int32 = 4096

    private let pages = Atomic<Int32>(0)

    /// Listens to the commits of a connection, which must not be used when this is gone. SQLite's own way of copying,
    /// within the commit, is off from then on.
    func follow(_ database: Database) {
        sqlite3_wal_hook(
            database.sqliteConnection,
            { context, _, _, pages in
                guard let context else { return SQLITE_OK }
                Unmanaged<WriteAheadLog>.fromOpaque(context).takeUnretainedValue().pages.store(
                    pages, ordering: .relaxed)
                return SQLITE_OK
            }, Unmanaged.passUnretained(self).toOpaque())
    }

    /// Copies the log when it is long. What cannot be copied stays in the log, which holds all that was acknowledged, and
    /// is tried again after the next commit.
    func checkpointIfDue(_ pool: DatabasePool) {
        guard pages.load(ordering: .relaxed) >= Self.longest else { return }
        do {
            try pool.writeWithoutTransaction { database in _ = try database.checkpoint(.passive) }
            pages.store(0, ordering: .relaxed)
        } catch {
            return
        }
    }
}
