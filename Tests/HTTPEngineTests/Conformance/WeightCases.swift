import HTTPEngine

/// Weights of what a client accepts: RFC 9110 §12.4.2, in the fields of §10.1.4 and §12.5.
enum WeightCases {
    static let all: [ConformanceCase] = malformed + byField + repeated + accepted

    private static let malformed: [ConformanceCase] = [
        "2", "1.1", "1.001", "1.0001", "1.01", "10", "01", "00", "0.1234", "0.0000", "0.12a", "0.-1", "0..1",
        "0.5.", ".5", ".", "-1", "-0", "+1", "+0.5", "abc", "a", "0.a", "0x1", "1e0", "0.5e0", "NaN", "inf", "1/2",
        "50%",
        "\"1\"", "\"0.5\"", "'1'", "", "1=1", "0.5=", "0 .5", "0. 5", "1 1", "\u{A0}1", "\u{B2}", "0.\u{B2}",
    ].map {
        .refuse("9110 §12.4.2-3", "weight [\($0)]", Sketch.field("Accept: a/b;q=\($0)"), .weightInvalid)
    }

    private static let byField: [ConformanceCase] = [
        .refuse("9110 §12.5.1", "Accept", Sketch.field("Accept: text/html, */*;q=2"), .weightInvalid),
        .refuse("9110 §12.5.1", "after a parameter", Sketch.field("Accept: a/b;level=1;q=2"), .weightInvalid),
        .refuse("9110 §12.5.1", "before a parameter", Sketch.field("Accept: a/b;q=2;level=1"), .weightInvalid),
        .refuse("9110 §12.5.1", "a capital", Sketch.field("Accept: a/b;Q=2"), .weightInvalid),
        .refuse("9110 §12.5.1", "blanks around the semicolon", Sketch.field("Accept: a/b \t; q=2"), .weightInvalid),
        .refuse("9110 §12.5.1", "behind a quoted string", Sketch.field("Accept: a/b;c=\"d;e\";q=2"), .weightInvalid),
        .refuse(
            "9110 §12.5.1", "in the first of two lines", Sketch.field("Accept: a/b;q=2\r\nAccept: c/d"), .weightInvalid),
        .refuse(
            "9110 §12.5.1", "in the second of two lines", Sketch.field("Accept: a/b\r\nAccept: c/d;q=2"), .weightInvalid
        ),
        .refuse(
            "9110 §12.5.1", "with content", Sketch.post("Accept: a/b;q=2\r\nContent-Length: 1", "x"), .weightInvalid),
        .refuse("9110 §12.5.2", "Accept-Charset", Sketch.field("Accept-Charset: utf-8;q=1.5"), .weightInvalid),
        .refuse("9110 §12.5.3", "Accept-Encoding", Sketch.field("Accept-Encoding: gzip;q=0.1234"), .weightInvalid),
        .refuse("9110 §12.5.3", "of no coding", Sketch.field("Accept-Encoding: gzip, identity;q=no"), .weightInvalid),
        .refuse("9110 §12.5.3", "of an asterisk", Sketch.field("Accept-Encoding: *;q=-1"), .weightInvalid),
        .refuse("9110 §12.5.4", "Accept-Language", Sketch.field("Accept-Language: vi, en;q=0.5%"), .weightInvalid),
        .refuse("9110 §10.1.4", "TE", Sketch.field("TE: trailers, deflate;q=5"), .weightInvalid),
        .refuse("9110 §5.6.6-2", "name without a value", Sketch.field("Accept: a/b;q"), .weightInvalid),
        .refuse("9110 §5.6.6-2", "blank before the equals sign", Sketch.field("Accept: a/b;q =1"), .weightInvalid),
        .refuse("9110 §5.6.6-2", "blank behind the equals sign", Sketch.field("Accept: a/b;q= 1"), .weightInvalid),
    ]

    private static let repeated: [ConformanceCase] = [
        .refuse("9110 §12.4.2", "twice", Sketch.field("Accept: a/b;q=0.5;q=0.6"), .weightInvalid),
        .refuse("9110 §12.4.2", "twice the same", Sketch.field("Accept-Encoding: gzip;q=1;q=1"), .weightInvalid),
        .refuse("9110 §12.4.2", "twice in two cases", Sketch.field("Accept: a/b;q=0.5;c=d;Q=0.5"), .weightInvalid),
    ]

    private static let accepted: [ConformanceCase] =
        ["0", "0.", "0.0", "0.00", "0.000", "0.5", "0.25", "0.125", "0.999", "1", "1.", "1.0", "1.00", "1.000"].map {
            .accept("9110 §12.4.2-3", "weight [\($0)]", Sketch.field("Accept: a/b;q=\($0)"), "GET / @a ")
        } + [
            .accept("9110 §12.5.1", "blanks around a weight", Sketch.field("Accept: a/b ; q=0.5 , c/d"), "GET / @a "),
            .accept("9110 §12.5.1", "a capital that is well-formed", Sketch.field("Accept: a/b;Q=0.5"), "GET / @a "),
            .accept("9110 §12.5.1", "one in each member", Sketch.field("Accept: a/b;q=0.5, c/d;q=0.6"), "GET / @a "),
            .accept("9110 §12.5.1", "within a quoted string", Sketch.field("Accept: a/b;c=\"d;q=2\""), "GET / @a "),
            .accept("9110 §12.5.1", "behind an escaped quote", Sketch.field("Accept: a/b;c=\"\\\";q=2\""), "GET / @a "),
            .accept("9110 §12.5.1", "a longer name", Sketch.field("Accept: a/b;qs=2;aq=3"), "GET / @a "),
            .accept("9110 §5.6.6", "empty parameters", Sketch.field("Accept: a/b;;q=0.5;"), "GET / @a "),
            .accept("9110 §5.6.1", "empty members", Sketch.field("Accept: , a/b;q=0.5,,"), "GET / @a "),
            .accept(
                "9110 §12.5.5", "in a field without weights", Sketch.field("Vary: a;q=2\r\nX-Accept: a;q=2"),
                "GET / @a "),
            .accept(
                "9110 §12.5.4", "what browsers send", Sketch.field("Accept-Language: vi-VN,vi;q=0.9,en;q=0.5"),
                "GET / @a "),
            .accept("9110 §10.1.4", "TE that is well-formed", Sketch.field("TE: trailers, deflate;q=0.5"), "GET / @a "),
        ]
}
