/// One setting that is wrong: where it was set, and why it cannot be.
struct ConfigurationFault: Sendable, Equatable, CustomStringConvertible {
    /// The flag, the variable, or the file with its pointer and line.
    let place: String
    let reason: String
    /// A file that was named and cannot be read.
    let isUnreadable: Bool

    var description: String { "\(place): \(reason)" }
}

/// All settings that are wrong, together.
struct ConfigurationFaults: Error, Sendable, Equatable {
    let faults: [ConfigurationFault]
}
