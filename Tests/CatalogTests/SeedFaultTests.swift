import BorderEconomy
import DomainTesting
import Testing

@testable import Catalog

struct SeedFaultTests {
    @Test func minimalData_haveNoFaults() throws {
        #expect(SeedFiles().faults == [])
        let registry = try SeedFiles().registry()
        #expect(registry.headedRecords.count == 15)
        #expect(registry.observations.count == 1)
        #expect(registry.targets.count == 1)
        #expect(registry.checkOutcomes().map(\.holds) == [true, true])
    }

    @Test(arguments: WrongSeed.keysAndTypes + WrongSeed.values + WrongSeed.rules + WrongSeed.syntax)
    func wrongSeed_isRefusedWithItsPlaceAndReason(_ wrong: WrongSeed) {
        let files = SeedFiles().replacing(wrong.passage, in: wrong.file, with: wrong.wrong)
        #expect(
            files.faults == [
                SeedFault(
                    file: "Seed/\(wrong.file).json", pointer: wrong.pointer, line: wrong.line, reason: wrong.reason)
            ])
    }

    @Test func invalidUTF8_isRefused() {
        var bytes = SeedFiles().bytes
        let text = SeedFiles.minimal["places.json", default: ""]
        bytes["places.json"] = text.utf8.map { $0 == UInt8(ascii: "H") ? 0xFF : $0 }
        let faults = SeedFiles.faults(of: bytes)
        #expect(faults.map(\.pointer) == ["/0/names/en", "/0/names/vi"])
        #expect(faults.map(\.line) == [4, 4])
        #expect(faults.allSatisfy { $0.file == "Seed/places.json" && $0.reason.hasPrefix("invalid UTF-8: ") })
    }

    @Test func faults_ofSeveralFiles_areToldTogetherAndInOrder() {
        let files = SeedFiles()
            .replacing(#""lines": 40"#, in: "documents", with: #""lines": "40""#)
            .replacing(#""zone-lao-cai""#, in: "gates", with: #""gone""#)
            .replacing(#""export-1""#, in: "gates", with: #""Export 1""#)
            .replacing(#""held""#, in: "meetings", with: #""""#)
            .replacing(#""economic","#, in: "corridors", with: #""economic","name": 1,"#)
            .replacing(#"{"number": 1622093023}"#, in: "checks", with: #"{"number": 5"#)
        let faults = files.faults
        #expect(
            faults.map { "\($0.file) \($0.line ?? 0) \($0.pointer)" } == [
                "Seed/checks.json 12 /0",
                "Seed/corridors.json 5 /0/name",
                "Seed/documents.json 8 /0/lines",
                "Seed/gates.json 8 /0/zone",
                "Seed/gates.json 10 /0/lanes/0/id",
                "Seed/meetings.json 6 /0/dateStatus",
            ])
        #expect(faults == faults.sorted())
    }

    @Test func faults_ofOneRecord_areAllTold() {
        let files = SeedFiles()
            .replacing(#""field": "class""#, in: "gates", with: #""field": "colour""#)
            .replacing(#""zone-lao-cai""#, in: "gates", with: #""gone""#)
            .replacing(#""export-1""#, in: "gates", with: #""import-1""#)
        #expect(files.faults.map(\.pointer) == ["/0/zone", "/0/lanes/1/id", "/0/assertions/0/field"])
        #expect(files.faults.map(\.line) == [8, 11, 14])
    }

    @Test(arguments: [
        (
            #"{"week": [["7:00/19:00"], [], [], [], [], [], []], "source": {"document": "article", "line": 1}}"#,
            "/0/openingHours/week/0/0"
        ),
        (
            #"{"week": [["19:00/07:00"], [], [], [], [], [], []], "source": {"document": "article", "line": 1}}"#,
            "/0/openingHours/week/0/0"
        ),
        (
            #"{"week": [["07:00/24:01"], [], [], [], [], [], []], "source": {"document": "article", "line": 1}}"#,
            "/0/openingHours/week/0/0"
        ),
        (#"{"week": [[], [], [], [], [], []], "source": {"document": "article", "line": 1}}"#, "/0/openingHours"),
        (
            #"{"week": [["07:00/12:00", "11:00/13:00"], [], [], [], [], [], []], "source": {"document": "article", "line": 1}}"#,
            "/0/openingHours"
        ),
        (#"{"week": [[], [], [], [], [], [], []], "source": {"document": "gone"}}"#, "/0/openingHours/source/document"),
        (
            #"{"week": [[], [], [], [], [], [], []], "holidays": [{"day": "2026-02-30", "names": {"vi": "a", "en": "a"}, "source": {"document": "article", "line": 1}}], "source": {"document": "article", "line": 1}}"#,
            "/0/openingHours/holidays/0/day"
        ),
    ])
    func openingHours_thatCannotBe_areFaults(_ hours: String, at pointer: String) {
        let files = SeedFiles().replacing(
            #""kind": "border-gate","#, in: "gates", with: #""kind": "border-gate", "openingHours": \#(hours),"#)
        #expect(files.faults.map(\.pointer) == [pointer])
    }

    /// Ten records name the province that cannot be read, or the article; none of them is at fault.
    @Test(arguments: [
        ("provinces", #""gsoCodes": [{"code": "10", "validTo": "2025-06-30"}],"#, ""),
        ("documents", #""kind": "article""#, #""kind": "paper""#),
        ("indicators", #""summable": true"#, #""summable": 1"#),
        ("observations", #""id": "obs-turnover","#, #""id": "obs-turnover", "what": 1,"#),
        ("gates", #""kind": "border-gate""#, #""kind": "door""#),
        ("organisations", "people-committee", "committee"),
    ])
    func record_thatCannotBeRead_isNoFaultOfThoseWhoNameIt(_ file: String, _ passage: String, _ wrong: String) {
        let faults = SeedFiles().replacing(passage, in: file, with: wrong).faults
        #expect(faults.count == 1)
        #expect(faults.first?.file == "Seed/\(file).json")
    }

    @Test func alias_ofARecordThatCannotBeRead_isNoFaultEither() {
        let files = SeedFiles()
            .replacing(#""kind": "border-gate""#, in: "gates", with: #""kind": "door""#)
            .replacing(#"["kim-thanh"]"#, in: "zones", with: #"["kim-thanh--bac-son"]"#)
        #expect(files.faults.map(\.pointer) == ["/0/kind"])
    }

    @Test func task_thatCannotBeRead_isNoFaultOfThoseWhoNameIt() {
        let files = SeedFiles().replacing(#"{"vi": "Một", "en": "One"}"#, in: "plans", with: #"{"vi": "Một"}"#)
        #expect(
            files.faults.map(\.description) == [
                #"Seed/plans.json: /0/tasks/0/text: line 10: the member "en" is missing"#
            ])
    }

    @Test func file_thatCannotBeUnderstood_isNoFaultOfTheOthers() {
        let files = SeedFiles()
            .replacing(file: "documents", with: "[{")
            .replacing(#""held""#, in: "meetings", with: #""perhaps""#)
        #expect(files.faults.map(\.file) == ["Seed/documents.json", "Seed/meetings.json"])
    }

    @Test func member_thatCannotBeRead_isToldOnce() {
        let files = SeedFiles().replacing(#""stated""#, in: "targets", with: #""guessed""#)
        #expect(files.faults.map(\.reason) == [#""guessed" is not known here; known are stated, inherited, inferred"#])
    }

    @Test func position_ofALaterRecord_isRightAfterOneThatCannotBeRead() {
        let files = SeedFiles()
            .replacing(#""kind": "article""#, in: "documents", with: #""kind": "paper""#)
            .replacing(#""statedBy": "committee""#, in: "documents", with: #""statedBy": "gone""#)
        #expect(files.faults.map(\.pointer) == ["/0/kind", "/1/sources/0/statedBy"])
        #expect(files.faults.map(\.line) == [5, 16])
    }

    @Test func null_isAnAbsentMember() throws {
        let files = SeedFiles().replacing(#""zone": "zone-lao-cai""#, in: "gates", with: #""zone": null"#)
        #expect(files.faults == [])
        #expect(try files.registry().gates["kim-thanh" as RecordID]?.zone == nil)
    }

    @Test func file_thatIsNotGiven_isEmpty() throws {
        #expect(try SeedFolder.registry(of: [:], folder: "x").headedRecords.isEmpty)
    }

    @Test func description_namesFilePointerLineAndReason() {
        let fault = SeedFault(file: "Seed/gates.json", pointer: "/3/kind", line: 41, reason: "wrong")
        #expect(fault.description == "Seed/gates.json: /3/kind: line 41: wrong")
        let whole = SeedFault(file: "Seed/gates.json", pointer: "", line: nil, reason: "the file is missing")
        #expect(whole.description == "Seed/gates.json: /: the file is missing")
        #expect(SeedFaults(faults: [fault, whole]).description == "\(fault)\n\(whole)")
    }
}
