internal import GRDBSQLite

/// A database file that is open. It belongs to one thread.
package final class Database {
    private let handle: OpaquePointer

    /// Opens the database at `path`, which is made when it is not there.
    package init(path: String) throws(DatabaseFault) {
        var opened: OpaquePointer?
        let status = sqlite3_open_v2(path, &opened, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, nil)
        guard status == SQLITE_OK, let opened else {
            let reason = opened.map { String(cString: sqlite3_errmsg($0)) } ?? "out of memory"
            sqlite3_close_v2(opened)
            throw DatabaseFault(code: status, reason: reason)
        }
        handle = opened
    }

    deinit {
        sqlite3_close_v2(handle)
    }

    /// Runs statements that give no rows, one after another.
    package func execute(_ sql: String) throws(DatabaseFault) {
        guard sqlite3_exec(handle, sql, nil, nil, nil) == SQLITE_OK else { throw fault }
    }

    /// Reads a statement, to be run as often as wanted.
    package func statement(_ sql: String) throws(DatabaseFault) -> PreparedStatement {
        var prepared: OpaquePointer?
        guard sqlite3_prepare_v2(handle, sql, -1, &prepared, nil) == SQLITE_OK, let prepared else { throw fault }
        return PreparedStatement(handle: prepared, of: self)
    }

    /// What went wrong last.
    var fault: DatabaseFault {
        DatabaseFault(code: sqlite3_errcode(handle), reason: String(cString: sqlite3_errmsg(handle)))
    }
}

/// Why a database does not do what it is told, in SQLite's words.
package struct DatabaseFault: Error, Equatable, CustomStringConvertible {
    /// SQLite's result code; 0 when the fault is not SQLite's.
    package let code: Int32
    package let reason: String

    package init(code: Int32, reason: String) {
        self.code = code
        self.reason = reason
    }

    package var description: String { reason }
}
