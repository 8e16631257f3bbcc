import JSONText
import Testing

@testable import Catalog

/// CQL2 text and JSON are two ways to write one tree.
struct FilterSyntaxTests {
    /// Text as people write it, and the JSON that says the same. Most are examples of the standard or of its grammar.
    static let pairs: [(text: String, json: String)] = [
        ("city='Toronto'", #"{"op":"=","args":[{"property":"city"},"Toronto"]}"#),
        ("a <> 1", #"{"op":"<>","args":[{"property":"a"},1]}"#),
        ("a<=1.5", #"{"op":"<=","args":[{"property":"a"},1.5]}"#),
        ("a >= -1", #"{"op":">=","args":[{"property":"a"},-1]}"#),
        ("a < +1", #"{"op":"<","args":[{"property":"a"},1]}"#),
        ("5 > a", #"{"op":">","args":[5,{"property":"a"}]}"#),
        ("a = .5", #"{"op":"=","args":[{"property":"a"},0.5]}"#),
        ("a = 5.", #"{"op":"=","args":[{"property":"a"},5]}"#),
        ("a = 2.79E9", #"{"op":"=","args":[{"property":"a"},2790000000]}"#),
        ("a = 1.e-2", #"{"op":"=","args":[{"property":"a"},0.01]}"#),
        ("a = 1e+3", #"{"op":"=","args":[{"property":"a"},1000]}"#),
        ("open = TRUE", #"{"op":"=","args":[{"property":"open"},true]}"#),
        ("true", "true"), ("False", "false"),
        ("name = 'Via dell''Avvento'", #"{"op":"=","args":[{"property":"name"},"Via dell'Avvento"]}"#),
        (#"name = 'Via dell\'Avvento'"#, #"{"op":"=","args":[{"property":"name"},"Via dell'Avvento"]}"#),
        ("name = ''", #"{"op":"=","args":[{"property":"name"},""]}"#),
        ("name = 'Cửa khẩu Hữu Nghị 友谊关 😀'", #"{"op":"=","args":[{"property":"name"},"Cửa khẩu Hữu Nghị 友谊关 😀"]}"#),
        (#""and" = 1"#, #"{"op":"=","args":[{"property":"and"},1]}"#),
        (#""period.start" IS NULL"#, #"{"op":"isNull","args":[{"property":"period.start"}]}"#),
        ("tên:x_1 IS NOT NULL", #"{"op":"not","args":[{"op":"isNull","args":[{"property":"tên:x_1"}]}]}"#),
        (
            "a = 1 AND b = 2 AND c = 3",
            #"{"op":"and","args":[{"op":"=","args":[{"property":"a"},1]},{"op":"=","args":[{"property":"b"},2]},"#
                + #"{"op":"=","args":[{"property":"c"},3]}]}"#
        ),
        (
            "a = 1 OR b = 2 AND NOT c = 3",
            #"{"op":"or","args":[{"op":"=","args":[{"property":"a"},1]},{"op":"and","args":["#
                + #"{"op":"=","args":[{"property":"b"},2]},{"op":"not","args":[{"op":"=","args":[{"property":"c"},3]}]}]}]}"#
        ),
        (
            "(a = 1 or b = 2) and c = 3",
            #"{"op":"and","args":[{"op":"or","args":[{"op":"=","args":[{"property":"a"},1]},"#
                + #"{"op":"=","args":[{"property":"b"},2]}]},{"op":"=","args":[{"property":"c"},3]}]}"#
        ),
        ("name LIKE 'Smith%'", #"{"op":"like","args":[{"property":"name"},"Smith%"]}"#),
        ("name NOT LIKE 'a_b'", #"{"op":"not","args":[{"op":"like","args":[{"property":"name"},"a_b"]}]}"#),
        ("depth BETWEEN 100.0 and 150.0", #"{"op":"between","args":[{"property":"depth"},100,150]}"#),
        (
            "a BETWEEN 1 AND 2 AND b = 3",
            #"{"op":"and","args":[{"op":"between","args":[{"property":"a"},1,2]},{"op":"=","args":[{"property":"b"},3]}]}"#
        ),
        (
            "a NOT BETWEEN 1+1 AND b",
            #"{"op":"not","args":[{"op":"between","args":[{"property":"a"},{"op":"+","args":[1,1]},{"property":"b"}]}]}"#
        ),
        (
            "cityName IN ('Toronto','Frankfurt','Tokyo','New York')",
            #"{"op":"in","args":[{"property":"cityName"},["Toronto","Frankfurt","Tokyo","New York"]]}"#
        ),
        ("category not in (1,2,3,4)", #"{"op":"not","args":[{"op":"in","args":[{"property":"category"},[1,2,3,4]]}]}"#),
        (
            "CASEI(road_class) IN (CASEI('Οδος'),CASEI('Straße'))",
            #"{"op":"in","args":[{"op":"casei","args":[{"property":"road_class"}]},"#
                + #"[{"op":"casei","args":["Οδος"]},{"op":"casei","args":["Straße"]}]]}"#
        ),
        (
            "ACCENTI(etat_vol) = ACCENTI('débárquér')",
            #"{"op":"=","args":[{"op":"accenti","args":[{"property":"etat_vol"}]},{"op":"accenti","args":["débárquér"]}]}"#
        ),
        (
            "casei(accenti(name)) LIKE casei(accenti('đồng%'))",
            #"{"op":"like","args":[{"op":"casei","args":[{"op":"accenti","args":[{"property":"name"}]}]},"#
                + #"{"op":"casei","args":[{"op":"accenti","args":["đồng%"]}]}]}"#
        ),
        ("updated >= date('1970-01-01')", #"{"op":">=","args":[{"property":"updated"},{"date":"1970-01-01"}]}"#),
        (
            "updated = TIMESTAMP('1969-07-20T20:17:40.5Z')",
            #"{"op":"=","args":[{"property":"updated"},{"timestamp":"1969-07-20T20:17:40.5Z"}]}"#
        ),
        (
            "T_INTERSECTS(event_date, INTERVAL('1969-07-16T05:32:00Z', '1969-07-24T16:50:35Z'))",
            #"{"op":"t_intersects","args":[{"property":"event_date"},{"interval":["1969-07-16T05:32:00Z","1969-07-24T16:50:35Z"]}]}"#
        ),
        (
            "T_DURING(INTERVAL(starts_at, ends_at), INTERVAL('2005-01-10', '..'))",
            #"{"op":"t_during","args":[{"interval":[{"property":"starts_at"},{"property":"ends_at"}]},{"interval":["2005-01-10",".."]}]}"#
        ),
        ("t_finishedBy(a, b)", #"{"op":"t_finishedBy","args":[{"property":"a"},{"property":"b"}]}"#),
        (
            "S_INTERSECTS(point,POINT(36.319836 32.288087))",
            #"{"op":"s_intersects","args":[{"property":"point"},{"type":"Point","coordinates":[36.319836,32.288087]}]}"#
        ),
        (
            "S_WITHIN(p, POLYGON((0 0,10 0,10 10,0 10,0 0),(4 4,5 4,5 5,4 5,4 4)))",
            #"{"op":"s_within","args":[{"property":"p"},{"type":"Polygon","coordinates":[[[0,0],[10,0],[10,10],[0,10],[0,0]],"#
                + #"[[4,4],[5,4],[5,5],[4,5],[4,4]]]}]}"#
        ),
        (
            "S_DISJOINT(p, MULTIPOINT((1 2),(-3 -4.5)))",
            #"{"op":"s_disjoint","args":[{"property":"p"},{"type":"MultiPoint","coordinates":[[1,2],[-3,-4.5]]}]}"#
        ),
        (
            "S_TOUCHES(p, LINESTRING(0 0, 1 1, 2 0))",
            #"{"op":"s_touches","args":[{"property":"p"},{"type":"LineString","coordinates":[[0,0],[1,1],[2,0]]}]}"#
        ),
        (
            "S_CROSSES(p, MULTILINESTRING((0 0,1 1),(2 2,3 3)))",
            #"{"op":"s_crosses","args":[{"property":"p"},{"type":"MultiLineString","coordinates":[[[0,0],[1,1]],[[2,2],[3,3]]]}]}"#
        ),
        (
            "S_OVERLAPS(p, MULTIPOLYGON(((0 0,1 0,1 1,0 0)),((5 5,6 5,6 6,5 5))))",
            #"{"op":"s_overlaps","args":[{"property":"p"},{"type":"MultiPolygon","coordinates":["#
                + #"[[[0,0],[1,0],[1,1],[0,0]]],[[[5,5],[6,5],[6,6],[5,5]]]]}]}"#
        ),
        (
            "S_CONTAINS(GEOMETRYCOLLECTION(POINT(1 1),LINESTRING(0 0,1 1)), p)",
            #"{"op":"s_contains","args":[{"type":"GeometryCollection","geometries":[{"type":"Point","coordinates":[1,1]},"#
                + #"{"type":"LineString","coordinates":[[0,0],[1,1]]}]},{"property":"p"}]}"#
        ),
        (
            "S_EQUALS(p, BBOX(170,-10,-170,10))",
            #"{"op":"s_equals","args":[{"property":"p"},{"bbox":[170,-10,-170,10]}]}"#
        ),
        (
            "A_CONTAINS(layer:ids, ('layers-ca','layers-us'))",
            #"{"op":"a_contains","args":[{"property":"layer:ids"},["layers-ca","layers-us"]]}"#
        ),
        ("A_OVERLAPS(a, ('x'))", #"{"op":"a_overlaps","args":[{"property":"a"},["x"]]}"#),
        ("A_EQUALS(a, ())", #"{"op":"a_equals","args":[{"property":"a"},[]]}"#),
        ("A_CONTAINEDBY(a, b)", #"{"op":"a_containedBy","args":[{"property":"a"},{"property":"b"}]}"#),
        (
            "vehicle_height > (bridge_clearance-1)",
            #"{"op":">","args":[{"property":"vehicle_height"},{"op":"-","args":[{"property":"bridge_clearance"},1]}]}"#
        ),
        (
            "a - b - c * d / 2 % 3 = x ^ 2 DIV 4",
            #"{"op":"=","args":[{"op":"-","args":[{"op":"-","args":[{"property":"a"},{"property":"b"}]},"#
                + #"{"op":"%","args":[{"op":"/","args":[{"op":"*","args":[{"property":"c"},{"property":"d"}]},2]},3]}]},"#
                + #"{"op":"div","args":[{"op":"^","args":[{"property":"x"},2]},4]}]}"#
        ),
        (
            "a * (b + c) ^ (d - 1) > -e",
            #"{"op":">","args":[{"op":"*","args":[{"property":"a"},{"op":"^","args":[{"op":"+","args":[{"property":"b"},"#
                + #"{"property":"c"}]},{"op":"-","args":[{"property":"d"},1]}]}]},{"op":"*","args":[-1,{"property":"e"}]}]}"#
        ),
        ("a - -1 = -2 ^ -3", #"{"op":"=","args":[{"op":"-","args":[{"property":"a"},-1]},{"op":"^","args":[-2,-3]}]}"#),
        ("(a = 1) IS NULL", #"{"op":"isNull","args":[{"op":"=","args":[{"property":"a"},1]}]}"#),
        ("avg(windSpeed) < 4", #"{"op":"<","args":[{"op":"avg","args":[{"property":"windSpeed"}]},4]}"#),
        ("f()", #"{"op":"f","args":[]}"#),
        (
            "distanceKm(point, POINT(104 22.5)) <= 20",
            #"{"op":"<=","args":[{"op":"distanceKm","args":[{"property":"point"},{"type":"Point","coordinates":[104,22.5]}]},20]}"#
        ),
        ("NOT (NOT (a = 1))", #"{"op":"not","args":[{"op":"not","args":[{"op":"=","args":[{"property":"a"},1]}]}]}"#),
        (
            "NOT (a = 1 OR b = 2)",
            #"{"op":"not","args":[{"op":"or","args":[{"op":"=","args":[{"property":"a"},1]},{"op":"=","args":[{"property":"b"},2]}]}]}"#
        ),
    ]

    @Test(arguments: pairs.indices)
    func textAndJSON_areOneTree(_ index: Int) throws {
        let (text, json) = Self.pairs[index]
        let fromText = try FilterTextParser.parse(text)
        let fromJSON = try FilterJSONParser.parse(Array(json.utf8))
        #expect(fromText == fromJSON, "\(text)")
    }

    @Test(arguments: pairs.indices)
    func tree_isWrittenSoThatItReadsBack(_ index: Int) throws {
        let tree = try FilterTextParser.parse(Self.pairs[index].text)
        let text = try #require(FilterTextWriter.text(of: tree))
        #expect(try FilterTextParser.parse(text) == tree, "\(text)")
        let json = JSONWriter.encode(FilterJSONWriter.value(of: tree))
        #expect(try FilterJSONParser.parse(json) == tree, "\(String(decoding: json, as: UTF8.self))")
    }

    /// White space, of whatever sort, separates and means nothing.
    @Test func space_isOfAnyKind() throws {
        #expect(
            try FilterTextParser.parse("\n a\u{00A0}=\u{3000}1\tAND\u{2003}b=2 ")
                == FilterTextParser.parse("a=1 AND b=2"))
    }

    /// What JSON can say and text cannot.
    @Test(arguments: [
        #"{"op":"=","args":[{"property":"a"},"b\\"]}"#, #"{"op":"=","args":[{"property":"a"},"b\\'c"]}"#,
        #"{"op":"=","args":[{"property":"a b"},1]}"#, #"{"op":"f g","args":[]}"#, #"{"op":"f","args":[["x"]]}"#,
        #"{"op":"a_equals","args":[{"property":"a"},[{"property":"b"}]]}"#,
        #"{"op":"a_equals","args":[{"property":"a"},"b"]}"#,
    ])
    func writer_hasNoTextForWhatTextCannotSay(json: String) throws {
        let tree = try FilterJSONParser.parse(Array(json.utf8))
        #expect(FilterTextWriter.text(of: tree) == nil)
        #expect(try FilterJSONParser.parse(JSONWriter.encode(FilterJSONWriter.value(of: tree))) == tree)
    }

    /// Heights are read and do not matter: what lies on the map has none.
    @Test(arguments: [
        ("S_WITHIN(p, POINT Z (104 22.5 80))", "S_WITHIN(p, POINT(104 22.5))"),
        ("S_WITHIN(p, POINT(104 22.5 -80))", "S_WITHIN(p, POINT(104 22.5))"),
        ("S_WITHIN(p, MULTIPOINT Z ((1 2 3),(4 5 6)))", "S_WITHIN(p, MULTIPOINT((1 2),(4 5)))"),
        ("S_WITHIN(p, LINESTRING(1 2 3,4 5 6))", "S_WITHIN(p, LINESTRING(1 2,4 5))"),
        ("S_WITHIN(p, POLYGON Z ((0 0 9,1 0 9,1 1 9,0 0 9)))", "S_WITHIN(p, POLYGON((0 0,1 0,1 1,0 0)))"),
        (
            "S_WITHIN(p, GEOMETRYCOLLECTION Z (POINT Z (1 2 3)))",
            "S_WITHIN(p, GEOMETRYCOLLECTION(POINT(1 2)))"
        ),
        ("S_WITHIN(p, BBOX(103,22,-5,105,23,3000))", "S_WITHIN(p, BBOX(103,22,105,23))"),
    ])
    func heights_doNotMatter(_ text: String, _ flat: String) throws {
        let (high, low) = (try FilterTextParser.parse(text), try FilterTextParser.parse(flat))
        #expect(FilterTextWriter.text(of: high) == FilterTextWriter.text(of: low))
    }

    @Test func heights_inJSON_doNotMatter() throws {
        func text(_ shape: String) throws -> String? {
            let json = #"{"op":"s_within","args":[{"property":"p"},\#(shape)]}"#
            return FilterTextWriter.text(of: try FilterJSONParser.parse(Array(json.utf8)))
        }
        #expect(
            try text(#"{"type":"Point","coordinates":[104,22.5,80]}"#)
                == text(#"{"type":"Point","coordinates":[104,22.5]}"#))
        #expect(try text(#"{"bbox":[103,22,-5,105,23,3000]}"#) == text(#"{"bbox":[103,22,105,23]}"#))
    }

    /// A field may be called Z.
    @Test func z_isAFieldToo() throws {
        #expect(throws: Never.self) { try FilterTextParser.parse("Z = 1 AND point IS NULL") }
    }

    /// The text, the character at which it is wrong, what the reason and what the remedy say.
    static let wrong: [(text: String, character: Int, reason: String, remedy: String)] = [
        ("", 1, "expected a value or a condition, found the end", "areaHa > 10000"),
        ("a = ", 5, "found the end", ""), ("a = = 1", 5, "found \"=\"", ""), ("areaHa >> 10000", 9, "found \">\"", ""),
        ("a != 1", 3, "found \"!\"", "<>"), ("a = 1 && b = 2", 7, "found \"&\"", "AND"),
        ("a = 1 b = 2", 7, "expected AND, OR or the end, found \"b\"", "AND or OR"),
        ("a = 1)", 6, "never opened", ""), ("(a = 1", 7, "found the end", "close the parenthesis"),
        ("a = 'x", 5, "has no end", "single quote"), ("a = \"lao-cai\"", 5, "between double quotes", "single quotes"),
        ("a = “x”", 5, "found \"“\"", ""), ("a LIKE", 7, "found the end", ""),
        ("a NOT = 1", 7, "LIKE, BETWEEN or IN", ""),
        ("a IS 5", 6, "NULL or NOT NULL", ""), ("a IS NOT 5", 10, "expected NULL", ""),
        ("a BETWEEN 1 OR 2", 13, "expected AND and the upper bound", ""), ("a IN 1", 6, "expected \"(\"", ""),
        ("a IN ()", 7, "found \")\"", ""), ("a IN (1,)", 9, "found \")\"", ""), ("a IN (1 2)", 9, "expected \")\"", ""),
        ("a = NULL", 5, "found \"NULL\"", "IS NULL"), ("AND = 1", 1, "found \"AND\"", "double quotes"),
        ("NOT NOT a = 1", 5, "found \"NOT\"", ""), ("a = 5x", 5, "no number", ""), ("a = 1e", 5, "no number", ""),
        ("a = .", 5, "no number", ""), ("a = 1e999", 5, "no number", ""), ("a = +b", 6, "a number after the sign", ""),
        ("a = DATE('2024-13-01')", 10, "no instant '2024-13-01'", "DATE('2024-12-15')"),
        ("a = DATE(2024)", 10, "'YYYY-MM-DD'", ""), ("a = TIMESTAMP('2024-01-01')", 15, "no instant", "08:30:00Z"),
        ("T_AFTER(a)", 10, "between the two instants or intervals", ""),
        ("T_AFTER(a, INTERVAL('x','..'))", 21, "no instant 'x'", "'..'"),
        ("S_INTERSECTS(p, POINT(104,22))", 26, "latitude", "POINT(104.0 22.5)"),
        ("S_INTERSECTS(p, POINT(22.5 104))", 28, "104 degrees", "longitude"),
        ("S_INTERSECTS(p, POINT(1 2 3 4))", 29, "expected \")\"", ""),
        ("S_INTERSECTS(p, POINT(1 2 -x))", 28, "a height", "leave out"),
        ("S_INTERSECTS(p, BBOX(1,2,3,4,5))", 29, "expected \")\"", ""),
        ("S_INTERSECTS(p, BBOX(1,2,x,3,4,5))", 26, "a height", "leave out"),
        ("S_INTERSECTS(p, POINT Z 1 2 3)", 23, "expected", ""),
        ("S_INTERSECTS(p, POLYGON((0 0,1 0,1 1)))", 25, "ends where it begins", ""),
        ("S_INTERSECTS(p, BBOX(1,2,3))", 27, "expected \",\"", ""), ("S_INTERSECTS(p, BBOX(1,5,3,4))", 28, "south", ""),
        ("S_INTERSECTS(p, LINESTRING(1 1))", 27, "two positions", ""),
        ("A_CONTAINS(a, ['x'])", 15, "found \"[\"", "parentheses"), ("{\"op\":\"=\"}", 1, "found \"{\"", "cql2-json"),
        ("f(a", 4, "after the last argument", ""), ("isNull(a)", 1, "a value or a condition", "IS NULL"),
        ("T_AFTER(a, INTERVAL(b + 1,'..'))", 21, "an end of the interval", "'2024-12-15'"),
        ("Cửa = 1 ; x", 9, "found \";\"", ""),
    ]

    @Test(arguments: wrong.indices)
    func wrongText_saysWhereAndWhatWasExpected(_ index: Int) throws {
        let (text, character, reason, remedy) = Self.wrong[index]
        let fault = try #require(throws: FilterFault.self) { try FilterTextParser.parse(text) }
        #expect(fault.place == .character(character), "\(text): \(fault)")
        #expect(fault.reason.contains(reason), "\(text): \(fault.reason)")
        #expect(fault.remedy.contains(remedy), "\(text): \(fault.remedy)")
        #expect(!fault.remedy.isEmpty)
    }

    static let wrongJSON: [(json: String, pointer: String, reason: String)] = [
        ("", "", "line 1"), ("{", "", "line 1"), ("null", "", "found null"), ("{}", "", "expected an operator"),
        (#"{"op":"="}"#, "/args", "expected the arguments"), (#"{"op":1,"args":[]}"#, "/op", "found a number"),
        (#"{"op":"=","args":[1]}"#, "/args", "takes 2, found 1"),
        (#"{"op":"and","args":[true]}"#, "/args", "2 arguments or more"),
        (#"{"op":"not","args":[true,false]}"#, "/args", "takes 1"),
        (#"{"op":"in","args":[1,2]}"#, "/args/1", "to choose from"),
        (#"{"op":"in","args":[1,[]]}"#, "/args/1", "to choose from"), (#"{"op":"in","args":[1]}"#, "/args", "takes 2"),
        (#"{"op":"=","args":[{"property":"a"},null]}"#, "/args/1", "found null"),
        (#"{"op":"=","args":[{"property":1},1]}"#, "/args/0/property", "found a number"),
        (#"{"op":"=","args":[{"property":"a","x":1},1]}"#, "/args/0/x", "no member"),
        (#"{"op":"=","args":[{"date":"2024-02-30"},1]}"#, "/args/0/date", "no instant"),
        (#"{"op":"t_after","args":[{"property":"a"},{"interval":["2024-01-01"]}]}"#, "/args/1/interval", "two ends"),
        (#"{"op":"t_after","args":[{"property":"a"},{"interval":["x",".."]}]}"#, "/args/1/interval/0", "no instant"),
        (#"{"op":"s_within","args":[{"property":"a"},{"type":"Circle","coordinates":[]}]}"#, "/args/1/type", "Circle"),
        (#"{"op":"s_within","args":[{"property":"a"},{"type":"Point"}]}"#, "/args/1/coordinates", "coordinates"),
        (
            #"{"op":"s_within","args":[{"property":"a"},{"type":"Point","coordinates":[1]}]}"#, "/args/1/coordinates",
            "latitude"
        ),
        (
            #"{"op":"s_within","args":[{"property":"a"},{"type":"Point","coordinates":[22,104]}]}"#,
            "/args/1/coordinates", "no such place"
        ),
        (
            #"{"op":"s_within","args":[{"property":"a"},{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,1]]]}]}"#,
            "/args/1/coordinates/0", "open"
        ),
        (#"{"op":"s_within","args":[{"property":"a"},{"bbox":[1,2,3]}]}"#, "/args/1/bbox", "box"),
        (#"{"op":"=","args":[1,1],"op":"<"}"#, "/op", "line 1"),
        (#"{"op":"S_INTERSECTS","args":[1,1]}"#, "/op", "no operator"),
        (#"{"op":"t_after","args":[{"property":"a"},{"interval":[5,".."]}]}"#, "/args/1/interval/0", "an end"),
    ]

    @Test(arguments: wrongJSON.indices)
    func wrongJSON_saysWhereByPointer(_ index: Int) throws {
        let (json, pointer, reason) = Self.wrongJSON[index]
        let faults = try #require(throws: FilterFaults.self) { try FilterJSONParser.parse(Array(json.utf8)) }
        let fault = try #require(faults.all.first)
        #expect(fault.place == .pointer(try #require(JSONPointer(parsing: pointer))), "\(json): \(fault)")
        #expect(fault.reason.contains(reason), "\(json): \(fault.reason)")
    }

    @Test func fault_showsTheTextAround() throws {
        let fault = try #require(throws: FilterFault.self) {
            try FilterTextParser.parse("province = 'lao-cai' AND areaHa >> 10000 AND kind = 'x'")
        }
        #expect(fault.excerpt == "… AND areaHa >> 10000 AND kind = …" || fault.excerpt.contains("areaHa >> 10000"))
    }

    @Test func limits_areRefusals() throws {
        let deep = String(repeating: "(", count: 70) + "a = 1" + String(repeating: ")", count: 70)
        let powers = (0..<100).map { _ in "a + " }.joined() + "1 = 1"
        let many = (0..<1500).map { _ in "1" }.joined(separator: ",")
        var limits = FilterLimits()
        for (text, reason) in [(deep, "deeper than 64"), (powers, "deeper than 64")] {
            let fault = try #require(throws: FilterFault.self) { try FilterTextParser.parse(text, limits: limits) }
            #expect(fault.reason.contains(reason))
        }
        #expect(throws: Never.self) { try FilterTextParser.parse("a IN (\(many))", limits: limits) }
        limits.nodes = 1000
        let fault = try #require(throws: FilterFault.self) {
            try FilterTextParser.parse("a IN (\(many))", limits: limits)
        }
        #expect(fault.reason.contains("more than 1000 parts"))
        let long = try #require(throws: FilterFault.self) {
            try FilterTextParser.parse(String(repeating: " ", count: 9000), limits: limits)
        }
        #expect(long.reason.contains("9000 bytes"))
        let nested =
            String(repeating: #"{"op":"not","args":["#, count: 70) + "true" + String(repeating: "]}", count: 70)
        let faults = try #require(throws: FilterFaults.self) { try FilterJSONParser.parse(Array(nested.utf8)) }
        #expect(!faults.all.isEmpty)
    }
}
