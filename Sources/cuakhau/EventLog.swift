import BorderEconomy
import Catalog
import Glibc
import HTTPEngine
import Journal
import Logging
import Server
import Synchronization
import Transport

/// What happens, in log lines. Call sites say what happened; this is where it becomes words and levels.
final class EventLog: Sendable {
    static let levelNames = Logger.Level.allCases.map(\.rawValue)

    private let logger: Logger
    private let format: LogFormat
    private let output: LineOutput
    private let refusals = Mutex<(second: Int, count: Int)>((0, 0))

    init(level: Logger.Level, format: LogFormat, output: LineOutput = .standardError) {
        self.format = format
        self.output = output
        logger = Logger(label: "cuakhau") { _ in LineLogHandler(level: level, format: format, output: output) }
    }

    /// Something happened in the server.
    func record(_ event: ServerEvent) {
        switch event {
        case .listening(let address, let secureAddress, let loops):
            var metadata: Logger.Metadata = ["address": "\(address)", "loops": .stringConvertible(loops)]
            if let secureAddress { metadata["tls"] = "\(secureAddress)" }
            logger.info("listening", metadata: metadata)
        case .accepted, .refused, .closed, .handshakeDone, .handshakeFailed, .stalled: recordConnection(event)
        case .answered(let request): recordAnswer(request)
        case .protocolError(let error):
            logger.debug("protocol error", metadata: ["error": "\(error)"])
        case .contentCut(let reason):
            logger.error("content broke off", metadata: ["reason": "\(reason)"])
        case .acceptPaused(true):
            logger.error("accepting paused: no file descriptors are left")
        case .acceptPaused(false):
            logger.notice("accepting again")
        case .manyClosed: break
        case .draining:
            logger.info("draining")
        case .drained(let cut):
            logger.log(level: cut > 0 ? .warning : .info, "stopped", metadata: ["cut": .stringConvertible(cut)])
        }
    }

    /// Only asked for with the access log, or when the answer is 500, which is a fault of ours. Not by the logger: its
    /// metadata would cost more than the answer.
    private func recordAnswer(_ request: AnsweredRequest) {
        let level: Logger.Level = request.status == .internalServerError ? .error : .info
        guard level >= logger.logLevel else { return }
        var now = timespec()
        clock_gettime(CLOCK_REALTIME, &now)
        output.write(
            format.line([
                (key: "time", value: .text(LogFormat.timestamp(now))), (key: "level", value: .text(level.rawValue)),
                (key: "event", value: "answered"), (key: "method", value: .text(request.method.label)),
                (key: "path", value: .text(request.path)),
                (key: "status", value: .number(Int(request.status.rawValue))),
                (key: "bytes", value: .number(request.contentBytes)),
                (key: "microseconds", value: .number(Int(request.nanoseconds / 1000))),
                (key: "requestId", value: .text(request.requestID)), (key: "remote", value: .text(request.remote)),
            ]))
    }

    /// Something happened to a connection. What any stranger can bring about is quiet, so that none fills the log.
    private func recordConnection(_ event: ServerEvent) {
        switch event {
        case .accepted(let open): logger.trace("connection accepted", metadata: ["open": .stringConvertible(open)])
        case .refused(let open): recordRefusal(open: open, second: time(nil))
        case .closed(let open): logger.trace("connection closed", metadata: ["open": .stringConvertible(open)])
        case .handshakeDone(let version, let isResumed):
            logger.trace(
                "handshake done", metadata: ["version": "\(version.rawValue)", "resumed": "\(isResumed)"])
        case .handshakeFailed(let failure):
            logger.log(
                level: failure.isWorthKnowing ? .info : .debug, "handshake failed",
                metadata: ["reason": "\(failure.rawValue)"])
        case .stalled: logger.debug("connection stalled")
        default: break
        }
    }

