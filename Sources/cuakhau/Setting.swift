import HTTPEngine
import JSONText

/// Everything that can be set, in one table: it feeds the flags, the environment, the file, `--print-config`,
/// `--help` and Docs/Configuration.md. A setting's raw value is its name in the file.
enum Setting: String, CaseIterable, Sendable {
    case config, host, port
    case tlsPort, tlsCertificate, tlsKey, tlsClientCA, tlsClients, tlsHosts, hstsSeconds
    case data, journal, readOnly, loops, logLevel, logFormat
    case connectionLimit, clientRequestLimit, clientRequestSeconds, targetByteLimit, headByteLimit, fieldLimit,
        bodyByteLimit
    case handshakeSeconds, headSeconds, bodySeconds, answerSeconds, idleSeconds, stallSeconds, drainSeconds
    case onTrackShare, atRiskShare
    case allowPlainWrites, failedAttemptLimit, bulletinHour, queuePriority, staleSeconds, declarationHours,
        countingMinutes, allowSimulation
    case accessLog, requestIds, serverTiming
    case securityContact

    /// `--log-level`, without the dashes.
    var flagName: String { words.joined(separator: "-") }

    /// `CUAKHAU_LOG_LEVEL`.
    var environmentName: String { "CUAKHAU_" + words.joined(separator: "_").uppercased() }

    /// The configuration file cannot name itself.
    var isInFile: Bool { self != .config }

    /// What values it takes.
    var kind: SettingKind { row.kind }

    /// What holds when nobody sets it.
    var defaultValue: JSONValue { row.defaultValue }

    /// What it means, in one sentence.
    var meaning: String { row.meaning }

    private typealias Row = (kind: SettingKind, defaultValue: JSONValue, meaning: String)

    private var row: Row {
        let limits = HTTPLimits()
        return switch self {
        case .config: (.path, "Config/server.json", "File of settings; without it the defaults hold.")
        case .host: (.text, "127.0.0.1", "Address to listen on; 0.0.0.0 or :: for every interface.")
        case .port: (.integer(0...65_535), 8080, "Port to listen on; 0 lets the system choose one.")
        case .tlsPort, .tlsCertificate, .tlsKey, .tlsClientCA, .tlsClients, .tlsHosts, .hstsSeconds: tlsRow
        case .data: (.path, "Config/Seed", "Folder of seed files.")
        case .journal:
            (.path, "var/cuakhau.sqlite", "File of the journal, which keeps all writes; made if it is not there.")
        case .readOnly: (Self.switched, "off", "Serves without a journal: writes are refused, nothing live is known.")
        case .allowPlainWrites, .failedAttemptLimit, .bulletinHour, .queuePriority, .staleSeconds, .declarationHours,
            .countingMinutes, .allowSimulation:
            gateRow
        case .loops: (.integer(0...256), 0, "Event loops; 0 means one per core.")
        case .logLevel: (.choice(EventLog.levelNames), "info", "Least level that is logged.")
        case .logFormat: (.choice(LogFormat.allCases.map(\.rawValue)), "logfmt", "Form of the lines on standard error.")
        case .connectionLimit:
            (
                .optional(.integer(1...1_000_000)), .null,
                "Most open connections; further ones are answered 503. Without it nine tenths of the descriptors, at most 65536."
            )
        case .clientRequestLimit:
            (
                .optional(.integer(1...1_000_000_000)), .null,
                "Requests that a client address may send in clientRequestSeconds; more is 429."
            )
        case .clientRequestSeconds: (.integer(1...3600), 60, "Time in which clientRequestLimit counts.")
        case .targetByteLimit:
            Self.size(limits.targetBytes, 64...65_536, "Longest request target in bytes; more is 414.")
        case .headByteLimit:
            Self.size(limits.headBytes, 512...1_048_576, "Longest request head in bytes; more is 431.")
        case .fieldLimit: Self.size(limits.fieldCount, 8...255, "Most header fields of a request; more is 431.")
        case .bodyByteLimit:
            Self.size(limits.bodyBytes, 0...1_073_741_824, "Longest request content in bytes; more is 413.")
        case .handshakeSeconds:
            Self.time(limits.handshakeNanoseconds, "Time for a TLS handshake; then the connection is cut.")
        case .headSeconds: Self.time(limits.headNanoseconds, "Time for a request's head to arrive; then 408.")
        case .bodySeconds: Self.time(limits.bodyNanoseconds, "Time for a request's content to arrive; then 408.")
        case .answerSeconds:
            Self.time(
                limits.answerNanoseconds, "Time to work out an answer, or the next part of a long one; then 503.")
        case .idleSeconds: Self.time(limits.idleNanoseconds, "Time that a quiet connection is kept open.")
        case .stallSeconds: Self.time(limits.stallNanoseconds, "Time for a client to take more of its answer.")
        case .drainSeconds: Self.time(limits.drainNanoseconds, "Time to finish what is in flight when told to stop.")
        case .onTrackShare: (.share, 1.0, "Share of a target that its projection must reach to be on-track.")
        case .atRiskShare: (.share, 0.9, "Share that it must reach to be at-risk; with less it is behind.")
        case .accessLog: (Self.switched, "off", "A line in the log for every answer, of level info.")
        case .requestIds:
            (
                .choice(["echo", "always"]), "echo",
                "Answers with X-Request-Id: those to requests that came with a sane one, or all."
            )
        case .serverTiming:
            (Self.switched, "off", "Whether answers show in Server-Timing how long they took.")
        case .securityContact:
            (
                .text, "mailto:security@localhost",
                "URI for reports of vulnerabilities, in security.txt; set it before others are served."
            )
        }
    }

