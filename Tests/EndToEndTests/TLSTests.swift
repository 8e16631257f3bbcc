import Foundation
import TLSTesting
import Testing

/// The program over TLS, asked by the `curl` of the system.
@Suite(.timeLimit(.minutes(2)))
struct TLSTests {
    private let authority: TestAuthority
    private let good: TestAuthority.Credentials

    init() throws {
        authority = try TestAuthority()
        good = try authority.issue("good")
    }

    /// Curl's exit status and what it printed.
    private func curl(_ arguments: [String]) throws -> (status: Int32, output: String) {
        let process = Process()
        let pipe = Pipe()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["curl", "--silent", "--max-time", "20", "--cacert", authority.certificate] + arguments
        process.standardOutput = pipe
        process.standardError = FileHandle.nullDevice
        try process.run()
        let data = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: data, as: UTF8.self))
    }

    /// How a start with these files ends.
    private func start(
        certificate: String, key: String, _ more: [String] = []
    ) throws -> (status: Int32, output: [String], errors: [String]) {
        try RunningProgram.run(
            [
                "serve", "--port", "0", "--read-only", "--tls-port", "0", "--tls-certificate", certificate, "--tls-key",
                key,
            ] + more)
    }

    private func stop(_ program: RunningProgram) -> [String] {
        program.signal(SIGTERM)
        let end = program.end()
        #expect(end.status == 0)
        return end.errors
    }

    @Test func bothPorts_AnswerAlike() throws {
        let (program, address, secureAddress) = try RunningProgram.secureServer(
            certificate: good.certificate, key: good.key)
        let plain = try curl(["\(address)/v1/gates/kim-thanh"])
        #expect(plain.status == 0 && plain.output.contains("kim-thanh"))
        for version in [["--tlsv1.2", "--tls-max", "1.2"], ["--tlsv1.3"]] {
            #expect(try curl(version + ["\(secureAddress)/v1/gates/kim-thanh"]) == plain)
        }
        let log = stop(program)
        #expect(log.contains { $0.contains("event=listening") && $0.contains("tls=127.0.0.1:") })
    }

    @Test func applicationProtocol_IsHTTP11() throws {
        let (program, _, secureAddress) = try RunningProgram.secureServer(
            certificate: good.certificate, key: good.key)
        // curl offers h2 before http/1.1.
        let answer = try curl([
            "--http2", "--output", "/dev/null", "--write-out", "%{http_version} %{ssl_verify_result}",
            "\(secureAddress)/v1",
        ])
        #expect(answer == (0, "1.1 0"))
        let address = String(secureAddress.dropFirst("https://".count))
        #expect(throws: TestAuthority.CommandFailed.self) {
            try authority.openssl(["s_client", "-connect", address, "-alpn", "h2"])
        }
        let agreed = try authority.openssl(["s_client", "-connect", address, "-alpn", "h2,http/1.1"])
        #expect(agreed.contains("ALPN protocol: http/1.1"))
        _ = stop(program)
    }

    @Test func strangersAndOldVersions_AreRefused() throws {
        let (program, _, secureAddress) = try RunningProgram.secureServer(
            certificate: good.certificate, key: good.key)
        let stranger = try TestAuthority()
        #expect(try curl(["--cacert", stranger.certificate, "\(secureAddress)/v1"]).status == 60)
        #expect(program.errorLine(containing: "event=\"handshake failed\" reason=refused-by-peer") != nil)
        let old = ["--tls-max", "1.1", "--ciphers", "DEFAULT@SECLEVEL=0"]
        #expect(try curl(old + ["\(secureAddress)/v1"]).status == 35)
        let plain = try curl(["http" + secureAddress.dropFirst(5) + "/v1"])
        #expect(plain.status == 0 && plain.output.contains("This port speaks TLS."))
        #expect(try curl(["\(secureAddress)/v1"]).status == 0)
        _ = stop(program)
    }

    @Test func client_MustShowACertificateWhenOneIsDemanded() throws {
        let (program, _, secureAddress) = try RunningProgram.secureServer(
            certificate: good.certificate, key: good.key, ["--tls-client-ca", authority.certificate])
        let device = try authority.issue("device")
        let shown = try curl(["--cert", device.certificate, "--key", device.key, "\(secureAddress)/v1"])
        #expect(shown.status == 0)
        #expect(try curl(["\(secureAddress)/v1"]).status != 0)
        #expect(program.errorLine(containing: "reason=client-certificate-missing") != nil)
        let stranger = try TestAuthority()
        let strange = try stranger.issue("device")
        #expect(try curl(["--cert", strange.certificate, "--key", strange.key, "\(secureAddress)/v1"]).status != 0)
        #expect(program.errorLine(containing: "reason=client-certificate-refused") != nil)
        _ = stop(program)
    }

    @Test func transportSecurity_IsASetting() throws {
        let (program, address, secureAddress) = try RunningProgram.secureServer(
            certificate: good.certificate, key: good.key, ["--hsts-seconds", "86400"])
        let line = "Strict-Transport-Security: max-age=86400\r\n"
        #expect(try curl(["--head", "\(secureAddress)/v1"]).output.contains(line))
        #expect(try !curl(["--head", "\(address)/v1"]).output.contains("Strict-Transport"))
        _ = stop(program)
    }

    @Test func hangup_RenewsTheCertificateAndKeepsTheOldOneWhenTheNewIsWrong() throws {
        let (certificate, key) = (authority.path("served.pem"), authority.path("served.key"))
        func serve(_ credentials: TestAuthority.Credentials) throws {
            try Data(credentials.bytes(of: credentials.certificate)).write(to: URL(fileURLWithPath: certificate))
            try Data(credentials.bytes(of: credentials.key)).write(to: URL(fileURLWithPath: key))
        }
        try serve(good)
        let (program, _, secureAddress) = try RunningProgram.secureServer(certificate: certificate, key: key)
        func servedName() throws -> String {
            let address = String(secureAddress.dropFirst("https://".count))
            let shown = try authority.openssl(["s_client", "-connect", address, "-alpn", "http/1.1"])
            return String(try #require(shown.firstMatch(of: /subject=CN = (.*)/)).1)
        }
        #expect(try servedName() == "good")
        try serve(try authority.issue("old", fromDay: -9, untilDay: -2))
        program.signal(SIGHUP)
        #expect(program.errorLine(containing: "certificate refused")?.contains("expired at") == true)
        #expect(try servedName() == "good")
        try serve(try authority.issue("next"))
        program.signal(SIGHUP)
        #expect(program.errorLine(containing: "certificate renewed") != nil)
        #expect(try servedName() == "next")
        _ = stop(program)
    }

    @Test func files_ThatCannotBeRead_End66() throws {
        let missing = authority.path("missing.pem")
        let certificate = try start(certificate: missing, key: good.key)
        #expect(certificate.status == 66)
        #expect(
            certificate.errors == ["cuakhau: tlsCertificate \(missing): cannot be read: No such file or directory"])
        let key = try start(certificate: good.certificate, key: authority.folder.path)
        #expect(key.status == 66)
        #expect(key.errors == ["cuakhau: tlsKey \(authority.folder.path): cannot be read: Is a directory"])
        let clients = try start(certificate: good.certificate, key: good.key, ["--tls-client-ca", missing])
        #expect(clients.status == 66)
        #expect(clients.errors == ["cuakhau: tlsClientCA \(missing): cannot be read: No such file or directory"])
    }

    @Test func files_ThatAreWrong_End65WithOneLine() throws {
        let old = try authority.issue("old", fromDay: -9, untilDay: -2)
        let new = try authority.issue("new", fromDay: 2, untilDay: 9)
        let other = try authority.issue("other")
        let cases = [
            (good.key, good.key, "tlsCertificate \(good.key): holds no certificate in PEM form"),
            (good.certificate, good.certificate, "tlsKey \(good.certificate): holds no private key in PEM form"),
            (good.certificate, other.key, "tlsKey \(other.key): is not the key of the certificate"),
            (old.certificate, old.key, "tlsCertificate \(old.certificate): expired at "),
            (new.certificate, new.key, "tlsCertificate \(new.certificate): is not valid before "),
        ]
        for (certificate, key, line) in cases {
            let end = try start(certificate: certificate, key: key)
            #expect(end.status == 65 && end.output == [])
            #expect(end.errors.count == 1 && end.errors[0].hasPrefix("cuakhau: \(line)"), "\(end.errors)")
        }
    }

    @Test func halfOfTLS_Ends64() throws {
        let end = try RunningProgram.run(["serve", "--tls-port", "0", "--tls-key", good.key])
        #expect(end.status == 64)
        #expect(end.errors == ["cuakhau: tlsCertificate: it is not set, and tlsPort needs it"])
        let unused = try RunningProgram.run(["serve", "--tls-client-ca", authority.certificate])
        #expect(unused.status == 64)
        #expect(unused.errors == ["cuakhau: tlsClientCA: it is set, and tlsPort is not: nothing would use it"])
    }
}