    /// A snapshot was published, for a reason.
    func recordPublication(_ snapshot: Snapshot, because reason: String) {
        logger.info(
            "snapshot published",
            metadata: ["because": "\(reason)", "version": "\(snapshot.datasetVersion)", "day": "\(snapshot.day)"])
    }

    /// Seeds that were read again are wrong; what was served before goes on being served.
    func recordRefusal(of faults: SeedFaults) {
        logger.error("seeds refused", metadata: ["faults": .stringConvertible(faults.faults.count)])
        for fault in faults.faults { logger.error("seed fault", metadata: ["fault": "\(fault)"]) }
    }

    /// There are not enough descriptors for the connections that a setting asks for.
    func recordLowered(connections asked: Int, to count: Int) {
        logger.warning(
            "fewer connections than connectionLimit: too few file descriptors",
            metadata: ["asked": .stringConvertible(asked), "taken": .stringConvertible(count)])
    }

    /// The certificate and its key were read again and serve the handshakes to come.
    func recordRenewal() {
        logger.info("certificate renewed")
    }

    /// The certificate or its key was read again and is wrong; the old one goes on being used.
    func recordRefusal(of fault: TLSFileFault) {
        logger.error("certificate refused", metadata: ["fault": "\(fault)"])
    }

    /// The journal could not be read or written.
    func record(_ fault: JournalFault) {
        logger.error("journal fault", metadata: ["fault": "\(fault)"])
    }

    /// Writes began to fail, or one has gone well again.
    func recordWriting(_ fault: JournalFault?) {
        if let fault {
            logger.error("journal cannot be written: writes are refused", metadata: ["fault": "\(fault)"])
        } else {
            logger.notice("journal written again")
        }
    }

    /// The wall clock has jumped, or what became of it.
    func record(_ news: SteadyClock.News) {
        switch news {
        case .jumped(let seconds):
            logger.warning(
                "clock jumped: time goes on as before until it has gone evenly for five minutes",
                metadata: ["seconds": .stringConvertible(seconds)])
        case .returned: logger.notice("clock is back")
        case .followed(let seconds):
            logger.warning("clock is followed where it jumped to", metadata: ["seconds": .stringConvertible(seconds)])
        }
    }

    /// The journal has a gate that the seeds do not.
    func recordMissing(_ missing: MissingGate) {
        logger.warning(
            "gate missing from the seeds",
            metadata: ["gate": "\(missing.gate)", "openVisits": .stringConvertible(missing.openVisits)])
    }

    /// An edit does not go together with the seeds.
    func record(_ conflict: EditConflict) {
        logger.warning(
            "edit conflicts with the seeds",
            metadata: [
                "edit": .stringConvertible(conflict.number),
                "record": "\(conflict.collection.rawValue)/\(conflict.record)",
                "kind": "\(conflict.kind.rawValue)", "served": "\(conflict.isServed)",
                "reason": "\(conflict.reason.english)",
            ])
    }

    /// One line a second at most: whoever floods the server must not flood its log as well.
    private func recordRefusal(open: Int, second: Int) {
        let count: Int? = refusals.withLock { refusals in
            refusals.count += 1
            guard refusals.second != second else { return nil }
            defer { refusals = (second, 0) }
            return refusals.count
        }
        guard let count else { return }
        logger.warning("connections refused", metadata: ["refused": "\(count)", "open": .stringConvertible(open)])
    }
}

extension HTTPMethod {
    /// The method as logs and metrics name it.
    var label: String { self == .other ? "other" : "\(name)" }
}

extension HandshakeFailure {
    /// Whether the client meant to speak with us and could not; the rest is the noise of every open port.
    fileprivate var isWorthKnowing: Bool {
        switch self {
        case .clientCertificateMissing, .clientCertificateRefused, .refusedByPeer: true
        case .notTLS, .versionUnsupported, .noSharedCipher, .noApplicationProtocol, .malformed, .timedOut, .abandoned:
            false
        }
    }
}
