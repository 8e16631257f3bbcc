import Testing

/// One passage of the minimal data set written wrongly, and the one fault that it must be.
struct WrongSeed: Sendable, CustomTestStringConvertible {
    let name: String
    let file: String
    let passage: String
    let wrong: String
    let pointer: String
    let line: Int
    let reason: String

    init(
        _ name: String, in file: String, _ passage: String, _ wrong: String, at pointer: String, line: Int,
        _ reason: String
    ) {
        self.name = name
        self.file = file
        self.passage = passage
        self.wrong = wrong
        self.pointer = pointer
        self.line = line
        self.reason = reason
    }

    var testDescription: String { name }
}
