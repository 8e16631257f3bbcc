extension JSONFault {
    /// What can be wrong with a JSON text (RFC 8259). A reason that `stopsReading` leaves no way to tell what follows.
    package enum Reason: Sendable, Equatable {
        /// More bytes than the limit.
        case tooLong(limit: Int)
        /// More arrays and objects open at once than the limit.
        case tooDeep(limit: Int)
        /// No value at all.
        case empty
        /// The text ends inside a value.
        case unexpectedEnd
        /// A byte that no value can start with or that cannot stand here.
        case unexpectedByte(UInt8, expected: String)
        /// Bytes after the document's one value.
        case trailingBytes
        /// A byte order mark at the start (RFC 8259 §8.1).
        case byteOrderMark
        /// `//` or `/* */`.
        case comment
        /// A comma before `]` or `}`.
        case trailingComma
        /// Two values or members without a comma between them.
        case missingComma
        /// A key without its colon.
        case missingColon
        /// A member that does not start with a string in double quotes.
        case keyNotString
        /// The same key twice in one object; the first stands at `line`.
        case duplicateKey(String, firstLine: Int)
        /// A string in single quotes.
        case singleQuotes
        /// A bare word other than `true`, `false` and `null`.
        case unknownWord(String)
        /// NaN or an infinity.
        case notFinite(String)
        /// A zero before other digits.
        case leadingZero
        /// A plus sign before a number.
        case plusSign
        /// No digit before the decimal point, or none after the minus sign.
        case missingInteger
        /// No digit after the decimal point.
        case missingFraction
        /// No digit in the exponent.
        case missingExponent
        /// Letters, digits or points right after a number.
        case numberTail(String)
        /// A number whose magnitude no Double holds.
        case numberTooLarge
        /// A string without its closing quote.
        case unterminatedString
        /// A control character that is not escaped.
        case controlCharacter(UInt8)
        /// A backslash before something that is no escape.
        case invalidEscape
        /// Half of a surrogate pair, written as an escape.
        case loneSurrogate(UInt16)
        /// Bytes that are not UTF-8, and how.
        case invalidUTF8(UTF8Violation)

        /// Whether nothing after this fault can be understood.
        package var stopsReading: Bool {
            switch self {
            case .tooLong, .tooDeep, .empty, .unexpectedEnd, .unexpectedByte, .trailingBytes, .keyNotString,
                .singleQuotes, .unterminatedString:
                true
            case .byteOrderMark, .comment, .trailingComma, .missingComma, .missingColon, .duplicateKey, .unknownWord,
                .notFinite, .leadingZero, .plusSign, .missingInteger, .missingFraction, .missingExponent, .numberTail,
                .numberTooLarge, .controlCharacter, .invalidEscape, .loneSurrogate, .invalidUTF8:
                false
            }
        }
    }

    /// The ways in which bytes fail to be UTF-8 (RFC 3629).
    package enum UTF8Violation: Sendable, Equatable {
        /// A byte 80…BF that continues nothing.
        case strayContinuation
        /// A sequence that ends early.
        case truncated
        /// A scalar written with more bytes than it needs.
        case overlong
        /// U+D800…U+DFFF.
        case surrogate
        /// Beyond U+10FFFF, or a byte F8…FF.
        case outOfRange
    }
}

extension JSONFault.Reason: CustomStringConvertible {
    /// The reason in words.
    package var description: String {
        switch self {
        case .tooLong(let limit): "the text is longer than \(limit) bytes"
        case .tooDeep(let limit): "arrays and objects nest deeper than \(limit) levels"
        case .empty: "there is no value"
        case .unexpectedEnd: "the text ends inside a value"
        case .unexpectedByte(let byte, let expected): "\(Self.shown(byte)) where \(expected) is expected"
        case .trailingBytes: "something follows the value"
        case .byteOrderMark: "a byte order mark is not allowed"
        case .comment: "comments are not allowed"
        case .trailingComma: "a comma before the closing bracket is not allowed"
        case .missingComma: "a comma is missing before this"
        case .missingColon: "a colon is missing after the key"
        case .keyNotString: "a key must be a string in double quotes"
        case .duplicateKey(let key, let line): "the key \"\(key)\" stands already at line \(line)"
        case .singleQuotes: "strings are in double quotes"
        case .unknownWord(let word): "\(word) is not a value; true, false and null are the only words"
        case .notFinite(let word): "\(word) is not a number in JSON"
        case .leadingZero: "a number must not start with a zero before other digits"
        case .plusSign: "a number must not start with a plus sign"
        case .missingInteger: "a digit is missing before this"
        case .missingFraction: "a digit is missing after the decimal point"
        case .missingExponent: "a digit is missing in the exponent"
        case .numberTail(let tail): "\(tail) follows the number without a separator"
        case .numberTooLarge: "the number is too large"
        case .unterminatedString: "the string has no closing quote"
        case .controlCharacter(let byte): "\(Self.shown(byte)) must be escaped inside a string"
        case .invalidEscape: "this is not an escape sequence"
        case .loneSurrogate(let unit): "\\u\(Self.hexadecimal(UInt32(unit), width: 4)) is half of a surrogate pair"
        case .invalidUTF8(let violation): "invalid UTF-8: \(violation)"
        }
    }

    private static func shown(_ byte: UInt8) -> String {
        switch byte {
        case 0x21...0x7E: "'\(Unicode.Scalar(byte))'"
        default: "byte 0x\(hexadecimal(UInt32(byte), width: 2))"
        }
    }

    private static func hexadecimal(_ value: UInt32, width: Int) -> String {
        let digits = String(value, radix: 16, uppercase: true)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}

extension JSONFault.UTF8Violation: CustomStringConvertible {
    /// The violation in words.
    package var description: String {
        switch self {
        case .strayContinuation: "a continuation byte without a first byte"
        case .truncated: "a sequence that ends early"
        case .overlong: "an overlong sequence"
        case .surrogate: "an encoded surrogate"
        case .outOfRange: "beyond U+10FFFF"
        }
    }
}
