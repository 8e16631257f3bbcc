import BorderEconomy

extension SeedNode {
    func check() -> ConsistencyCheck? {
        object { object in
            let id = object.required("id") { $0.id(AnyRecord.self) }
            let names = object.required("names") { $0.text() }
            let left = object.required("left") { $0.expression() }
            let relation = object.required("relation") { $0.oneOf(ConsistencyCheck.Relation.self) }
            let right = object.required("right") { $0.expression() }
            let tolerance = object.optional("tolerance") { $0.number() }
            let unit = object.optional("unit") { $0.oneOf(Unit.self) }
            let severity = object.required("severity") { $0.oneOf(ConsistencyCheck.Severity.self) }
            let note = object.optional("note") { $0.text() }
            let documents = object.list("documents") { $0.id(Document.self) }
            guard let id, let names, let left, let relation, let right, let severity else { return nil }
            return ConsistencyCheck(
                id: id, names: names, left: left, relation: relation, right: right, tolerance: tolerance ?? 0.01,
                unit: unit, severity: severity, note: note, documents: documents)
        }
    }

    private func expression() -> ConsistencyCheck.Expression? {
        object { object in
            let operators = [
                "number", "figure", "previous", "sum", "difference", "product", "quotient", "power", "count",
            ]
            let present = operators.filter(object.has)
            guard present.count == 1 else {
                object.report("one of \(operators.joined(separator: ", ")) is expected")
                for key in operators { _ = object.optional(key) { _ in 0 } }
                return nil
            }
            return expression(present[0], of: object)
        }
    }

    private func expression(_ key: String, of object: SeedObject) -> ConsistencyCheck.Expression? {
        switch key {
        case "number": return object.required(key) { $0.number() }.map { .number($0) }
        case "figure":
            let part = object.optional("part") { $0.oneOf(ConsistencyCheck.Expression.Part.self) }
            return object.required(key) { $0.id(AnyRecord.self) }.map { .figure($0, part ?? .value) }
        case "previous":
            let comparison = object.optional("comparison") { $0.integer() }
            return object.required(key) { $0.id(AnyRecord.self) }.map { .previous($0, comparison: comparison ?? 0) }
        case "sum": return .sum(object.list(key) { $0.expression() })
        case "product": return .product(object.list(key) { $0.expression() })
        case "count": return object.required(key) { $0.counting() }
        default:
            let sides = object.list(key) { $0.expression() }
            guard sides.count == 2 else {
                object.report("\(key) takes two expressions")
                return nil
            }
            return switch key {
            case "difference": .difference(sides[0], sides[1])
            case "quotient": .quotient(sides[0], sides[1])
            default: .power(sides[0], sides[1])
            }
        }
    }

    private func counting() -> ConsistencyCheck.Expression? {
        object { object in
            let record = object.required("record") { $0.id(AnyRecord.self) }
            let member = object.required("member") { $0.oneOf(ConsistencyCheck.CountedMember.self) }
            let matching = object.optional("where") { $0.dictionary() } ?? [:]
            guard let record, let member else { return nil }
            return .count(record: record, member: member, matching: matching)
        }
    }
}
