import BorderEconomy
import Catalog
import HTTPEngine

/// The query parameters of a list, read and checked against the collection.
struct ListQuery {
    static let defaultLimit = 50
    static let greatestLimit = 1000
    /// Parameters of every list besides its filters.
    static let general =
        ["q"] + FilterParameters.names + ["sort", "fields", "limit", "cursor", "lang"] + FormatParameters.names

    private(set) var selection = Selection()
    private(set) var fields: Set<String>?
    /// What `fields` names, in its order, columns of tables (`period.start`) included; nil when it is not given.
    private(set) var columnNames: [String]?
    private(set) var limit = defaultLimit
    /// Whether `limit` is given: an export without it is the whole selection.
    private(set) var isLimited = false
    private(set) var cursor: Cursor?
    /// The form asked for.
    private(set) var form = FormatParameters()
    /// The parameters as given, for links that keep them.
    let parameters: [QueryParameter]
    /// The parameters but the cursor, each with its name as it stands in an address.
    let encodedParameters: [(name: String, text: String)]
    private let collectionName: String
    /// The parameters that say from where in time the records are seen.
    private let vantage: String

    var language: Language { selection.language }

    /// Reads the parameters, or says everything that is wrong with them.
    ///
    /// - Parameter fixed: filters that the address itself makes, as that of a sub-collection does.
    init(
        _ parameters: [QueryParameter], collection: StoredCollection, snapshot: Snapshot, fixed: [Selection.Filter]
    ) throws(Problem) {
        self.parameters = parameters
        encodedParameters = parameters.filter { $0.name != "cursor" }.map {
            ($0.name, URIText.pair($0))
        }
        collectionName = collection.definition.name
        vantage = TimeParameters.vantage(in: parameters, of: collection.definition)
        var reader = ListQueryReader(collection: collection, snapshot: snapshot)
        reader.read(parameters)
        reader.applyFilter()
        guard reader.faults.isEmpty else { throw Problem.badParameters(reader.faults) }
        selection = reader.selection
        selection.filters += fixed
        fields = reader.fields
        columnNames = reader.columnNames
        isLimited = reader.limit != nil
        limit = reader.limit ?? Self.defaultLimit
        cursor = reader.cursor
        form = reader.form
        if let cursor, cursor.fingerprint != fingerprint {
            throw Problem.badParameters([
                ProblemFault(
                    parameter: "cursor", reason: "the cursor belongs to another question",
                    remedy: "keep filters, q, sort, lang and days as they were, or begin without a cursor")
            ])
        }
    }

    /// The same question about some of the records only, by their ascending positions.
    func among(_ positions: PositionList?) -> ListQuery {
        var query = self
        query.selection.among = positions
        return query
    }

    /// Of what is selected and in which order; pages of one question share it.
    var fingerprint: UInt32 {
        var canonical = "\(collectionName)?"
        for filter in selection.filters { canonical += "\(filter.field)=\(filter.values)&" }
        canonical += "q=\(selection.words.joined(separator: " "))"
        if !selection.sort.isEmpty { canonical += "&sort=\(selection.sort)" }
        if let predicate = selection.predicate { canonical += "&filter=\(predicate.canonical)" }
        if let box = selection.box { canonical += "&bbox=\(box)" }
        if let near = selection.near { canonical += "&near=\(near)" }
        // Another version has the same order, another day other records.
        canonical += vantage
        // Names and texts are others in another language.
        if !selection.sort.isEmpty || selection.predicate != nil { canonical += "&lang=\(language.rawValue)" }
        return Cursor.fingerprint(canonical)
    }

    /// The parameters with the cursor changed, as they stand in an address.
    func queryText(cursor: Cursor?) -> String {
        var text = ""
        func append(_ pair: String) {
            text += text.isEmpty ? "?" : "&"
            text += pair
        }
        for parameter in encodedParameters { append(parameter.text) }
        // The text of a cursor is such that nothing of it has to be encoded.
        if let cursor { append("cursor=\(cursor.text)") }
        return text
    }
}

