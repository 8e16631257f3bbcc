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

    /// Reads the parameters of an address that takes `lang` alone.
    static func language(of parameters: [QueryParameter]) throws(Problem) -> Language {
        var language: Language?
        var faults: [ProblemFault] = []
        for parameter in parameters {
            if parameter.name != "lang" {
                faults.append(
                    ProblemFault(
                        parameter: parameter.name, reason: "there is no parameter \"\(parameter.name)\" here",
                        remedy: Suggestion.phrase(for: parameter.name, among: ["lang"])))
            } else if language != nil {
                faults.append(
                    ProblemFault(parameter: "lang", reason: "lang is given twice", remedy: "give it once"))
            } else {
                switch read(parameter.value) {
                case .success(let value): language = value
                case .failure(let fault): faults.append(fault)
                }
            }
        }
        guard faults.isEmpty else { throw Problem.badParameters(faults) }
        return language ?? .vietnamese
    }

    /// Refuses every parameter, for addresses that take none.
    static func refuseAll(_ parameters: [QueryParameter]) throws(Problem) {
        let faults = parameters.map {
            ProblemFault(
                parameter: $0.name, reason: "there is no parameter \"\($0.name)\" here", remedy: "leave it out")
        }
        guard faults.isEmpty else { throw Problem.badParameters(faults) }
    }
}
