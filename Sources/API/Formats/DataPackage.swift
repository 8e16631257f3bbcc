package import BorderEconomy
package import Catalog
import ContentCoding
package import JSONText

/// The data set as a Frictionless Data Package (version 1): one tabular resource for each collection, with its schema.
package struct DataPackage {
    /// A table of the package.
    package struct Table: Sendable {
        /// The collection.
        package let name: String
        /// Where it is, from where the description is.
        package let path: String
        package let byteCount: Int
        /// SHA-256 in hexadecimal.
        package let digest: String

        package init(name: String, path: String, byteCount: Int, digest: String) {
            self.name = name
            self.path = path
            self.byteCount = byteCount
            self.digest = digest
        }
    }

    private let snapshot: Snapshot
    private let language: Language
    private let tables: [Table]

    /// - Parameter tables: in the order in which they are listed.
    package init(of snapshot: Snapshot, language: Language, tables: [Table]) {
        self.snapshot = snapshot
        self.language = language
        self.tables = tables
    }

    /// The package of what the service serves. Its addresses name the version, so that the hashes stay those of the bytes
    /// behind them.
    static func served(_ snapshot: Snapshot, language: Language, isGivenUp: () -> Bool) -> DataPackage? {
        var tables: [Table] = []
        for name in RouteTable.collections {
            guard let collection = snapshot[name], !isGivenUp() else { return nil }
            var export = ListExport(of: collection, in: snapshot, language: language, as: .csv(forSpreadsheets: false))
            var hash = SHA256()
            var byteCount = 0
            var piece: [UInt8] = []
            var isWhole = false
            while !isWhole {
                piece.removeAll(keepingCapacity: true)
                isWhole = !export.append(to: &piece)
                hash.update(piece)
                byteCount += piece.count
            }
            tables.append(
                Table(
                    name: name,
                    path: "v1/\(name)?f=csv&lang=\(language.rawValue)&datasetVersion=\(snapshot.datasetVersion)",
                    byteCount: byteCount, digest: hash.finalize().hexadecimal()))
        }
        return DataPackage(of: snapshot, language: language, tables: tables)
    }

    /// The descriptor, the content of `datapackage.json`.
    package var descriptor: JSONObject {
        [
            "profile": "tabular-data-package", "name": "cua-khau", "title": .string(Site.title),
            "description": .string(
                Site.summary
                    + ". Names and texts are in the language \(language.rawValue); what no source says is empty. "
                    + Self.licence),
            "version": .string(snapshot.datasetVersion), "created": .string("\(snapshot.day)T00:00:00+07:00"),
            "licenses": .array([Self.shareAlike, Self.attribution]),
            "sources": .array(sources), "resources": .array(tables.compactMap(resource)),
        ]
    }

    /// Under which terms the data may be used, in a sentence.
    package static let licence =
        "Facts are free; each record names its sources. Centroids of provinces are CC BY-SA 4.0, points of towns from "
        + "GeoNames, and lengths estimated from them, CC BY 4.0"

    /// Whom to name.
    package static let attributions = [
        "Province centroids: Open Development Mekong / geoBoundaries, CC BY-SA 4.0",
        "Some town coordinates, and lengths of legs estimated from them: GeoNames, CC BY 4.0",
    ]

    private static let shareAlike: JSONValue = [
        "name": "CC-BY-SA-4.0", "path": "https://creativecommons.org/licenses/by-sa/4.0/",
        "title": "Centroids of provinces, computed from polygons of Open Development Mekong / geoBoundaries",
    ]

    private static let attribution: JSONValue = [
        "name": "CC-BY-4.0", "path": "https://creativecommons.org/licenses/by/4.0/",
        "title": "Points of cities and towns from GeoNames, and lengths estimated from them",
    ]

    /// What was read: the documents with an address.
    private var sources: [JSONValue] {
        snapshot.registry.documents.all.compactMap { document in
            guard let address = document.urls.first(where: { $0.hasPrefix("http") }) else { return nil }
            return .object([
                "title": .string(document.header.names.text(in: language)), "path": .string(address),
            ])
        }
    }

    private func resource(_ table: Table) -> JSONValue? {
        guard let definition = snapshot[table.name]?.definition else { return nil }
        var object: JSONObject = [
            "profile": "tabular-data-resource", "name": .string(table.name), "path": .string(table.path),
            "title": .string(definition.recordName), "description": .string(definition.meaning), "format": "csv",
            "mediatype": "text/csv", "encoding": "utf-8", "bytes": .integer(Int64(table.byteCount)),
            "hash": .string("sha256:\(table.digest)"),
            "dialect": [
                "delimiter": ",", "lineTerminator": "\r\n", "quoteChar": "\"", "doubleQuote": true, "header": true,
            ],
            "schema": .object(schema(of: definition)),
        ]
        if Attribution(of: table.name) != nil {
            object["licenses"] = .array(table.name == "provinces" ? [Self.shareAlike] : [Self.attribution])
        }
        return .object(object)
    }

    private func schema(of definition: CollectionDefinition) -> JSONObject {
        let columns = TableColumns(of: definition)
        let known = Set(tables.map(\.name))
        let keys: [JSONValue] = columns.columns.compactMap { column in
            guard let other = column.collection, known.contains(other), !column.name.contains("."),
                snapshot[other]?.definition.keyColumns == ["id"]
            else { return nil }
            return .object([
                "fields": .string(column.name),
                "reference": .object([
                    "resource": .string(other == definition.name ? "" : other), "fields": "id",
                ]),
            ])
        }
        var schema: JSONObject = [
            "fields": .array(
                columns.columns.map { field($0, isKey: definition.keyColumns.contains($0.name)) }),
            "primaryKey": .array(definition.keyColumns.map { .string($0) }), "missingValues": [""],
        ]
        if !keys.isEmpty { schema["foreignKeys"] = .array(keys) }
        return schema
    }

    private func field(_ column: TableColumns.Column, isKey: Bool) -> JSONValue {
        let type =
            switch column.kind {
            case .text, .list: "string"
            case .number: "number"
            case .boolean: "boolean"
            case .day: "date"
            case .objects: "array"
            case .map: "object"
            }
        var meaning = column.meaning
        if column.kind == .list { meaning += "; elements with | between them" }
        var object: JSONObject = [
            "name": .string(column.name), "type": .string(type), "description": .string(meaning),
        ]
        var constraints = JSONObject()
        // An empty text is a cell that readers take for a missing one, so free text is never required.
        let isFree = column.kind == .text && column.values.isEmpty && column.collection == nil
        if !column.isNullable, isKey || !isFree { constraints["required"] = true }
        if !column.values.isEmpty { constraints["enum"] = .array(column.values.map { .string($0) }) }
        if constraints.count > 0 { object["constraints"] = .object(constraints) }
        return .object(object)
    }
}

extension CollectionDefinition {
    /// The columns that tell its records apart.
    package var keyColumns: [String] {
        switch name {
        case "lanes": ["gate", "id"]
        default: ["id"]
        }
    }
}
