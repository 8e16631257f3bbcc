import BorderEconomy

/// Reads CQL2 text (OGC 21-065, the rules of cql2.bnf) into a tree.
///
/// One grammar of expressions serves conditions and values, because only the operator after the first operand tells
/// which of them it is; `FilterChecker` then refuses what is of the wrong kind.
package struct FilterTextParser {
    private let limits: FilterLimits
    let tokens: [FilterToken]
    private let placing: Placing
    var index = 0
    private var depth = 0
    private var nodes = 0

    /// Reads a whole filter, or says where it went wrong and what was expected there.
    package static func parse(
        _ text: String, limits: FilterLimits = FilterLimits()
    ) throws(FilterFault) -> FilterExpression {
        guard text.utf8.count <= limits.bytes else {
            throw FilterFault(
                at: .character(1), reason: "the filter is \(text.utf8.count) bytes long",
                remedy: "at most \(limits.bytes) bytes are read; ask for less at once")
        }
        do throws(FilterFault) {
            var parser = FilterTextParser(text, try FilterTokens.all(of: text), limits)
            let expression = try parser.expression()
            guard parser.token.kind == .end else { throw parser.unexpected(after: expression) }
            return expression
        } catch {
            throw error.excerpted(from: text)
        }
    }

    private init(_ text: String, _ tokens: [FilterToken], _ limits: FilterLimits) {
        self.tokens = tokens
        self.limits = limits
        placing = Placing(text)
    }

    /// Numbers of characters for bytes.
    private struct Placing {
        private let bytes: [UInt8]
        private let isASCII: Bool

        init(_ text: String) {
            bytes = Array(text.utf8)
            isASCII = bytes.allSatisfy { $0 < 0x80 }
        }

        func place(of offset: Int) -> FilterPlace {
            .character((isASCII ? offset : bytes[..<offset].count { $0 & 0xC0 != 0x80 }) + 1)
        }
    }

    var token: FilterToken { tokens[index] }

    func place(_ token: FilterToken) -> FilterPlace { placing.place(of: token.offset) }

    /// Whether the token after the present one opens a parenthesis.
    var opensNext: Bool { index + 1 < tokens.count && tokens[index + 1].kind == .symbol("(") }

    mutating func advance() { if index + 1 < tokens.count { index += 1 } }

    mutating func takes(_ symbol: String) -> Bool {
        guard token.kind == .symbol(symbol) else { return false }
        advance()
        return true
    }

    mutating func takes(keyword: String) -> Bool {
        guard token.isKeyword(keyword) else { return false }
        advance()
        return true
    }

    mutating func expect(_ symbol: String, _ purpose: String) throws(FilterFault) {
        guard takes(symbol) else { throw expected("\"\(symbol)\" \(purpose)") }
    }

    func expected(_ what: String, remedy: String? = nil) -> FilterFault {
        FilterFault(
            at: place(token), reason: "expected \(what), found \(token.description)", remedy: remedy ?? "write \(what)")
    }

    /// A node within the limits.
    mutating func make(_ form: FilterExpression.Form, at token: FilterToken) throws(FilterFault) -> FilterExpression {
        let expression = FilterExpression(form, at: place(token))
        nodes += 1
        guard expression.depth <= limits.depth else { throw tooDeep(at: token) }
        guard nodes <= limits.nodes else {
            throw FilterFault(
                at: place(token), reason: "the filter has more than \(limits.nodes) parts",
                remedy: "ask for less at once, or put several questions")
        }
        return expression
    }

    private func tooDeep(at token: FilterToken) -> FilterFault {
        FilterFault(
            at: place(token), reason: "the filter nests deeper than \(limits.depth) levels",
            remedy: "say it with fewer levels")
    }

    /// `booleanTerm {OR booleanTerm}`
    mutating func expression() throws(FilterFault) -> FilterExpression {
        depth += 1
        defer { depth -= 1 }
        guard depth <= limits.depth else { throw tooDeep(at: token) }
        let start = token
        let first = try conjunction()
        guard token.isKeyword("OR") else { return first }
        var terms = [first]
        while takes(keyword: "OR") { terms.append(try conjunction()) }
        return try make(.or(terms), at: start)
    }

    /// `booleanFactor {AND booleanFactor}`
    private mutating func conjunction() throws(FilterFault) -> FilterExpression {
        let start = token
        let first = try factor()
        guard token.isKeyword("AND") else { return first }
        var terms = [first]
        while takes(keyword: "AND") { terms.append(try factor()) }
        return try make(.and(terms), at: start)
    }

    /// `[NOT] booleanPrimary`
    private mutating func factor() throws(FilterFault) -> FilterExpression {
        let start = token
        guard takes(keyword: "NOT") else { return try predicate() }
        return try make(.not(try predicate()), at: start)
    }

    private mutating func predicate() throws(FilterFault) -> FilterExpression {
        let start = token
        let left = try sum()
        if case .symbol(let symbol) = token.kind, let comparator = Comparator(rawValue: symbol) {
            advance()
            return try make(.comparison(comparator, left, try sum()), at: start)
        }
        if takes(keyword: "IS") {
            let negates = takes(keyword: "NOT")
            guard takes(keyword: "NULL") else { throw expected(negates ? "NULL" : "NULL or NOT NULL") }
            let isNull = try make(.isNull(left), at: start)
            return negates ? try make(.not(isNull), at: start) : isNull
        }
        let negates = takes(keyword: "NOT")
        guard let positive = try rest(of: left, from: start) else {
            if negates { throw expected("LIKE, BETWEEN or IN") }
            return left
        }
        return negates ? try make(.not(positive), at: start) : positive
    }

    /// LIKE, BETWEEN and IN with what follows them.
    private mutating func rest(
        of left: FilterExpression, from start: FilterToken
    ) throws(FilterFault) -> FilterExpression? {
        if takes(keyword: "LIKE") { return try make(.like(left, pattern: try sum()), at: start) }
        if takes(keyword: "BETWEEN") {
            let low = try sum()
            guard takes(keyword: "AND") else { throw expected("AND and the upper bound") }
            return try make(.between(left, low: low, high: try sum()), at: start)
        }
        guard takes(keyword: "IN") else { return nil }
        try expect("(", "and the values with commas between")
        var values = [try sum()]
        while takes(",") { values.append(try sum()) }
        try expect(")", "after the last value")
        return try make(.isIn(left, values), at: start)
    }

    /// `arithmeticTerm {(+|-) arithmeticTerm}`
    private mutating func sum() throws(FilterFault) -> FilterExpression {
        let start = token
        var left = try product()
        while case .symbol(let symbol) = token.kind, symbol == "+" || symbol == "-",
            let operation = Arithmetic(rawValue: symbol)
        {
            advance()
            left = try make(.arithmetic(operation, left, try product()), at: start)
        }
        return left
    }

    /// `powerTerm {(*|/|%|div) powerTerm}`
    private mutating func product() throws(FilterFault) -> FilterExpression {
        let start = token
        var left = try powerTerm()
        while let operation = productOperator {
            advance()
            left = try make(.arithmetic(operation, left, try powerTerm()), at: start)
        }
        return left
    }

    private var productOperator: Arithmetic? {
        switch token.kind {
        case .symbol("*"): .times
        case .symbol("/"): .divided
        case .symbol("%"): .modulo
        default: token.isKeyword("DIV") ? .integerDivided : nil
        }
    }

    /// `arithmeticFactor [^ arithmeticFactor]`
    private mutating func powerTerm() throws(FilterFault) -> FilterExpression {
        let start = token
        let base = try signed()
        guard takes("^") else { return base }
        return try make(.arithmetic(.power, base, try signed()), at: start)
    }

    /// `[-] arithmeticOperand`, or a number with its sign.
    private mutating func signed() throws(FilterFault) -> FilterExpression {
        let start = token
        if takes("-") {
            if case .number(let number) = token.kind {
                advance()
                return try make(.number(-number), at: start)
            }
            let operand = try primary()
            let minusOne = try make(.number(-1), at: start)
            return try make(.arithmetic(.times, minusOne, operand), at: start)
        }
        if takes("+") {
            guard case .number(let number) = token.kind else { throw expected("a number after the sign") }
            advance()
            return try make(.number(number), at: start)
        }
        return try primary()
    }

    private mutating func primary() throws(FilterFault) -> FilterExpression {
        let start = token
        switch start.kind {
        case .text(let text):
            advance()
            return try make(.text(text), at: start)
        case .number(let number):
            advance()
            return try make(.number(number), at: start)
        case .quotedName(let name):
            advance()
            return try make(.property(name), at: start)
        case .symbol("("): return try parenthesis()
        case .word(let word): return try named(word)
        case .symbol, .end:
            throw expected(
                "a value or a condition", remedy: "write a field, a value or a condition such as areaHa > 10000")
        }
    }

    /// An expression in parentheses, or an array: `()` and whatever has a comma.
    private mutating func parenthesis() throws(FilterFault) -> FilterExpression {
        let start = token
        advance()
        if takes(")") { return try make(.array([]), at: start) }
        var elements = [try expression()]
        while takes(",") { elements.append(try expression()) }
        guard takes(")") else { throw expected("an operator or \")\"", remedy: "close the parenthesis with \")\"") }
        return elements.count == 1 ? elements[0] : try make(.array(elements), at: start)
    }

    private static let reserved: Set<String> = ["AND", "OR", "NOT", "IN", "IS", "NULL", "LIKE", "BETWEEN", "DIV"]

    private mutating func named(_ word: String) throws(FilterFault) -> FilterExpression {
        let start = token
        let keyword = word.uppercased()
        if keyword == "TRUE" || keyword == "FALSE" {
            advance()
            return try make(.boolean(keyword == "TRUE"), at: start)
        }
        if Self.reserved.contains(keyword) {
            throw expected(
                "a value or a condition",
                remedy: keyword == "NULL"
                    ? "write IS NULL or IS NOT NULL after a field"
                    : "write a field, a value or a condition; a field called \(word) stands in double quotes")
        }
        if opensNext || opensWithHeights(keyword) {
            guard keyword != "ISNULL" else {
                throw expected("a value or a condition", remedy: "write IS NULL after it")
            }
            return try call(word, keyword)
        }
        advance()
        return try make(.property(word), at: start)
    }

    /// Whether a geometry begins whose positions have heights, such as `POINT Z (104 22.5 80)`.
    private func opensWithHeights(_ keyword: String) -> Bool {
        Self.shapes.contains(keyword) && index + 2 < tokens.count && tokens[index + 1].isKeyword("Z")
            && tokens[index + 2].kind == .symbol("(")
    }

    private mutating func call(_ word: String, _ keyword: String) throws(FilterFault) -> FilterExpression {
        let start = token
        if let shape = try shape(keyword) { return try make(.shape(shape), at: start) }
        if let instant = try instant(keyword) { return instant }
        advance()
        if keyword == "CASEI" || keyword == "ACCENTI" {
            try expect("(", "")
            let inner = try expression()
            try expect(")", "after the text")
            return try make(.folded(keyword == "CASEI" ? .letterCase : .diacritics, inner), at: start)
        }
        if let relation = Self.spatial[keyword] {
            let (a, b) = try pair(of: "geometries")
            return try make(.spatial(relation, a, b), at: start)
        }
        if let relation = Self.temporal[keyword] {
            let (a, b) = try pair(of: "instants or intervals")
            return try make(.temporal(relation, a, b), at: start)
        }
        if let relation = Self.arrays[keyword] {
            let (a, b) = try pair(of: "arrays")
            return try make(.arrays(relation, try array(a), try array(b)), at: start)
        }
        try expect("(", "")
        if takes(")") { return try make(.function(word, []), at: start) }
        var arguments = [try expression()]
        while takes(",") { arguments.append(try expression()) }
        try expect(")", "after the last argument")
        return try make(.function(word, arguments), at: start)
    }

    private mutating func pair(of what: String) throws(FilterFault) -> (FilterExpression, FilterExpression) {
        try expect("(", "")
        let first = try expression()
        try expect(",", "between the two \(what)")
        let second = try expression()
        try expect(")", "after the second of the two \(what)")
        return (first, second)
    }

    /// An array of one element looks like an expression in parentheses.
    private mutating func array(_ expression: FilterExpression) throws(FilterFault) -> FilterExpression {
        switch expression.form {
        case .text, .number, .boolean, .date, .timestamp:
            let element = FilterExpression(.array([expression]), at: expression.place)
            guard element.depth <= limits.depth else { throw tooDeep(at: token) }
            return element
        default: return expression
        }
    }

    private static func byKeyword<Relation: RawRepresentable & CaseIterable>(_: Relation.Type) -> [String: Relation]
    where Relation.RawValue == String {
        Dictionary(uniqueKeysWithValues: Relation.allCases.map { ($0.rawValue.uppercased(), $0) })
    }

    /// The names that no function of ours has, because the text or the JSON of CQL2 gives them a meaning.
    static let builtIn: Set<String> =
        reserved.union(["TRUE", "FALSE", "CASEI", "ACCENTI", "DATE", "TIMESTAMP", "INTERVAL", "BBOX", "ISNULL"])
        .union(shapes).union(spatial.keys).union(temporal.keys).union(arrays.keys)

    private static let shapes: Set<String> = [
        "POINT", "MULTIPOINT", "LINESTRING", "MULTILINESTRING", "POLYGON", "MULTIPOLYGON", "GEOMETRYCOLLECTION",
    ]
    private static let spatial = byKeyword(SpatialRelation.self)
    private static let temporal = byKeyword(TemporalRelation.self)
    private static let arrays = byKeyword(ArrayRelation.self)

    private func unexpected(after expression: FilterExpression) -> FilterFault {
        if case .symbol(")") = token.kind {
            return FilterFault(
                at: place(token), reason: "this parenthesis was never opened", remedy: "leave it out, or open it before"
            )
        }
        return expected(
            "AND, OR or the end",
            remedy: "join conditions with AND or OR; texts stand in single quotes")
    }
}
