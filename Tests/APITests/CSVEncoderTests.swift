import BorderEconomy
import Catalog
import JSONText
import Testing

@testable import API

/// Tables, held against RFC 4180.
struct CSVEncoderTests {
    private static let fields: [FieldDefinition] = [
        FieldDefinition("id", .string, "Identifier"), FieldDefinition("text", .string, "Text", nullable: true),
        FieldDefinition("number", .number, "Number", nullable: true),
        FieldDefinition("flag", .boolean, "Flag", nullable: true),
        FieldDefinition("names", .names, "Names"),
        FieldDefinition("period", .component("Period"), "Time", nullable: true),
        FieldDefinition("tags", .strings, "Tags"), FieldDefinition("sources", .components("Source"), "Sources"),
        FieldDefinition("dimensions", .component("StringMap"), "Breakdown"),
        FieldDefinition("figures", .components("Figure"), "Figures", detailOnly: true),
    ]

    private static let columns = TableColumns(
        of: CollectionDefinition(name: "samples", recordName: "Sample", meaning: "Samples.", fields: fields))

    /// The row of a record, without its line end.
    private func row(_ record: JSONObject, _ columns: [String]? = nil, spreadsheet: Bool = false) -> String {
        var encoder = CSVEncoder(columns.map(Self.columns.selecting) ?? Self.columns, forSpreadsheets: spreadsheet)
        var bytes: [UInt8] = []
        JSONWriter.encode(.object(record)).withUnsafeBytes { encoder.append($0, to: &bytes) }
        #expect(bytes.suffix(2) == [0x0D, 0x0A])
        return String(decoding: bytes.dropLast(2), as: UTF8.self)
    }

