internal import BorderEconomy
internal import ContentCoding
internal import Dispatch
internal import GRDB
internal import Synchronization

/// The journal: one SQLite file (and the two that SQLite keeps beside it) that holds every write.
///
/// It is in WAL mode with `synchronous=FULL`: a commit that has returned is on the disk. Reads have connections of their
/// own and never wait for a write. It may be used from any thread.
package final class JournalFile: Sendable {
    /// What a journal is opened for.
    package enum Access: Sendable {
        /// To be the one that serves it; it is made when it is not there.
        case serve
        /// To change tokens or to tidy, beside a server or without one; it is made when it is not there.
        case change
        /// To look at it.
        case inspect
    }

    /// The file, as it was named.
    package let path: String
    /// Names this journal: sixteen hexadecimal digits made at random when it was made.
    package let id: String
    /// The key that plates are hashed with.
    package let plateKey: PlateKey

    let pool: DatabasePool
    /// Of the connection that writes.
    let log = WriteAheadLog()
    private let lock: Mutex<JournalLock?>

    /// Opens the journal at `path`. Each thing that keeps it from being used is refused with its reason.
    package init(path: String, for access: Access) throws(JournalFault) {
        self.path = path
        if access != .inspect { try JournalPlace.prepare(path) }
        let taken: JournalLock?
        if access == .serve {
            taken = try JournalLock(of: path)
        } else {
            taken = nil
        }
        lock = Mutex(taken)
        try JournalPlace.check(path, isWritten: access != .inspect)
        do {
            pool = try DatabasePool(path: path, configuration: Self.configuration(for: access))
            if access == .inspect {
                try pool.read { try JournalSchema.check($0, at: path) }
            } else {
                try pool.writeWithoutTransaction(Self.makeDurable)
                pool.writeWithoutTransaction(log.follow)
                try pool.writeWithoutTransaction { try JournalSchema.claim($0, at: path) }
                try JournalSchema.migrator.migrate(pool)
            }
            let (id, key) = try pool.read { try JournalSchema.identity($0, at: path) }
            self.id = id
            plateKey = PlateKey(key)
        } catch {
            throw JournalFault(error, path: path)
        }
    }

    private static func configuration(for access: Access) -> Configuration {
        var configuration = Configuration()
        configuration.label = "cuakhau.journal"
        configuration.readonly = access == .inspect
        configuration.busyMode = .timeout(access == .serve ? 2 : 10)
        configuration.maximumReaderCount = 4
        configuration.allowsUnsafeTransactions = true
        configuration.prepareDatabase { database in
            if !database.configuration.readonly {
                try database.execute(sql: "PRAGMA cache_size = -16384")
            }
        }
        return configuration
    }

    /// Sets what GRDB sets lower for WAL, and reads it back: nothing may be acknowledged that could be lost.
    private static func makeDurable(_ database: Database) throws {
        try database.execute(sql: "PRAGMA synchronous = FULL")
        let level = try Int.fetchOne(database, sql: "PRAGMA synchronous")
        guard level == 2 else {
            throw DatabaseError(resultCode: .SQLITE_MISUSE, message: "PRAGMA synchronous is \(level ?? -1), not FULL")
        }
    }

    /// Reads on a connection that sees one state of the journal from beginning to end.
    func read<Value>(_ body: (Database) throws -> Value) throws(JournalFault) -> Value {
        do {
            return try pool.read(body)
        } catch {
            throw JournalFault(error, path: path)
        }
    }

    /// Writes in one transaction: all of it or nothing.
    func write<Value>(_ body: (Database) throws -> Value) throws(JournalFault) -> Value {
        do {
            return try pool.writeWithoutTransaction { database in
                var value: Value?
                try database.inTransaction(.immediate) {
                    value = try body(database)
                    return .commit
                }
                guard let value else { throw DatabaseError(resultCode: .SQLITE_ABORT) }
                return value
            }
        } catch {
            throw JournalFault(error, path: path)
        }
    }

    /// Closes all connections and lets others serve the journal; what is tried after that fails.
    package func close() throws(JournalFault) {
        do {
            // The connection that writes goes last: then SQLite empties its log and takes it away.
            pool.invalidateReadOnlyConnections()
            try pool.close()
            lock.withLock { $0 = nil }
        } catch {
            throw JournalFault(error, path: path)
        }
    }
}
