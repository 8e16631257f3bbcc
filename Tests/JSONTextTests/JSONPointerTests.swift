import Testing

@testable import JSONText

struct JSONPointerTests {
    /// The examples of RFC 6901 §5.
    @Test(arguments: [
        ("", []), ("/foo", ["foo"]), ("/foo/0", ["foo", "0"]), ("/", [""]), ("/a~1b", ["a/b"]), ("/c%d", ["c%d"]),
        ("/m~0n", ["m~n"]), ("/~01", ["~1"]), ("//", ["", ""]), ("/Cửa khẩu", ["Cửa khẩu"]),
    ])
    func parse_AndPrint_AreInverse(text: String, tokens: [String]) throws {
        let pointer = try #require(JSONPointer(parsing: text))
        #expect(pointer.tokens == tokens)
        #expect(pointer.description == text)
    }

    @Test(arguments: ["foo", "/~", "/~2", "/a~/b", "#/a"])
    func parse_Malformed_GivesNil(text: String) {
        #expect(JSONPointer(parsing: text) == nil)
    }

    @Test func append_StepsInAndOut() {
        var pointer = JSONPointer()
        pointer.append(key: "gates")
        pointer.append(index: 3)
        #expect(pointer.description == "/gates/3")
        #expect(pointer == JSONPointer().appending(key: "gates").appending(index: 3))
        pointer.removeLast()
        pointer.removeLast()
        pointer.removeLast()
        #expect(pointer == JSONPointer())
    }
}
