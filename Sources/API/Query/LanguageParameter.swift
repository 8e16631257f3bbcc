import BorderEconomy
import Catalog
import HTTPEngine

/// The `lang` parameter.
enum LanguageParameter {
    static func read(_ text: String) -> Reading {
        if let language = Language(rawValue: text) { return .success(language) }
        let known = Language.allCases.map(\.rawValue)
        return .failure(
            ProblemFault(
                parameter: "lang", reason: "the service does not speak \"\(text)\"",
                remedy: Suggestion.phrase(for: text, among: known)))
    }

    enum Reading {
        case success(Language)
        case failure(ProblemFault)
    }

    /// Refuses every parameter, for addresses that take none.
    static func refuseAll(_ parameters: [QueryParameter]) throws(Problem) {
        let faults = FaultList()
        for parameter in parameters {
            faults.report(parameter.name, "there is no parameter \"\(parameter.name)\" here", "leave it out")
        }
        try faults.check()
    }
}
