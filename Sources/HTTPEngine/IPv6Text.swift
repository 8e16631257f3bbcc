/// The text form of an IPv6 address (RFC 3986 §3.2.2), without a zone.
enum IPv6Text {
    static func isValid(_ bytes: RawSpan, from start: Int, to end: Int) -> Bool {
        var groups = 0
        var isCompressed = false
        var index = start
        if end - start >= 2, isColon(bytes, start, end), isColon(bytes, start + 1, end) {
            isCompressed = true
            index += 2
        }
        while index < end {
            let digits = digitCount(bytes, from: index, to: end)
            if index + digits < end, bytes.byte(at: index + digits) == Grammar.dot {
                guard isIPv4(bytes, from: index, to: end) else { return false }
                groups += 2
                index = end
                break
            }
            guard (1...4).contains(digits) else { return false }
            groups += 1
            index += digits
            guard index < end else { break }
            guard isColon(bytes, index, end), index + 1 < end else { return false }
            index += 1
            if isColon(bytes, index, end) {
                guard !isCompressed else { return false }
                isCompressed = true
                index += 1
            }
        }
        return isCompressed ? groups < 8 : groups == 8
    }

    private static func isColon(_ bytes: RawSpan, _ index: Int, _ end: Int) -> Bool {
        index < end && bytes.byte(at: index) == Grammar.colon
    }

    private static func digitCount(_ bytes: RawSpan, from start: Int, to end: Int) -> Int {
        var index = start
        while index < end, Grammar.hexadecimalValue(bytes.byte(at: index)) != nil { index += 1 }
        return index - start
    }

    /// Four numbers of 0 to 255 without leading zeros, a dot apart.
    private static func isIPv4(_ bytes: RawSpan, from start: Int, to end: Int) -> Bool {
        var parts = 0
        var index = start
        while true {
            let first = index
            var number = 0
            while index < end, Grammar.isDigit(bytes.byte(at: index)), index - first < 3 {
                number = number * 10 + Int(bytes.byte(at: index) - 0x30)
                index += 1
            }
            guard index > first, number <= 255, index - first == 1 || bytes.byte(at: first) != 0x30 else {
                return false
            }
            parts += 1
            guard parts < 4 else { return index == end }
            guard index < end, bytes.byte(at: index) == Grammar.dot else { return false }
            index += 1
        }
    }
}
