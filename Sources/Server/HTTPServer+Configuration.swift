package import HTTPEngine

extension HTTPServer {
    /// Where and how a server serves.
    package struct Configuration: Sendable {
        /// An address of this machine or a name of one. `::` listens on IPv6 and IPv4.
        package var host: String
        /// 0 lets the system choose.
        package var port: UInt16
        /// How many loops share the port; one per core is right.
        package var loops: Int
        package var limits: HTTPLimits

        package init(host: String = "127.0.0.1", port: UInt16 = 8080, loops: Int = 1, limits: HTTPLimits = HTTPLimits())
        {
            self.host = host
            self.port = port
            self.loops = loops
            self.limits = limits
        }
    }
}
