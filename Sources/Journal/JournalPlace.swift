internal import Glibc

/// Where a journal lies: what can be said about its file and its folder before SQLite opens it.
enum JournalPlace {
    /// Makes an empty file that only its owner may read, and its folder, where they are not there. SQLite makes the files
    /// beside it with the same rights.
    static func prepare(_ path: String) throws(JournalFault) {
        guard access(path, F_OK) != 0 else { return }
        let folder = folder(of: path)
        if mkdir(folder, 0o700) != 0, errno != EEXIST {
            let code = errno
            throw SystemFault.fault(code, path: path, doing: "cannot be made, because its folder \(folder) cannot be")
        }
        let file = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard file >= 0 else {
            let code = errno
            guard code == EACCES else { throw SystemFault.fault(code, path: path, doing: "cannot be made") }
            throw JournalFault(.readOnly, path: path, reason: "cannot be made: its folder \(folder) can only be read")
        }
        close(file)
        // The name of a new file is on the disk only when its folder is.
        let place = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard place >= 0 else {
            throw SystemFault.fault(errno, path: path, doing: "has a folder that cannot be opened")
        }
        defer { close(place) }
        guard fsync(place) == 0 else {
            throw SystemFault.fault(errno, path: path, doing: "has a folder that cannot be synced")
        }
    }

    /// Refuses what cannot be a journal, or not one that can be used so.
    static func check(_ path: String, isWritten: Bool) throws(JournalFault) {
        var information = stat()
        guard stat(path, &information) == 0 else {
            let code = errno
            throw SystemFault.fault(code, path: path, doing: "cannot be found")
        }
        guard information.st_mode & S_IFMT == S_IFREG else {
            throw JournalFault(.foreign, path: path, reason: "is no file")
        }
        guard access(path, R_OK) == 0 else {
            let code = errno
            throw SystemFault.fault(code, path: path, doing: "cannot be read")
        }
        guard isWritten else { return }
        guard access(path, W_OK) == 0 else {
            throw JournalFault(.readOnly, path: path, reason: "can only be read; let this user write it")
        }
        let folder = folder(of: path)
        guard access(folder, W_OK) == 0 else {
            throw JournalFault(
                .readOnly, path: path,
                reason:
                    "lies in a folder that can only be read; let this user write \(folder), where SQLite keeps more files"
            )
        }
    }

    /// The folder of a path; the working directory when it names none.
    static func folder(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }
}
