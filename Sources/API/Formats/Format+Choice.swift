import Catalog
import HTTPEngine

/// Choosing: `f` wins, then Accept, then what is offered first.
extension Format {
    /// The format that a request is answered in.
    ///
    /// - Parameters:
    ///   - asked: what `f` says, already read; nil when it is not there.
    ///   - offered: what there is, the one for who does not say first.
    ///   - subject: what is offered, in the plural (`gates`).
    /// - Throws: 406 naming what is offered.
    static func chosen(
        asked: Format?, request: borrowing Request, among offered: [Format], of subject: String
    ) throws(Problem) -> Format {
        if let asked { return asked }
        if request[.accept] == nil { return offered.first ?? .json }
        var best: (format: Format, acceptability: Negotiation.Acceptability)?
        for format in offered {
            let range = format.mediaRange
            let acceptability = Negotiation.acceptability(request, type: range.type, subtype: range.subtype)
            guard acceptability.weight > 0 else { continue }
            if let best, !(best.acceptability < acceptability) { continue }
            best = (format, acceptability)
        }
        if let best { return best.format }
        throw notAcceptable(offered, of: subject)
    }

    /// 406: `subject` in the plural is offered in none of the forms that Accept allows.
    private static func notAcceptable(_ offered: [Format], of subject: String) -> Problem {
        let types = offered.map(\.plainMediaType).joined(separator: ", ")
        let names = offered.map { "f=\($0.rawValue)" }.joined(separator: ", ")
        return Problem.notAcceptable(
            "\(subject) are offered as \(types)", "Accept allows none of these",
            "send Accept: \(types), or one of \(names), which wins over Accept")
    }

    /// The format that `f` names, or what is wrong with it.
    ///
    /// - Parameters:
    ///   - offered: what there is.
    ///   - subject: what is offered, in the plural.
    static func read(_ text: String, among offered: [Format], of subject: String) -> Result<Format, FormatRefusal> {
        guard let format = Format(rawValue: text) else {
            return .failure(
                FormatRefusal(
                    fault: ProblemFault(
                        parameter: "f", reason: "there is no format \"\(text)\"",
                        remedy: Suggestion.phrase(for: text, among: offered.map(\.rawValue))
                            + "; offered are \(list(offered))")))
        }
        if offered.contains(format) { return .success(format) }
        return .failure(
            FormatRefusal(
                fault: ProblemFault(
                    parameter: "f", reason: "\(subject) are not offered as \(text)\(why(format))",
                    remedy: "ask for \(list(offered))\(elsewhere(format))")))
    }

    private static func list(_ formats: [Format]) -> String { formats.map(\.rawValue).joined(separator: ", ") }

    private static func why(_ format: Format) -> String {
        switch format {
        case .geojson: ": they lie nowhere"
        case .jsonstat: ": only figures make a cube"
        case .text: ": only bulletins are read out"
        case .json, .csv, .ndjson: ""
        }
    }

    private static func elsewhere(_ format: Format) -> String {
        let there = Presentation.definitions.filter { offered(by: $0).contains(format) }.map(\.name)
        switch format {
        case .geojson, .jsonstat: return "; \(format.rawValue) is offered by \(there.joined(separator: ", "))"
        case .json, .csv, .ndjson, .text: return ""
        }
    }
}

/// Why a format is not to be had.
struct FormatRefusal: Error, Equatable {
    let fault: ProblemFault
}
