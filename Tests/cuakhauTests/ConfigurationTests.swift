import ArgumentParser
import Foundation
import HTTPEngine
import JSONText
import Testing

@testable import cuakhau

struct ConfigurationTests {
    private static let root = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// A file of settings that lives as long as a test.
    private func withFile<Result>(_ text: String, _ body: (String) throws -> Result) throws -> Result {
        let path = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID().uuidString).json").path
        try Data(text.utf8).write(to: URL(fileURLWithPath: path))
        defer { _ = unlink(path) }
        return try body(path)
    }

    private func faults(flags: [Setting: String], environment: [String: String] = [:]) -> [String] {
        do throws(ConfigurationFaults) {
            _ = try Configuration(flags: flags, environment: environment)
            return []
        } catch {
            return error.faults.map(\.description)
        }
    }

    @Test func file_OfTheRepository_HoldsTheDefaults() throws {
        let path = Self.root.appendingPathComponent("Config/server.json").path
        let configuration = try Configuration(flags: [.config: path], environment: [:])
        for setting in Setting.allCases where setting.isInFile {
            #expect(configuration.values[setting] == setting.defaultValue, "\(setting)")
        }
        let file = try JSONValue(parsing: Array(Data(contentsOf: URL(fileURLWithPath: path))))
        #expect(try JSONValue(parsing: configuration.file) == file)
    }

    @Test func precedence_FlagThenVariableThenFileThenDefault() throws {
        try withFile(#"{"port": 1, "loops": 2, "idleSeconds": 3}"#) { path in
            let configuration = try Configuration(
                flags: [.config: path, .port: "7"],
                environment: ["CUAKHAU_PORT": "8", "CUAKHAU_LOOPS": "9", "PATH": "/bin"])
            #expect(configuration.port == 7)
            #expect(configuration.loops == 9)
            #expect(configuration.limits.idleNanoseconds == 3 * .secondInNanoseconds)
            #expect(configuration.host == "127.0.0.1")
            #expect(configuration.limits.bodyBytes == HTTPLimits().bodyBytes)
        }
    }

    @Test func limits_OfConnectionsAndClients_AreOffUnlessTheyAreSet() throws {
        try withFile("{}") { path in
            let usual = try Configuration(flags: [.config: path], environment: [:])
            #expect(usual.connectionLimit == nil && usual.clientQuota == nil)
            let set = try Configuration(
                flags: [.config: path, .connectionLimit: "99", .clientRequestLimit: "600"],
                environment: ["CUAKHAU_CLIENT_REQUEST_SECONDS": "30"])
            #expect(set.connectionLimit == 99 && set.clientQuota == .init(requests: 600, seconds: 30))
        }
    }

    /// The bounds that are promised where the settings are described.
    @Test func limits_OfTheEngine_AreThePromisedOnes() {
        let limits = HTTPLimits()
        let seconds = [
            limits.headNanoseconds, limits.bodyNanoseconds, limits.idleNanoseconds, limits.stallNanoseconds,
            limits.handshakeNanoseconds, limits.drainNanoseconds,
        ].map { $0 / .secondInNanoseconds }
        #expect(seconds == [10, 30, 75, 30, 10, 10])
        #expect(limits.headBytes == 65_536 && limits.fieldCount == 100 && limits.targetBytes == 8192)
        #expect(limits.bodyBytes == 1_048_576)
    }

    @Test func variable_NamesTheFile() throws {
        try withFile(#"{"port": 1}"#) { path in
            let configuration = try Configuration(flags: [:], environment: ["CUAKHAU_CONFIG": path])
            #expect(configuration.port == 1)
        }
    }

    /// A value that a stronger layer hides is a fault all the same.
    @Test func faults_OfAllLayers_AreFoundTogether() throws {
        try withFile(
            """
            {"prot": 1, "port": "x",
             "host": "a", "host": "b", "loops": 2.5,
             "onTrackShare": 0.5}
            """
        ) { path in
            let found = faults(
                flags: [.config: path, .port: "99999", .logLevel: "loud", .data: ""],
                environment: ["CUAKHAU_PORT": "", "CUAKHAU_PROT": "1", "CUAKHAU_AT_RISK_SHARE": "nan"])
            #expect(
                found == [
                    #"--port: "99999" is not a whole number from 0 to 65535"#,
                    #"--data: "" is not a path"#,
                    #"--log-level: "loud" is not one of trace, debug, info, notice, warning, error, critical"#,
                    #"CUAKHAU_AT_RISK_SHARE: "nan" is not a number above 0 and at most 1"#,
                    #"CUAKHAU_PORT: "" is not a whole number from 0 to 65535"#,
                    #"CUAKHAU_PROT: there is no such setting; did you mean "CUAKHAU_PORT"?"#,
                    #"\#(path): /host: line 2: the key "host" stands already at line 2"#,
                    #"\#(path): /prot: line 1: there is no such setting; did you mean "port"?"#,
                    #"\#(path): /port: line 1: "x" is not a whole number from 0 to 65535"#,
                    #"\#(path): /loops: line 2: 2.5 is not a whole number from 0 to 256"#,
                    "atRiskShare: 0.9 is more than onTrackShare, which is 0.5",
                ])
        }
    }

    @Test(arguments: [
        ("[]", "the settings must be an object, not an array"),
        ("{", "line 1: the text ends inside a value"),
        (#"{"config": "x"}"#, "there is no such setting"),
        (#"{"port": null}"#, "null is not a whole number from 0 to 65535"),
    ])
    func file_ThatIsWrong_IsRefused(text: String, reason: String) throws {
        try withFile(text) { path in
            let found = faults(flags: [.config: path])
            #expect(found.count == 1)
            #expect(found.first?.contains(reason) == true, "\(found)")
        }
    }

    @Test func file_ThatIsNamedAndMissing_IsUnreadable() {
        #expect(
            faults(flags: [.config: "/nowhere.json"]) == ["/nowhere.json: cannot be read: No such file or directory"])
        #expect(faults(flags: [.config: "/"]) == ["/: cannot be read: Is a directory"])
    }

    @Test func answers_AreLoggedAndMarkedWhenThatIsSet() throws {
        let path = Self.root.appendingPathComponent("Config/server.json").path
        let quiet = try Configuration(flags: [.config: path], environment: [:])
        #expect(!quiet.logsAnswers && !quiet.sendsRequestIDs && !quiet.showsServerTiming)
        let flags: [Setting: String] = [
            .config: path, .accessLog: "on", .requestIds: "always", .serverTiming: "on",
        ]
        let open = try Configuration(flags: flags, environment: [:])
        #expect(open.logsAnswers && open.sendsRequestIDs && open.showsServerTiming)
        // Lines that the level would hide are not made.
        let muted = try Configuration(flags: flags.merging([.logLevel: "notice"]) { $1 }, environment: [:])
        #expect(!muted.logsAnswers)
    }

    @Test func tls_IsOffUntilItHasAPortACertificateAndAKey() throws {
        try withFile(#"{"tlsPort": 8443, "tlsCertificate": "c", "tlsKey": "k", "tlsClientCA": null}"#) { path in
            let on = try Configuration(flags: [.config: path], environment: ["CUAKHAU_TLS_PORT": "9"])
            #expect(on.tlsPort == 9 && on.limits.handshakeNanoseconds == 10 * .secondInNanoseconds)
            #expect(on.tlsFiles?.certificate == "c" && on.tlsFiles?.key == "k")
            #expect(on.tlsFiles?.clientAuthorities == nil)
            #expect(
                faults(flags: [.config: path, .tlsPort: "none"]) == [
                    "tlsCertificate: it is set, and tlsPort is not: nothing would use it",
                    "tlsKey: it is set, and tlsPort is not: nothing would use it",
                ])
        }
        let off = try Configuration(flags: [:], environment: [:])
        #expect(off.tlsPort == nil && off.tlsFiles == nil && off.transportSecuritySeconds == 0)
        #expect(
            faults(flags: [.tlsPort: "70000", .tlsKey: ""]) == [
                #"--tls-port: "70000" is not a whole number from 0 to 65535, or none"#,
                #"--tls-key: "" is not a path, or none"#,
            ])
    }

    @Test func tls_HasAPortOfItsOwnAndNothingHalfSet() {
        #expect(
            faults(flags: [.port: "8443", .tlsPort: "8443", .tlsCertificate: "c", .tlsKey: "k"]) == [
                "tlsPort: 8443 is the plain port too; give each its own"
            ])
        #expect(faults(flags: [.port: "0", .tlsPort: "0", .tlsCertificate: "c", .tlsKey: "k"]) == [])
        #expect(
            faults(flags: [.hstsSeconds: "60"]) == ["hstsSeconds: it is set, and tlsPort is not: nothing would use it"])
    }

    @Test func setting_NamesAreDerived() {
        #expect(Setting.tlsClientCA.flagName == "tls-client-ca")
        #expect(Setting.tlsClientCA.environmentName == "CUAKHAU_TLS_CLIENT_CA")
        #expect(Setting.bodyByteLimit.flagName == "body-byte-limit")
        #expect(Setting.bodyByteLimit.environmentName == "CUAKHAU_BODY_BYTE_LIMIT")
        #expect(Setting.port.environmentName == "CUAKHAU_PORT")
    }

    @Test func setting_DefaultIsOfItsKind() {
        for setting in Setting.allCases {
            #expect(setting.kind.value(fromText: setting.defaultText) == setting.defaultValue, "\(setting)")
        }
    }

    @Test func help_NamesEverySetting() {
        let help = ServeCommand.helpMessage(columns: 120)
        for setting in Setting.allCases {
            // A flag that stands alone takes no value.
            let form = setting == .readOnly ? "--\(setting.flagName) " : "--\(setting.flagName) <"
            #expect(help.contains(form), "\(setting)")
        }
    }

    @Test func flag_ReachesItsSetting() throws {
        for setting in Setting.allCases where setting != .readOnly {
            let command = try ServeCommand.parse(["--\(setting.flagName)", "x"])
            #expect(command.flags.given == [setting: "x"])
        }
        #expect(try ServeCommand.parse(["--read-only"]).flags.given == [.readOnly: "on"])
    }

    @Test func documentation_HasTheTable() throws {
        let path = Self.root.appendingPathComponent("Docs/Configuration.md")
        let lines = try String(contentsOf: path, encoding: .utf8).split(separator: "\n").map(String.init)
        let expected = Setting.allCases.map { setting in
            let name = setting.isInFile ? "`\(setting.rawValue)`" : "—"
            return "| \(name) | `--\(setting.flagName)` | `\(setting.environmentName)` | `\(setting.defaultText)` "
                + "| \(setting.kind.expectation) | \(setting.meaning) |"
        }
        #expect(lines.filter { $0.contains("`CUAKHAU_") && $0.hasPrefix("|") } == expected)
    }
}
