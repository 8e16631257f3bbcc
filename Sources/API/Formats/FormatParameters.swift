import Catalog
import HTTPEngine

/// The parameters about the form of an answer: `f`, and `bom` for a table.
struct FormatParameters {
    /// The names of the parameters.
    static let names = ["f", "bom"]

    /// What `f` says; nil when it is left to Accept.
    private(set) var format: Format?
    /// Whether a table begins with a byte order mark and is made safe for spreadsheets.
    private(set) var byteOrderMark = false
    private var saysByteOrderMark = false

    /// Reads one parameter; the fault when it is wrong.
    ///
    /// - Parameters:
    ///   - offered: the formats there are.
    ///   - subject: what is offered in them, in the plural.
    mutating func read(_ parameter: QueryParameter, offered: [Format], of subject: String) -> ProblemFault? {
        if parameter.name == "bom" {
            guard parameter.value == "true" || parameter.value == "false" else {
                return ProblemFault(
                    parameter: "bom", reason: "bom cannot be \"\(parameter.value)\"", remedy: "give true or false")
            }
            saysByteOrderMark = true
            byteOrderMark = parameter.value == "true"
            return nil
        }
        switch Format.read(parameter.value, among: offered, of: subject) {
        case .success(let format):
            self.format = format
            return nil
        case .failure(let refusal): return refusal.fault
        }
    }

    /// What does not go together, once the format is known.
    func fault(with chosen: Format) -> ProblemFault? {
        guard saysByteOrderMark, chosen != .csv else { return nil }
        return ProblemFault(
            parameter: "bom", reason: "\(chosen.rawValue) has no byte order mark",
            remedy: "ask for f=csv, or leave bom out")
    }
}
