import ArgumentParser

/// One flag for each setting. All are text here, so that their faults are found with all others.
struct SettingFlags: ParsableArguments {
    @Option(.config) var config: String?
    @Option(.host) var host: String?
    @Option(.port) var port: String?
    @Option(.tlsPort) var tlsPort: String?
    @Option(.tlsCertificate) var tlsCertificate: String?
    @Option(.tlsKey) var tlsKey: String?
    @Option(.tlsClientCA) var tlsClientCA: String?
    @Option(.tlsClients) var tlsClients: String?
    @Option(.tlsHosts) var tlsHosts: String?
    @Option(.hstsSeconds) var hstsSeconds: String?
    @Option(.data) var data: String?
    @Option(.journal) var journal: String?
    @Flag(name: .customLong("read-only"), help: ArgumentHelp(Setting.readOnly.meaning)) var readOnly = false
    @Option(.loops) var loops: String?
    @Option(.logLevel) var logLevel: String?
    @Option(.logFormat) var logFormat: String?
    @Option(.connectionLimit) var connectionLimit: String?
    @Option(.clientRequestLimit) var clientRequestLimit: String?
    @Option(.clientRequestSeconds) var clientRequestSeconds: String?
    @Option(.targetByteLimit) var targetByteLimit: String?
    @Option(.headByteLimit) var headByteLimit: String?
    @Option(.fieldLimit) var fieldLimit: String?
    @Option(.bodyByteLimit) var bodyByteLimit: String?
    @Option(.handshakeSeconds) var handshakeSeconds: String?
    @Option(.headSeconds) var headSeconds: String?
    @Option(.bodySeconds) var bodySeconds: String?
    @Option(.answerSeconds) var answerSeconds: String?
    @Option(.idleSeconds) var idleSeconds: String?
    @Option(.stallSeconds) var stallSeconds: String?
    @Option(.drainSeconds) var drainSeconds: String?
    @Option(.onTrackShare) var onTrackShare: String?
    @Option(.atRiskShare) var atRiskShare: String?
    @Option(.allowPlainWrites) var allowPlainWrites: String?
    @Option(.failedAttemptLimit) var failedAttemptLimit: String?
    @Option(.bulletinHour) var bulletinHour: String?
    @Option(.queuePriority) var queuePriority: String?
    @Option(.staleSeconds) var staleSeconds: String?
    @Option(.declarationHours) var declarationHours: String?
    @Option(.countingMinutes) var countingMinutes: String?
    @Option(.allowSimulation) var allowSimulation: String?
    @Option(.accessLog) var accessLog: String?
    @Option(.requestIds) var requestIds: String?
    @Option(.serverTiming) var serverTiming: String?
    @Option(.securityContact) var securityContact: String?

    /// The flags that were given.
    var given: [Setting: String] {
        var given: [Setting: String] = [:]
        for setting in Setting.allCases { given[setting] = text(of: setting) }
        return given
    }

    private func text(of setting: Setting) -> String? {
        switch setting {
        case .config: config
        case .host: host
        case .port: port
        case .tlsPort: tlsPort
        case .tlsCertificate: tlsCertificate
        case .tlsKey: tlsKey
        case .tlsClientCA: tlsClientCA
        case .tlsClients: tlsClients
        case .tlsHosts: tlsHosts
        case .hstsSeconds: hstsSeconds
        case .data: data
        case .journal: journal
        case .readOnly: readOnly ? "on" : nil
        case .loops: loops
        case .logLevel: logLevel
        case .logFormat: logFormat
        case .connectionLimit: connectionLimit
        case .clientRequestLimit: clientRequestLimit
        case .clientRequestSeconds: clientRequestSeconds
        case .targetByteLimit: targetByteLimit
        case .headByteLimit: headByteLimit
        case .fieldLimit: fieldLimit
        case .bodyByteLimit: bodyByteLimit
        case .handshakeSeconds: handshakeSeconds
        case .headSeconds: headSeconds
        case .bodySeconds: bodySeconds
        case .answerSeconds: answerSeconds
        case .idleSeconds: idleSeconds
        case .stallSeconds: stallSeconds
        case .drainSeconds: drainSeconds
        case .onTrackShare: onTrackShare
        case .atRiskShare: atRiskShare
        case .allowPlainWrites: allowPlainWrites
        case .failedAttemptLimit: failedAttemptLimit
        case .bulletinHour: bulletinHour
        case .queuePriority: queuePriority
        case .staleSeconds: staleSeconds
        case .declarationHours: declarationHours
        case .countingMinutes: countingMinutes
        case .allowSimulation: allowSimulation
        case .accessLog: accessLog
        case .requestIds: requestIds
        case .serverTiming: serverTiming
        case .securityContact: securityContact
        }
    }
}

extension Option where Value == String? {
    /// The flag of a setting.
    init(_ setting: Setting) {
        let help = "\(setting.meaning) (default: \(setting.defaultText))"
        self.init(name: .customLong(setting.flagName), help: ArgumentHelp(help, valueName: setting.kind.valueName))
    }
}

extension SettingKind {
    /// What stands after the flag in the help text.
    fileprivate var valueName: String {
        switch self {
        case .text: "text"
        case .path: "path"
        case .integer: "number"
        case .share: "share"
        case .choice(let words): words.joined(separator: "|")
        case .priorities: "classes"
        case .optional(let kind): kind.valueName
        }
    }
}
