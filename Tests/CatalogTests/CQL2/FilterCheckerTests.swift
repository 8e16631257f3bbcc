import BorderEconomy
import Testing

@testable import Catalog

/// What a filter may say over a collection, and how it is told what it may not.
struct FilterCheckerTests {
    static let vocabulary = FilterVocabulary(
        collection: "gates",
        entries: [
            .init(name: "name", kind: .text, meaning: ""),
            .init(name: "class", kind: .choice(["international", "bilateral"]), meaning: ""),
            .init(name: "province", kind: .reference(["provinces"]), meaning: ""),
            .init(name: "provinces", kind: .references(["provinces"]), meaning: ""),
            .init(name: "tags", kind: .texts, meaning: ""), .init(name: "lanes", kind: .number, meaning: ""),
            .init(name: "areaHa", kind: .number, meaning: ""), .init(name: "open", kind: .boolean, meaning: ""),
            .init(name: "openedOn", kind: .day, meaning: ""), .init(name: "point", kind: .position, meaning: ""),
            .init(name: "period.start", kind: .day, meaning: ""), .init(name: "period.end", kind: .day, meaning: ""),
            .init(name: "period", kind: .span(start: "period.start", end: "period.end"), meaning: ""),
        ])

    static func check(_ text: String) throws -> CheckedCondition {
        try check(FilterTextParser.parse(text))
    }

    static func check(_ expression: FilterExpression) throws -> CheckedCondition {
        try FilterChecker.check(expression, against: vocabulary) { text, _ in
            switch text {
            case "lao-cai", "lang-son": .key(text)
            case "lc": .key("lao-cai")
            default: .unknown(remedy: "did you mean \"lao-cai\"?")
            }
        }
    }

