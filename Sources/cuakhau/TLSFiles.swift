import Transport

/// The files that say as whom the server serves TLS, and whose clients.
struct TLSFiles: Sendable {
    let certificate: String
    let key: String
    let clientAuthorities: String?
    let requiresClients: Bool

    /// What the files hold now, checked.
    func read() throws(TLSFileFault) -> TLSIdentity {
        let certificates = try bytes(of: .tlsCertificate, certificate)
        let keyBytes = try bytes(of: .tlsKey, key)
        var authorities: [UInt8]?
        if let clientAuthorities { authorities = try bytes(of: .tlsClientCA, clientAuthorities) }
        do throws(TLSFault) {
            return try TLSIdentity(
                certificates: certificates, key: keyBytes, clientAuthorities: authorities,
                requiresClients: requiresClients)
        } catch {
            let (setting, path): (Setting, String) =
                switch error.part {
                case .certificate: (.tlsCertificate, certificate)
                case .key: (.tlsKey, key)
                case .clientAuthorities: (.tlsClientCA, clientAuthorities ?? "")
                }
            throw TLSFileFault(setting: setting, path: path, reason: error.description, isUnreadable: false)
        }
    }

    private func bytes(of setting: Setting, _ path: String) throws(TLSFileFault) -> [UInt8] {
        do throws(UnreadableFile) {
            return try InputFile.read(path)
        } catch {
            throw TLSFileFault(setting: setting, path: path, reason: error.reason, isUnreadable: true)
        }
    }
}

/// Why the server cannot serve TLS with its files.
struct TLSFileFault: Error, Sendable, Equatable, CustomStringConvertible {
    let setting: Setting
    let path: String
    let reason: String
    /// The file cannot be read; else what it holds is wrong.
    let isUnreadable: Bool

    var description: String { "\(setting.rawValue) \(path): \(reason)" }
}
