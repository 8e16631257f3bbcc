import Catalog
import JSONText

/// The layers that settings come from, added from the strongest to the weakest: a value that is there already stays.
struct SettingLayers {
    private(set) var values: [Setting: JSONValue] = [:]
    private(set) var faults: [ConfigurationFault] = []
    /// Whether somebody named the file; one that nobody named may be missing.
    private var namesFile: Bool { values[.config] != nil }

    /// Notes a fault of the setting or file called `place`.
    mutating func report(_ place: String, _ reason: String, isUnreadable: Bool = false) {
        faults.append(ConfigurationFault(place: place, reason: reason, isUnreadable: isUnreadable))
    }

    /// Adds what the command line says.
    mutating func add(flags: [Setting: String]) {
        for setting in Setting.allCases {
            guard let text = flags[setting] else { continue }
            add(setting, text: text, place: "--\(setting.flagName)")
        }
    }

    /// Adds the variables whose names begin with `CUAKHAU_`.
    mutating func add(environment: [String: String]) {
        let known = Dictionary(uniqueKeysWithValues: Setting.allCases.map { ($0.environmentName, $0) })
        for (name, text) in environment.sorted(by: { $0.key < $1.key }) where name.hasPrefix("CUAKHAU_") {
            if let setting = known[name] {
                add(setting, text: text, place: name)
            } else {
                report(name, "there is no such setting; \(Suggestion.phrase(for: name, among: known.keys.sorted()))")
            }
        }
    }

    /// Adds the file that a stronger layer names, or the one at its usual place when it is there.
    mutating func addFile() {
        let path = values[.config]?.string ?? Setting.config.defaultText
        do throws(UnreadableFile) {
            add(file: try InputFile.read(path), path: path)
        } catch {
            if namesFile || !error.isMissing { report(path, error.reason, isUnreadable: true) }
        }
    }

    /// Adds the defaults of all settings that no layer has.
    mutating func addDefaults() {
        for setting in Setting.allCases { values[setting] = values[setting] ?? setting.defaultValue }
    }

    /// Refuses half of TLS: a port without certificate or key, or files that no port would use.
    mutating func checkTLS() {
        let needed: [Setting] = [.tlsCertificate, .tlsKey]
        if isSet(.tlsPort) {
            for setting in needed where !isSet(setting) {
                report(setting.rawValue, "it is not set, and tlsPort needs it")
            }
        } else {
            for setting in needed + [.tlsClientCA] where isSet(setting) {
                report(setting.rawValue, "it is set, and tlsPort is not: nothing would use it")
            }
            if values[.hstsSeconds]?.integer ?? 0 > 0 {
                report(Setting.hstsSeconds.rawValue, "it is set, and tlsPort is not: nothing would use it")
            }
        }
        let port = values[.port] ?? Setting.port.defaultValue
        if let number = port.integer, number > 0, values[.tlsPort] == port {
            report(Setting.tlsPort.rawValue, "\(number) is the plain port too; give each its own")
        }
    }

    private func isSet(_ setting: Setting) -> Bool {
        guard let value = values[setting] else { return false }
        return value != .null
    }

    private mutating func add(_ setting: Setting, text: String, place: String) {
        if let value = setting.kind.value(fromText: text) {
            values[setting] = values[setting] ?? value
        } else {
            report(place, "\"\(text)\" is not \(setting.kind.expectation)")
        }
    }

    private mutating func add(file bytes: [UInt8], path: String) {
        let reading = JSONReading(of: bytes, limits: JSONLimits(byteCount: 1 << 20))
        for fault in reading.faults {
            let pointer = fault.pointer.tokens.isEmpty ? "/" : fault.pointer.description
            report("\(path): \(pointer): line \(fault.position.line)", fault.reason.description)
        }
        guard let root = reading.document?.root else { return }
        guard root.kind == .object else {
            report(path, "the settings must be an object, not \(root.kind)")
            return
        }
        for member in root.members { add(member, path: path) }
    }

    private mutating func add(_ member: JSONMember, path: String) {
        let place = "\(path): /\(member.key): line \(member.keyPosition.line)"
        let names = Setting.allCases.filter(\.isInFile).map(\.rawValue)
        guard let setting = Setting(rawValue: member.key), setting.isInFile else {
            report(place, "there is no such setting; \(Suggestion.phrase(for: member.key, among: names))")
            return
        }
        guard let value = setting.kind.value(fromFile: member.value) else {
            let shown = String(decoding: member.value.bytes.prefix(60), as: UTF8.self)
            report(place, "\(shown) is not \(setting.kind.expectation)")
            return
        }
        values[setting] = values[setting] ?? value
    }
}

extension Setting {
    /// The default as text.
    var defaultText: String {
        if case .null = defaultValue { return SettingKind.noneText }
        return defaultValue.string ?? String(decoding: JSONWriter.encode(defaultValue), as: UTF8.self)
    }
}
