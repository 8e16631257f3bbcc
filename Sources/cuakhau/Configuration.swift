import API
import BorderEconomy
import HTTPEngine
import JSONText
import Logging

/// All settings with the value that holds for each, checked; made once, before anything starts.
struct Configuration: Sendable {
    /// The value of every setting, as `--print-config` shows it.
    let values: [Setting: JSONValue]
    /// Thresholds of the status of targets.
    let thresholds: ProgressThresholds

    /// Takes each setting from the first layer that has it: flags, environment, file, defaults.
    ///
    /// - Throws: every fault of every layer, also of values that a higher layer hides.
    init(flags: [Setting: String], environment: [String: String]) throws(ConfigurationFaults) {
        var layers = SettingLayers()
        layers.add(flags: flags)
        layers.add(environment: environment)
        layers.addFile()
        layers.addDefaults()
        let shares = (layers.values[.onTrackShare]?.double ?? 1, layers.values[.atRiskShare]?.double ?? 1)
        let thresholds = ProgressThresholds(checkedOnTrack: shares.0, atRisk: shares.1)
        if thresholds == nil {
            layers.report("atRiskShare", "\(shares.1) is more than onTrackShare, which is \(shares.0)")
        }
        layers.checkTLS()
        guard let thresholds, layers.faults.isEmpty else { throw ConfigurationFaults(faults: layers.faults) }
        values = layers.values
        self.thresholds = thresholds
    }

    /// Address to listen on.
    var host: String { text(.host) }

    /// Port to listen on.
    var port: Int { integer(.port) }

    /// Port for TLS; nil when TLS is off.
    var tlsPort: Int? { value(.tlsPort).integer.map { Int($0) } }

    /// The files of TLS; nil when TLS is off.
    var tlsFiles: TLSFiles? {
        guard tlsPort != nil else { return nil }
        return TLSFiles(
            certificate: text(.tlsCertificate), key: text(.tlsKey), clientAuthorities: value(.tlsClientCA).string,
            requiresClients: text(.tlsClients) == "required")
    }

    /// Whether requests over TLS are for the hosts of the certificate alone.
    var checksSecureHosts: Bool { text(.tlsHosts) == "certificate" }

    /// How long browsers are to come by TLS alone; 0 tells them nothing.
    var transportSecuritySeconds: Int { integer(.hstsSeconds) }

    /// Folder of seed files.
    var dataFolder: String { text(.data) }

    /// File of the journal; nil when the server is read only.
    var journal: String? { text(.readOnly) == "on" ? nil : journalFile }

    /// File of the journal, for commands.
    var journalFile: String { text(.journal) }

    /// What is asked of whoever writes, beside a token.
    var accessRules: Doorkeeper.Rules {
        var rules = Doorkeeper.Rules()
        rules.allowsPlain = text(.allowPlainWrites) == "on"
        rules.failedAttempts = integer(.failedAttemptLimit)
        return rules
    }

    /// The rules of the yards at the gates.
    var yardRules: YardRules {
        YardRules(
            queue: QueuePriority.policy(of: text(.queuePriority)) ?? .refrigeratedFruitFirst,
            dayCut: DayCut(hour: integer(.bulletinHour)) ?? .evening, staleAfterSeconds: Int64(integer(.staleSeconds)),
            takesSimulated: text(.allowSimulation) == "on",
            declarationSeconds: Int64(integer(.declarationHours)) * 3600)
    }

    /// How often our own counting makes a version of the data set.
    var countingMinutes: Int { integer(.countingMinutes) }

    /// Event loops; 0 means one per core.
    var loops: Int { integer(.loops) }

    /// Least level that is logged.
    var logLevel: Logger.Level { Logger.Level(rawValue: text(.logLevel)) ?? .info }

    /// URI for reports of vulnerabilities.
    var securityContact: String { text(.securityContact) }

    /// Form of a log line.
    var logFormat: LogFormat { LogFormat(rawValue: text(.logFormat)) ?? .logfmt }

    /// Whether every answer is logged; not when the level hides such lines.
    var logsAnswers: Bool { text(.accessLog) == "on" && logLevel <= .info }
    var logsConnections: Bool { logLevel <= .trace }

    /// Whether every answer shows an identifier of its request.
    var sendsRequestIDs: Bool { text(.requestIds) == "always" }

    /// Whether answers show how long they took.
    var showsServerTiming: Bool { text(.serverTiming) == "on" }

    /// Most open connections; nil when the machine decides.
    var connectionLimit: Int? { value(.connectionLimit).integer.map { Int($0) } }

    /// What each client may send; nil when that is not bounded.
    var clientQuota: ClientQuotas.Policy? {
        value(.clientRequestLimit).integer.map {
            ClientQuotas.Policy(requests: Int($0), seconds: integer(.clientRequestSeconds))
        }
    }

    /// The engine's bounds: its own defaults and what is set.
    var limits: HTTPLimits {
        var limits = HTTPLimits()
        limits.targetBytes = integer(.targetByteLimit)
        limits.headBytes = integer(.headByteLimit)
        limits.fieldCount = integer(.fieldLimit)
        limits.bodyBytes = integer(.bodyByteLimit)
        limits.handshakeNanoseconds = nanoseconds(.handshakeSeconds)
        limits.headNanoseconds = nanoseconds(.headSeconds)
        limits.bodyNanoseconds = nanoseconds(.bodySeconds)
        limits.answerNanoseconds = nanoseconds(.answerSeconds)
        limits.idleNanoseconds = nanoseconds(.idleSeconds)
        limits.stallNanoseconds = nanoseconds(.stallSeconds)
        limits.drainNanoseconds = nanoseconds(.drainSeconds)
        return limits
    }

    /// The settings as a file of settings has them, each in its place in the table.
    var file: [UInt8] {
        var writer = JSONWriter(layout: .indented)
        writer.beginObject()
        for setting in Setting.allCases where setting.isInFile {
            writer.member(setting.rawValue, value(setting))
        }
        writer.endObject()
        return writer.bytes
    }

    private func value(_ setting: Setting) -> JSONValue { values[setting] ?? setting.defaultValue }

    private func text(_ setting: Setting) -> String { value(setting).string ?? "" }

    private func integer(_ setting: Setting) -> Int { Int(value(setting).integer ?? 0) }

    private func nanoseconds(_ setting: Setting) -> UInt64 { UInt64(integer(setting)) * .secondInNanoseconds }
}
