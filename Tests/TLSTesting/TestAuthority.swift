package import Foundation

/// A certificate authority made by the `openssl` command in a folder of its own, which goes with it.
package final class TestAuthority {
    /// A certificate and its key, as files.
    package struct Credentials: Sendable {
        package let certificate: String
        package let key: String

        package func bytes(of path: String) throws -> [UInt8] {
            Array(try Data(contentsOf: URL(fileURLWithPath: path)))
        }
    }

    package struct CommandFailed: Error {
        package let arguments: [String]
        package let output: String
    }

    /// Where everything lies; files put here go with the authority.
    package let folder: URL
    /// The authority's own certificate.
    package var certificate: String { path("ca.pem") }

    package init() throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("cuakhau-tls-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let configuration = """
            [ca]
            default_ca = authority
            [authority]
            new_certs_dir = \(folder.path)
            database = \(path("index.txt"))
            default_md = sha256
            policy = policy
            unique_subject = no
            copy_extensions = copy
            rand_serial = yes
            [policy]
            commonName = supplied
            """
        try Data(configuration.utf8).write(to: folder.appendingPathComponent("ca.conf"))
        try Data().write(to: folder.appendingPathComponent("index.txt"))
        try openssl(
            ["req", "-x509", "-days", "30", "-subj", "/CN=Test authority", "-out", certificate]
                + ["-keyout", path("ca.key")] + Self.newKey)
    }

    deinit {
        do {
            try FileManager.default.removeItem(at: folder)
        } catch {
            print("left behind: \(folder.path): \(error)")
        }
    }

    package func path(_ name: String) -> String { folder.appendingPathComponent(name).path }

    /// A certificate for this machine, or for the alternative names that are given, valid from and until so many days from now; for any purpose, or for those named as
    /// an extended key usage.
    package func issue(
        _ name: String, fromDay: Int = -1, untilDay: Int = 20, purpose: String? = nil,
        for names: String = "DNS:localhost,IP:127.0.0.1"
    ) throws -> Credentials {
        let made = Credentials(certificate: path("\(name).pem"), key: path("\(name).key"))
        let request = path("\(name).csr")
        try openssl(
            [
                "req", "-new", "-subj", "/CN=\(name)", "-addext", "subjectAltName=\(names)", "-out",
                request, "-keyout", made.key,
            ] + (purpose.map { ["-addext", "extendedKeyUsage=\($0)"] } ?? []) + Self.newKey)
        try openssl([
            "ca", "-batch", "-notext", "-config", path("ca.conf"), "-cert", certificate, "-keyfile", path("ca.key"),
            "-startdate", Self.time(fromDay), "-enddate", Self.time(untilDay), "-in", request, "-out",
            made.certificate,
        ])
        return made
    }

    /// Runs the command and returns what it printed.
    @discardableResult
    package func openssl(_ arguments: [String]) throws -> String {
        let process = Process()
        let pipe = Pipe()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["openssl"] + arguments
        process.standardOutput = pipe
        process.standardError = pipe
        process.standardInput = FileHandle.nullDevice
        try process.run()
        let output = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw CommandFailed(arguments: arguments, output: output) }
        return output
    }

    private static let newKey = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"]

    /// `YYMMDDHHMMSSZ`, so many days from now.
    private static func time(_ days: Int) -> String {
        let formatter = DateFormatter()
        formatter.locale = Locale(identifier: "en_US_POSIX")
        formatter.timeZone = TimeZone(secondsFromGMT: 0)
        formatter.dateFormat = "yyMMddHHmmss'Z'"
        return formatter.string(from: Date(timeIntervalSinceNow: TimeInterval(days) * 86_400))
    }
}
