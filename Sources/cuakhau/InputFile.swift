import ArgumentParser
import Glibc

/// A file read whole.
enum InputFile {
    /// All bytes of the file at `path`.
    static func read(_ path: String) throws(UnreadableFile) -> [UInt8] {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw UnreadableFile(code: errno) }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        var part = [UInt8](repeating: 0, count: 64 << 10)
        while true {
            let count = part.withUnsafeMutableBytes { Glibc.read(descriptor, $0.baseAddress, $0.count) }
            if count > 0 {
                bytes += part[..<count]
            } else if count == 0 {
                return bytes
            } else if errno != EINTR {
                throw UnreadableFile(code: errno)
            }
        }
    }

    /// How many bytes the file at `path` has; ends the program when it cannot be found.
    static func size(_ path: String) throws -> Int {
        var information = stat()
        guard stat(path, &information) == 0 else {
            let fault = UnreadableFile(code: errno)
            throw ExitStatus.unreadable.after(["cuakhau: \(path) \(fault.reason)"])
        }
        return Int(information.st_size)
    }

    /// Refuses a path that is no folder whose files can be opened.
    static func checkFolder(_ path: String) throws(UnreadableFile) {
        let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw UnreadableFile(code: errno) }
        close(descriptor)
    }
}

/// Why the system gave no file.
struct UnreadableFile: Error, Sendable {
    /// The system's error number.
    let code: Int32

    /// Whether there is none at all.
    var isMissing: Bool { code == ENOENT }

    /// The error in the system's words.
    var reason: String { "cannot be read: \(String(cString: strerror(code)))" }
}
