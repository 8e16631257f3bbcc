import BorderEconomy
import Catalog
import HTTPEngine
import JSONText

/// A bulletin in the forms in which it is given: JSON, a table, lines to be read out.
struct BulletinShape {
    private let bulletin: Bulletin
    private let question: Question

    init(_ bulletin: Bulletin, _ question: Question) {
        self.bulletin = bulletin
        self.question = question
    }

    private var language: Language { question.language }

    /// In the format that the question asks for.
    var answer: Result<Answer, Problem> {
        do throws(Problem) {
            return .success(try made())
        } catch {
            return .failure(error)
        }
    }

    private func made() throws(Problem) -> Answer {
        let name = "bulletin-\(bulletin.gate)-\(bulletin.day)"
        var answer: Answer
        switch question.format {
        case .csv:
            answer = try ComputedTable(rows: rows, fields: Self.columns, name: name).answer(to: question)
        case .text:
            answer = Answer(mediaType: Format.text.mediaType, body: .fresh(Array(text.utf8)))
            answer.fields = [
                Format.text.disposition(name), ResponseField("Content-Language", language.rawValue),
            ]
        default:
            answer = Answer(body: .fresh(JSONWriter.encode(.object(object))))
            answer.fields = [ResponseField("Content-Language", language.rawValue)]
        }
        if !bulletin.isComplete { answer.cacheControl = Answer.liveCaching }
        return answer
    }

    private var areFlowsKnown: Bool { bulletin.hoursReported > 0 }

    private var gateName: String {
        question.snapshot.registry.gates[bulletin.gate]?.header.names.text(in: language) ?? bulletin.gate.rawValue
    }

    private var object: JSONObject {
        [
            "gate": .string(bulletin.gate.rawValue), "gateName": .string(gateName),
            "date": .string(bulletin.day.description), "cutHour": .integer(Int64(bulletin.cut.hour)),
            "complete": .bool(bulletin.isComplete), "scope": .string(bulletin.scope.rawValue),
            "hoursReported": .integer(Int64(bulletin.hoursReported)), "simulated": .bool(bulletin.simulated),
            "derived": true, "unit": "vehicle", "total": .object(members(of: bulletin.total)),
            "directions": .array(GateLane.Direction.allCases.map { .object(members(of: $0)) }),
            "hourly": .array(bulletin.hourly.map { .object(Self.members(of: $0)) }),
        ]
    }

    private func members(of direction: GateLane.Direction) -> JSONObject {
        [
            "direction": .string(direction.rawValue), "name": .string(direction.names.text(in: language)),
            "total": .object(members(of: bulletin.total(direction))),
            "goods": .array(
                GoodsClass.allCases.map { goods in
                    var object: JSONObject = [
                        "goodsClass": .string(goods.rawValue), "name": .string(goods.names.text(in: language)),
                    ]
                    for member in members(of: bulletin[direction, goods]).members {
                        object.append(member.key, member.value)
                    }
                    return .object(object)
                }),
        ]
    }

    /// Flows are null where nobody reported on the day, stocks where nobody ever did.
    private func members(of line: Bulletin.Line) -> JSONObject {
        func count(_ number: Int, _ isKnown: Bool) -> JSONValue { isKnown ? .integer(Int64(number)) : .null }
        func flow(_ number: Int) -> JSONValue { count(number, areFlowsKnown) }
        func stock(_ number: Int) -> JSONValue { count(number, bulletin.isStockKnown) }
        return [
            "stockBefore": stock(line.stockBefore), "arrived": flow(line.arrived), "cleared": flow(line.cleared),
            "turnedBack": flow(line.turnedBack), "diverted": flow(line.diverted),
            "stockAfter": stock(line.stockAfter), "residual": flow(line.residual), "declared": flow(line.declared),
            "withdrawn": flow(line.withdrawn), "expired": stock(line.expired),
            "clearanceHours": line.clearanceHours.map { .number(($0 * 100).rounded() / 100) } ?? .null,
        ]
    }

    private static func members(of hour: Bulletin.HourLine) -> JSONObject {
        func flows(_ line: Bulletin.Line) -> JSONValue {
            .object([
                "arrived": .integer(Int64(line.arrived)), "cleared": .integer(Int64(line.cleared)),
                "turnedBack": .integer(Int64(line.turnedBack)), "diverted": .integer(Int64(line.diverted)),
            ])
        }
        return [
            "start": .string(hour.hour.start.description), "hour": .integer(Int64(hour.hour.hourOfDay)),
            "export": flows(hour.export), "import": flows(hour.import),
        ]
    }
}

