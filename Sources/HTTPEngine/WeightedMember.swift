/// A member of a list that says how gladly it is taken: a value, its parameters, and among these the weight `q`, wherever it
/// stands (RFC 9110 §12.4.2 and §12.5.1).
package struct WeightedMember {
    /// Why a weight is none. The parser refuses such a request, so that a responder never sees one.
    enum Fault {
        /// No number from 0 to 1 with at most three digits behind the point, or not written as `q=`.
        case malformed
        case repeated
    }

    /// What stands before the parameters.
    package let value: ByteView
    /// In thousandths; 1000 when the member does not say.
    package private(set) var weight = 1000
    private(set) var fault: Fault?

    /// Reads one element of a list, trimmed.
    package init(_ member: ByteView) {
        var end = Self.end(ofPartAt: 0, in: member)
        value = member.part(0..<end).trimmed
        var isGiven = false
        while end < member.count {
            let start = end + 1
            end = Self.end(ofPartAt: start, in: member)
            let parameter = member.part(start..<end).trimmed
            let nameEnd = parameter.firstIndex(of: Grammar.equals) ?? parameter.count
            guard parameter.part(0..<nameEnd).trimmed.equalsIgnoringCase("q") else { continue }
            if isGiven { fault = .repeated }
            isGiven = true
            let text = nameEnd == 1 ? parameter.part(min(2, parameter.count)..<parameter.count) : .empty
            guard let thousandths = Self.thousandths(text) else {
                fault = .malformed
                return
            }
            weight = thousandths
        }
    }

    /// Where the next semicolon stands that is not in a quoted string; the end when there is none.
    private static func end(ofPartAt start: Int, in member: ByteView) -> Int {
        var isQuoted = false
        var index = start
        while index < member.count {
            switch member[index] {
            case Grammar.quote: isQuoted.toggle()
            case Grammar.backslash where isQuoted: index += 1
            case Grammar.semicolon where !isQuoted: return index
            default: break
            }
            index += 1
        }
        return member.count
    }

    /// `qvalue = ( "0" [ "." 0*3DIGIT ] ) / ( "1" [ "." 0*3("0") ] )`.
    private static func thousandths(_ text: ByteView) -> Int? {
        guard (1...5).contains(text.count), Grammar.isDigit(text[0]) else { return nil }
        guard text.count == 1 || text[1] == Grammar.dot else { return nil }
        var value = Int(text[0] - 0x30)
        for place in 2..<5 {
            let digit = place < text.count ? text[place] : 0x30
            guard Grammar.isDigit(digit) else { return nil }
            value = value * 10 + Int(digit - 0x30)
        }
        return value <= 1000 ? value : nil
    }
}
