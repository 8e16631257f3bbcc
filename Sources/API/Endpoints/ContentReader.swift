import BorderEconomy
import Catalog
import JSONText

/// Reads the members of JSON content one by one and collects what is wrong, each fault with its pointer and its remedy.
///
/// What is no JSON is 400, with every fault of the text; what is JSON and says something else than is asked for is 422,
/// with every fault of the values.
struct ContentReader {
    let faults = FaultList()

    /// Bounds of what a client sends: nothing of ours nests deeper than a record.
    static let limits = JSONLimits(depth: 16, byteCount: 1 << 20, faultCount: 20)

    /// What a text stands in.
    enum Place {
        /// The whole content.
        case content
        /// A line of it, whose number is told beside.
        case line
    }

    /// Reads content as JSON, or says everything that keeps it from being JSON; 413 when it is longer than the limit.
    static func document(
        _ content: [UInt8], limits: JSONLimits = ContentReader.limits, in place: Place = .content
    ) throws(Problem) -> JSONDocument {
        do throws(JSONFaults) {
            return try JSONDocument(parsing: content, limits: limits)
        } catch {
            if content.count > limits.byteCount { throw tooLarge(content.count, limit: limits.byteCount, in: place) }
            throw Problem(.badContent, faults(of: error, in: place))
        }
    }

    private static func tooLarge(_ count: Int, limit: Int, in place: Place) -> Problem {
        let name = place == .line ? "line" : "content"
        return Problem(
            .contentTooLarge,
            [
                ProblemFault(
                    parameter: nil, reason: "the \(name) has \(count) bytes, and \(limit) are taken here",
                    remedy: "send less (RFC 9110 §15.5.14)", pointer: "")
            ])
    }

    /// What keeps a text from being JSON.
    static func faults(of error: JSONFaults, in place: Place = .content) -> [ProblemFault] {
        error.faults.map { fault in
            let reason = place == .line ? "column \(fault.position.column): \(fault.reason)" : fault.description
            return ProblemFault(
                parameter: nil, reason: reason, remedy: fault.reason.remedy(in: place),
                pointer: fault.pointer.description)
        }
    }

    /// Throws what was found wrong, as 422.
    func check() throws(Problem) {
        try faults.check(as: .unprocessable)
    }

    func report(
        _ pointer: @autoclosure () -> JSONPointer, _ reason: @autoclosure () -> String,
        _ remedy: @autoclosure () -> String
    ) {
        faults.report(at: pointer(), reason(), remedy())
    }

    /// Whether the value is an object; members other than `known` are reported with the nearest that is.
    mutating func object(
        _ node: JSONNode, of known: [String], at pointer: @autoclosure () -> JSONPointer = JSONPointer(),
        example: String
    ) -> Bool {
        guard node.kind == .object else {
            report(pointer(), "an object is expected, not \(node.kind)", "send \(example)")
            return false
        }
        if node.hasOnlyMembers(known) { return true }
        for member in node.members where !known.contains(where: member.hasKey) {
            let key = member.key
            report(
                pointer().appending(key: key), "there is no member \"\(key)\"",
                Suggestion.phrase(for: key, among: known))
        }
        return true
    }

    /// A member that must be there.
    mutating func required(_ key: String, in node: JSONNode, at pointer: @autoclosure () -> JSONPointer = JSONPointer())
        -> JSONNode?
    {
        if let member = node[key] { return member }
        report(pointer().appending(key: key), "the member \"\(key)\" is missing", "give it")
        return nil
    }

    /// A member that may be left out; null says the same.
    func optional(_ key: String, in node: JSONNode) -> JSONNode? {
        guard let member = node[key], !member.isNull else { return nil }
        return member
    }

    mutating func text(_ node: JSONNode, at pointer: @autoclosure () -> JSONPointer) -> String? {
        if let text = node.string { return text }
        report(pointer(), "a string is expected, not \(node.kind)", "give a string")
        return nil
    }

