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
    /// - Parameters:
    ///   - fixed: filters that the address itself makes, as that of a sub-collection does.
    ///   - faults: what is wrong with the question besides.
    init(
        _ parameters: [QueryParameter], collection: StoredCollection, snapshot: Snapshot, fixed: [Selection.Filter],
        faults: FaultList = FaultList()
    ) throws(Problem) {
        self.parameters = parameters
        encodedParameters = parameters.filter { $0.name != "cursor" }.map {
            ($0.name, URIText.pair($0))
        }
        collectionName = collection.definition.name
        vantage = TimeParameters.vantage(in: parameters, of: collection.definition)
        var reader = ListQueryReader(collection: collection, snapshot: snapshot, faults: faults)
        reader.read(parameters)
        reader.applyFilter()
        try faults.check()
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
