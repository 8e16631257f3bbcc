import Catalog
import HTTPEngine
import JSONText

/// Formats of what is worked out when it is asked for.
extension Operation {
    /// The formats among its answers, in their order.
    var formats: [Format] {
        answers.compactMap { answer in Format.allCases.first { $0.plainMediaType == answer.mediaType } }
    }
}

extension OperationParameter {
    /// The parameter `f` of an operation that answers in these formats.
    static func format(_ formats: [Format]) -> OperationParameter {
        OperationParameter(
            name: "f", meaning: "Format of the answer; wins over Accept",
            schema: ["type": "string", "enum": .array(formats.map { .string($0.rawValue) })],
            example: formats.first?.rawValue)
    }

    /// The parameter `bom` of an operation that answers with tables.
    static let byteOrderMark = OperationParameter(
        name: "bom", meaning: "With f=csv: made for spreadsheets, with a byte order mark",
        schema: ["type": "boolean", "default": false])
}

extension Answer {
    /// A table of records that were worked out, one column for each of their members, nested ones with dots.
    ///
    /// - Parameters:
    ///   - fields: the members of the records.
    ///   - form: what the question says of the form.
    ///   - name: the name that a browser saves it under, without its ending.
    static func table(
        of records: [JSONObject], fields: [FieldDefinition], form: FormatParameters, name: String
    ) -> Answer {
        var encoder = CSVEncoder(TableColumns(of: fields), forSpreadsheets: form.byteOrderMark)
        var bytes: [UInt8] = []
        encoder.appendHead(to: &bytes)
        for record in records {
            JSONWriter.encode(.object(record)).withUnsafeBytes { encoder.append($0, to: &bytes) }
        }
        var answer = Answer(mediaType: Format.csv.mediaType, body: .fresh(bytes))
        answer.fields = [Format.csv.disposition(name)]
        return answer
    }
}

extension Format {
    /// The name that a browser saves an answer under (RFC 6266).
    func disposition(_ name: String) -> ResponseField {
        let safe = String(name.map { $0.isASCII && ($0.isLetter || $0.isNumber || "-._".contains($0)) ? $0 : "-" })
        return ResponseField("Content-Disposition", "inline; filename=\"\(safe).\(fileExtension)\"")
    }
}
