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
}
