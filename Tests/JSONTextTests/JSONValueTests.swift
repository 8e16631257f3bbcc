import Testing

@testable import JSONText

struct JSONValueTests {
    @Test func subscripts_FindOrGiveNil() {
        let value: JSONValue = ["a": [1, 2.5], "b": "x\(1)", "c": .null, "d": true]
        #expect(value["a"]?[1]?.double == 2.5)
        #expect(value["a"]?[0]?.integer == 1)
        #expect(value["a"]?[0]?.double == 1)
        #expect(value["a"]?[2] == nil)
        #expect(value["b"]?.string == "x1")
        #expect(value["c"]?.isNull == true)
        #expect(value["d"]?.bool == true)
        #expect(value["e"] == nil)
        #expect(value["a"]?.array?.count == 2)
        #expect(value["a"]?["b"] == nil && value[0] == nil)
        #expect(JSONValue.null.double == nil && JSONValue.null.integer == nil && JSONValue.null.bool == nil)
    }

    @Test func object_SetReplacesAppendsAndRemoves() {
        var object: JSONObject = ["a": 1, "b": 2]
        object["a"] = 3
        object["c"] = 4
        object["b"] = nil
        object["z"] = nil
        #expect(object == ["a": 3, "c": 4])
        object.append("d", 5)
        #expect(object.members.map(\.key) == ["a", "c", "d"])
        #expect(object.count == 3 && !object.isEmpty)
    }

    @Test func object_RepeatedKey_KeepsLastValueAtFirstPlace() {
        let members = [("a", 1), ("b", 2), ("a", 3)].map { JSONObject.Member(key: $0.0, value: .integer(Int64($0.1))) }
        #expect(JSONObject(members) == ["a": 3, "b": 2])
    }

    @Test func equality_CountsOrder() {
        #expect(JSONValue.object(["a": 1, "b": 2]) != .object(["b": 2, "a": 1]))
        #expect(JSONValue.integer(3) != .number(3))
    }
}
