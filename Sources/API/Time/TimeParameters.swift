import BorderEconomy
import Catalog
import HTTPEngine
import JSONText

/// The parameters of time: on which day records are to hold (`validAt`), on which day they were known (`knownAt`), for
/// which boundaries figures are put together (`boundaries`), and which version of the data set answers
/// (`datasetVersion`).
struct TimeParameters: Equatable {
    /// The names of the parameters.
    static let names = ["validAt", "knownAt", "boundaries", "datasetVersion"]

    private(set) var vantage = Vantage.present
    /// The version asked for; nil for the one that is served.
    private(set) var datasetVersion: String?

    /// Reads those of the parameters that are about time, and passes over the others.
    ///
    /// - Parameters:
    ///   - definition: of the collection that is asked for; nil for an operation that says itself what it takes.
    ///   - registry: whose boundaries there are.
    init(_ parameters: [QueryParameter], of definition: CollectionDefinition?, in registry: Registry) throws(Problem) {
        let faults = FaultList()
        var seen: Set<String> = []
        for parameter in parameters where Self.isOfTime(parameter, of: definition) {
            guard seen.insert(parameter.name).inserted else {
                faults.report(parameter.name, "\(parameter.name) is given twice", "give it once")
                continue
            }
            faults.report(read(parameter, of: definition, in: registry))
        }
        try faults.check()
    }

    /// What is wrong with a parameter of time; nil when nothing is, or when it is about something else.
    static func fault(
        in parameter: QueryParameter, of definition: CollectionDefinition, in registry: Registry
    ) -> ProblemFault? {
        var parameters = Self()
        return parameters.read(parameter, of: definition, in: registry)
    }

    /// The names of the parameters that a collection takes: boundaries matter to figures and to provinces.
    static func names(for definition: CollectionDefinition) -> [String] {
        names.filter { $0 != "boundaries" || boundedCollections.contains(definition.name) }
            + (definition.name == progressCollection ? [OperationParameter.progressDay.name] : [])
    }

    /// Whether a parameter is one of time: of any collection, or the day of progress of targets.
    static func isOfTime(_ parameter: QueryParameter, of definition: CollectionDefinition?) -> Bool {
        names.contains(parameter.name)
            || (parameter.name == OperationParameter.progressDay.name && definition?.name == progressCollection)
    }

    /// The parameters as they stand in an address, each with an ampersand before it.
    static func text(of parameters: [QueryParameter], of definition: CollectionDefinition) -> String {
        parameters.filter { isOfTime($0, of: definition) }.map { "&\($0.name)=\(URIText.encoded($0.value))" }.joined()
    }

    /// What parameters say of the vantage, the same in whichever order they stand; empty for the present.
    static func vantage(in parameters: [QueryParameter], of definition: CollectionDefinition) -> String {
        names(for: definition).filter { $0 != "datasetVersion" }.compactMap { name in
            parameters.first { $0.name == name && $0.value != asReported }.map { "&\(name)=\($0.value)" }
        }.joined()
    }

    /// The collection whose records have progress.
    private static let progressCollection = "targets"

    private static let boundedCollections = ["observations", "provinces"]

    /// The present.
    init() {}

    private mutating func read(
        _ parameter: QueryParameter, of definition: CollectionDefinition?, in registry: Registry
    ) -> ProblemFault? {
        switch parameter.name {
        case "validAt":
            vantage.validAt = CalendarDay(parameter.value)
            return vantage.validAt == nil ? Self.noDay(parameter) : nil
        case "knownAt":
            vantage.knownAt = CalendarDay(parameter.value)
            return vantage.knownAt == nil ? Self.noDay(parameter) : nil
        case OperationParameter.progressDay.name:
            vantage.progressOn = CalendarDay(parameter.value)
            return vantage.progressOn == nil ? Self.noDay(parameter) : nil
        case "boundaries":
            if let definition, !Self.boundedCollections.contains(definition.name) {
                return ProblemFault(
                    parameter: "boundaries", reason: "\(definition.name) are not put together for other boundaries",
                    remedy: "leave it out, or ask for \(Self.boundedCollections.joined(separator: " or "))")
            }
            return readBoundaries(parameter, in: registry)
        case "datasetVersion":
            let text = parameter.value
            let isVersion = text.utf8.count == 16 && text.utf8.allSatisfy { "0123456789abcdef".utf8.contains($0) }
            guard isVersion else {
                return ProblemFault(
                    parameter: "datasetVersion", reason: "\"\(text)\" is no version of a data set",
                    remedy: "take it from datasetVersion of an answer, or from /v1/dataset/versions")
            }
            datasetVersion = text
            return nil
        default: return nil
        }
    }

    private mutating func readBoundaries(_ parameter: QueryParameter, in registry: Registry) -> ProblemFault? {
        let days = registry.boundaryDays
        if parameter.value == Self.asReported { return nil }
        guard let day = CalendarDay(parameter.value), days.contains(day) else {
            let known = [Self.asReported] + days.map(\.description)
            return ProblemFault(
                parameter: "boundaries", reason: "there are no boundaries \"\(parameter.value)\"",
                remedy: Suggestion.phrase(for: parameter.value, among: known))
        }
        vantage.boundaries = .of(day)
        return nil
    }

    private static let asReported = "as-reported"

    private static func noDay(_ parameter: QueryParameter) -> ProblemFault {
        ProblemFault(
            parameter: parameter.name,
            reason: parameter.value.isEmpty
                ? "\(parameter.name) has no value"
                : "\(parameter.name) cannot be \"\(parameter.value)\": there is no such day",
            remedy: "give a day as YYYY-MM-DD")
    }
}

extension OperationParameter {
    static let validAt = OperationParameter(
        name: "validAt", meaning: "Only figures and assertions that hold on this day; open ends match",
        schema: ["type": "string", "format": "date"], example: "2024-12-24")

    static let knownAt = OperationParameter(
        name: "knownAt", meaning: "Only what could be known on this day: what had been published by then",
        schema: ["type": "string", "format": "date"], example: "2024-12-24")

    static let boundaries = OperationParameter(
        name: "boundaries",
        meaning:
            "`as-reported`, or the day from which provincial boundaries hold: figures of provinces that were dissolved "
            + "by then are put together for their successors, marked as derived",
        schema: ["type": "string", "pattern": "^(as-reported|[0-9]{4}-[0-9]{2}-[0-9]{2})$"], example: "2025-07-01")

    static let datasetVersion = OperationParameter(
        name: "datasetVersion", meaning: "The version of the data set to answer from, one of /v1/dataset/versions",
        schema: ["type": "string", "pattern": "^[0-9a-f]{16}$"])

    /// Those that records which boundaries do not matter to take.
    static let ofRecords = [validAt, knownAt, datasetVersion]

    /// The parameters of time, in the order in which they are described.
    static let ofTime = [validAt, knownAt, boundaries, datasetVersion]
}
