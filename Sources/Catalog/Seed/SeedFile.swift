import Glibc

/// A seed file read whole, straight into the memory in which it is kept.
enum SeedFile {
    /// Why the system gave no file.
    struct Unreadable: Error {
        /// Whether there is none at all.
        let isMissing: Bool
    }

    /// All bytes of the file at `path`.
    static func read(_ path: String) throws(Unreadable) -> [UInt8] {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw Unreadable(isMissing: errno == ENOENT) }
        defer { close(descriptor) }
        var information = stat()
        guard fstat(descriptor, &information) == 0 else { throw Unreadable(isMissing: false) }
        var isRead = false
        // One byte more than the file has, to see its end. A file that grows meanwhile is being written: it is not read.
        let bytes = [UInt8](unsafeUninitializedCapacity: Int(information.st_size) + 1) { buffer, count in
            while count < buffer.count {
                let read = Glibc.read(descriptor, buffer.baseAddress.map { $0 + count }, buffer.count - count)
                if read > 0 {
                    count += read
                } else if read == 0 {
                    isRead = true
                    return
                } else if errno != EINTR {
                    return
                }
            }
        }
        guard isRead else { throw Unreadable(isMissing: false) }
        return bytes
    }
}