/// As a table: a row for each direction and goods class, one for each direction, one for all.
extension BulletinShape {
    private static let columns =
        [
            FieldDefinition("gate", .string, "The gate"), FieldDefinition("date", .day, "The day"),
            FieldDefinition("direction", .string, "The direction; empty in the sum", nullable: true),
            FieldDefinition("goodsClass", .string, "The goods class; empty in sums", nullable: true),
            FieldDefinition("scope", .string, "Which vehicles are counted: real, simulated or all of them"),
            FieldDefinition("simulated", .boolean, "Whether anything played is counted"),
            FieldDefinition("complete", .boolean, "Whether the day is over"),
            FieldDefinition("hoursReported", .number, "Hours of the day in which a vehicle was told of"),
        ]
        + [
            "stockBefore", "arrived", "cleared", "turnedBack", "diverted", "stockAfter", "residual", "declared",
            "withdrawn", "expired",
        ].map { FieldDefinition($0, .number, "Vehicles; empty where nobody reported", nullable: true) }
        + [FieldDefinition("clearanceHours", .number, "Mean hours from arrival to clearance", nullable: true)]

    private var rows: [JSONObject] {
        var rows: [JSONObject] = []
        for direction in GateLane.Direction.allCases {
            for goods in GoodsClass.allCases { rows.append(row(bulletin[direction, goods], direction, goods)) }
            rows.append(row(bulletin.total(direction), direction, nil))
        }
        return rows + [row(bulletin.total, nil, nil)]
    }

    private func row(
        _ line: Bulletin.Line, _ direction: GateLane.Direction?, _ goods: GoodsClass?
    ) -> JSONObject {
        var row: JSONObject = [
            "gate": .string(bulletin.gate.rawValue), "date": .string(bulletin.day.description),
            "direction": direction.map { .string($0.rawValue) } ?? .null,
            "goodsClass": goods.map { .string($0.rawValue) } ?? .null,
            "scope": .string(bulletin.scope.rawValue), "simulated": .bool(bulletin.simulated),
            "complete": .bool(bulletin.isComplete), "hoursReported": .integer(Int64(bulletin.hoursReported)),
        ]
        for member in members(of: line).members { row.append(member.key, member.value) }
        return row
    }
}

/// As lines for people.
extension BulletinShape {
    private var isEnglish: Bool { language == .english }

    private var text: String {
        let cut = bulletin.cut.hour
        var lines: [String] = [
            isEnglish
                ? "BULLETIN OF \(gateName), \(bulletin.day)" : "BẢN TIN \(gateName), ngày \(vietnameseDay)"
        ]
        if !areFlowsKnown {
            lines.append(isEnglish ? "Nothing was reported on this day." : "Không có báo cáo nào trong ngày.")
        }
        if !bulletin.isComplete {
            lines.append(
                isEnglish
                    ? "The day ends at \(cut):00 Việt Nam time; the figures are those so far."
                    : "Ngày kết thúc lúc \(cut) giờ; số liệu tính đến hiện tại.")
        }
        guard areFlowsKnown || bulletin.isStockKnown else { return lines.joined(separator: "\n") + "\n" }
        if bulletin.simulated {
            lines.append(
                isEnglish ? "Simulated vehicles are counted in it." : "Trong đó có xe mô phỏng, không phải xe thật.")
        }
        for direction in GateLane.Direction.allCases { lines += self.lines(of: direction) }
        lines.append(balance(bulletin.total, isEnglish ? "In all" : "Tổng cộng"))
        return lines.joined(separator: "\n") + "\n"
    }

    /// As it is written in Việt Nam.
    private var vietnameseDay: String {
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        return "\(two(bulletin.day.day))/\(two(bulletin.day.month))/\(bulletin.day.year)"
    }