    /// The rows of TLS.
    private var tlsRow: Row {
        switch self {
        case .tlsCertificate:
            (.optional(.path), .null, "PEM file of the server's certificate and those of its issuers behind it.")
        case .tlsKey: (.optional(.path), .null, "PEM file of the certificate's private key, without a password.")
        case .tlsClientCA:
            (.optional(.path), .null, "PEM file of authorities whose certificates clients show.")
        case .tlsClients:
            (
                .choice(["required", "asked"]), "required",
                "With tlsClientCA: every client must show a certificate, or may."
            )
        case .tlsHosts:
            (
                .choice(["certificate", "any"]), "certificate",
                "Hosts served over TLS: those of the certificate, others are 421; or any, behind a gateway."
            )
        case .hstsSeconds:
            (
                .integer(0...63_072_000), 0,
                "How long browsers that came by TLS are to come by TLS alone; 0 tells them nothing."
            )
        default:
            (
                .optional(.integer(0...65_535)), .null,
                "Port for TLS, beside the plain one; 0 lets the system choose one."
            )
        }
    }

    /// The rows of the live gates.
    private var gateRow: Row {
        switch self {
        case .allowPlainWrites:
            (
                Self.switched, "off",
                "Whether access tokens are taken over plain HTTP from other machines, as through a proxy that ends TLS."
            )
        case .failedAttemptLimit:
            (.integer(1...1_000_000), 20, "Wrong access tokens that an address may send in a minute; more is 429.")
        case .allowSimulation:
            (
                Self.switched, "off",
                "Whether vehicles, lanes and events that are marked as simulated are taken; they share queues with real ones."
            )
        case .bulletinHour:
            (.integer(0...23), 20, "Hour in Việt Nam at which the bulletin's day ends and the stock is counted.")
        case .queuePriority:
            (
                .priorities, .string(QueuePriority.defaultText),
                "Goods classes that are called first, with commas between; refrigerated- before one means only such loads."
            )
        case .declarationHours:
            (
                .integer(1...8760), 72,
                "Hours that a declaration holds for a vehicle that does not come; then the visit is expired."
            )
        case .countingMinutes:
            (
                .integer(1...60), 15,
                "Minutes between two versions of the data set that our own counting at the gates makes, at most."
            )
        default: (.integer(10...604_800), 1800, "Seconds without news after which a board is stale.")
        }
    }

    private static var switched: SettingKind { .choice(["off", "on"]) }

    /// A bound on how many; the default is the engine's own.
    private static func size(_ count: Int, _ range: ClosedRange<Int64>, _ meaning: String) -> Row {
        (.integer(range), .integer(Int64(count)), meaning)
    }

    /// A bound on how long, in seconds; the default is the engine's own.
    private static func time(_ nanoseconds: UInt64, _ meaning: String) -> Row {
        (.integer(1...3600), .integer(Int64(nanoseconds / .secondInNanoseconds)), meaning)
    }

    /// The parts of the camel-case name, in lower case; capitals that follow each other are one part.
    private var words: [String] {
        var words = [""]
        var wasUppercase = false
        for character in rawValue {
            if character.isUppercase, !wasUppercase { words.append("") }
            wasUppercase = character.isUppercase
            words[words.count - 1] += character.lowercased()
        }
        return words
    }
}
