import Testing

@testable import JSONText

struct JSONNodeTests {
    private static let text = """
        {
          "id": "kim-thanh",
          "names": {"vi": "Kim Thành", "a/b~c": [10, 26.9, -0.5, 2790000000]},
          "lanes": [ {"open": true}, {"open": false}, null ]
        }
        """

    private let document: JSONDocument

    init() throws {
        document = try JSONDocument(parsing: Array(Self.text.utf8))
    }

    @Test func node_AtPointer() throws {
        #expect(document.node(at: JSONPointer()) != nil)
        let node = try #require(document.node(at: JSONPointer(["names", "a/b~c", "1"])))
        #expect(node.double == 26.9)
        #expect(node.numberText == "26.9")
        #expect(node.position == JSONPosition(offset: 69, line: 3, column: 46))
        for missing in [["nobody"], ["lanes", "3"], ["lanes", "01"], ["lanes", "-1"], ["id", "0"], ["lanes", "x"]] {
            #expect(document.node(at: JSONPointer(missing)) == nil)
        }
    }

    @Test func pointer_IsInverseOfNodeAtPointer() throws {
        var pending = [document.root]
        var count = 0
        while let node = pending.popLast() {
            count += 1
            #expect(try #require(document.node(at: node.pointer)).offset == node.offset)
            pending += Array(node.elements) + node.members.map(\.value)
        }
        #expect(count == 15)
    }

    @Test func accessors_MatchKind() throws {
        let numbers = try #require(document.root["names"]?["a/b~c"])
        #expect(numbers.elements.map(\.integer) == [10, nil, nil, 2_790_000_000])
        #expect(numbers.elements.map(\.double) == [10, 26.9, -0.5, 2_790_000_000])
        #expect(numbers[3]?.integer == 2_790_000_000)
        #expect(numbers[4] == nil && numbers[-1] == nil)
        #expect(numbers.count == 4)
        let lanes = try #require(document.root["lanes"])
        #expect(lanes.elements.map { $0["open"]?.bool } == [true, false, nil])
        #expect(lanes.elements.map(\.isNull) == [false, false, true])
        #expect(document.root["id"]?.isString("kim-thanh") == true)
        #expect(document.root["id"]?.string == "kim-thanh")
        #expect(document.root["id"]?.integer == nil)
        #expect(document.root.string == nil)
        #expect(document.root["id"]?.elements.map(\.kind) == [])
    }

    @Test func members_KeepOrderAndPositions() {
        #expect(document.root.members.map(\.key) == ["id", "names", "lanes"])
        #expect(document.root.members.map(\.keyPosition.line) == [2, 3, 4])
        #expect(document.root.members.map(\.keyPosition.column) == [3, 3, 3])
        #expect(document.root.members.map { $0.hasKey("names") } == [false, true, false])
    }

    @Test func bytes_AreTheTextOfTheValue() {
        #expect(document.root["lanes"]?[0].map { String(decoding: $0.bytes, as: UTF8.self) } == "{\"open\": true}")
    }

    @Test func column_CountsScalars() {
        let faults = JSONReading(of: Array("[\"Cửa khẩu\", 01]".utf8)).faults
        #expect(faults.map(\.position) == [JSONPosition(offset: 17, line: 1, column: 14)])
    }

    @Test func document_WithFaults_ReadsOn() throws {
        let reading = JSONReading(of: Array("{\"a\": \"\\uD800x\", \"a\": 012, \"b\": [1]}".utf8))
        #expect(reading.faults.count == 3)
        let root = try #require(reading.document).root
        #expect(root.members.map(\.key) == ["a", "a", "b"])
        #expect(root["a"]?.string == "\u{FFFD}x")
        #expect(root.members.map(\.value.kind) == [.string, .null, .array])
    }
}
