/// `host [ ":" port ]` as in Host, CONNECT and absolute targets (RFC 9110 §4.2 and §7.2, RFC 3986 §3.2.2).
enum Authority {
    /// Whether the bytes are a host that is not empty, perhaps with a port; user information is no part of it.
    static func isValid(_ bytes: RawSpan, from start: Int, to end: Int, portNeeded: Bool) -> Bool {
        var index = start
        if start < end, bytes.byte(at: start) == 0x5B {
            guard let literalEnd = addressLiteralEnd(bytes, from: start, to: end) else { return false }
            index = literalEnd
        } else {
            guard let nameEnd = registeredNameEnd(bytes, from: start, to: end) else { return false }
            index = nameEnd
        }
        guard index < end else { return !portNeeded }
        guard bytes.byte(at: index) == Grammar.colon else { return false }
        return isPort(bytes, from: index + 1, to: end, needed: portNeeded)
    }

    /// The host of a valid authority: without its port, and an address without its brackets.
    static func host(of authority: ByteView) -> ByteView {
        let isLiteral = authority.count > 0 && authority[0] == 0x5B
        guard let end = authority.firstIndex(of: isLiteral ? 0x5D : Grammar.colon) else { return authority }
        return authority.part((isLiteral ? 1 : 0)..<end)
    }

    /// A port may be empty (`host:`), but not greater than 65535.
    private static func isPort(_ bytes: RawSpan, from start: Int, to end: Int, needed: Bool) -> Bool {
        guard start < end else { return !needed }
        var port = 0
        for index in start..<end {
            let byte = bytes.byte(at: index)
            guard Grammar.isDigit(byte) else { return false }
            port = port * 10 + Int(byte - 0x30)
            guard port <= 65_535 else { return false }
        }
        return true
    }

    private static func registeredNameEnd(_ bytes: RawSpan, from start: Int, to end: Int) -> Int? {
        let name = bytes.extracting(first: end)
        var index = start
        while true {
            index = name.end(of: Grammar.isNameByte, from: index)
            guard index < end, name.byte(at: index) == Grammar.percent else { return index > start ? index : nil }
            guard (try? PercentEncoding.byte(bytes, at: index, end: end)) != nil else { return nil }
            index += 3
        }
    }

    /// `"[" ( IPv6address / IPvFuture ) "]"`: the shape, and for IPv6 groups of at most four digits, at most one `::`.
    private static func addressLiteralEnd(_ bytes: RawSpan, from start: Int, to end: Int) -> Int? {
        var close = start + 1
        while close < end, bytes.byte(at: close) != 0x5D { close += 1 }
        guard close < end, close > start + 1 else { return nil }
        if Grammar.lowercased(bytes.byte(at: start + 1)) == 0x76 {
            return isFutureAddress(bytes, from: start + 2, to: close) ? close + 1 : nil
        }
        return IPv6Text.isValid(bytes, from: start + 1, to: close) ? close + 1 : nil
    }

    /// `"v" 1*HEXDIG "." 1*( unreserved / sub-delims / ":" )`, behind its `v`.
    private static func isFutureAddress(_ bytes: RawSpan, from start: Int, to end: Int) -> Bool {
        var index = start
        while index < end, Grammar.hexadecimalValue(bytes.byte(at: index)) != nil { index += 1 }
        guard index > start, index < end, bytes.byte(at: index) == Grammar.dot, index + 1 < end else { return false }
        for offset in index + 1..<end {
            let byte = bytes.byte(at: offset)
            guard Grammar.isNameByte(byte) || byte == Grammar.colon else { return false }
        }
        return true
    }
}
