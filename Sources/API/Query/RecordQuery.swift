import BorderEconomy
import Catalog
import HTTPEngine

/// The query parameters of a single record: its language and form.
struct RecordQuery {
    /// Parameters of every record.
    static let names = ["lang"] + FormatParameters.names

    private(set) var language = Language.vietnamese
    private(set) var form = FormatParameters()

    /// Reads the parameters, or says everything that is wrong with them.
    init(_ parameters: [QueryParameter], definition: CollectionDefinition) throws(Problem) {
        let offered = Format.offered(byRecordOf: definition)
        let faults = FaultList()
        var seen: Set<String> = []
        for parameter in parameters {
            let name = parameter.name
            if !Self.names.contains(name) {
                faults.report(
                    name, "there is no parameter \"\(name)\" here",
                    Suggestion.phrase(for: name, among: Self.names + TimeParameters.names(for: definition)))
            } else if !seen.insert(name).inserted {
                faults.report(name, "\(name) is given twice", "give it once")
            } else if parameter.value.isEmpty {
                faults.report(name, "\(name) has no value", "give it one, or leave it out")
            } else if name == "lang" {
                switch LanguageParameter.read(parameter.value) {
                case .success(let value): language = value
                case .failure(let fault): faults.report(fault)
                }
            } else {
                faults.report(form.read(parameter, offered: offered, of: definition.name))
            }
        }
        try faults.check()
    }

    /// The parameters as they stand in an address.
    var text: String {
        var text = "?lang=\(language.rawValue)"
        if let format = form.format { text += "&f=\(format.rawValue)" }
        if form.byteOrderMark { text += "&bom=true" }
        return text
    }
}
