internal import GRDBSQLite

/// A statement with places for values, numbered from 1.
package final class PreparedStatement {
    private let handle: OpaquePointer
    /// A statement must not outlive its database.
    private let database: Database

    init(handle: OpaquePointer, of database: Database) {
        self.handle = handle
        self.database = database
    }

    deinit {
        sqlite3_finalize(handle)
    }

    /// Puts null in a place.
    package func bindNull(at place: Int) throws(DatabaseFault) {
        try check(sqlite3_bind_null(handle, Int32(place)))
    }

    /// Puts a whole number in a place.
    package func bind(_ value: Int64, at place: Int) throws(DatabaseFault) {
        try check(sqlite3_bind_int64(handle, Int32(place), value))
    }

    /// Puts a number in a place.
    package func bind(_ value: Double, at place: Int) throws(DatabaseFault) {
        try check(sqlite3_bind_double(handle, Int32(place), value))
    }

    /// Puts UTF-8 text in a place; the bytes are copied.
    package func bind(_ text: UnsafeRawBufferPointer, at place: Int) throws(DatabaseFault) {
        // Empty text has no address, and none would be null.
        guard text.count > 0 else { return try bind("", at: place) }
        let start = text.bindMemory(to: CChar.self).baseAddress
        try check(sqlite3_bind_text(handle, Int32(place), start, Int32(text.count), Self.transient))
    }

    /// Puts text in a place.
    package func bind(_ text: String, at place: Int) throws(DatabaseFault) {
        try check(sqlite3_bind_text(handle, Int32(place), text, Int32(text.utf8.count), Self.transient))
    }

    /// Runs the statement with the values that are bound, and makes it ready for the next ones.
    ///
    /// - Returns: whether it gave a row.
    @discardableResult
    package func run() throws(DatabaseFault) -> Bool {
        let status = sqlite3_step(handle)
        guard status == SQLITE_DONE || status == SQLITE_ROW else {
            let fault = database.fault
            sqlite3_reset(handle)
            throw fault
        }
        try check(sqlite3_reset(handle))
        return status == SQLITE_ROW
    }

    /// Tells SQLite to copy what is bound. The constant is a cast that Swift cannot import.
    private static var transient: sqlite3_destructor_type { unsafeBitCast(-1, to: sqlite3_destructor_type.self) }

    private func check(_ status: Int32) throws(DatabaseFault) {
        guard status == SQLITE_OK else { throw database.fault }
    }
}
