import Glibc

/// How many descriptors the process may have.
enum Descriptors {
    /// Raises the bound as far as the system lets the process, and returns it.
    static func raiseLimit() -> Int {
        var limit = rlimit()
        let files = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
        getrlimit(files, &limit)
        if limit.rlim_cur < limit.rlim_max {
            limit.rlim_cur = limit.rlim_max
            // Where even that is refused, the bound stays as it was.
            if setrlimit(files, &limit) != 0 { getrlimit(files, &limit) }
        }
        return Int(clamping: limit.rlim_cur)
    }

    /// How many are open now, as the system tells it; 0 where it does not.
    static var openCount: Int {
        guard let folder = opendir("/proc/self/fd") else { return 0 }
        defer { closedir(folder) }
        // The folder itself, `.` and `..` are none.
        var count = -3
        while readdir(folder) != nil { count += 1 }
        return max(0, count)
    }
}
