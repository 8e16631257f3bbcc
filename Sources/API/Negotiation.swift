import HTTPEngine

/// What a request accepts (RFC 9110 §12.5).
enum Negotiation {
    /// Whether a media type is acceptable: the most specific range that covers it has a weight above 0.
    ///
    /// - Parameters: both lower case, such as `application` and `json`.
    static func accepts(_ request: borrowing Request, type: StaticString, subtype: StaticString) -> Bool {
        weight(request, type: type, subtype: subtype) > 0
    }

    /// Weight in thousandths; 1000 when the request does not say what it accepts.
    static func weight(_ request: borrowing Request, type: StaticString, subtype: StaticString) -> Int {
        guard request[.accept] != nil else { return 1000 }
        var best = (specificity: -1, weight: 0)
        request.forEachValue(of: .accept) { value in
            value.forEachListElement { element in
                let (range, weight) = split(element)
                guard let slash = range.firstIndex(of: UInt8(ascii: "/")) else { return }
                let main = range.part(0..<slash)
                let sub = range.part((slash + 1)..<range.count)
                let specificity: Int
                if main.equals("*"), sub.equals("*") {
                    specificity = 0
                } else if main.equalsIgnoringCase(type), sub.equals("*") {
                    specificity = 1
                } else if main.equalsIgnoringCase(type), sub.equalsIgnoringCase(subtype) {
                    specificity = 2
                } else {
                    return
                }
                if specificity > best.specificity { best = (specificity, weight) }
            }
        }
        return best.weight
    }

    /// Whether gzip is asked for, and at least as gladly as no coding.
    static func acceptsGzip(_ request: borrowing Request) -> Bool {
        guard request[.acceptEncoding] != nil else { return false }
        var gzip: Int?
        var identity: Int?
        var any: Int?
        request.forEachValue(of: .acceptEncoding) { value in
            value.forEachListElement { element in
                let (coding, weight) = split(element)
                if coding.equalsIgnoringCase("gzip") || coding.equalsIgnoringCase("x-gzip") { gzip = weight }
                if coding.equalsIgnoringCase("identity") { identity = weight }
                if coding.equals("*") { any = weight }
            }
        }
        let gzipWeight = gzip ?? any ?? 0
        return gzipWeight > 0 && gzipWeight >= (identity ?? 0)
    }

    /// The value before its parameters, and the weight `q` in thousandths.
    private static func split(_ element: ByteView) -> (value: ByteView, weight: Int) {
        guard let semicolon = element.firstIndex(of: UInt8(ascii: ";")) else { return (element, 1000) }
        var weight = 1000
        var rest = element.part((semicolon + 1)..<element.count)
        while true {
            let end = rest.firstIndex(of: UInt8(ascii: ";")) ?? rest.count
            let parameter = rest.part(0..<end).trimmed
            if parameter.count > 2, parameter[0] | 0x20 == UInt8(ascii: "q"), parameter[1] == UInt8(ascii: "=") {
                weight = thousandths(parameter.part(2..<parameter.count))
            }
            guard end < rest.count else { break }
            rest = rest.part((end + 1)..<rest.count)
        }
        return (element.part(0..<semicolon).trimmed, weight)
    }

    /// Reads a weight of RFC 9110 §12.4.2; what is no weight counts as 1, as if it were not there.
    private static func thousandths(_ text: ByteView) -> Int {
        var value = 0
        var digits = 0
        for (index, byte) in text.enumerated() {
            if index == 1 {
                guard byte == UInt8(ascii: ".") else { return 1000 }
                continue
            }
            guard byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9"), digits < 4 else { return 1000 }
            value = value * 10 + Int(byte - UInt8(ascii: "0"))
            digits += 1
        }
        while digits < 4 {
            value *= 10
            digits += 1
        }
        return min(value, 1000)
    }
}
