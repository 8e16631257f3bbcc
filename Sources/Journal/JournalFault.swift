internal import GRDB

/// Why a journal cannot be opened, read or written.
package struct JournalFault: Error, Sendable, Hashable, CustomStringConvertible {
    /// What kind of fault it is; it decides the exit status and the answer.
    package enum Kind: Sendable, Hashable, CaseIterable {
        /// There is no such file or folder.
        case missing
        /// The system does not let it be read.
        case unreadable
        /// The file, its folder or the file system can only be read.
        case readOnly
        /// The disk has no room.
        case full
        /// Another server writes this journal.
        case inUse
        /// Another process holds SQLite's lock, longer than is waited for.
        case locked
        /// The content is damaged.
        case corrupted
        /// It is a file, or a database, of another program.
        case foreign
        /// A later version of this program wrote it.
        case newer
        /// The system failed otherwise, such as by an input or output error.
        case failed
        /// The journal is being closed.
        case closed
    }

    package let kind: Kind
    /// The journal's file.
    package let path: String
    /// What is wrong, in words that can follow "the journal FILE".
    package let reason: String

    package init(_ kind: Kind, path: String, reason: String) {
        self.kind = kind
        self.path = path
        self.reason = reason
    }

    package var description: String { "the journal \(path) \(reason)" }

    /// What SQLite or the system said, as a fault of the journal at `path`.
    init(_ error: any Error, path: String) {
        if let fault = error as? JournalFault {
            self = fault
            return
        }
        guard let error = error as? DatabaseError else {
            self.init(.failed, path: path, reason: "cannot be used: \(error)")
            return
        }
        let said = error.message.map { " (SQLite: \($0))" } ?? ""
        switch error.resultCode {
        case .SQLITE_MISUSE where error.message == "Connection is closed":
            self.init(.closed, path: path, reason: "is closed")
        case .SQLITE_FULL:
            self.init(.full, path: path, reason: "has no room on its disk\(said); make room, nothing else is needed")
        case .SQLITE_BUSY, .SQLITE_LOCKED, .SQLITE_PROTOCOL:
            self.init(.locked, path: path, reason: "is locked by another process\(said); end what holds it")
        case .SQLITE_READONLY:
            self.init(
                .readOnly, path: path, reason: "can only be read\(said); let this user write the file and its folder")
        case .SQLITE_CORRUPT:
            self.init(.corrupted, path: path, reason: "is damaged\(said); put a backup in its place")
        case .SQLITE_NOTADB:
            self.init(.foreign, path: path, reason: "is no journal: the file is no SQLite database")
        case .SQLITE_CANTOPEN, .SQLITE_PERM, .SQLITE_AUTH:
            self.init(
                .unreadable, path: path, reason: "cannot be opened\(said); let this user read the file and its folder")
        default:
            self.init(.failed, path: path, reason: "failed with code \(error.extendedResultCode.rawValue)\(said)")
        }
    }
}
