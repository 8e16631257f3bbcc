import HTTPEngine

/// The preconditions of a request on a resource that has an entity tag and no modification date, evaluated in the order
/// of RFC 9110 §13.2.2. If-Unmodified-Since and If-Modified-Since are ignored, as §13.1.3–4 ask where no date is known.
enum Preconditions {
    enum Outcome: Equatable {
        case proceed
        case notModified
        case failed
    }

    /// - Parameter etag: of the representation that would be sent.
    static func evaluate(_ request: borrowing Request, etag: String) -> Outcome {
        var etag = etag
        return etag.withUTF8 { evaluate(request, etag: ByteView(UnsafeRawBufferPointer($0))) }
    }

    /// - Parameter etag: of the representation that would be sent.
    static func evaluate(_ request: borrowing Request, etag: ByteView) -> Outcome {
        if request[.ifMatch] != nil {
            // §13.1.1: strong comparison.
            if !matches(request, .ifMatch, etag: etag, allowsWeak: false) { return .failed }
        }
        if request[.ifNoneMatch] != nil {
            // §13.1.2: weak comparison; GET and HEAD are told that nothing has changed.
            if matches(request, .ifNoneMatch, etag: etag, allowsWeak: true) { return .notModified }
        }
        return .proceed
    }

    private static func matches(
        _ request: borrowing Request, _ name: FieldName, etag: ByteView, allowsWeak: Bool
    ) -> Bool {
        // `*` is a value of its own and no member of a list (§13.1.1, §13.1.2).
        if !request.isRepeated(name), request[name]?.equals("*") == true { return true }
        var found = false
        request.forEachValue(of: name) { value in
            if lists(value, etag, allowsWeak: allowsWeak) { found = true }
        }
        return found
    }

    /// As for a request, by the field's lines; nil is the tag of nothing that can be named.
    static func matches(_ lines: [[UInt8]], etag: String?, allowsWeak: Bool) -> Bool {
        if lines.count == 1, lines[0].elementsEqual("*".utf8) { return true }
        guard var etag else { return false }
        return etag.withUTF8 { tag in
            let tag = ByteView(UnsafeRawBufferPointer(tag))
            return lines.contains { line in
                line.withUnsafeBytes { lists(ByteView($0), tag, allowsWeak: allowsWeak) }
            }
        }
    }

    /// Whether a list of tags has that one.
    private static func lists(_ value: ByteView, _ etag: ByteView, allowsWeak: Bool) -> Bool {
        var found = false
        value.forEachListElement { element in
            if element.equals(etag) { found = true }
            if allowsWeak, element.hasPrefix("W/"), element.part(2..<element.count).equals(etag) { found = true }
        }
        return found
    }

    /// Whether the lines of If-Match are `*` alone or entity tags with commas between (RFC 9110 §8.8.3, §13.1.1).
    static func isListOfTags(_ lines: [[UInt8]]) -> Bool {
        if lines.count == 1, lines[0].elementsEqual("*".utf8) { return true }
        return lines.allSatisfy { line in
            var rest = line[...]
            while true {
                rest = rest.drop { $0 == 0x20 || $0 == 0x09 || $0 == UInt8(ascii: ",") }
                if rest.isEmpty { return true }
                if rest.starts(with: "W/".utf8) { rest.removeFirst(2) }
                guard rest.popFirst() == 0x22 else { return false }
                rest = rest.drop { $0 == 0x21 || $0 >= 0x23 && $0 != 0x7F }
                guard rest.popFirst() == 0x22 else { return false }
                rest = rest.drop { $0 == 0x20 || $0 == 0x09 }
                guard rest.isEmpty || rest.first == UInt8(ascii: ",") else { return false }
            }
        }
    }
}
