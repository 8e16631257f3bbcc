import Testing

@testable import JSONText

/// Texts that are not JSON, each with all its faults: pointer, line, column, reason.
struct JSONRefuseTests {
    struct Expected: Sendable {
        let pointer: String
        let line: Int
        let column: Int
        let reason: JSONFault.Reason

        init(_ pointer: String, _ line: Int, _ column: Int, _ reason: JSONFault.Reason) {
            (self.pointer, self.line, self.column, self.reason) = (pointer, line, column, reason)
        }
    }

    static func expect(
        _ text: [UInt8], _ expected: [Expected], limits: JSONLimits = JSONLimits(),
        sourceLocation: SourceLocation = #_sourceLocation
    ) {
        let faults = JSONReading(of: text, limits: limits).faults
        let found = faults.map { "\($0.pointer)|\($0.position.line):\($0.position.column)|\($0.reason)" }
        let wanted = expected.map { "\($0.pointer)|\($0.line):\($0.column)|\($0.reason)" }
        #expect(found == wanted, sourceLocation: sourceLocation)
        #expect(faults.map(\.reason) == expected.map(\.reason), sourceLocation: sourceLocation)
        #expect(throws: JSONFaults.self, sourceLocation: sourceLocation) {
            try JSONDocument(parsing: text, limits: limits)
        }
    }

    static let badStructures: [(String, [Expected])] = [
        ("", [Expected("", 1, 1, .empty)]),
        (" \n ", [Expected("", 2, 2, .empty)]),
        ("[", [Expected("", 1, 2, .unexpectedEnd)]),
        ("[1", [Expected("", 1, 3, .unexpectedEnd)]),
        ("[1,", [Expected("", 1, 4, .unexpectedEnd)]),
        ("{\"a\"", [Expected("/a", 1, 5, .unexpectedEnd)]),
        ("{\"a\":", [Expected("/a", 1, 6, .unexpectedEnd)]),
        ("{\"a\":[1,{\"b\":", [Expected("/a/1/b", 1, 14, .unexpectedEnd)]),
        ("]", [Expected("", 1, 1, .unexpectedByte(UInt8(ascii: "]"), expected: "a value"))]),
        ("[1}", [Expected("", 1, 3, .unexpectedByte(UInt8(ascii: "}"), expected: "',' or ']'"))]),
        ("{\"a\":1]", [Expected("", 1, 7, .unexpectedByte(UInt8(ascii: "]"), expected: "',' or '}'"))]),
        ("[1,,2]", [Expected("/1", 1, 4, .unexpectedByte(UInt8(ascii: ","), expected: "a value"))]),
        ("[,1]", [Expected("/0", 1, 2, .unexpectedByte(UInt8(ascii: ","), expected: "a value"))]),
        ("{\"a\":}", [Expected("/a", 1, 6, .unexpectedByte(UInt8(ascii: "}"), expected: "a value"))]),
        ("{\"a\";1}", [Expected("/a", 1, 5, .unexpectedByte(UInt8(ascii: ";"), expected: "':'"))]),
        ("{,}", [Expected("", 1, 2, .unexpectedByte(UInt8(ascii: ","), expected: "a key"))]),
        ("\u{A0}1", [Expected("", 1, 1, .unexpectedByte(0xC2, expected: "a value"))]),
        ("1 2", [Expected("", 1, 3, .trailingBytes)]),
        ("{} }", [Expected("", 1, 4, .trailingBytes)]),
        ("\u{FEFF}1", [Expected("", 1, 1, .byteOrderMark)]),
        ("[1, // one\n 2 /* two\n */]", [Expected("", 1, 5, .comment), Expected("", 2, 4, .comment)]),
        ("[1, 2 ,]", [Expected("", 1, 7, .trailingComma)]),
        ("{\"a\":1,\n}", [Expected("", 1, 7, .trailingComma)]),
        ("[1 2, \"a\" \"b\"]", [Expected("", 1, 4, .missingComma), Expected("", 1, 11, .missingComma)]),
        ("{\"a\":1\n\"b\":2}", [Expected("", 2, 1, .missingComma)]),
        ("{\"a\" 1}", [Expected("/a", 1, 6, .missingColon)]),
        ("{a:1}", [Expected("", 1, 2, .keyNotString)]),
        ("{1:1}", [Expected("", 1, 2, .keyNotString)]),
        ("{'a':1}", [Expected("", 1, 2, .singleQuotes)]),
        ("['a']", [Expected("/0", 1, 2, .singleQuotes)]),
        (
            "[True, nul, undefined]",
            [
                Expected("/0", 1, 2, .unknownWord("True")), Expected("/1", 1, 8, .unknownWord("nul")),
                Expected("/2", 1, 13, .unknownWord("undefined")),
            ]
        ),
    ]

    @Test(arguments: badStructures)
    func read_BadStructure(text: String, expected: [Expected]) {
        Self.expect(Array(text.utf8), expected)
    }

    static let badNumbers: [(String, [Expected])] = [
        ("NaN", [Expected("", 1, 1, .notFinite("NaN"))]),
        (
            "[-Infinity, Infinity]",
            [
                Expected("/0", 1, 2, .notFinite("-Infinity")), Expected("/1", 1, 13, .notFinite("Infinity")),
            ]
        ),
        ("[012, -00, 1]", [Expected("/0", 1, 2, .leadingZero), Expected("/1", 1, 8, .leadingZero)]),
        ("+1", [Expected("", 1, 1, .plusSign)]),
        (".5", [Expected("", 1, 1, .missingInteger)]),
        ("-", [Expected("", 1, 2, .missingInteger)]),
        ("[-.5]", [Expected("/0", 1, 3, .missingInteger)]),
        ("1.", [Expected("", 1, 3, .missingFraction)]),
        ("1.e5", [Expected("", 1, 3, .missingFraction)]),
        ("[1e]", [Expected("/0", 1, 4, .missingExponent)]),
        ("1e+", [Expected("", 1, 4, .missingExponent)]),
        (
            "[0x1F, 1_000, 1.2.3]",
            [
                Expected("/0", 1, 3, .numberTail("x1F")), Expected("/1", 1, 9, .numberTail("_000")),
                Expected("/2", 1, 18, .numberTail(".3")),
            ]
        ),
        ("1-2", [Expected("", 1, 2, .trailingBytes)]),
        ("[1-2]", [Expected("", 1, 3, .missingComma)]),
        ("[1e400]", [Expected("/0", 1, 2, .numberTooLarge)]),
    ]

    @Test(arguments: badNumbers)
    func read_BadNumber(text: String, expected: [Expected]) {
        Self.expect(Array(text.utf8), expected)
    }

    @Test func read_LongNumberTooLarge() {
        Self.expect(Array(String(repeating: "9", count: 400).utf8), [Expected("", 1, 1, .numberTooLarge)])
    }

    static let badStrings: [(String, [Expected])] = [
        ("\"abc", [Expected("", 1, 1, .unterminatedString)]),
        ("[\"abc\\", [Expected("/0", 1, 2, .unterminatedString)]),
        ("\"\\\"", [Expected("", 1, 1, .unterminatedString)]),
        (
            "[\"a\tb\", \"c\nd\", 012]",
            [
                Expected("/0", 1, 4, .controlCharacter(9)), Expected("/1", 1, 11, .controlCharacter(10)),
                Expected("/2", 2, 5, .leadingZero),
            ]
        ),
        ("\"\u{0}\"", [Expected("", 1, 2, .controlCharacter(0))]),
        (
            "[\"\\x\", \"\\u12G4\", \"\\u12\"]",
            [
                Expected("/0", 1, 3, .invalidEscape), Expected("/1", 1, 9, .invalidEscape),
                Expected("/2", 1, 19, .invalidEscape),
            ]
        ),
        ("\"\\uD800\"", [Expected("", 1, 2, .loneSurrogate(0xD800))]),
        ("\"\\uDC00\"", [Expected("", 1, 2, .loneSurrogate(0xDC00))]),
        ("\"\\uD800\\u0041\"", [Expected("", 1, 2, .loneSurrogate(0xD800))]),
        ("\"\\uD800\\n\"", [Expected("", 1, 2, .loneSurrogate(0xD800))]),
        ("\"\\uD83D\\uD83D\\uDE00\"", [Expected("", 1, 2, .loneSurrogate(0xD83D))]),
    ]

    @Test(arguments: badStrings)
    func read_BadString(text: String, expected: [Expected]) {
        Self.expect(Array(text.utf8), expected)
    }

    static let invalidSequences: [([UInt8], JSONFault.UTF8Violation)] = [
        ([0x80], .strayContinuation), ([0xBF], .strayContinuation),
        ([0xC3], .truncated), ([0xC3, 0x28], .truncated), ([0xE1, 0xBA], .truncated), ([0xF0, 0x9F, 0x98], .truncated),
        ([0xC0, 0x80], .overlong), ([0xC1, 0xBF], .overlong), ([0xE0, 0x80, 0x80], .overlong),
        ([0xE0, 0x9F, 0xBF], .overlong), ([0xF0, 0x80, 0x80, 0x80], .overlong), ([0xF0, 0x8F, 0xBF, 0xBF], .overlong),
        ([0xED, 0xA0, 0x80], .surrogate), ([0xED, 0xBF, 0xBF], .surrogate),
        ([0xF4, 0x90, 0x80, 0x80], .outOfRange), ([0xF5, 0x80, 0x80, 0x80], .outOfRange), ([0xFF], .outOfRange),
        ([0xFE], .outOfRange), ([0xF8], .outOfRange),
    ]

    @Test(arguments: invalidSequences)
    func read_InvalidUTF8(bytes: [UInt8], violation: JSONFault.UTF8Violation) {
        let text = Array("[\"ạ\",\"".utf8) + bytes + Array("\"]".utf8)
        Self.expect(text, [Expected("/1", 1, 7, .invalidUTF8(violation))])
    }

    @Test(
        arguments: [
            [0xC2, 0x80], [0xDF, 0xBF], [0xE0, 0xA0, 0x80], [0xED, 0x9F, 0xBF], [0xEE, 0x80, 0x80],
            [0xF0, 0x90, 0x80, 0x80], [0xF4, 0x8F, 0xBF, 0xBF],
        ] as [[UInt8]])
    func read_EdgesOfUTF8_AreAccepted(bytes: [UInt8]) {
        let quote = UInt8(ascii: "\"")
        #expect(JSONReading(of: [quote] + bytes + [quote]).faults.isEmpty)
    }

    static let duplicateKeys: [(String, [Expected])] = [
        ("{\"a\":1,\n\"b\":2,\n\"a\":3}", [Expected("/a", 3, 1, .duplicateKey("a", firstLine: 1))]),
        ("{\"a\":1,\"\\u0061\":2}", [Expected("/a", 1, 8, .duplicateKey("a", firstLine: 1))]),
        ("{\"x\":{\"y/z\":0,\"y/z\":0}}", [Expected("/x/y~1z", 1, 15, .duplicateKey("y/z", firstLine: 1))]),
        (
            "{\"a\":1,\"a\":1,\"a\":1}",
            [
                Expected("/a", 1, 8, .duplicateKey("a", firstLine: 1)),
                Expected("/a", 1, 14, .duplicateKey("a", firstLine: 1)),
            ]
        ),
    ]

    @Test(arguments: duplicateKeys)
    func read_DuplicateKey(text: String, expected: [Expected]) {
        Self.expect(Array(text.utf8), expected)
    }

    @Test func read_DuplicateKeysOfLargeObject() {
        var members = (0..<500).map { "\"k\($0)\":0" }
        members[300] = "\"k7\":0"
        members[400] = "\"k\\u0037\":0"
        let text = Array("{\(members.joined(separator: ",\n"))}".utf8)
        Self.expect(
            text,
            [
                Expected("/k7", 301, 1, .duplicateKey("k7", firstLine: 8)),
                Expected("/k7", 401, 1, .duplicateKey("k7", firstLine: 8)),
            ])
    }

    @Test func read_ManyFaults_AreFoundTogether() {
        let text = "{\"gates\": [{\"id\": 01, \"id\": \"\\q\",}],\n \"x\": NaN, // no\n \"y\": tru}"
        Self.expect(
            Array(text.utf8),
            [
                Expected("/gates/0/id", 1, 19, .leadingZero),
                Expected("/gates/0/id", 1, 23, .duplicateKey("id", firstLine: 1)),
                Expected("/gates/0/id", 1, 30, .invalidEscape),
                Expected("/gates/0", 1, 33, .trailingComma),
                Expected("/x", 2, 7, .notFinite("NaN")),
                Expected("", 2, 12, .comment),
                Expected("/y", 3, 7, .unknownWord("tru")),
            ])
        #expect(JSONReading(of: Array(text.utf8)).document != nil)
    }

    @Test func read_Limits() {
        let deep = Array((String(repeating: "[", count: 5) + String(repeating: "]", count: 5)).utf8)
        Self.expect(deep, [Expected("/0/0/0", 1, 4, .tooDeep(limit: 3))], limits: JSONLimits(depth: 3))
        Self.expect(deep, [Expected("", 1, 1, .tooLong(limit: 9))], limits: JSONLimits(byteCount: 9))
        let faulty = Array("[01,02,03,04]".utf8)
        Self.expect(
            faulty, [Expected("/0", 1, 2, .leadingZero), Expected("/1", 1, 5, .leadingZero)],
            limits: JSONLimits(faultCount: 2))
    }

    /// A hundred thousand brackets cost neither stack nor time.
    @Test func read_HostileNesting_IsRefused() {
        let faults = JSONReading(of: Array(repeating: UInt8(ascii: "["), count: 100_000)).faults
        #expect(faults.map(\.reason) == [.tooDeep(limit: 64)])
    }

    /// Cutting a valid text anywhere gives faults, never a crash and never a silent success.
    @Test func read_EveryPrefixOfAnObject_IsRefused() {
        let text = Array("{\"a\": [1, -2.5e3, \"ạ\\u00e9\\uD83D\\uDE00\", true, null], \"b\": {\"c\": \"\"}}".utf8)
        #expect(JSONReading(of: text).faults.isEmpty)
        for length in 0..<text.count {
            #expect(!JSONReading(of: Array(text.prefix(length))).faults.isEmpty)
        }
    }

    /// Any single byte put anywhere is read to an end: a crash here is the only failure.
    @Test func read_EveryByteEverywhere_Ends() {
        let text = Array("{\"a\":[1,-2.5e3,\"ạ\\u00e9\"],\"b\":true}".utf8)
        for place in text.indices {
            for byte in UInt8.min...UInt8.max {
                var changed = text
                changed[place] = byte
                let reading = JSONReading(of: changed)
                #expect(reading.document != nil || !reading.faults.isEmpty)
                if let document = reading.document { _ = document.root.value }
            }
        }
    }

    @Test func fault_Description_NamesPointerLineAndReason() {
        let faults = JSONReading(of: Array("{\"a\":\n [tru]}".utf8)).faults
        #expect(
            JSONFaults(faults).description
                == "/a/0: line 2, column 3: tru is not a value; true, false and null are the only words")
    }
}
