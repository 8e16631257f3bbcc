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
                let member = WeightedMember(element)
                let range = member.value
                guard let slash = range.firstIndex(of: UInt8(ascii: "/")) else { return }
                body(range.part(0..<slash), range.part((slash + 1)..<range.count), member.weight)
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
                let member = WeightedMember(element)
                let coding = member.value
                if coding.equalsIgnoringCase("gzip") || coding.equalsIgnoringCase("x-gzip") { gzip = member.weight }
                if coding.equalsIgnoringCase("identity") { identity = member.weight }
                if coding.equals("*") { any = member.weight }
            }
        }
        // An asterisk speaks of no coding only to exclude it.
        return (gzip ?? any ?? 0, identity ?? (any == 0 ? 0 : nil))
    }
}
