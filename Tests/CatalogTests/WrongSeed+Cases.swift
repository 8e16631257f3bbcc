extension WrongSeed {
    static let keysAndTypes: [WrongSeed] = [
        WrongSeed(
            "unknown key", in: "gates", #""zone": "#, #""zones": "#, at: "/0/zones", line: 8,
            #"unknown key "zones"; did you mean "zone"?"#),
        WrongSeed(
            "unknown key inside", in: "documents", #""statedBy""#, #""statedBi""#, at: "/1/sources/0/statedBi",
            line: 16,
            #"unknown key "statedBi"; did you mean "statedBy"?"#),
        WrongSeed(
            "unknown key, nothing near", in: "gates", #""direction": "export", "#,
            #""direction": "export", "colour-of-paint": 1, "#, at: "/0/lanes/0/colour-of-paint", line: 10,
            #"unknown key "colour-of-paint"; known are direction, editorial, id, source, validFrom, vehicleKinds"#),
        WrongSeed(
            "duplicate key", in: "gates", #""kind": "border-gate","#, #""kind": "border-gate", "kind": "opening","#,
            at: "/0/kind", line: 6, #"the key "kind" stands already at line 6"#),
        WrongSeed(
            "string where a number is due", in: "documents", #""lines": 40"#, #""lines": "40""#, at: "/0/lines",
            line: 8,
            "a whole number is expected, not a string"),
        WrongSeed(
            "fraction where a whole number is due", in: "documents", #""lines": 40"#, #""lines": 40.5"#, at: "/0/lines",
            line: 8, "a whole number is expected, not a fraction"),
        WrongSeed(
            "number where a string is due", in: "projects", #""code": "4C""#, #""code": 4"#, at: "/0/parameters/0/code",
            line: 13, "a string is expected, not a number"),
        WrongSeed(
            "string where a boolean is due", in: "projects", #""planned": true"#, #""planned": "yes""#,
            at: "/0/phases/1/planned", line: 9, "true or false is expected, not a string"),
        WrongSeed(
            "object where a list is due", in: "zones", #"["kim-thanh"]"#, #"{"id": "kim-thanh"}"#, at: "/0/gates",
            line: 7, "an array is expected, not an object"),
        WrongSeed(
            "string where an object is due", in: "places", #"{"vi": "Bắc Hà", "en": "Bac Ha"}"#, #""Bắc Hà""#,
            at: "/0/names", line: 4, "an object is expected, not a string"),
        WrongSeed(
            "string where a figure's value is due", in: "targets", #""value": 9000000000"#, #""value": "9 tỷ""#,
            at: "/0/value", line: 7, "a number is expected, not a string"),
        WrongSeed(
            "empty string", in: "places", #""en": "Bac Ha""#, #""en": """#, at: "/0/names/en", line: 4,
            "an empty string says nothing; leave the member out"),
        WrongSeed(
            "missing member", in: "gates", "    \"province\": \"lao-cai\",\n", "", at: "/0", line: 2,
            #"the member "province" is missing"#),
        WrongSeed(
            "missing member of a province", in: "provinces",
            #""names": {"vi": "Lào Cai", "en": "Lao Cai", "zh": "老街"},"#, "", at: "/0", line: 2,
            #"the member "names" is missing"#),
        WrongSeed(
            "missing member inside", in: "targets", #"{"document": "article", "line": 15}"#, #"{"line": 15}"#,
            at: "/0/source", line: 13, #"the member "document" is missing"#),
        WrongSeed(
            "missing value of a figure", in: "targets", "    \"value\": 9000000000,\n", "", at: "/0/value", line: 2,
            "a figure has a value, or low and high for a range"),
        WrongSeed(
            "expression of two kinds", in: "checks", #"{"number": 1622093023}"#,
            #"{"number": 1622093023, "sum": []}"#, at: "/0/right", line: 7,
            "one of number, figure, previous, sum, difference, product, quotient, power, count is expected"),
        WrongSeed(
            "expression of one side", in: "checks", #"[{"number": 2}, {"number": 1}]"#, #"[{"number": 2}]"#,
            at: "/1/right", line: 17, "difference takes two expressions"),
    ]

    static let values: [WrongSeed] = [
        WrongSeed(
            "shape", in: "outlines", #""Polygon""#, #""Polygone""#, at: "/0/geometry", line: 6,
            #""Polygone" is no shape; did you mean "Polygon"?"#),
        WrongSeed(
            "position of three numbers", in: "outlines", "[104,22]", "[104,22],[104,22,0]",
            at: "/0/geometry/coordinates/0/2", line: 6, "a position is longitude and latitude, not 3 numbers"),
        WrongSeed(
            "mode of a leg", in: "legs", #""mode": "road""#, #""mode": "raod""#, at: "/0/mode", line: 7,
            #""raod" is not known here; did you mean "road"?"#),
        WrongSeed(
            "unit", in: "observations", #""unit": "USD""#, #""unit": "usd""#, at: "/0/unit", line: 9,
            #""usd" is not known here; did you mean "USD"?"#),
        WrongSeed(
            "day that does not exist", in: "meetings", "2024-12-29", "2024-02-30", at: "/0/earliest", line: 7,
            #""2024-02-30" is no day of the calendar: YYYY-MM-DD"#),
        WrongSeed(
            "day in another order", in: "documents", "\"2026-11-21\",\n    \"lines\"", "\"21/11/2026\",\n    \"lines\"",
            at: "/0/recordedAt", line: 7, #""21/11/2026" is no day of the calendar: YYYY-MM-DD"#),
        WrongSeed(
            "period that runs backwards", in: "plans", "2021/2030", "2030/2021", at: "/0/horizon", line: 6,
            #""2030/2021" is no period: 2024, 2024-10, 2021/2030 or 2024-01-01/2024-12-15, not ending before it begins"#
        ),
        WrongSeed(
            "period of no days", in: "observations", "2024-01-01/2024-12-15", "2024-Q3", at: "/0/period", line: 10,
            #""2024-Q3" is no period: 2024, 2024-10, 2021/2030 or 2024-01-01/2024-12-15, not ending before it begins"#),
        WrongSeed(
            "value out of a list", in: "gates", #""border-gate""#, #""bordergate""#, at: "/0/kind", line: 6,
            #""bordergate" is not known here; did you mean "border-gate"?"#),
        WrongSeed(
            "value out of a list, nothing near", in: "meetings", #""held""#, #""perhaps""#, at: "/0/dateStatus",
            line: 6,
            #""perhaps" is not known here; known are held, scheduled, reported"#),
        WrongSeed(
            "identifier that is no slug", in: "meetings", #""id": "meeting""#, #""id": "Hội nghị""#, at: "/0/id",
            line: 3,
            #""Hội nghị" is no identifier: a lower-case ASCII slug such as lao-cai"#),
        WrongSeed(
            "relation of a link", in: "services", "requested-by", "requested_by", at: "/0/links/0/relation", line: 8,
            #""requested_by" is not known here; did you mean "requested-by"?"#),
    ]

    static let rules: [WrongSeed] = [
        WrongSeed(
            "outline that does not end where it begins", in: "outlines", "[104,23],[103,22]]]", "[104,23],[103,23]]]",
            at: "/0/geometry/coordinates/0", line: 6, "a ring has four positions or more and ends where it begins"),
        WrongSeed(
            "outline with latitude before longitude", in: "outlines", "[104,22]", "[22,104]",
            at: "/0/geometry/coordinates", line: 6, "there is no position 22.0, 104.0: longitude, then latitude"),
        WrongSeed(
            "outline of no province", in: "outlines", #""province": "lao-cai""#, #""province": "lao-kai""#,
            at: "/0/province", line: 3, "there is no record lao-kai"),
        WrongSeed(
            "leg from a document", in: "legs", #""from": "bac-ha""#, #""from": "article""#, at: "/0/from", line: 5,
            "article is one of documents, not of places or gates or provinces or zones or projects"),
        WrongSeed(
            "leg with an estimate that cannot be made", in: "legs",
            #""length": {"value": 60, "unit": "km", "source": {"document": "article", "line": 8}}"#,
            #""estimate": {"factor": 1.3}"#, at: "/0/estimate", line: 10,
            "an end has no position; name in standIn the record whose point is taken"),
        WrongSeed(
            "dangling id", in: "gates", #""zone-lao-cai""#, #""zone-lai-chau""#, at: "/0/zone", line: 8,
            "there is no record zone-lai-chau"),
        WrongSeed(
            "dangling document", in: "places", #""document": "article""#, #""document": "artikel""#,
            at: "/0/sources/0/document", line: 7, "there is no record artikel"),
        WrongSeed(
            "id of another noun", in: "services", #""operator": "committee""#, #""operator": "lao-cai""#,
            at: "/0/operator", line: 6, "lao-cai is one of provinces, not of organisations"),
        WrongSeed(
            "duplicate id in a file", in: "checks", #""check-lanes""#, #""check-previous""#, at: "/1/id", line: 13,
            "the identifier check-previous is already taken by check-previous"),
        WrongSeed(
            "duplicate id in two files", in: "corridors", #""id": "corridor""#, #""id": "kim-thanh""#, at: "/0/id",
            line: 3, "the identifier kim-thanh is already taken by kim-thanh"),
        WrongSeed(
            "duplicate alias", in: "gates", #"["kim-thanh--bac-son"]"#, #"["kim-thanh--bac-son", "corridor"]"#,
            at: "/0/aliases/1", line: 5, "the identifier corridor is already taken by corridor"),
        WrongSeed(
            "impossible interval of a record", in: "provinces", "    \"validTo\": \"2025-06-30\",\n",
            "    \"validTo\": \"2025-06-30\", \"validFrom\": \"2025-07-01\",\n", at: "/0/validTo", line: 6,
            "the province ends before it begins"),
        WrongSeed(
            "impossible interval of an assertion", in: "gates", #""value": "international","#,
            #""value": "international", "validFrom": "2024-02-01", "validTo": "2024-01-01","#,
            at: "/0/assertions/0/validTo", line: 14, "the interval ends before it begins"),
        WrongSeed(
            "impossible interval of a meeting", in: "meetings", "2024-12-29", "2024-12-31", at: "/0/latest", line: 8,
            "the latest day lies before the earliest"),
        WrongSeed(
            "phase change that is not legal", in: "projects", #""phase": "approved""#,
            #""phase": "cancelled""#, at: "/0/phases/1/phase", line: 9, "cancelled does not become operating"),
        WrongSeed(
            "assertion of an unknown value", in: "gates", #""value": "international""#, #""value": "main""#,
            at: "/0/assertions/0/value", line: 14,
            "main is no class; one of international, bilateral, secondary, opening, clearance-point"),
        WrongSeed(
            "line outside the document", in: "gates", #""line": 4, "alsoLines": [5]"#, #""line": 41"#,
            at: "/0/sources/0/line", line: 16, "article has lines 1 to 40, not 41"),
        WrongSeed(
            "no line where one is due", in: "zones", #", "line": 6"#, "", at: "/0/sources/0/line", line: 8,
            "article is cited by line"),
        WrongSeed(
            "unknown scope", in: "observations", #""scope": "export-import""#, #""scope": "air""#, at: "/0/scope",
            line: 6, "trade-turnover has no scope air"),
        WrongSeed(
            "unknown dimension", in: "observations", #"{"mode": "rail"}"#, #"{"colour": "rail"}"#,
            at: "/0/dimensions/colour", line: 7, "trade-turnover has no dimension colour"),
        WrongSeed(
            "unknown code", in: "observations", #"{"mode": "rail"}"#, #"{"mode": "air"}"#, at: "/0/dimensions/mode",
            line: 7, "mode has no code air"),
        WrongSeed(
            "unit of another indicator", in: "targets", #""unit": "USD""#, #""unit": "VND""#, at: "/0/unit", line: 8,
            "trade-turnover is counted in USD"),
        WrongSeed(
            "deadline without basis", in: "targets", "    \"deadlineBasis\": \"stated\",\n", "",
            at: "/0/deadlineBasis", line: 2, "a deadline says whether it is stated, inherited or inferred"),
        WrongSeed(
            "range that runs backwards", in: "observations", #""value": 2790000000,"#, #""low": 3, "high": 2,"#,
            at: "/0/high", line: 8, "high is below low"),
        WrongSeed(
            "check of a figure that is not there", in: "checks", #""previous": "obs-turnover""#,
            #""previous": "obs-nothing""#, at: "/0/left/previous", line: 5, "there is no record obs-nothing"),
        WrongSeed(
            "check that cannot be computed", in: "checks", #""comparison": 0"#, #""comparison": 1"#, at: "/0/left",
            line: 5, "this side cannot be computed from the records it names"),
        WrongSeed(
            "check that divides by nothing", in: "checks", #"{"difference": [{"number": 2}, {"number": 1}]}"#,
            #"{"quotient": [{"number": 2}, {"number": 0}]}"#, at: "/1/right", line: 17,
            "this side cannot be computed from the records it names"),
        WrongSeed(
            "check with a condition nothing meets", in: "checks", #""direction": "export""#, #""direction": "up""#,
            at: "/1/left", line: 15, "this side cannot be computed from the records it names"),
    ]

    static let syntax: [WrongSeed] = [
        WrongSeed(
            "no array", in: "corridors", SeedFiles.minimal["corridors.json"] ?? "", "{}", at: "", line: 1,
            "a seed file is an array of records, not an object"),
        WrongSeed(
            "record that is no object", in: "corridors", SeedFiles.minimal["corridors.json"] ?? "", "[7]", at: "/0",
            line: 1, "an object is expected, not a number"),
        WrongSeed(
            "missing comma", in: "zones", #""border-gate-economic-zone","#, #""border-gate-economic-zone""#,
            at: "/0", line: 6, "a comma is missing before this"),
        WrongSeed(
            "comma too many", in: "places", #"{"document": "article", "line": 3}]"#,
            #"{"document": "article", "line": 3},]"#, at: "/0/sources", line: 7,
            "a comma before the closing bracket is not allowed"),
        WrongSeed(
            "comment", in: "places", #""kind": "district","#, #""kind": "district", // of Lào Cai"#, at: "/0", line: 5,
            "comments are not allowed"),
        WrongSeed(
            "text that ends early", in: "corridors", SeedFiles.minimal["corridors.json"] ?? "", #"[{"id": "corridor","#,
            at: "/0", line: 1, "the text ends inside a value"),
        WrongSeed(
            "empty file", in: "corridors", SeedFiles.minimal["corridors.json"] ?? "", "", at: "", line: 1,
            "there is no value"),
    ]
}
