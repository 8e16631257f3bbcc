import Catalog
import Glibc

/// What the system says of this process (proc(5)).
struct ProcessFigures {
    /// Processor time, of the program and of the system for it.
    let processorSeconds: Double
    let residentBytes: Int
    let virtualBytes: Int
    let openDescriptors: Int
    /// Most descriptors it may have.
    let greatestDescriptors: Int

    /// Nil when /proc is not there.
    init?() {
        guard let bytes = try? InputFile.read("/proc/self/stat") else { return nil }
        // The second field is the name in parentheses, which may hold anything.
        guard let name = bytes.lastIndex(of: UInt8(ascii: ")")) else { return nil }
        let rest = String(decoding: bytes[(name + 1)...], as: UTF8.self).split(separator: " ")
        guard rest.count > 21, let user = Double(rest[11]), let system = Double(rest[12]),
            let size = Int(rest[20]), let pages = Int(rest[21])
        else { return nil }
        processorSeconds = (user + system) / Double(sysconf(Int32(_SC_CLK_TCK)))
        virtualBytes = size
        residentBytes = pages * sysconf(Int32(_SC_PAGESIZE))
        openDescriptors = Self.countDescriptors()
        var limit = rlimit()
        getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
        greatestDescriptors = Int(clamping: limit.rlim_cur)
    }

    /// Since Linux 6.2 the folder's size is their number; before that each is looked at.
    private static func countDescriptors() -> Int {
        var status = stat()
        if stat("/proc/self/fd", &status) == 0, status.st_size > 0 { return Int(status.st_size) }
        guard let folder = opendir("/proc/self/fd") else { return 0 }
        defer { closedir(folder) }
        var count = 0
        while readdir(folder) != nil { count += 1 }
        // Without the two names of folders and the descriptor that was opened for looking.
        return max(0, count - 3)
    }
}
