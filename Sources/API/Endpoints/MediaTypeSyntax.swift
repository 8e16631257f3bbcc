import HTTPEngine

/// The syntax of a media type with its parameters (RFC 9110 §8.3.1, §5.6.6).
enum MediaTypeSyntax {
    static func isValid(_ field: ByteView) -> Bool {
        var rest = ArraySlice(field)
        guard token(&rest), byte(UInt8(ascii: "/"), &rest), token(&rest) else { return false }
        while true {
            space(&rest)
            if rest.isEmpty { return true }
            guard byte(UInt8(ascii: ";"), &rest) else { return false }
            space(&rest)
            // A parameter may be left out after its semicolon.
            if rest.isEmpty || rest.first == UInt8(ascii: ";") { continue }
            guard token(&rest), byte(UInt8(ascii: "="), &rest), token(&rest) || quoted(&rest) else { return false }
        }
    }

    private static func space(_ rest: inout ArraySlice<UInt8>) {
        rest = rest.drop { $0 == 0x20 || $0 == 0x09 }
    }

    private static func byte(_ wanted: UInt8, _ rest: inout ArraySlice<UInt8>) -> Bool {
        guard rest.first == wanted else { return false }
        rest.removeFirst()
        return true
    }

    /// One `tchar` or more (RFC 9110 §5.6.2).
    private static func token(_ rest: inout ArraySlice<UInt8>) -> Bool {
        let end = rest.firstIndex { !isTokenByte($0) } ?? rest.endIndex
        guard end > rest.startIndex else { return false }
        rest = rest[end...]
        return true
    }

    private static func isTokenByte(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
        default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
        }
    }

    /// A quoted string (RFC 9110 §5.6.4).
    private static func quoted(_ rest: inout ArraySlice<UInt8>) -> Bool {
        guard byte(0x22, &rest) else { return false }
        while let next = rest.popFirst() {
            if next == 0x22 { return true }
            if next == 0x5C, rest.popFirst() == nil { return false }
        }
        return false
    }
}
