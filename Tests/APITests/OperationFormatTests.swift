import Catalog
import HTTPEngine
import JSONText
import Testing

@testable import API

/// Formats of what is worked out when it is asked for.
struct OperationFormatTests {
    private static let operation = Operation(
        id: "getSample", tag: .analysis, summary: "A sample",
        parameters: [.format([.json, .csv]), .byteOrderMark],
        answers: [(Answer.json, ["type": "object"]), ("text/csv", ["type": "string"])])

    private func question(_ query: [(String, String)], wanted: Format = .json) throws -> Question {
        try Question(
            query.map { QueryParameter(name: $0.0, value: $0.1) }, for: Self.operation,
            snapshot: SeedFixture.shared().snapshot, values: [:], content: [], path: "/x", wanted: wanted)
    }

    @Test func formats_AreThoseOfTheAnswers() {
        #expect(Self.operation.formats == [.json, .csv])
    }

    @Test func f_WinsOverAccept() throws {
        #expect(try question([]).format == .json)
        #expect(try question([], wanted: .csv).format == .csv)
        #expect(try question([("f", "json")], wanted: .csv).format == .json)
        #expect(try question([("f", "csv"), ("bom", "true")]).form.byteOrderMark)
    }

    @Test(arguments: [[("f", "geojson")], [("f", "cvs")], [("bom", "true")], [("f", "csv"), ("bom", "1")]])
    func wrongForm_IsRefused(query: [(String, String)]) {
        #expect(throws: Problem.self) { try question(query) }
    }

    @Test func table_HasAColumnForEachMember() throws {
        let fields = [
            FieldDefinition("group", .string, "Group"), FieldDefinition("period", .component("Period"), "Time"),
            FieldDefinition("sum", .number, "Sum", nullable: true),
        ]
        let records: [JSONObject] = [
            ["group": "a, b", "period": ["start": "2024-01-01", "end": .null], "sum": 5], ["group": "c", "sum": .null],
        ]
        let table = ComputedTable(rows: records, fields: fields, name: "summary of x")
        let answer = try table.answer(to: question([("f", "csv")]))
        guard case .fresh(let bytes) = answer.body else { throw TestFailure("it is not worked out") }
        #expect(
            String(decoding: bytes, as: UTF8.self)
                == "group,period.start,period.end,sum\r\n\"a, b\",2024-01-01,,5\r\nc,,,\r\n")
        #expect(answer.mediaType == "text/csv; charset=utf-8")
        #expect(
            answer.fields == [
                ResponseField("Content-Disposition", "inline; filename=\"summary-of-x.csv\""),
                ResponseField("Content-Language", "vi"),
            ])
    }
}
