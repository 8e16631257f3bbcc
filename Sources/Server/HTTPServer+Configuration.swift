package import HTTPEngine
package import Transport

extension HTTPServer {
    /// Where a server serves TLS, beside its plain port, and as whom.
    package struct Secure: Sendable {
        /// 0 lets the system choose.
        package var port: UInt16
        package var identity: TLSIdentity
        /// How long a browser that came by TLS is to come by nothing else (RFC 6797); 0 when it is told nothing.
        package var transportSecuritySeconds: Int
        /// Whether requests for other hosts than the certificate's are refused (RFC 9110 §7.4); a gateway in front may ask
        /// for any.
        package var checksHosts = true

        package init(port: UInt16, identity: TLSIdentity, transportSecuritySeconds: Int = 0) {
            self.port = port
            self.identity = identity
            self.transportSecuritySeconds = transportSecuritySeconds
        }
    }

    /// Where a started server listens.
    package struct Addresses: Sendable {
        package let plain: SocketAddress
        /// For TLS.
        package let secure: SocketAddress?
    }

    /// Where and how a server serves.
    package struct Configuration: Sendable {
        /// An address of this machine or a name of one. `::` listens on IPv6 and IPv4.
        package var host: String
        /// 0 lets the system choose.
        package var port: UInt16
        /// How many loops share the port; one per core is right.
        package var loops: Int
        package var limits: HTTPLimits
        /// Which answers the observer is told of. To tell makes text of each request, so it is for those who want it.
        package var answerReports = AnswerReports.faults
        /// Whether the observer is told of every connection that comes and goes.
        package var reportsConnections = true
        /// When a request has an identifier and when its answer shows it.
        package var requestIDs = RequestIDPolicy.echo
        /// Whether answers show in `Server-Timing` how long they took.
        package var showsServerTiming = false
        /// What each client address may send; nil when that is not bounded. An IPv6 client counts by the first 64 bits of
        /// its address, which is what one customer has.
        package var clientQuota: ClientQuotas.Policy?
        /// Fields of the problems that the server itself answers with, as for sharing between origins.
        package var problemFields: [ResponseField] = []
        /// Nil when TLS is not served.
        package var secure: Secure?

        package init(
            host: String = "127.0.0.1", port: UInt16 = 8080, loops: Int = 1, limits: HTTPLimits = HTTPLimits(),
            secure: Secure? = nil
        ) {
            self.host = host
            self.port = port
            self.loops = loops
            self.limits = limits
            self.secure = secure
        }
    }
}

/// Which answers are reported as events.
package enum AnswerReports: Sendable {
    /// Those of status 500, which are a fault of ours.
    case faults
    case all

    @inline(__always)
    func include(_ status: HTTPStatus) -> Bool { self == .all || status == .internalServerError }
}
