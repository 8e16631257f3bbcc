import HTTPEngine

/// Field lines: RFC 9112 §5, RFC 9110 §5.
enum FieldCases {
    static let all: [ConformanceCase] = refused + bytesInNames + bytesInValues + accepted

    private static let refused: [ConformanceCase] = [
        .refuse("9112 §5.1", "space before the colon", Sketch.field("A : b"), .fieldNameInvalid),
        .refuse("9112 §5.1", "tab before the colon", Sketch.field("A\t: b"), .fieldNameInvalid),
        .refuse("9112 §5.2", "folded line", Sketch.field("A: b\r\n c"), .lineFolding),
        .refuse("9112 §5.2", "folded line with a tab", Sketch.field("A: b\r\n\tc"), .lineFolding),
        .refuse("9112 §2.2", "space before the first field", "GET / HTTP/1.1\r\n Host: a\r\n\r\n", .lineFolding),
        .refuse("9110 §5.1", "empty name", Sketch.field(": b"), .fieldNameInvalid),
        .refuse("9110 §5.1", "no colon", Sketch.field("A"), .fieldNameInvalid),
        .refuse("9110 §5.1", "name with a space", Sketch.field("A B: c"), .fieldNameInvalid),
        .refuse("9110 §5.1", "name with a bracket", Sketch.field("A(B): c"), .fieldNameInvalid),
        .refuse("9110 §5.1", "name with a slash", Sketch.field("A/B: c"), .fieldNameInvalid),
        .refuse("9110 §5.1", "name with obs-text", Sketch.field("Aé: c"), .fieldNameInvalid),
        .refuse("9110 §5.1", "name with NUL", Sketch.field("A\u{0}: c"), .fieldNameInvalid),
        .refuse("9110 §5.1", "invisible byte in a name", Sketch.field("Content-Length\u{B}: 1"), .fieldNameInvalid),
        .refuse("9110 §5.1", "zero-width space in a name", Sketch.field("\u{200B}Host: b"), .fieldNameInvalid),
        .refuse("9110 §5.5", "NUL in a value", Sketch.field("A: b\u{0}c"), .fieldValueInvalid),
        .refuse("9110 §5.5", "bell in a value", Sketch.field("A: b\u{7}c"), .fieldValueInvalid),
        .refuse("9110 §5.5", "escape in a long value", Sketch.field("A: 0123456789\u{1B}[0m"), .fieldValueInvalid),
        .refuse("9110 §5.5", "DEL in a value", Sketch.field("A: 01234567890\u{7F}"), .fieldValueInvalid),
        .refuse("9112 §2.2", "CR in a value", Sketch.field("A: b\rc"), .lineEndingInvalid),
        .refuse("9112 §2.2", "LF ends a field line", Sketch.field("A: b\nB: c"), .lineEndingInvalid),
        .refuse("9112 §2.2", "LF for the empty line", "GET / HTTP/1.1\r\nHost: a\r\n\n", .lineEndingInvalid),
        .refuse("9112 §2.2", "CR CR LF", "GET / HTTP/1.1\r\nHost: a\r\r\n\r\n", .lineEndingInvalid),
        .refuse("9112 §2.2", "CR for the empty line", "GET / HTTP/1.1\r\nHost: a\r\n\rX", .lineEndingInvalid),
        .refuse("9112 §2.2-8", "tab before the first field", "GET / HTTP/1.1\r\n\tHost: a\r\n\r\n", .lineFolding),
        .refuse("9112 §5.2", "line of blanks", Sketch.field("A: b\r\n  "), .lineFolding),
        .refuse("9112 §5.2", "fold of Host", "GET / HTTP/1.1\r\nHost: a\r\n b\r\n\r\n", .lineFolding),
        .refuse("9112 §5.1", "no-break space before the colon", Sketch.field("A\u{A0}: b"), .fieldNameInvalid),
        .refuse("9112 §5.1", "CR before the colon", Sketch.field("A\r: b"), .fieldNameInvalid),
        .refuse("9112 §5.1", "LF before the colon", Sketch.field("A\n: b"), .fieldNameInvalid),
        .refuse("9112 §2.2", "CR at the end of a value", Sketch.field("A: b\r\r\nB: c"), .lineEndingInvalid),
        .refuse("9112 §2.2", "LF CR for CR LF", Sketch.field("A: b\n\rB: c"), .lineEndingInvalid),
        .refuse("9112 §2.2", "CR alone in an empty value", Sketch.field("A:\rB: c"), .lineEndingInvalid),
        .refuse("9110 §5.1", "soft hyphen in a name", Sketch.field("Con\u{AD}tent-Length: 1"), .fieldNameInvalid),
        .refuse("9110 §5.1", "byte order mark before a name", Sketch.field("\u{FEFF}A: b"), .fieldNameInvalid),
        .refuse("9110 §5.1", "right-to-left mark in a name", Sketch.field("A\u{200F}: b"), .fieldNameInvalid),
        .refuse("9110 §5.1", "full-width letters", Sketch.field("\u{FF28}ost: b"), .fieldNameInvalid),
    ]

    private static let bytesInNames: [ConformanceCase] = Sketch.bytes(where: {
        $0 != 0x0A && $0 != 0x0D && $0 != 0x20 && $0 != 0x3A && !Grammar.isToken($0)
    }).map {
        .refuse("9110 §5.6.2-2", "byte \($0.value) in a name", Sketch.field("X\($0)Y: z"), .fieldNameInvalid)
    }

    private static let bytesInValues: [ConformanceCase] = Sketch.bytes(where: {
        $0 != 0x0A && $0 != 0x0D && $0 < 0x80 && !Grammar.isFieldValueByte($0)
    }).map {
        .refuse("9110 §5.5-5", "byte \($0.value) in a value", Sketch.field("X: y\($0)z"), .fieldValueInvalid)
    }

    private static let accepted: [ConformanceCase] = [
        .accept("9112 §5-1", "no space behind the colon", Sketch.field("A:b"), "GET / @a "),
        .accept("9112 §5.1-3", "blanks around a value", Sketch.field("A: \t b \t "), "GET / @a "),
        .accept("9110 §5.5-2", "empty value", Sketch.field("A:"), "GET / @a "),
        .accept("9110 §5.5-2", "value of blanks", Sketch.field("A: \t "), "GET / @a "),
        .accept("9110 §5.5-4", "obs-text in a value is opaque", Sketch.field("A: \u{80}\u{A0}\u{FF}"), "GET / @a "),
        .accept("9110 §5.5-4", "UTF-8 in a value", Sketch.field("A: h\u{1EEF}u"), "GET / @a "),
        .accept("9110 §5.5-2", "tab inside a value", Sketch.field("A: b\tc"), "GET / @a "),
        .accept("9110 §5.6.2", "every mark of a token in a name", Sketch.field("!#$%&'*+-.^_`|~09: b"), "GET / @a "),
        .accept("9110 §5.1", "unknown names are passed over", Sketch.field("X-Unheard-Of: b"), "GET / @a "),
        .accept("9110 §5.3", "a field in two lines", Sketch.field("A: b\r\nA: c"), "GET / @a "),
        .accept("9110 §5.1", "names without regard to case", "GET / HTTP/1.1\r\nhOST: a\r\n\r\n", "GET / @a "),
        .accept("9112 §5-1", "colons in a value", Sketch.field("A::::"), "GET / @a "),
    ]
}
