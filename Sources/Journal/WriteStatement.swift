internal import GRDB
internal import GRDBSQLite

/// A statement of the writer that is prepared once and run for each row, by SQLite's own interface: what GRDB does beside
/// that for each run costs more than the row.
///
/// It is used inside an access of the connection that made it, and nowhere else.
struct WriteStatement {
    /// GRDB's statement, which owns SQLite's.
    private let statement: Statement
    private let handle: OpaquePointer
    private let texts = BoundTexts()

    init(_ database: Database, _ sql: String) throws {
        statement = try database.makeStatement(sql: sql)
        handle = statement.sqliteStatement
    }

    /// Puts a whole number, or null, in the place that is numbered from 1.
    @inline(__always)
    func bind(_ value: Int64?, at place: Int32) {
        if let value {
            sqlite3_bind_int64(handle, place, value)
        } else {
            sqlite3_bind_null(handle, place)
        }
    }

    /// Puts text, or null, in a place. It stays where this copies it until the statement has run, so that SQLite need not.
    func bind(_ text: String?, at place: Int32) {
        guard var text else {
            sqlite3_bind_null(handle, place)
            return
        }
        text.withUTF8 { bytes in
            if let copy = texts.copy(bytes) {
                sqlite3_bind_text(handle, place, copy, Int32(bytes.count), nil)
            } else {
                bytes.withMemoryRebound(to: CChar.self) {
                    _ = sqlite3_bind_text(handle, place, $0.baseAddress, Int32($0.count), Self.transient)
                }
            }
        }
    }

    /// Puts bytes, or null, in a place.
    func bind(_ bytes: [UInt8]?, at place: Int32) {
        guard let bytes else {
            sqlite3_bind_null(handle, place)
            return
        }
        if bytes.isEmpty {
            sqlite3_bind_zeroblob(handle, place, 0)
        } else {
            sqlite3_bind_blob(handle, place, bytes, Int32(bytes.count), Self.transient)
        }
    }

    /// Runs the statement with what is bound, to its end.
    @inline(__always)
    func run() throws {
        let status = sqlite3_step(handle)
        let reset = sqlite3_reset(handle)
        texts.removeAll()
        guard status == SQLITE_DONE, reset == SQLITE_OK else { throw failure(status == SQLITE_DONE ? reset : status) }
    }

    /// Runs the statement and says how many rows it changed.
    func runCounting() throws -> Int {
        try run()
        return Int(sqlite3_changes(sqlite3_db_handle(handle)))
    }

    /// Runs the statement up to its first row, which `read` takes what it wants from; nil when there is none.
    func firstRow<Value>(_ read: (StatementRow) -> Value) throws -> Value? {
        let status = sqlite3_step(handle)
        defer {
            sqlite3_reset(handle)
            texts.removeAll()
        }
        switch status {
        case SQLITE_ROW: return read(StatementRow(handle: handle))
        case SQLITE_DONE: return nil
        default: throw failure(status)
        }
    }

    private func failure(_ status: Int32) -> DatabaseError {
        let connection = sqlite3_db_handle(handle)
        let message = connection.flatMap { sqlite3_errmsg($0) }.map { String(cString: $0) }
        return DatabaseError(resultCode: ResultCode(rawValue: status), message: message, sql: statement.sql)
    }

    /// Tells SQLite to copy what is bound. The constant is a cast that Swift cannot import.
    private static var transient: sqlite3_destructor_type { unsafeBitCast(-1, to: sqlite3_destructor_type.self) }
}

/// The texts that are bound to a statement, one behind the other in memory of its own. The next run binds all anew.
private final class BoundTexts {
    private static let capacity = 2048

    private let start = UnsafeMutablePointer<CChar>.allocate(capacity: BoundTexts.capacity)
    private var used = 0

    deinit { start.deallocate() }

    /// Where the copy is; nil when there is no room left.
    func copy(_ bytes: UnsafeBufferPointer<UInt8>) -> UnsafePointer<CChar>? {
        guard used + bytes.count < Self.capacity else { return nil }
        let copy = start + used
        used += bytes.count
        bytes.withMemoryRebound(to: CChar.self) { bytes in
            // Empty text has no address.
            if let first = bytes.baseAddress { copy.update(from: first, count: bytes.count) }
        }
        return UnsafePointer(copy)
    }

    func removeAll() { used = 0 }
}

/// The row that a statement stands at; columns are numbered from 0.
struct StatementRow {
    fileprivate let handle: OpaquePointer

    func integer(_ column: Int32) -> Int64 { sqlite3_column_int64(handle, column) }

    func text(_ column: Int32) -> String {
        guard let start = sqlite3_column_text(handle, column) else { return "" }
        return String(cString: start)
    }

    func bytes(_ column: Int32) -> [UInt8] {
        let count = Int(sqlite3_column_bytes(handle, column))
        guard count > 0, let start = sqlite3_column_blob(handle, column) else { return [] }
        return Array(UnsafeRawBufferPointer(start: start, count: count))
    }
}