    private func lines(of direction: GateLane.Direction) -> [String] {
        let total = bulletin.total(direction)
        var lines = [balance(total, direction.names.text(in: language).capitalisedFirst)]
        for goods in GoodsClass.allCases {
            let line = bulletin[direction, goods]
            guard line.cleared > 0 || line.stockAfter > 0 else { continue }
            let name = goods.names.text(in: language)
            guard areFlowsKnown else {
                lines.append("  \(name): \(line.stockAfter)")
                continue
            }
            lines.append(
                isEnglish
                    ? "  \(name): cleared \(line.cleared), in the yard \(line.stockAfter)"
                    : "  \(name): thông quan \(line.cleared), tồn \(line.stockAfter)")
        }
        if total.expired > 0 {
            lines.append(
                isEnglish
                    ? "  declared and never came: \(total.expired)" : "  khai báo nhưng không đến: \(total.expired)")
        }
        if let hours = total.clearanceHours {
            let mean = Shape.decimal(hours, isEnglish ? "." : ",")
            lines.append(
                isEnglish
                    ? "  mean time from arrival to clearance: \(mean) hours"
                    : "  thời gian thông quan bình quân: \(mean) giờ")
        }
        return lines
    }

    private func balance(_ line: Bulletin.Line, _ name: String) -> String {
        guard areFlowsKnown else {
            return isEnglish ? "\(name): stock \(line.stockAfter)" : "\(name): tồn \(line.stockAfter)"
        }
        let difference =
            line.residual == 0
            ? "" : isEnglish ? " (not accounted for: \(line.residual))" : " (chênh lệch: \(line.residual))"
        return isEnglish
            ? "\(name): stock before \(line.stockBefore), arrived \(line.arrived), cleared \(line.cleared), "
                + "turned back \(line.turnedBack), diverted \(line.diverted), stock \(line.stockAfter)\(difference)"
            : "\(name): tồn đầu \(line.stockBefore), đến \(line.arrived), thông quan \(line.cleared), "
                + "quay đầu \(line.turnedBack), chuyển cửa khẩu \(line.diverted), tồn cuối \(line.stockAfter)\(difference)"
    }
}

extension String {
    fileprivate var capitalisedFirst: String { prefix(1).uppercased() + dropFirst() }
}

extension Shape {
    /// A number to a tenth.
    fileprivate static func decimal(_ number: Double, _ mark: String) -> String {
        let tenths = Int((number * 10).rounded())
        return "\(tenths / 10)\(mark)\(tenths % 10)"
    }
}

extension BulletinShape {
    static let schema: JSONObject = {
        let count: JSONValue = ["type": "integer"]
        let countOrNull: JSONValue = ["type": ["integer", "null"]]
        var line = JSONObject()
        for name in [
            "stockBefore", "arrived", "cleared", "turnedBack", "diverted", "stockAfter", "residual", "declared",
            "withdrawn", "expired",
        ] { line.append(name, countOrNull) }
        line.append("clearanceHours", ["type": ["number", "null"]])
        func object(_ members: JSONObject) -> JSONValue {
            .object([
                "type": "object", "properties": .object(members),
                "required": .array(members.members.map { .string($0.key) }), "additionalProperties": false,
            ])
        }
        let goods = JSONObject(
            ([("goodsClass", ["type": "string"]), ("name", ["type": "string"])] as [(String, JSONValue)])
                .map { JSONObject.Member(key: $0.0, value: $0.1) } + line.members)
        let direction = object([
            "direction": ["type": "string", "enum": ["export", "import"]], "name": ["type": "string"],
            "total": object(line), "goods": .object(["type": "array", "items": object(goods)]),
        ])
        let flows = object(["arrived": count, "cleared": count, "turnedBack": count, "diverted": count])
        let hour = object([
            "start": ["type": "string", "format": "date-time"],
            "hour": ["type": "integer", "minimum": 0, "maximum": 23, "description": "Of the day, in Việt Nam"],
            "export": flows, "import": flows,
        ])
        return object([
            "gate": ["type": "string"], "gateName": ["type": "string"], "date": ["type": "string", "format": "date"],
            "cutHour": ["type": "integer", "minimum": 0, "maximum": 23], "complete": ["type": "boolean"],
            "scope": ["type": "string", "enum": ["all", "real", "simulated"]],
            "hoursReported": [
                "type": "integer", "minimum": 0,
                "description": "Hours in which a vehicle was told of; with none the flows are null: nobody reported",
            ],
            "simulated": ["type": "boolean"], "derived": ["enum": [true]], "unit": ["enum": ["vehicle"]],
            "total": object(line), "directions": .object(["type": "array", "items": direction]),
            "hourly": .object(["type": "array", "items": hour]),
        ]).object ?? JSONObject()
    }()
}