    /// A text of so many characters at most, and not empty.
    mutating func text(_ node: JSONNode, atMost limit: Int, at pointer: @autoclosure () -> JSONPointer) -> String? {
        guard let text = text(node, at: pointer()) else { return nil }
        guard !text.isEmpty, text.count <= limit else {
            let found = text.isEmpty ? "the text is empty" : "the text has \(text.count) characters"
            report(pointer(), found, "give 1 to \(limit) characters")
            return nil
        }
        return text
    }

    mutating func number(_ node: JSONNode, at pointer: @autoclosure () -> JSONPointer) -> Double? {
        if let number = node.double, number.isFinite { return number }
        let found = node.kind == .number ? "one that is too great" : "\(node.kind)"
        report(pointer(), "a number is expected, not \(found)", "give a number")
        return nil
    }

    mutating func integer(_ node: JSONNode, in range: ClosedRange<Int64>, at pointer: @autoclosure () -> JSONPointer)
        -> Int64?
    {
        if let number = node.integer, range.contains(number) { return number }
        let found = node.kind == .number ? "\(node.numberText ?? "") is not one" : "\(node.kind) is none"
        report(
            pointer(), "a whole number is expected, and \(found)", "give \(range.lowerBound) to \(range.upperBound)")
        return nil
    }

    mutating func boolean(_ node: JSONNode, at pointer: @autoclosure () -> JSONPointer) -> Bool? {
        if let value = node.bool { return value }
        report(pointer(), "true or false is expected, not \(node.kind)", "give true or false")
        return nil
    }

    /// One of the words of a closed list.
    mutating func choice<Choice: RawRepresentable & CaseIterable>(
        _ node: JSONNode, _ type: Choice.Type, named name: String, at pointer: @autoclosure () -> JSONPointer
    ) -> Choice? where Choice.RawValue == String {
        guard let text = text(node, at: pointer()) else { return nil }
        if let choice = Choice(rawValue: text) { return choice }
        report(
            pointer(), "there is no \(name) \"\(text)\"",
            Suggestion.phrase(for: text, among: Choice.allCases.map(\.rawValue)))
        return nil
    }

    mutating func day(_ node: JSONNode, at pointer: @autoclosure () -> JSONPointer) -> CalendarDay? {
        if let day = node.string.flatMap({ CalendarDay($0) }) { return day }
        report(pointer(), "this is no day", "give a day as YYYY-MM-DD")
        return nil
    }

    mutating func moment(_ node: JSONNode, at pointer: @autoclosure () -> JSONPointer) -> Moment? {
        if let moment = node.string.flatMap({ Moment($0) }) { return moment }
        report(
            pointer(), "this is no moment", "give a date and time with its offset, such as 2026-11-21T13:32:16+07:00")
        return nil
    }
}

extension JSONFault.Reason {
    /// What can be done about it.
    fileprivate func remedy(in place: ContentReader.Place) -> String {
        switch self {
        case .tooLong: "send less (RFC 9110 §15.5.14)"
        case .tooDeep(let limit): "nest at most \(limit) levels; a write is flat but for a few members"
        case .duplicateKey: "give each key once (RFC 8259 §4)"
        case .invalidUTF8, .byteOrderMark: "send UTF-8 without a byte order mark (RFC 8259 §8.1)"
        case .loneSurrogate: "escape both halves of the pair, or send the character itself (RFC 8259 §7)"
        case .controlCharacter, .invalidEscape: "escape it, as \\n or \\u000A (RFC 8259 §7)"
        case .notFinite, .numberTooLarge: "give a finite number, or null (RFC 8259 §6)"
        case .leadingZero, .plusSign, .missingInteger, .missingFraction, .missingExponent, .numberTail:
            "write the number as RFC 8259 §6 has it, such as 0.5 or -12"
        case .trailingBytes: place == .line ? "give one JSON object on the line" : "end the content with the object"
        case .empty, .unexpectedEnd, .unexpectedByte, .comment, .trailingComma, .missingComma, .missingColon,
            .keyNotString, .singleQuotes, .unknownWord, .unterminatedString:
            place == .line
                ? "give one JSON object on the line (RFC 8259)" : "send one JSON object (RFC 8259)"
        }
    }
}
