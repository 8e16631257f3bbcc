import Glibc

/// A folder that is filled beside its place and put there whole: nobody sees half of it, and what was there before stays
/// as it was when something goes wrong.
struct OutputFolder: ~Copyable {
    /// Where it is to be.
    let path: String
    /// Where it is filled.
    let draftPath: String
    private var names: [String] = []

    /// Makes the folder to fill.
    ///
    /// - Parameter replaces: whether files of the same names may be replaced in a folder that has content.
    init(at path: String, replacing replaces: Bool) throws(UnwritablePath) {
        var path = path
        while path.count > 1, path.hasSuffix("/") { path.removeLast() }
        self.path = path
        draftPath = "\(path).partial-\(getpid())"
        var status = stat()
        if stat(path, &status) == 0 {
            guard status.st_mode & S_IFMT == S_IFDIR else {
                throw UnwritablePath(path: path, reason: "is no folder; give --out another name")
            }
            guard replaces || Self.isEmpty(path) else {
                throw UnwritablePath(
                    path: path, reason: "is not empty; give --out another name, or --force to replace its files")
            }
            guard access(path, W_OK | X_OK) == 0 else { throw UnwritablePath(path: path, code: errno) }
        }
        guard mkdir(draftPath, 0o777) == 0 else { throw UnwritablePath(path: draftPath, code: errno) }
    }

    /// Takes away what was not put in place.
    deinit {
        for name in names { unlink("\(draftPath)/\(name)") }
        rmdir(draftPath)
    }

    /// The path of a file to write, which is to be in the folder under `name`.
    mutating func file(_ name: String) -> String {
        names.append(name)
        return "\(draftPath)/\(name)"
    }

    /// Puts the files in their place, the content written to disk before the names.
    consuming func publish() throws(UnwritablePath) {
        for name in names { try Self.synchronize("\(draftPath)/\(name)") }
        if access(path, F_OK) != 0 || Self.isEmpty(path) {
            guard rename(draftPath, path) == 0 else { throw UnwritablePath(path: path, code: errno) }
        } else {
            for name in names {
                guard rename("\(draftPath)/\(name)", "\(path)/\(name)") == 0 else {
                    throw UnwritablePath(path: "\(path)/\(name)", code: errno)
                }
            }
        }
        try Self.synchronize(path)
    }

    private static func isEmpty(_ path: String) -> Bool {
        guard let folder = opendir(path) else { return false }
        defer { closedir(folder) }
        var count = 0
        while readdir(folder) != nil { count += 1 }
        // `.` and `..`
        return count <= 2
    }

    private static func synchronize(_ path: String) throws(UnwritablePath) {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw UnwritablePath(path: path, code: errno) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw UnwritablePath(path: path, code: errno) }
    }
}

/// A file that is written from its start.
struct OutputFile: ~Copyable {
    let path: String
    private let descriptor: Int32

    init(creating path: String) throws(UnwritablePath) {
        self.path = path
        descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
        guard descriptor >= 0 else { throw UnwritablePath(path: path, code: errno) }
    }

    deinit {
        close(descriptor)
    }

    /// Writes all of `bytes`.
    func write(_ bytes: [UInt8]) throws(UnwritablePath) {
        var written = 0
        while written < bytes.count {
            let count = bytes.withUnsafeBytes {
                Glibc.write(descriptor, $0.baseAddress.map { $0 + written }, $0.count - written)
            }
            if count > 0 {
                written += count
            } else if errno != EINTR {
                throw UnwritablePath(path: path, code: errno)
            }
        }
    }
}

/// A file or folder that cannot be written, and why.
struct UnwritablePath: Error, Sendable, CustomStringConvertible {
    let path: String
    let reason: String

    init(path: String, reason: String) {
        self.path = path
        self.reason = reason
    }

    /// - Parameter code: the system's error number.
    init(path: String, code: Int32) {
        self.init(path: path, reason: "cannot be written: \(String(cString: strerror(code)))")
    }

    var description: String { "\(path) \(reason)" }
}
