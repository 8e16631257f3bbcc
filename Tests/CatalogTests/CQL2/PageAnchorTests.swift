import BorderEconomy
import JSONText
import Testing

@testable import Catalog

/// Pages stay right while records come, go and change.
struct PageAnchorTests {
    private struct Sample {
        let key: String
        var n: Double?
    }

    private func collection(_ samples: [Sample]) -> StoredCollection {
        let table = SampleTable(rows: samples.map { sample in sample.n.map { ["n": .number($0)] } ?? [:] })
        return SelectionPlanTests.collection(table, keys: samples.map(\.key))
    }

    private func keys(_ positions: some Sequence<Int>, _ collection: StoredCollection) -> [String] {
        positions.map { collection.keys[$0] }
    }

    private static let samples = (0..<40).map { Sample(key: "k\($0)", n: $0 % 7 == 6 ? nil : Double($0 % 5)) }

    private func selection(sorted: Bool, descending: Bool = false) -> Selection {
        var selection = Selection()
        if sorted { selection.sort = [Selection.SortKey(field: "n", descending: descending)] }
        return selection
    }

    private static let orders: [(sorted: Bool, descending: Bool)] = [(false, false), (true, false), (true, true)]

    @Test(arguments: orders.indices) func anchor_ofAnyPlace_leadsBackToIt(_ index: Int) {
        let selection = selection(sorted: Self.orders[index].sorted, descending: Self.orders[index].descending)
        let collection = collection(Self.samples)
        let positions = collection.positions(of: selection)
        for place in 1...positions.count {
            let anchor = collection.anchor(before: place, in: positions, of: selection)
            #expect(collection.place(behind: anchor, in: positions, of: selection) == place)
        }
    }

    /// What was before the page does not come again, and of what was after it nothing is left out.
    @Test(arguments: orders.indices) func pages_afterAnyChange_continue(_ index: Int) {
        let selection = selection(sorted: Self.orders[index].sorted, descending: Self.orders[index].descending)
        var random = SampleRandom(seed: UInt64(index) + 3)
        let before = collection(Self.samples)
        let order = before.positions(of: selection)
        for _ in 0..<400 {
            let place = Int.random(in: 1..<order.count, using: &random)
            let anchor = before.anchor(before: place, in: order, of: selection)
            // At most two records before the page go, so that one of those the anchor names is left.
            var changed = Self.samples
            let gone = Set((0..<2).map { _ in "k\(Int.random(in: 0..<40, using: &random))" })
            changed.removeAll { gone.contains($0.key) }
            for number in 0..<Int.random(in: 0...3, using: &random) {
                changed.insert(
                    Sample(key: "new\(number)", n: Double(Int.random(in: 0...4, using: &random))),
                    at: Int.random(in: 0...changed.count, using: &random))
            }
            let after = collection(changed)
            let positions = after.positions(of: selection)
            let start = after.place(behind: anchor, in: positions, of: selection)
            let shown = Set(keys(order[..<place], before))
            let rest = keys(order[place...], before).filter { !gone.contains($0) }
            let page = keys(positions[start...], after)
            #expect(page.filter { !$0.hasPrefix("new") } == rest)
            #expect(shown.isDisjoint(with: page))
        }
    }

    /// A record that moved away in the order does not take the page with it.
    @Test func page_behindARecordThatChanged_staysWhereItWas() {
        let selection = selection(sorted: true)
        let before = collection(Self.samples)
        let order = before.positions(of: selection)
        let place = 12
        let anchor = before.anchor(before: place, in: order, of: selection)
        var changed = Self.samples
        let moved = before.keys[order[place - 1]]
        for index in changed.indices where changed[index].key == moved { changed[index].n = 100 }
        let after = collection(changed)
        let positions = after.positions(of: selection)
        let start = after.place(behind: anchor, in: positions, of: selection)
        let rest = keys(order[place...], before)
        #expect(keys(positions[start...], after).filter { $0 != moved } == rest)
    }

    @Test func anchor_ofNobody_staysWithinTheList() {
        let collection = collection(Self.samples)
        for sorted in [false, true] {
            let selection = selection(sorted: sorted)
            let positions = collection.positions(of: selection)
            for place in [0, 5, 40, 9999] {
                let anchor = PageAnchor(place: place, keys: ["gone", "too", "all"], values: sorted ? [.number(2)] : [])
                #expect((0...40).contains(collection.place(behind: anchor, in: positions, of: selection)))
            }
        }
    }

    @Test func anchor_ofNull_comesLast() {
        let collection = collection(Self.samples)
        let selection = selection(sorted: true, descending: true)
        let positions = collection.positions(of: selection)
        let anchor = PageAnchor(place: 0, keys: [], values: [.null])
        let start = collection.place(behind: anchor, in: positions, of: selection)
        #expect(
            keys(positions[start...], collection).allSatisfy { key in
                Self.samples.contains { $0.key == key && $0.n == nil }
            })
    }
}
