import BorderEconomy

/// Writes an expression as CQL2 text that reads back as the same tree.
package struct FilterTextWriter {
    private var text = ""
    private var isPossible = true

    /// Nil when something in it has no form in CQL2 text: a text in which a backslash stands before a quote or at the end,
    /// a name that is none, an array of one element where it reads as that element.
    package static func text(of expression: FilterExpression) -> String? {
        var writer = FilterTextWriter()
        writer.write(expression, above: .lowest)
        return writer.isPossible ? writer.text : nil
    }

    /// How tightly a form holds together.
    private enum Level: Int {
        case lowest, or, and, not, predicate, sum, product, power, operand
    }

    private mutating func write(_ expression: FilterExpression, above level: Level) {
        let own = Self.level(of: expression.form)
        let needsParentheses = own.rawValue <= level.rawValue && own != .operand
        if needsParentheses { text += "(" }
        write(expression.form)
        if needsParentheses { text += ")" }
    }

    private static func level(of form: FilterExpression.Form) -> Level {
        switch form {
        case .or: .or
        case .and: .and
        case .not(let inner):
            switch inner.form {
            case .like, .between, .isIn, .isNull: .predicate
            default: .not
            }
        case .comparison, .between, .isIn, .like, .isNull: .predicate
        case .arithmetic(let operation, _, _):
            switch operation {
            case .plus, .minus: .sum
            case .times, .divided, .modulo, .integerDivided: .product
            case .power: .power
            }
        default: .operand
        }
    }

    private mutating func write(_ form: FilterExpression.Form) {
        switch form {
        case .property(let name): writeName(name)
        case .text(let value): writeText(value)
        case .number(let value): text += Self.number(value)
        case .boolean(let value): text += value ? "TRUE" : "FALSE"
        case .date(let day): text += "DATE('\(day)')"
        case .timestamp(let instant): text += "TIMESTAMP('\(instant.text)')"
        case .interval(let first, let last):
            text += "INTERVAL("
            writeBound(first)
            text += ","
            writeBound(last)
            text += ")"
        case .open: text += "'..'"
        case .shape(let shape): text += Self.shape(shape)
        case .array(let elements):
            if elements.count == 1 { isPossible = false }
            writeList(elements)
        case .and(let terms): writeTerms(terms, " AND ", .and)
        case .or(let terms): writeTerms(terms, " OR ", .or)
        case .not(let inner): writeNot(inner)
        case .comparison, .between, .isIn, .like, .isNull: writePredicate(form, negated: false)
        case .folded(let folding, let inner): writeCall(folding.rawValue.uppercased(), [inner])
        case .arithmetic(let operation, let left, let right): writeArithmetic(operation, left, right)
        case .spatial(let relation, let a, let b): writeCall(relation.rawValue.uppercased(), [a, b])
        case .temporal(let relation, let a, let b): writeCall(relation.rawValue.uppercased(), [a, b])
        case .arrays(let relation, let a, let b):
            text += relation.rawValue.uppercased() + "("
            writeSet(a)
            text += ","
            writeSet(b)
            text += ")"
        case .function(let name, let arguments):
            if !Self.isName(name) || FilterTextParser.builtIn.contains(name.uppercased()) { isPossible = false }
            writeCall(name, arguments)
        }
    }

    private mutating func writeTerms(_ terms: [FilterExpression], _ separator: String, _ level: Level) {
        for (index, term) in terms.enumerated() {
            if index > 0 { text += separator }
            write(term, above: level)
        }
    }

    private mutating func writeNot(_ inner: FilterExpression) {
        switch inner.form {
        case .like, .between, .isIn, .isNull: writePredicate(inner.form, negated: true)
        default:
            text += "NOT "
            write(inner, above: .not)
        }
    }

    private mutating func writePredicate(_ form: FilterExpression.Form, negated: Bool) {
        let not = negated ? "NOT " : ""
        switch form {
        case .comparison(let comparator, let left, let right):
            write(left, above: .predicate)
            text += " \(comparator.rawValue) "
            write(right, above: .predicate)
        case .between(let value, let low, let high):
            write(value, above: .predicate)
            text += " \(not)BETWEEN "
            write(low, above: .predicate)
            text += " AND "
            write(high, above: .predicate)
        case .isIn(let value, let list):
            write(value, above: .predicate)
            text += " \(not)IN ("
            writeTerms(list, ",", .predicate)
            text += ")"
        case .like(let value, let pattern):
            write(value, above: .predicate)
            text += " \(not)LIKE "
            write(pattern, above: .predicate)
        case .isNull(let value):
            write(value, above: .predicate)
            text += " IS \(not)NULL"
        default: write(form)
        }
    }

    /// Sums and products run from the left; a power takes two operands.
    private mutating func writeArithmetic(
        _ operation: Arithmetic, _ left: FilterExpression, _ right: FilterExpression
    ) {
        let levels: (left: Level, right: Level) =
            switch operation {
            case .plus, .minus: (.predicate, .sum)
            case .times, .divided, .modulo, .integerDivided: (.sum, .product)
            case .power: (.power, .power)
            }
        write(left, above: levels.left)
        text += " \(operation.rawValue.uppercased()) "
        write(right, above: levels.right)
    }

    private mutating func writeCall(_ name: String, _ arguments: [FilterExpression]) {
        text += name
        writeList(arguments)
    }

    private mutating func writeList(_ elements: [FilterExpression]) {
        text += "("
        writeTerms(elements, ",", .lowest)
        text += ")"
    }

    /// An operand of a relation between arrays, where a literal in parentheses is an array.
    private mutating func writeSet(_ expression: FilterExpression) {
        switch expression.form {
        case .array(let elements) where elements.count == 1:
            switch elements[0].form {
            case .text, .number, .boolean, .date, .timestamp: writeList(elements)
            default: write(expression, above: .lowest)
            }
        case .text, .number, .boolean, .date, .timestamp:
            isPossible = false
        default: write(expression, above: .lowest)
        }
    }

    private static func isName(_ name: String) -> Bool {
        let scalars = name.unicodeScalars
        return scalars.first.map(FilterTokens.startsName) == true && scalars.allSatisfy(FilterTokens.continuesName)
    }

    private mutating func writeBound(_ bound: FilterExpression) {
        switch bound.form {
        case .date(let day): text += "'\(day)'"
        case .timestamp(let instant): text += "'\(instant.text)'"
        default: write(bound, above: .lowest)
        }
    }

    /// Words that begin something else than a property.
    private static let keywords: Set<String> = [
        "AND", "OR", "NOT", "IN", "IS", "NULL", "LIKE", "BETWEEN", "DIV", "TRUE", "FALSE",
    ]

    private mutating func writeName(_ name: String) {
        text += Self.keywords.contains(name.uppercased()) ? "\"\(name)\"" : name
        if !Self.isName(name) { isPossible = false }
    }

    private mutating func writeText(_ value: String) {
        if value.hasSuffix("\\") || value.contains("\\'") { isPossible = false }
        text += "'" + value.replacing("'", with: "''") + "'"
    }

    /// The shortest decimal that reads back as the same number; whole ones without a fraction.
    static func number(_ value: Double) -> String {
        if let whole = Int64(exactly: value), whole.magnitude <= 1 << 53 { return String(whole) }
        return value.description
    }

    private static func shape(_ shape: Geometry) -> String {
        switch shape {
        case .point(let point): "POINT(\(position(point)))"
        case .multiPoint(let points): "MULTIPOINT(\(points.map { "(\(position($0)))" }.joined(separator: ",")))"
        case .lineString(let line): "LINESTRING\(path(line))"
        case .multiLineString(let lines): "MULTILINESTRING(\(lines.map(path).joined(separator: ",")))"
        case .polygon(let rings): "POLYGON(\(rings.map(path).joined(separator: ",")))"
        case .multiPolygon(let polygons):
            "MULTIPOLYGON(\(polygons.map { "(\($0.map(path).joined(separator: ",")))" }.joined(separator: ",")))"
        case .collection(let shapes): "GEOMETRYCOLLECTION(\(shapes.map(self.shape).joined(separator: ",")))"
        case .box(let box):
            "BBOX(\([box.west, box.south, box.east, box.north].map(number).joined(separator: ",")))"
        }
    }

    private static func path(_ line: [Geometry.Position]) -> String {
        "(\(line.map(position).joined(separator: ",")))"
    }

    private static func position(_ place: Geometry.Position) -> String {
        "\(number(place.longitude)) \(number(place.latitude))"
    }
}
