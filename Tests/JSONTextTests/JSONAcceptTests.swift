import Testing

@testable import JSONText

/// Texts that are JSON, after the cases of JSONTestSuite (github.com/nst/JSONTestSuite), and what they say.
struct JSONAcceptTests {
    static let validTexts: [(String, JSONValue)] = [
        ("null", JSONValue.null),
        (" true ", true),
        ("\n\t\r false\n", false),
        ("0", 0),
        ("-0", 0),
        ("-1", -1),
        ("9223372036854775807", .integer(.max)),
        ("-9223372036854775808", .integer(.min)),
        ("9223372036854775808", .number(9_223_372_036_854_775_808)),
        ("2790000000", 2_790_000_000),
        ("26.9", 26.9),
        ("1.0", .number(1)),
        ("0e1", .number(0)),
        ("1e+2", .number(100)),
        ("1E-2", .number(0.01)),
        ("123.456e78", .number(123.456e78)),
        ("1e-999", .number(0)),
        ("-100000000000000000000000000000", .number(-1e29)),
        ("\"\"", ""),
        ("\"Lạng Sơn\"", "Lạng Sơn"),
        ("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"", "\"\\/\u{8}\u{C}\n\r\t"),
        ("\"\\u0041\\u00e9\\u1EA1\"", "Aéạ"),
        ("\"\\uD83D\\uDE00 \\ud83d\\ude00\"", "😀 😀"),
        ("\"\\u0000\"", "\u{0}"),
        ("\"\u{7F}\u{2028}\u{10FFFF}\u{FFFE}\u{FEFF}\"", "\u{7F}\u{2028}\u{10FFFF}\u{FFFE}\u{FEFF}"),
        ("\"\\uDBFF\\uDFFF\\uFFFE\"", "\u{10FFFF}\u{FFFE}"),
        ("\"/* no comment */ // nor this\"", "/* no comment */ // nor this"),
        ("[]", []),
        ("[ ]", []),
        ("{}", [:]),
        ("[1,\n2 , 3]", [1, 2, 3]),
        ("[[[]],{}]", [[[]], [:]]),
        ("{\"b\":1,\"a\":{\"c\":[null,true]}}", ["b": 1, "a": ["c": [.null, true]]]),
        ("{\"\":0}", ["": 0]),
        ("{\"a\\u0062\":\"x\"}", ["ab": "x"]),
        ("{\"Tên\":\"Cửa khẩu\"}", ["Tên": "Cửa khẩu"]),
    ]

    @Test(arguments: validTexts)
    func read_ValidText(text: String, expected: JSONValue) throws {
        #expect(try JSONValue(parsing: Array(text.utf8)) == expected)
    }

    /// The eight-byte scan must notice every special byte at every place of a word.
    @Test(arguments: 0..<20)
    func read_SpecialByteAtEveryAlignment(padding: Int) throws {
        let lead = String(repeating: "x", count: padding)
        for (written, meant) in [("\\n", "\n"), ("\\u00e9", "é"), ("ạ", "ạ"), ("😀", "😀"), ("", "")] {
            for tail in 0..<10 {
                let tail = String(repeating: "y", count: tail)
                let value = try JSONValue(parsing: Array("[\"\(lead)\(written)\(tail)\", 1]".utf8))
                #expect(value == [.string(lead + meant + tail), 1])
            }
        }
    }

    @Test func read_ObjectOrder_IsKept() throws {
        let keys = (0..<50).map { "k\(($0 * 37) % 50)" }
        let text = "{" + keys.map { "\"\($0)\": 0" }.joined(separator: ",") + "}"
        let object = try #require(JSONValue(parsing: Array(text.utf8)).object)
        #expect(object.members.map(\.key) == keys)
    }

    @Test func read_DepthAtLimit_IsAccepted() throws {
        let text = String(repeating: "[", count: 64) + String(repeating: "]", count: 64)
        #expect(JSONReading(of: Array(text.utf8)).faults.isEmpty)
    }

    /// Precomposed and decomposed letters are different keys to a byte comparison, as RFC 8259 §8.3 has it.
    @Test func read_KeysThatDifferInNormalForm_AreDistinct() {
        #expect(JSONReading(of: Array("{\"\u{E9}\":1,\"e\u{301}\":2}".utf8)).faults.isEmpty)
    }
}
