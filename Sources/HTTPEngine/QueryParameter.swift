/// One `name=value` pair of a query string, decoded.
package struct QueryParameter: Equatable, Sendable {
    package let name: String
    package let value: String

    package init(name: String, value: String) {
        self.name = name
        self.value = value
    }

    /// The pairs of a query in order, duplicates included, decoded as `application/x-www-form-urlencoded`: `&`
    /// separates, `+` is a space, percent escapes are UTF-8. A pair without `=` has an empty value; empty pairs are
    /// skipped. Nil when an escape is malformed or the decoded bytes are not UTF-8.
    package static func parse(_ query: ByteView) -> [QueryParameter]? {
        var parameters: [QueryParameter] = []
        var start = 0
        for index in 0...query.count where index == query.count || query[index] == 0x26 {
            let pair = query.part(start..<index)
            start = index + 1
            if pair.isEmpty { continue }
            let split = pair.firstIndex(of: Grammar.equals) ?? pair.count
            guard let name = decode(pair.part(0..<split)),
                let value = decode(pair.part(min(split + 1, pair.count)..<pair.count))
            else { return nil }
            parameters.append(QueryParameter(name: name, value: value))
        }
        return parameters
    }

    /// The raw name of the first pair that cannot be decoded, and whether it is the name itself that cannot; nil when
    /// `parse` reads the query.
    package static func firstUndecodable(in query: ByteView) -> (name: String, isInName: Bool)? {
        var start = 0
        for index in 0...query.count where index == query.count || query[index] == 0x26 {
            let pair = query.part(start..<index)
            start = index + 1
            let split = pair.firstIndex(of: Grammar.equals) ?? pair.count
            let raw = pair.part(0..<split)
            guard let name = decode(raw) else {
                return (String(decoding: raw.unsafeBytes, as: UTF8.self), true)
            }
            if decode(pair.part(min(split + 1, pair.count)..<pair.count)) == nil { return (name, false) }
        }
        return nil
    }

    /// Text decoded from form encoding, or nil when an escape is malformed, a byte is NUL, or the bytes are not UTF-8.
    private static func decode(_ text: ByteView) -> String? {
        let source = text.unsafeBytes
        var decoded: [UInt8] = []
        decoded.reserveCapacity(source.count)
        var index = 0
        while index < source.count {
            switch source[index] {
            case Grammar.percent:
                guard let byte = try? PercentEncoding.byte(source.bytes, at: index, end: source.count) else {
                    return nil
                }
                decoded.append(byte)
                index += 2
            case 0x2B: decoded.append(Grammar.space)
            case 0: return nil
            case let byte: decoded.append(byte)
            }
            index += 1
        }
        return String(validating: decoded, as: UTF8.self)
    }
}
