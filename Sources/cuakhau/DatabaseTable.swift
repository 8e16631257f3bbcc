import API
import BorderEconomy
import Catalog
import SQLite

/// A collection as a table of a database, with a table beside it for each list of records that it names.
struct DatabaseTable {
    private let collection: StoredCollection
    private let columns: TableColumns
    private let known: Set<String>

    /// - Parameter collections: those that have tables, which foreign keys can lead to.
    init(_ collection: StoredCollection, among collections: [String]) {
        self.collection = collection
        columns = TableColumns(of: collection.definition)
        known = Set(collections)
    }

    private var name: String { collection.definition.name }

    /// A list of identifiers, in a table of its own: `projects_gates`.
    private struct ListTable {
        let name: String
        let field: String
        let column: Int
        let target: String?
    }

    private var lists: [ListTable] {
        guard collection.definition.keyColumns == ["id"] else { return [] }
        return collection.definition.listFields.compactMap { field in
            guard case .references(let collections) = field.kind,
                let column = columns.columns.firstIndex(where: { $0.name == field.name })
            else { return nil }
            let target = collections.count == 1 ? collections.first.flatMap { known.contains($0) ? $0 : nil } : nil
            return ListTable(name: "\(name)_\(field.name)", field: field.name, column: column, target: target)
        }
    }

    /// The name of a column in SQL, where a dot would ask for quotes each time.
    static func columnName(_ column: TableColumns.Column) -> String {
        String(column.name.map { $0 == "." ? "_" : $0 })
    }

    private static func quoted(_ name: String) -> String { "\"\(name)\"" }

    func create(in database: Database) throws(DatabaseFault) {
        var parts = columns.columns.map(Self.declaration)
        let key = collection.definition.keyColumns.map(Self.quoted).joined(separator: ", ")
        parts.append("PRIMARY KEY (\(key))")
        for column in references {
            parts.append(
                "FOREIGN KEY (\(Self.quoted(Self.columnName(column)))) REFERENCES \(Self.quoted(column.collection ?? ""))(\"id\")"
            )
        }
        try database.execute("CREATE TABLE \(Self.quoted(name)) (\(parts.joined(separator: ", "))) WITHOUT ROWID")
        for list in lists {
            let target = list.target.map { " REFERENCES \(Self.quoted($0))(\"id\")" } ?? ""
            try database.execute(
                """
                CREATE TABLE \(Self.quoted(list.name)) ("id" TEXT NOT NULL REFERENCES \(Self.quoted(name))("id"), \
                "place" INTEGER NOT NULL, \(Self.quoted(list.field)) TEXT NOT NULL\(target), \
                PRIMARY KEY ("id", "place")) WITHOUT ROWID
                """)
        }
    }

    private static func declaration(_ column: TableColumns.Column) -> String {
        let type =
            switch column.kind {
            case .text, .day, .list, .objects, .map: "TEXT"
            case .number: "NUMERIC"
            case .boolean: "INTEGER"
            }
        return quoted(columnName(column)) + " \(type)" + (column.isNullable ? "" : " NOT NULL")
    }

    /// The columns that name records of a table of this database.
    private var references: [TableColumns.Column] {
        columns.columns.filter { column in column.collection.map { known.contains($0) && $0 != "lanes" } ?? false }
    }

    func fill(in database: Database, language: Language) throws(DatabaseFault) {
        let places = columns.columns.map { _ in "?" }.joined(separator: ", ")
        let row = try database.statement("INSERT INTO \(Self.quoted(name)) VALUES (\(places))")
        var lists: [(column: Int, statement: PreparedStatement)] = []
        for list in self.lists {
            let statement = try database.statement("INSERT INTO \(Self.quoted(list.name)) VALUES (?, ?, ?)")
            lists.append((list.column, statement))
        }
        var reader = CellReader(columns)
        var item: [UInt8] = []
        for position in 0..<collection.count {
            item.removeAll(keepingCapacity: true)
            collection.appendItem(at: position, in: language, to: &item)
            let key = collection.keys[position]
            let outcome: Result<Void, DatabaseFault> = item.withUnsafeBytes { item in
                do throws(DatabaseFault) {
                    return .success(
                        try reader.read(item) { (column, cell) throws(DatabaseFault) in
                            try Self.bind(cell, at: column + 1, of: row)
                            for list in lists where list.column == column {
                                try Self.add(cell, of: key, to: list.statement)
                            }
                        })
                } catch {
                    return .failure(error)
                }
            }
            try outcome.get()
            try row.run()
        }
    }

    private static func bind(_ cell: CellReader.Cell, at place: Int, of row: PreparedStatement) throws(DatabaseFault) {
        switch cell {
        case .empty: try row.bindNull(at: place)
        case .text(let text): try row.bind(text, at: place)
        case .integer(let value): try row.bind(value, at: place)
        case .number(let value): try row.bind(value, at: place)
        case .boolean(let value): try row.bind(Int64(value ? 1 : 0), at: place)
        }
    }

    /// Adds a row for each identifier of a list; they are slugs, and no slug has a bar.
    private static func add(
        _ cell: CellReader.Cell, of key: String, to statement: PreparedStatement
    ) throws(DatabaseFault) {
        guard case .text(let text) = cell else { return }
        for (place, element) in text.split(separator: UInt8(ascii: "|")).enumerated() {
            try statement.bind(key, at: 1)
            try statement.bind(Int64(place), at: 2)
            try statement.bind(UnsafeRawBufferPointer(rebasing: element), at: 3)
            try statement.run()
        }
    }

    /// Indexes what records are looked up by: foreign keys, and whose figures they are.
    func createIndexes(in database: Database) throws(DatabaseFault) {
        var indexed = references.map(Self.columnName)
        for name in ["subject", "indicator"] where columns.names.contains(name) && !indexed.contains(name) {
            indexed.append(name)
        }
        for column in indexed {
            try database.execute(
                "CREATE INDEX \(Self.quoted("\(name)_by_\(column)")) ON \(Self.quoted(name))(\(Self.quoted(column)))")
        }
        for list in lists {
            try database.execute(
                "CREATE INDEX \(Self.quoted("\(list.name)_by_\(list.field)")) ON \(Self.quoted(list.name))(\(Self.quoted(list.field)))"
            )
        }
    }
}
