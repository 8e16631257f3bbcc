import Testing

@testable import JSONText

struct JSONWriterTests {
    private func text(_ value: JSONValue, _ layout: JSONWriter.Layout = .compact) -> String {
        String(decoding: JSONWriter.encode(value, layout: layout), as: UTF8.self)
    }

    static let compactForms: [(JSONValue, String)] = [
        (JSONValue.null, "null"), (true, "true"), (false, "false"), (0, "0"), (-7, "-7"),
        (.integer(.min), "-9223372036854775808"), (.integer(.max), "9223372036854775807"),
        (26.9, "26.9"), (.number(13), "13"), (.number(-0.0), "0"), (.number(0.1 + 0.2), "0.30000000000000004"),
        (.number(1e20), "1e+20"), (.number(1e-7), "1e-07"), (.number(.leastNonzeroMagnitude), "5e-324"),
        (.number(9_007_199_254_740_992), "9007199254740992"),
        (.number(.greatestFiniteMagnitude), "1.7976931348623157e+308"),
        (.number(.infinity), "null"), (.number(.nan), "null"),
        ("", "\"\""), ("Hữu Nghị 友谊关 😀", "\"Hữu Nghị 友谊关 😀\""),
        (
            "\"\\/\u{8}\u{9}\u{A}\u{C}\u{D}\u{0}\u{1F}\u{7F}\u{2028}",
            "\"\\\"\\\\/\\b\\t\\n\\f\\r\\u0000\\u001f\u{7F}\u{2028}\""
        ),
        ([], "[]"), ([:], "{}"), ([1, [], [:], "a"], "[1,[],{},\"a\"]"),
        (["b": 1, "a": [true, .null]], "{\"b\":1,\"a\":[true,null]}"), (["\"": ["": 0]], "{\"\\\"\":{\"\":0}}"),
    ]

    @Test(arguments: compactForms)
    func encode_Compact(value: JSONValue, expected: String) {
        #expect(text(value) == expected)
    }

    @Test func encode_Indented() {
        let value: JSONValue = ["a": [1, ["b": .null]], "c": [], "d": [:], "e": "x"]
        let expected = """
            {
              "a": [
                1,
                {
                  "b": null
                }
              ],
              "c": [],
              "d": {},
              "e": "x"
            }
            """
        #expect(text(value, .indented) == expected)
    }

    @Test func stream_EqualsTree() {
        var writer = JSONWriter(appendingTo: Array("data: ".utf8))
        writer.beginObject()
        writer.key("items")
        writer.beginArray()
        writer.beginObject()
        writer.member("id", "kim-thanh")
        writer.key("lanes")
        writer.integer(5 as Int32)
        writer.endObject()
        writer.raw(Array("{\"raw\":1}".utf8))
        writer.number(26.9)
        writer.bool(false)
        writer.null()
        writer.endArray()
        writer.key("total")
        writer.integer(3)
        writer.endObject()
        #expect(
            String(decoding: writer.bytes, as: UTF8.self)
                == "data: {\"items\":[{\"id\":\"kim-thanh\",\"lanes\":5},{\"raw\":1},26.9,false,null],\"total\":3}")
    }

    @Test func lines_AreTextsOfTheirOwn() {
        var writer = JSONWriter()
        for number in [Int64.min, -7, 0, .max] {
            writer.beginObject()
            writer.key("n")
            writer.integer(number)
            writer.endObject()
            writer.endLine()
        }
        #expect(
            String(decoding: writer.bytes, as: UTF8.self)
                == "{\"n\":-9223372036854775808}\n{\"n\":-7}\n{\"n\":0}\n{\"n\":9223372036854775807}\n")
    }

    @Test(arguments: [JSONWriter.Layout.compact, .indented])
    func encode_ReadsBackEqual(layout: JSONWriter.Layout) throws {
        let value: JSONValue = [
            "text": "a\u{1}\"\\\n\u{10FFFF}ạ", "numbers": [0, -1, 2_790_000_000, 26.9, 1.5e300, -2.25e-9],
            "nested": [[[]], [:], ["k": [true, false, .null]]],
        ]
        #expect(try JSONValue(parsing: JSONWriter.encode(value, layout: layout)) == value)
    }

    /// Every Double that is not whole survives being written and read; bit patterns are taken from all magnitudes.
    @Test func number_RoundTrips() throws {
        var state: UInt64 = 42
        for _ in 0..<20_000 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            let value = Double(bitPattern: state)
            guard value.isFinite else { continue }
            #expect(try JSONDocument(parsing: JSONWriter.encode(.number(value))).root.double == value)
        }
    }
}
