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
        return acceptability(request, type: type, subtype: subtype).weight
    }

    /// How much a request wants a media type. Among types of the same weight, the one that is named wins over one that
    /// a wildcard covers, and one that is named before another over that: the rule is ours, RFC 9110 leaves it open.
    struct Acceptability: Comparable {
        /// In thousandths; 0 when it is not acceptable.
        fileprivate(set) var weight = 0
        /// 2 for a named type, 1 for `type/*`, 0 for `*/*`; -1 when no range covers it.
        fileprivate(set) var specificity = -1
        /// Place of the range in Accept.
        fileprivate(set) var place = 0

        static func < (left: Acceptability, right: Acceptability) -> Bool {
            (left.weight, left.specificity, right.place) < (right.weight, right.specificity, left.place)
        }
    }

    /// How much a request that has Accept wants a media type.
    ///
    /// - Parameters: both lower case.
    static func acceptability(
        _ request: borrowing Request, type: StaticString, subtype: StaticString
    ) -> Acceptability {
        var best = Acceptability()
        var place = 0
        forEachRange(of: request) { main, sub, weight in
            place += 1
            let specificity = specificity(main, sub, of: type, subtype)
            if specificity > best.specificity {
                best = Acceptability(weight: weight, specificity: specificity, place: place)
            }
        }
        return best
    }

    private static func specificity(
        _ main: ByteView, _ sub: ByteView, of type: StaticString, _ subtype: StaticString
    ) -> Int {
        if main.equals("*"), sub.equals("*") { return 0 }
        guard main.equalsIgnoringCase(type) else { return -1 }
        if sub.equals("*") { return 1 }
        return sub.equalsIgnoringCase(subtype) ? 2 : -1
    }

    private static func forEachRange(
        of request: borrowing Request, _ body: (_ main: ByteView, _ sub: ByteView, _ weight: Int) -> Void
    ) {
        request.forEachValue(of: .accept) { value in
            value.forEachListElement { element in
                let (range, weight) = split(element)
                guard let slash = range.firstIndex(of: UInt8(ascii: "/")) else { return }
                body(range.part(0..<slash), range.part((slash + 1)..<range.count), weight)
            }
        }
    }

    /// Whether gzip is asked for, and at least as gladly as no coding.
    static func acceptsGzip(_ request: borrowing Request) -> Bool {
        let (gzip, identity) = codingWeights(request)
        return gzip > 0 && gzip >= identity ?? 0
    }

    /// Whether content without a coding, or with the one we have, is acceptable (RFC 9110 §12.5.3).
    static func acceptsSomeCoding(_ request: borrowing Request) -> Bool {
        let (gzip, identity) = codingWeights(request)
        return gzip > 0 || identity != 0
    }

    /// The weights of our codings; that of none is nil when the request does not speak of it.
    private static func codingWeights(_ request: borrowing Request) -> (gzip: Int, identity: Int?) {
        guard request[.acceptEncoding] != nil else { return (0, nil) }
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
        // An asterisk speaks of no coding only to exclude it.
        return (gzip ?? any ?? 0, identity ?? (any == 0 ? 0 : nil))
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
