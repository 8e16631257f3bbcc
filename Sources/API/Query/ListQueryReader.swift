import BorderEconomy
import Catalog
import HTTPEngine

/// Reads the parameters of a list one by one and collects what is wrong.
struct ListQueryReader {
    let collection: StoredCollection
    let snapshot: Snapshot
    let faults: FaultList
    var selection = Selection()
    var fields: Set<String>?
    var columnNames: [String]?
    var limit: Int?
    var cursor: Cursor?
    var form = FormatParameters()
    private var filter = FilterParameters()

    private var definition: CollectionDefinition { collection.definition }

    init(collection: StoredCollection, snapshot: Snapshot, faults: FaultList) {
        self.collection = collection
        self.snapshot = snapshot
        self.faults = faults
    }

    mutating func read(_ parameters: [QueryParameter]) {
        for (place, parameter) in parameters.enumerated() {
            guard !parameters[..<place].contains(where: { $0.name == parameter.name }) else {
                faults.report(
                    parameter.name, "\(parameter.name) is given twice", "give it once; a comma between values means or")
                continue
            }
            guard !parameter.value.isEmpty else {
                faults.report(parameter.name, "\(parameter.name) has no value", "give it one, or leave it out")
                continue
            }
            read(parameter)
        }
    }

    /// Puts into the selection what several parameters say together.
    mutating func applyFilter() {
        filter.apply(to: &selection, of: definition, snapshot: snapshot, faults)
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
                faults.report("cursor", "this is no cursor", "take it from `next` of the page before, unchanged")
            }
        case "lang":
            switch LanguageParameter.read(parameter.value) {
            case .success(let language): selection.language = language
            case .failure(let fault): faults.report(fault)
            }
        case "f", "bom":
            faults.report(form.read(parameter, offered: Format.offered(by: definition), of: definition.name))
        case _ where TimeParameters.isOfTime(parameter, of: definition):
            faults.report(TimeParameters.fault(in: parameter, of: definition, in: snapshot.registry))
        case "filter", "filter-lang", "filter-crs", "bbox", "near":
            faults.report(filter.read(parameter))
        default: readFilter(parameter)
        }
    }

    private mutating func readWords(_ text: String) {
        selection.words = SearchText.words(text)
        if selection.words.isEmpty {
            faults.report("q", "\"\(text)\" has no word to look for", "give letters or digits")
        }
    }

    private mutating func readSort(_ text: String) {
        for (place, part) in text.split(separator: ",", omittingEmptySubsequences: false).enumerated() {
            let descending = part.hasPrefix("-")
            let name = String(descending ? part.dropFirst() : part)
            if selection.sort.contains(where: { $0.field == name }) {
                faults.report("sort", "\(name) is named twice", "name each field once")
            } else if definition.queryable(name)?.isSortable == true {
                selection.sort.append(Selection.SortKey(field: name, descending: descending))
            } else {
                let sortable = definition.queryables.filter(\.isSortable).map(\.name)
                faults.report(
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
            if known.contains(part) {
                chosen.insert(part)
            } else if !columns.columns(at: part).isEmpty {
                continue
            } else {
                faults.report(
                    "fields", "\(definition.recordName) has no field \"\(part)\"",
                    Suggestion.phrase(for: part, among: known))
            }
        }
        fields = chosen
    }

    private mutating func readLimit(_ text: String) {
        guard let number = Int(text), (1...ListQuery.greatestLimit).contains(number), text.allSatisfy(\.isNumber) else {
            faults.report(
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
            faults.report(
                parameter.name, "\(definition.name) have no parameter \"\(parameter.name)\"",
                Suggestion.phrase(for: parameter.name, among: known))
            return
        }
        var values: [FieldValue] = []
        for part in parameter.value.split(separator: ",", omittingEmptySubsequences: false).map(String.init) {
            if let value = filterValue(part, of: field) { values.append(value) }
        }
        selection.filters.append(Selection.Filter(field: field.name, values: values))
    }

    /// What a parameter filters by: a member of the records, or by a dotted name a member of one of their components.
    private func filterField(_ name: String) -> FieldDefinition? {
        if let field = definition.filterField(name) { return field }
        guard let queryable = definition.queryable(name), queryable.path.count > 1 else { return nil }
        return FieldDefinition(name, queryable.kind, queryable.meaning, nullable: queryable.isNullable)
    }

    /// The value that a text says of a field; nil when it says none, which is then reported.
    private func filterValue(_ text: String, of field: FieldDefinition) -> FieldValue? {
        func refuse(_ reason: String, _ remedy: @autoclosure () -> String) -> FieldValue? {
            faults.report(field.name, "\(field.name) cannot be \"\(text)\": \(reason)", remedy())
            return nil
        }
        if text == "null" && field.nullable { return .null }
        switch field.kind {
        case .number:
            let isDecimal = text.utf8.allSatisfy { "0123456789.-eE".utf8.contains($0) }
            guard isDecimal, let number = Double(text), number.isFinite else {
                return refuse("it is no number", "give a number such as 5 or 26.9")
            }
            return .number(number)
        case .boolean:
            guard text == "true" || text == "false" else {
                return refuse("it is neither true nor false", "give true or false")
            }
            return .boolean(text == "true")
        case .day:
            guard CalendarDay(text) != nil else {
                return refuse("there is no such day", "give a day as YYYY-MM-DD")
            }
        case .enumeration(let values):
            guard values.contains(text) else {
                return refuse("it is none of the known values", Suggestion.phrase(for: text, among: values))
            }
        case .reference(let collections), .references(let collections):
            guard let key = RecordReference.key(of: text, in: collections, of: snapshot) else {
                return refuse(
                    "there is no such record", RecordReference.remedy(for: text, in: collections, of: snapshot))
            }
            return FieldValue.text(key)
        case .string, .strings, .names, .component, .components: break
        }
        return FieldValue.text(text)
    }
}