/// Reads the parameters of a list one by one and collects what is wrong.
private struct ListQueryReader {
    let collection: StoredCollection
    let snapshot: Snapshot
    var selection = Selection()
    var fields: Set<String>?
    var columnNames: [String]?
    var limit: Int?
    var cursor: Cursor?
    var form = FormatParameters()
    private var filter = FilterParameters()
    var faults: [ProblemFault] = []

    private var definition: CollectionDefinition { collection.definition }

    init(collection: StoredCollection, snapshot: Snapshot) {
        self.collection = collection
        self.snapshot = snapshot
    }

    mutating func read(_ parameters: [QueryParameter]) {
        for (place, parameter) in parameters.enumerated() {
            if faults.areEnough { return }
            guard !parameters[..<place].contains(where: { $0.name == parameter.name }) else {
                report(
                    parameter.name, "\(parameter.name) is given twice", "give it once; a comma between values means or")
                continue
            }
            guard !parameter.value.isEmpty else {
                report(parameter.name, "\(parameter.name) has no value", "give it one, or leave it out")
                continue
            }
            read(parameter)
        }
    }

    /// Puts into the selection what several parameters say together.
    mutating func applyFilter() {
        faults += filter.apply(to: &selection, of: definition, snapshot: snapshot)
    }

    private mutating func report(_ parameter: String, _ reason: String, _ remedy: String) {
        faults.append(ProblemFault(parameter: parameter, reason: reason, remedy: remedy))
    }

    private mutating func read(_ parameter: QueryParameter) {
        switch parameter.name {
        case "q": readWords(parameter.value)
        case "sort": readSort(parameter.value)
        case "fields": readFields(parameter.value)
        case "limit": readLimit(parameter.value)
        case "cursor":
            cursor = Cursor(parameter.value)
            if cursor == nil {
                report("cursor", "this is no cursor", "take it from `next` of the page before, unchanged")
            }
        case "lang":
            switch LanguageParameter.read(parameter.value) {
            case .success(let language): selection.language = language
            case .failure(let fault): faults.append(fault)
            }
        case "f", "bom":
            let fault = form.read(parameter, offered: Format.offered(by: definition), of: definition.name)
            if let fault { faults.append(fault) }
        case _ where TimeParameters.isOfTime(parameter, of: definition):
            let fault = TimeParameters.fault(in: parameter, of: definition, in: snapshot.registry)
            if let fault { faults.append(fault) }
        case "filter", "filter-lang", "filter-crs", "bbox", "near":
            if let fault = filter.read(parameter) { faults.append(fault) }
        default: readFilter(parameter)
        }
    }

    private mutating func readWords(_ text: String) {
        selection.words = SearchText.words(text)
        if selection.words.isEmpty {
            report("q", "\"\(text)\" has no word to look for", "give letters or digits")
        }
    }

    private mutating func readSort(_ text: String) {
        for (place, part) in text.split(separator: ",", omittingEmptySubsequences: false).enumerated() {
            if faults.areEnough { return }
            let descending = part.hasPrefix("-")
            let name = String(descending ? part.dropFirst() : part)
            if selection.sort.contains(where: { $0.field == name }) {
                report("sort", "\(name) is named twice", "name each field once")
            } else if definition.queryable(name)?.isSortable == true {
                selection.sort.append(Selection.SortKey(field: name, descending: descending))
            } else {
                let sortable = definition.queryables.filter(\.isSortable).map(\.name)
                report(
                    "sort", "\(definition.name) are not put in order by \"\(name)\", key \(place + 1) of sort",
                    Suggestion.phrase(for: name, among: sortable))
            }
        }
    }