    @Test(arguments: [
        "class = 'international'", "CASEI(class) = 'INTERNATIONAL'", "class < 'c'", "name = class",
        "lanes + 1 > areaHa / 2",
        "open = TRUE", "open <> FALSE", "openedOn = DATE('2024-01-01')", "openedOn < TIMESTAMP('2024-01-01T00:00:00Z')",
        "openedOn IN (DATE('2024-01-01'), TIMESTAMP('2024-01-01T00:00:00Z'))", "lanes IN (1, areaHa)",
        "lanes BETWEEN 1 AND areaHa", "name BETWEEN 'a' AND 'b'",
        "openedOn BETWEEN DATE('2024-01-01') AND DATE('2024-02-01')",
        "S_WITHIN(point, BBOX(1,1,2,2))", "S_CONTAINS(BBOX(1,1,2,2), point)", "S_EQUALS(point, point)",
        "S_INTERSECTS(POINT(1 1), BBOX(1,1,2,2))", "distanceKm(point, POINT(1 1)) < 5",
        "distanceKm(POINT(1 1), point) < lanes",
        "distanceKm(point, point) = 0", "year(openedOn) = 2024", "T_INTERSECTS(period, INTERVAL('2024-01-01','..'))",
        "T_DURING(period, INTERVAL(openedOn,'..'))", "T_BEFORE(openedOn, DATE('2024-01-01'))",
        "T_EQUALS(period, period)",
        "A_CONTAINS(provinces, ('lao-cai'))", "A_EQUALS(('a','b'), tags)", "A_OVERLAPS(tags, provinces)",
        "period IS NULL", "point IS NOT NULL", "tags IS NULL", "(lanes > 1) IS NULL", "lanes / 0 IS NULL", "'a' = 'b'",
        "1 < 2",
    ])
    func rightFilters_pass(text: String) { #expect(throws: Never.self) { try Self.check(text) } }

    @Test func references_areLookedUpByAlias() throws {
        #expect(
            try Self.check("province = 'lc'")
                == .texts(.equal, TextTerm(origin: .property("province")), TextTerm(origin: .constant("lao-cai"))))
        #expect(
            try Self.check("province IN ('lc','lang-son')")
                == .textIsIn(TextTerm(origin: .property("province")), ["lao-cai", "lang-son"]))
        #expect(
            try Self.check("A_CONTAINS(provinces, ('lc'))") == .arrays(.contains, property: "provinces", ["lao-cai"]))
    }

    static let wrong: [(text: String, character: Int, reason: String, remedy: String)] = [
        ("clas = 'x'", 1, "gates have no field \"clas\"", "did you mean class?"),
        ("province = lao-cai", 12, "no field \"lao\"", "single quotes"),
        ("lanes = 'five'", 9, "expected a number to compare lanes with, found a text", "without quotes"),
        ("'5' < lanes", 1, "expected a number", "without quotes"), ("name = 5", 8, "expected a text", "single quotes"),
        ("openedOn > '2024-01-01'", 12, "expected a day", "DATE('2024-12-15')"),
        ("open = 'true'", 8, "expected true or false", "TRUE"),
        ("open", 1, "expected a condition, found the field open", "open = TRUE"),
        ("lanes", 1, "expected a condition", ""),
        ("open > TRUE", 1, "have no order", "= or <>"),
        ("point = 5", 1, "a position cannot be compared", "S_INTERSECTS"),
        ("tags = 'a'", 1, "cannot be compared", "A_CONTAINS"),
        ("period = DATE('2024-01-01')", 1, "cannot be compared", "T_INTERSECTS"),
        ("class = 'internationl'", 9, "class is never 'internationl'", "did you mean \"international\"?"),
        ("class IN ('bilateral','x')", 23, "class is never 'x'", "known are"),
        ("province = 'x'", 12, "no record 'x'", "lao-cai"),
        ("lanes LIKE '5%'", 1, "a text before LIKE", ""), ("name LIKE 5", 11, "a pattern after LIKE", "single quotes"),
        ("name LIKE name", 11, "a pattern after LIKE", ""), (#"name LIKE 'a\'"#, 11, "has no end", ""),
        (#"name LIKE 'a\\\'"#, 11, "", ""), ("lanes + 'x' > 1", 9, "a number after +, found a text", ""),
        ("-'a' > 1", 2, "a number after the sign", ""), ("-name > 1", 2, "a number after the sign", ""),
        ("-1 * name > 1", 6, "a number after *", ""),
        ("year(openedOn) = '2024'", 18, "a number to compare year(openedOn) with", "without quotes"),
        ("distanceKm(point, POINT(1 1)) < 'x'", 33, "to compare distanceKm(point) with", ""),
        ("CASEI(lanes) = 'x'", 7, "a text in CASEI", ""),
        ("S_INTERSECTS(name, point)", 14, "a geometry, found a text", "POLYGON"),
        ("S_INTERSECTS(BBOX(1,1,2,2), BBOX(1,1,2,2))", 14, "a field with positions", ""),
        ("T_DURING(openedOn, INTERVAL('2024-01-01','..'))", 10, "between intervals, found a day", "T_INTERSECTS"),
        ("T_AFTER(name, DATE('2024-01-01'))", 9, "a day or an interval, found a text", ""),
        ("T_AFTER(period, INTERVAL('2024-02-01','2024-01-01'))", 39, "ends before it begins", ""),
        ("T_AFTER(period, INTERVAL(name,'..'))", 26, "an end of the interval, found a text", ""),
        ("A_CONTAINS(name, ('a'))", 12, "an array, found a text", ""),
        ("A_CONTAINS(tags, (1))", 19, "tags holds texts", ""),
        ("distance(point, POINT(1 1)) < 5", 1, "no function \"distance\"", "distanceKm"),
        ("distanceKm(point) < 5", 1, "takes 2 arguments", "POINT"),
        ("distanceKm(point, name) < 5", 19, "expected a position", ""),
        ("year(lanes) = 2024", 6, "expected a day", ""), ("lanes IS NULL AND 5", 19, "expected a condition", ""),
    ]

    @Test(arguments: wrong.indices)
    func wrongFilters_sayWhereAndWhatWasExpected(_ index: Int) throws {
        let (text, character, reason, remedy) = Self.wrong[index]
        do {
            _ = try Self.check(text)
            Issue.record("\(text) passes")
        } catch let faults as FilterFaults {
            let fault = try #require(faults.all.first)
            #expect(fault.place == .character(character), "\(text): \(fault)")
            #expect(fault.reason.contains(reason), "\(text): \(fault.reason)")
            #expect(fault.remedy.contains(remedy), "\(text): \(fault.remedy)")
        } catch let fault as FilterFault {
            #expect(fault.reason.contains(reason), "\(text): \(fault.reason)")
        }
    }

    /// Remedies speak the language that the filter is written in, and name a field that the collection has.
    @Test(arguments: [
        (#"{"op":">","args":[{"property":"lanes"},"5"]}"#, "give a JSON number"),
        (#"{"op":"=","args":[{"property":"name"},5]}"#, "give a JSON string"),
        (#"{"op":"=","args":[{"property":"openedOn"},5]}"#, #"{"date": "2024-12-15"}"#),
        (#"{"op":"=","args":[{"property":"xyzzyplugh"},5]}"#, "known are"), (#"{"property":"lanes"}"#, #"{"op": ">""#),
        (#"{"property":"open"}"#, #"[{"property": "open"}, true]"#),
        (#"{"op":"like","args":[{"property":"name"},5]}"#, "as a string"),
        (#"{"op":"a_contains","args":[{"property":"tags"},[1]]}"#, "as a string"),
    ])
    func remedies_inJSON_areInJSON(json: String, remedy: String) throws {
        let expression = try FilterJSONParser.parse(Array(json.utf8))
        let faults = try #require(throws: FilterFaults.self) { try Self.check(expression) }
        let fault = try #require(faults.all.first)
        #expect(fault.remedy.contains(remedy), "\(json): \(fault.remedy)")
        #expect(!fault.remedy.contains("quotes"), "\(fault.remedy)")
        #expect(remedy == "known are" || !fault.remedy.contains("areaHa"), "\(fault.remedy)")
    }

    @Test func allFaults_areFound() throws {
        let faults = try #require(throws: FilterFaults.self) {
            try Self.check("clas = 'x' AND lanes = 'y' OR opn = TRUE")
        }
        #expect(faults.all.map(\.place) == [.character(1), .character(24), .character(31)])
    }
}