    @Test func columns_AreTheMembersOfListsTakenApart() {
        #expect(
            Self.columns.names == [
                "id", "text", "number", "flag", "names.vi", "names.en", "names.zh", "period.start", "period.end",
                "tags",
                "sources", "dimensions",
            ])
    }

    @Test func columns_OfEveryCollection_HaveNamesOfTheirOwn() {
        for definition in Presentation.definitions {
            let names = TableColumns(of: definition).names
            #expect(Set(names).count == names.count, "\(definition.name)")
            #expect(names.contains("id"))
        }
    }

    @Test func head_IsTheNames() {
        var bytes: [UInt8] = []
        CSVEncoder(Self.columns.selecting(["id", "period"])).appendHead(to: &bytes)
        #expect(String(decoding: bytes, as: UTF8.self) == "id,period.start,period.end\r\n")
    }

    @Test func head_ForSpreadsheets_BeginsWithAByteOrderMark() {
        var bytes: [UInt8] = []
        CSVEncoder(Self.columns.selecting(["id"]), forSpreadsheets: true).appendHead(to: &bytes)
        #expect(bytes == [0xEF, 0xBB, 0xBF] + Array("id\r\n".utf8))
    }

    @Test(arguments: [
        ("plain", "plain"), ("", #""""#), ("a,b", #""a,b""#), (#"say "xin chào""#, #""say ""xin chào""""#),
        ("two\nlines", "\"two\nlines\""), ("cr\r\nlf", "\"cr\r\nlf\""), ("tab\there", "\"tab\there\""),
        (#"back\slash"#, #""back\slash""#), ("Đồng Đăng", "Đồng Đăng"), ("友谊关", "友谊关"), ("🛂, 🚚", "\"🛂, 🚚\""),
        (" space ", " space "), ("null", "null"), ("=1+1", "=1+1"), ("'", "'"), ("\u{1}", "\"\u{1}\""),
        ("\u{1F}x", "\"\u{1F}x\""), ("abcdefg,", "\"abcdefg,\""), ("abcdefgh,", "\"abcdefgh,\""),
        ("12345678\"", "\"12345678\"\"\""), (String(repeating: "ắ", count: 300), String(repeating: "ắ", count: 300)),
    ])
    func text_IsQuotedOnlyWhereItMustBe(text: String, cell: String) {
        #expect(row(["text": .string(text)], ["text"]) == cell)
        // The same with other members around it, so that it stands anywhere among eight bytes.
        for padding in 0..<8 {
            let record: JSONObject = ["id": .string(String(repeating: "i", count: padding)), "text": .string(text)]
            let id = padding == 0 ? #""""# : String(repeating: "i", count: padding)
            #expect(row(record, ["text", "id"]) == "\(cell),\(id)")
        }
    }

    @Test(arguments: [
        ("=1+1", "\"'=1+1\""), ("+84", "\"'+84\""), ("-x", "\"'-x\""), ("@sum", "\"'@sum\""), ("\tx", "\"'\tx\""),
        ("\rx", "\"'\rx\""), ("a=b", "a=b"),
    ])
    func text_ThatASpreadsheetWouldCompute_GetsAnApostropheThere(text: String, cell: String) {
        #expect(row(["text": .string(text)], ["text"], spreadsheet: true) == cell)
        #expect(row(["tags": [.string(text), "b"]], ["tags"], spreadsheet: true).hasPrefix(cell.prefix(2)))
    }

    @Test func number_IsNeverTouched() {
        #expect(row(["number": .number(-5.25)], ["number"], spreadsheet: true) == "-5.25")
        #expect(row(["number": .integer(2_790_000_000)], ["number"]) == "2790000000")
        #expect(row(["number": .number(1.5e-7)], ["number"]) == "1.5e-07")
    }

    @Test func nothing_IsAnEmptyCell() {
        #expect(row([:]) == ",,,,,,,,,,,")
        #expect(
            row([
                "id": "x", "text": .null, "number": .null, "flag": .null, "period": .null, "tags": [], "sources": [],
                "dimensions": [:],
            ]) == "x,,,,,,,,,,[],{}")
        #expect(row(["period": ["start": .null, "end": "2025-12-31"]], ["period"]) == ",2025-12-31")
    }

    @Test func members_InAnyOrderAndUnknownOnes_AreFound() {
        let record: JSONObject = [
            "later": ["id": "wrong", "text": [1, [2, "]"]]], "period": ["end": "b", "more": "c", "start": "a"],
            "id": "x",
            "flag": true,
        ]
        #expect(row(record, ["id", "flag", "period"]) == "x,true,a,b")
    }

    @Test(arguments: [
        (["a"], "a"), (["a", "b"], "a|b"), (["a,b", "c"], "\"a,b|c\""), (["a|b", "c"], #"a\|b|c"#),
        ([#"a\b"#], #""a\\b""#), (["say \"x\"", "y"], "\"say \"\"x\"\"|y\""), (["", "b"], "\"|b\""),
    ])
    func list_HasBarsBetweenItsElements(tags: [String], cell: String) {
        #expect(row(["tags": .array(tags.map { .string($0) })], ["tags"]) == cell)
    }

    @Test func listOfObjects_IsJSON() throws {
        let sources: JSONValue = [
            ["document": "d", "line": 5, "statedBy": .null], ["document": "a \"b\"\n", "line": .null],
        ]
        let cell = row(["sources": sources], ["sources"])
        #expect(cell.hasPrefix("\"") && cell.hasSuffix("\""))
        let text = cell.dropFirst().dropLast().replacing("\"\"", with: "\"")
        #expect(try JSONValue(parsing: Array(text.utf8)) == sources)
    }

    @Test func selection_KeepsTheOrderAskedForAndEachColumnOnce() {
        let names = Self.columns.selecting(["period.end", "id", "period", "names.en"]).names
        #expect(names == ["period.end", "id", "period.start", "names.en"])
    }

    /// Every cell of every collection is what JSON has there.
    @Test(arguments: Presentation.definitions.map(\.name)) func cells_AreWhatJSONHas(name: String) throws {
        let collection = try #require(SeedFixture.shared().snapshot[name])
        let columns = TableColumns(of: collection.definition)
        var encoder = CSVEncoder(columns)
        for position in 0..<collection.count {
            var bytes: [UInt8] = []
            var item: [UInt8] = []
            collection.appendItem(at: position, in: .english, to: &item)
            item.withUnsafeBytes { encoder.append($0, to: &bytes) }
            let record = try JSONValue(parsing: item)
            let cells = try #require(CSVReading.rows(String(decoding: bytes, as: UTF8.self)).first)
            try #require(cells.count == columns.columns.count)
            for (column, cell) in zip(columns.columns, cells) {
                let value = record[column.name.split(separator: ".").map(String.init)] ?? .null
                #expect(cell == CSVReading.cell(of: value, column), "\(collection.keys[position]) \(column.name)")
            }
        }
    }
}

/// A plain reader of RFC 4180, and the cell that a value should have.
enum CSVReading {
    static func rows(_ text: String) -> [[String]] {
        var rows: [[String]] = []
        var row: [String] = []
        var cell = ""
        var isQuoted = false
        var scalars = text.unicodeScalars.makeIterator()
        var next = scalars.next()
        while let scalar = next {
            next = scalars.next()
            if isQuoted {
                if scalar == "\"", next == "\"" {
                    cell.unicodeScalars.append(scalar)
                    next = scalars.next()
                } else if scalar == "\"" {
                    isQuoted = false
                } else {
                    cell.unicodeScalars.append(scalar)
                }
            } else if scalar == "\"" {
                isQuoted = true
            } else if scalar == "," {
                row.append(cell)
                cell = ""
            } else if scalar == "\r", next == "\n" {
                next = scalars.next()
                rows.append(row + [cell])
                row = []
                cell = ""
            } else {
                cell.unicodeScalars.append(scalar)
            }
        }
        return rows
    }

    static func cell(of value: JSONValue, _ column: TableColumns.Column) -> String {
        switch value {
        case .null: ""
        case .string(let text): text
        case .array(let elements) where column.kind == .list:
            elements.map { element in
                element.string?.replacing("\\", with: "\\\\").replacing("|", with: "\\|") ?? text(element)
            }.joined(separator: "|")
        default: text(value)
        }
    }

    private static func text(_ value: JSONValue) -> String {
        String(decoding: JSONWriter.encode(value), as: UTF8.self)
    }
}
