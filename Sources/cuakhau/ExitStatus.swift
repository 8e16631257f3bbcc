import ArgumentParser

/// How the program ends when it cannot do what it was asked (sysexits.h).
enum ExitStatus: Int32 {
    /// A flag, a variable or a setting is wrong.
    case usage = 64
    /// The seed files, the certificate or its key, or the journal are wrong.
    case badData = 65
    /// A file or folder cannot be read.
    case unreadable = 66
    /// A file or folder, such as that of the journal, cannot be written.
    case unwritable = 73
    /// The address cannot be listened on, another process has the journal, or a server does not answer.
    case unavailable = 69
    /// A server does not take the token, or the token lacks a right.
    case notAllowed = 77

    /// Says why on standard error, one line for each reason, and gives what to throw.
    func after(_ lines: [String]) -> ExitCode {
        for line in lines { LineOutput.standardError.write(line) }
        return ExitCode(rawValue)
    }
}
