import BorderEconomy
import JSONText
import Testing

@testable import Catalog

struct SelectionTests {
    private let gates = StoredCollection(SampleGate.draft())

    private func keys(_ change: (inout Selection) -> Void) -> [String] {
        var selection = Selection()
        change(&selection)
        return gates.positions(of: selection).map { gates.keys[$0] }
    }

    private func filter(_ field: String, _ values: JSONValue...) -> Selection.Filter {
        Selection.Filter(field: field, values: values.map { FieldValue($0) })
    }

    private static let everything = ["kim-thanh", "huu-nghi", "dong-dang", "ban-vuoc", "muong-khuong"]

    @Test func selection_ofNothing_isEverythingAsWritten() {
        #expect(keys { _ in } == Self.everything)
    }

    private static let filters: [(field: String, values: [JSONValue], keys: [String])] = [
        ("class", ["international"], ["kim-thanh", "huu-nghi"]),
        ("class", ["secondary", "international"], ["kim-thanh", "huu-nghi", "muong-khuong"]),
        ("class", ["International"], []), ("class", [.null], ["ban-vuoc"]),
        ("class", [.null, "bilateral"], ["dong-dang", "ban-vuoc"]), ("lanes", [5], ["kim-thanh", "ban-vuoc"]),
        ("lanes", [5.0, 10], ["kim-thanh", "ban-vuoc", "muong-khuong"]), ("lanes", ["5"], []),
        ("open", [true], ["kim-thanh", "dong-dang"]), ("open", [false], ["huu-nghi"]),
        // Each element of a list counts, and so does the other member that the filter looks in; null is only what has
        // nothing in either.
        ("provinces", ["lang-son"], ["huu-nghi", "dong-dang"]),
        ("provinces", ["lao-cai"], ["kim-thanh", "dong-dang", "muong-khuong"]),
        ("provinces", ["lao-cai-2025"], ["kim-thanh", "muong-khuong"]), ("provinces", [.null], ["ban-vuoc"]),
        ("currentProvince", ["lao-cai"], []),
        // Of an object its identifier; a member of its own value is looked up whether or not it is a parameter.
        ("zone", ["kktck-lao-cai"], ["kim-thanh"]),
        ("note", [.null], ["huu-nghi", "dong-dang", "ban-vuoc", "muong-khuong"]), ("nothing", ["x"], []),
        // A name is found in every language.
        ("name", ["友谊关"], ["huu-nghi"]), ("name", ["Hữu Nghị"], ["huu-nghi"]),
        // A member that only the single record has is no filter's.
        ("history", ["kim-thanh in vi"], []),
    ]

    @Test(arguments: filters.indices)
    func filter_selectsByValue(_ index: Int) {
        let (field, values, expected) = Self.filters[index]
        #expect(
            keys { $0.filters = [Selection.Filter(field: field, values: values.map { FieldValue($0) })] } == expected)
    }

    @Test func filters_allHold() {
        #expect(
            keys { $0.filters = [filter("class", "international", "bilateral"), filter("open", true)] }
                == ["kim-thanh", "dong-dang"])
        #expect(
            keys {
                $0.filters = [
                    filter("lanes", 5, 2), filter("provinces", "lao-cai"), filter("class", "bilateral", .null),
                ]
            } == ["dong-dang"])
        #expect(keys { $0.filters = [filter("class", "secondary"), filter("open", true)] } == [])
    }

    @Test(arguments: [
        (["huu", "ngh"], ["huu-nghi"]), (["dong", "d"], ["dong-dang"]), (["k"], ["kim-thanh", "muong-khuong"]),
        (["thanh"], ["kim-thanh"]), (["hanh"], []), (["pass"], ["huu-nghi", "muong-khuong"]),
        (["pass", "friend"], ["huu-nghi"]), (["金"], ["kim-thanh"]), (["城", "金"], ["kim-thanh"]),
        (["ban", "vuoc", "x"], []), (["友", "nghi"], ["huu-nghi"]),
    ])
    func words_beginWordsOfTheRecord(_ words: [String], expected: [String]) {
        #expect(keys { $0.words = words } == expected)
    }

    @Test func words_andFilters_bothHold() {
        #expect(
            keys {
                $0.words = ["pass"]
                $0.filters = [filter("class", "secondary", "bilateral")]
            } == ["muong-khuong"])
    }

    private static let sorts: [(keys: [(String, Bool)], order: [String])] = [
        ([("lanes", false)], ["dong-dang", "kim-thanh", "ban-vuoc", "muong-khuong", "huu-nghi"]),
        ([("lanes", true)], ["muong-khuong", "kim-thanh", "ban-vuoc", "dong-dang", "huu-nghi"]),
        ([("open", false)], ["huu-nghi", "kim-thanh", "dong-dang", "ban-vuoc", "muong-khuong"]),
        ([("open", true)], ["kim-thanh", "dong-dang", "huu-nghi", "ban-vuoc", "muong-khuong"]),
        ([("class", false), ("lanes", true)], ["dong-dang", "kim-thanh", "huu-nghi", "muong-khuong", "ban-vuoc"]),
        ([("class", true), ("lanes", false)], ["muong-khuong", "kim-thanh", "huu-nghi", "dong-dang", "ban-vuoc"]),
        ([("id", true)], ["muong-khuong", "kim-thanh", "huu-nghi", "dong-dang", "ban-vuoc"]),
    ]

    @Test(arguments: sorts.indices)
    func sort_ordersWithNullsLastAndTiesAsWritten(_ index: Int) {
        let (sort, order) = Self.sorts[index]
        #expect(keys { $0.sort = sort.map { Selection.SortKey(field: $0.0, descending: $0.1) } } == order)
    }

    @Test func sort_byName_isByTheFoldedNameInTheLanguage() {
        let byName = [Selection.SortKey(field: "name", descending: false)]
        #expect(
            keys { $0.sort = byName } == ["ban-vuoc", "dong-dang", "huu-nghi", "kim-thanh", "muong-khuong"])
        #expect(
            keys {
                $0.sort = byName
                $0.language = .english
            } == ["muong-khuong", "ban-vuoc", "dong-dang", "huu-nghi", "kim-thanh"])
    }

    @Test func sort_keepsTheSelection() {
        #expect(
            keys {
                $0.filters = [filter("lanes", 5, 2)]
                $0.sort = [Selection.SortKey(field: "id", descending: false)]
            } == ["ban-vuoc", "dong-dang", "kim-thanh"])
    }
}
