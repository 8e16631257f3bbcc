import Testing

@testable import Catalog

struct PositionListTests {
    private func random(_ count: Int, of capacity: Int, seed: UInt64) -> [Int] {
        var generator = SplitMix(seed: seed)
        return Array(Set((0..<count).map { _ in Int.random(in: 0..<capacity, using: &generator) })).sorted()
    }

    @Test(arguments: [(0, 50), (3, 900), (200, 200), (999, 2)])
    func intersection_isWhatIsInBoth(_ left: Int, _ right: Int) {
        let (mine, theirs) = (random(left, of: 1000, seed: 1), random(right, of: 1000, seed: 2))
        let expected = mine.filter(Set(theirs).contains)
        #expect(Array(PositionList(mine).intersection(PositionList(theirs))) == expected)
        #expect(Array(PositionList(theirs).intersection(PositionList(mine))) == expected)
        #expect(Array(PositionList.all(1000).intersection(PositionList(mine))) == mine)
        #expect(Array(PositionList(mine).intersection(.all(1000))) == mine)
    }

    @Test(arguments: [(0, 5), (3, 4), (500, 700)])
    func union_isWhatIsInAny(_ left: Int, _ right: Int) {
        let (mine, theirs) = (random(left, of: 1000, seed: 3), random(right, of: 1000, seed: 4))
        let union = PositionList.union([PositionList(mine), PositionList(theirs), []], of: 1000)
        #expect(Array(union) == Set(mine + theirs).sorted())
        #expect(PositionList.union([], of: 10).isEmpty)
    }

    @Test func all_isEveryPosition() {
        #expect(Array(PositionList.all(3)) == [0, 1, 2])
        #expect(PositionList.all(3).isAll && !PositionList([0, 1, 2]).isAll)
        #expect(PositionList.all(3) == PositionList([0, 1, 2]))
    }

    @Test(arguments: [0, 1, 63, 64, 65, 1000])
    func set_isTheList(_ capacity: Int) {
        let list = random(capacity / 2, of: max(capacity, 1), seed: 5).filter { $0 < capacity }
        let set = PositionSet(PositionList(list), of: capacity)
        #expect(set.count == list.count && Array(set.positions) == list)
        #expect(Array(set.complement.positions) == (0..<capacity).filter { !list.contains($0) })
        #expect(PositionSet.all(capacity).count == capacity)
        var both = set
        both.formIntersection(set.complement)
        #expect(both.count == 0)
        both.formUnion(set)
        both.formUnion(set.complement)
        #expect(both == .all(capacity))
        var filled = PositionSet(count: capacity)
        filled.fill(0..<capacity) { $0 % 3 == 0 }
        #expect(Array(filled.positions) == (0..<capacity).filter { $0 % 3 == 0 })
        #expect((0..<capacity).allSatisfy { filled.contains($0) == ($0 % 3 == 0) })
    }
}