    private mutating func readFields(_ text: String) {
        let known = definition.listFields.map(\.name)
        var chosen: Set<String> = []
        let parts = text.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        let columns = TableColumns(of: definition)
        columnNames = parts
        for part in parts {
            if faults.areEnough { return }
            if known.contains(part) {
                chosen.insert(part)
            } else if !columns.columns(at: part).isEmpty {
                continue
            } else {
                report(
                    "fields", "\(definition.recordName) has no field \"\(part)\"",
                    Suggestion.phrase(for: part, among: known))
            }
        }
        fields = chosen
    }

    private mutating func readLimit(_ text: String) {
        guard let number = Int(text), (1...ListQuery.greatestLimit).contains(number), text.allSatisfy(\.isNumber) else {
            report(
                "limit", "\"\(text)\" is no number of records",
                "give a whole number from 1 to \(ListQuery.greatestLimit); more is had by following `next`")
            return
        }
        limit = number
    }

    private mutating func readFilter(_ parameter: QueryParameter) {
        guard let field = filterField(parameter.name) else {
            let inner = definition.queryables.filter { $0.path.count > 1 }.map(\.name)
            let known = definition.filterNames + ListQuery.general + TimeParameters.names(for: definition) + inner
            report(
                parameter.name, "\(definition.name) have no parameter \"\(parameter.name)\"",
                Suggestion.phrase(for: parameter.name, among: known))
            return
        }
        var values: [FieldValue] = []
        for part in parameter.value.split(separator: ",", omittingEmptySubsequences: false).map(String.init) {
            if faults.areEnough { return }
            switch filterValue(part, of: field) {
            case .success(let value): values.append(value)
            case .failure(let refusal):
                report(parameter.name, "\(parameter.name) cannot be \"\(part)\": \(refusal.reason)", refusal.remedy)
            }
        }
        selection.filters.append(Selection.Filter(field: field.name, values: values))
    }

    /// What a parameter filters by: a member of the records, or by a dotted name a member of one of their components.
    private func filterField(_ name: String) -> FieldDefinition? {
        if let field = definition.filterField(name) { return field }
        guard let queryable = definition.queryable(name), queryable.path.count > 1 else { return nil }
        return FieldDefinition(name, queryable.kind, queryable.meaning, nullable: queryable.isNullable)
    }

    private struct Refusal: Error {
        let reason: String
        let remedy: String
    }

    private func filterValue(_ text: String, of field: FieldDefinition) -> Result<FieldValue, Refusal> {
        if text == "null" && field.nullable { return .success(.null) }
        switch field.kind {
        case .number:
            let isDecimal = text.utf8.allSatisfy { "0123456789.-eE".utf8.contains($0) }
            guard isDecimal, let number = Double(text), number.isFinite else {
                return .failure(Refusal(reason: "it is no number", remedy: "give a number such as 5 or 26.9"))
            }
            return .success(.number(number))
        case .boolean:
            guard text == "true" || text == "false" else {
                return .failure(Refusal(reason: "it is neither true nor false", remedy: "give true or false"))
            }
            return .success(.boolean(text == "true"))
        case .day:
            guard CalendarDay(text) != nil else {
                return .failure(Refusal(reason: "there is no such day", remedy: "give a day as YYYY-MM-DD"))
            }
            return .success(FieldValue.text(text))
        case .enumeration(let values):
            guard values.contains(text) else {
                return .failure(
                    Refusal(
                        reason: "it is none of the known values", remedy: Suggestion.phrase(for: text, among: values)))
            }
            return .success(FieldValue.text(text))
        case .reference(let collections), .references(let collections):
            return reference(text, to: collections)
        case .string, .strings, .names, .component, .components:
            return .success(FieldValue.text(text))
        }
    }

    /// A record named by identifier or alias.
    private func reference(_ text: String, to collections: [String]) -> Result<FieldValue, Refusal> {
        switch RecordReference.read(text, in: collections, of: snapshot) {
        case .key(let key): .success(FieldValue.text(key))
        case .unknown(let remedy): .failure(Refusal(reason: "there is no such record", remedy: remedy))
        }
    }
}
