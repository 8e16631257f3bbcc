import BorderEconomy
import HTTPEngine
import JSONText

extension FigureCube {
    /// The answer that is a cube of figures which were worked out for one question.
    ///
    /// - Parameters:
    ///   - rows: with the members of observations.
    ///   - label: what it is a cube of.
    ///   - name: that a browser saves it under, without its ending.
    static func answer(
        of rows: [JSONObject], label: String, name: String, to question: Question
    ) throws(Problem) -> Answer {
        let faults = FaultList()
        for parameter in question.parameters.map(\.name) where parameter == "limit" || parameter == "cursor" {
            faults.report(
                parameter, "a cube is whole: it has no pages",
                "leave \(parameter) out, or ask for f=json or f=csv")
        }
        try faults.check()
        let cube = try FigureCube(of: rows, in: question.language)
        let object = cube.object(label: label, href: question.address(cursor: nil), snapshot: question.snapshot)
        var answer = Answer(mediaType: Format.jsonstat.mediaType, body: .fresh(JSONWriter.encode(.object(object))))
        answer.links = ["<\(question.address(cursor: nil))>; rel=\"self\"", APIResponder.describedBy]
        answer.fields = [
            Format.jsonstat.disposition(name), ResponseField("Content-Language", question.language.rawValue),
        ]
        return answer
    }
}

extension Shape {
    /// A row of a line of values as a figure of a cube: with the names of what it is about, and what tells lines apart.
    func cubeRow(_ row: JSONObject, indicator: Indicator) -> JSONObject {
        var figure = row
        figure["id"] = row["observation"] ?? .null
        figure["indicator"] = id(indicator.header.id)
        figure["indicatorName"] = text(indicator.header.names)
        if row["subjectName"] == nil, let subject = row["subject"]?.string.flatMap({ RecordID($0) }) {
            figure["subjectName"] = text(registry.header(of: subject)?.header.names)
        }
        return figure
    }
}
