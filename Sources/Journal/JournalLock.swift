internal import Glibc

/// The right to be the one server of a journal: a lock on the file `FILE-lock` beside it, which the system takes back when
/// the process ends, however it ends.
///
/// It is a file of its own because closing any descriptor of a database file takes away SQLite's locks of that process. The
/// file stays: another one could not be told from it while it is being removed. Commands that change tokens or make a
/// backup do not take it; SQLite keeps them and the server apart.
final class JournalLock: Sendable {
    private let descriptor: Int32

    /// Takes the lock of the journal at `path`.
    init(of path: String) throws(JournalFault) {
        let place = path + "-lock"
        descriptor = open(place, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            let code = errno
            throw SystemFault.fault(code, path: path, doing: "cannot be locked by \(place)")
        }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            let code = errno
            close(descriptor)
            guard code == EWOULDBLOCK else {
                throw SystemFault.fault(code, path: path, doing: "cannot be locked by \(place)")
            }
            throw JournalFault(
                .inUse, path: path,
                reason: "is served by another process, which holds \(place); one server writes a journal")
        }
    }

    deinit {
        close(descriptor)
    }
}

/// An error number of the system as a fault of a journal.
enum SystemFault {
    static func fault(_ code: Int32, path: String, doing: String) -> JournalFault {
        let kind: JournalFault.Kind =
            switch code {
            case ENOENT, ENOTDIR: .missing
            case EACCES, EPERM: .unreadable
            case EROFS: .readOnly
            case ENOSPC, EDQUOT: .full
            default: .failed
            }
        return JournalFault(kind, path: path, reason: "\(doing): \(String(cString: strerror(code)))")
    }
}
