import BorderEconomy
import Catalog
import HTTPEngine

/// What an endpoint is asked, read and checked against its operation. It holds no view into the request, so it may be
/// answered after the request's bytes are gone.
struct Question: Sendable {
    /// The data as they are published, or as seen from the vantage that the question names.
    var snapshot: Snapshot
    /// The data as they are published, where the question names another vantage; nil where it names none.
    var published: Snapshot?
    /// The positions, ascending, of the records that are seen from the vantage, where a snapshot of its own is not made
    /// for them; nil for all.
    var among: PositionList?
    /// The value of each `{name}` of the path.
    let values: [String: String]
    /// The parameters as given: each once, none empty, and none that the operation does not take.
    let parameters: [QueryParameter]
    /// Of `lang`; Vietnamese when it is not given.
    let language: Language
    /// What `f` and `bom` say of the form.
    let form: FormatParameters
    /// The format to answer in: what `f` says, else what Accept wants most among those the operation offers; JSON when
    /// it offers none of ours.
    let format: Format
    /// The content of the request; empty when it has none.
    let content: [UInt8]
    /// The address that was asked for, without its query.
    let path: String
    /// The method of the request.
    var method = HTTPMethod.get
    /// Whoever asks; nil where everyone may.
    var caller: Caller?
    /// What the operation reads of the request's head.
    var head = HeadFields()
    /// Of the program, which is part of what an answer is made by.
    var version = ""
    /// What writes are handed to, and what happens at the gates; nil in a server that takes no writes.
    var gate: DigitalGate?
    /// The scheme and authority that the request was sent to, such as `http://localhost:8080`; empty when it names none.
    let origin: String

    /// The value of a parameter; nil when it is not given.
    subscript(parameter: String) -> String? { parameters.first { $0.name == parameter }?.value }

    /// The address asked for with another cursor, or none. Some pages call the place where they begin otherwise.
    func address(cursor: String?, called name: String = "cursor") -> String {
        var pairs = parameters.filter { $0.name != name }
        if let cursor { pairs.append(QueryParameter(name: name, value: cursor)) }
        return path + URIText.query(pairs)
    }

    /// The values of a parameter with commas between; none when it is not given.
    func list(_ parameter: String) -> [String] {
        self[parameter].map { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) } ?? []
    }
}

extension Question {
    /// Checks the parameters against what the operation takes, and reads `lang` and `f`.
    ///
    /// - Parameter wanted: the format that Accept wants most among those offered.
    init(
        _ parameters: [QueryParameter], for operation: Operation, snapshot: Snapshot, values: [String: String],
        content: [UInt8], path: String, origin: String = "", wanted: Format = .json
    ) throws(Problem) {
        var form = FormatParameters()
        let faults = FaultList()
        Self.check(parameters, against: operation, faults)
        var language = Language.vietnamese
        if operation.parameters.contains(where: { $0.name == OperationParameter.language.name }),
            let given = parameters.first(where: { $0.name == OperationParameter.language.name }), !given.value.isEmpty
        {
            switch LanguageParameter.read(given.value) {
            case .success(let read): language = read
            case .failure(let fault): faults.report(fault)
            }
        }
        // What is of a type of its own, as a schema is, is JSON all the same.
        let offered = operation.formats.isEmpty ? [.json] : operation.formats
        for parameter in parameters
        where FormatParameters.names.contains(parameter.name) && !parameter.value.isEmpty
            && operation.parameters.contains(where: { $0.name == parameter.name })
        {
            faults.report(form.read(parameter, offered: offered, of: "answers of \(path)"))
        }
        let format = form.format ?? wanted
        if faults.isEmpty { faults.report(form.fault(with: format)) }
        try faults.check()
        self.form = form
        self.format = format
        self.snapshot = snapshot
        self.values = values
        self.parameters = parameters
        self.language = language
        self.content = content
        self.path = path
        self.origin = origin
    }

    private static func check(
        _ parameters: [QueryParameter], against operation: Operation, _ faults: FaultList
    ) {
        let known = operation.parameters.map(\.name)
        var seen: Set<String> = []
        for parameter in parameters {
            let name = parameter.name
            if !known.contains(name) {
                guard !operation.takesOtherParameters else { continue }
                let remedy = known.isEmpty ? "leave it out" : Suggestion.phrase(for: name, among: known)
                faults.report(name, "there is no parameter \"\(name)\" here", remedy)
            } else if !seen.insert(name).inserted {
                faults.report(name, "\(name) is given twice", "give it once")
            } else if parameter.value.isEmpty {
                let needed = operation.parameters.first { $0.name == name && $0.isRequired }
                faults.report(
                    name, "\(name) has no value",
                    needed?.remedy ?? "give it one, or leave it out")
            }
        }
        for parameter in operation.parameters where parameter.isRequired && !seen.contains(parameter.name) {
            faults.report(parameter.name, "\(parameter.name) is missing", parameter.remedy)
        }
    }
}

extension OperationParameter {
    /// What to do where it is needed and not given.
    fileprivate var remedy: String {
        "give it: \(meaning)" + (example.map { ", such as \(name)=\($0)" } ?? "")
    }
}
