import Testing

@testable import Catalog

/// What is found holds all that lies in the box, and little besides.
struct PlaceIndexTests {
    private static func boxes(_ count: Int, seed: UInt64, extent: Int) -> [PlaceIndex.Box?] {
        var random = SplitMix(seed: seed)
        return (0..<count).map { _ in
            guard random.below(10) > 0 else { return nil }
            let west = Double(random.below(360_000)) / 1000 - 180
            let south = Double(random.below(180_000)) / 1000 - 90
            let (width, height) = (Double(random.below(extent)) / 10, Double(random.below(extent)) / 10)
            return PlaceIndex.Box(
                west: west, south: south, east: min(180, west + width), north: min(90, south + height))
        }
    }

    @Test(arguments: [(0, 1), (1, 1), (15, 1), (16, 1), (17, 1), (300, 1), (5000, 1), (2000, 50)])
    func box_findsWhatAScanFinds(_ count: Int, _ extent: Int) {
        let boxes = Self.boxes(count, seed: UInt64(count), extent: extent)
        let index = PlaceIndex(count: count) { boxes[$0] }
        for asked in Self.boxes(60, seed: 99, extent: 600).compactMap(\.self) {
            let found = Array(index.positions(in: [asked]))
            let right = boxes.indices.filter { boxes[$0]?.meets(asked) == true }
            #expect(found == found.sorted() && Set(found).count == found.count)
            #expect(Set(right).isSubset(of: found))
            #expect(found.count <= index.count(in: [asked]))
            #expect(found.allSatisfy { boxes[$0] != nil })
        }
    }

    @Test func smallBox_amongMany_looksAtFew() {
        let boxes = Self.boxes(20_000, seed: 4, extent: 1)
        let index = PlaceIndex(count: boxes.count) { boxes[$0] }
        let asked = PlaceIndex.Box(west: 100, south: 20, east: 105, north: 25)
        #expect(index.count(in: [asked]) < 300)
        #expect(
            index.count(in: [PlaceIndex.Box(west: -180, south: -90, east: 180, north: 90)]) == boxes.count { $0 != nil }
        )
    }

    @Test func twoBoxes_giveEachRecordOnce() {
        let boxes = Self.boxes(500, seed: 5, extent: 1)
        let index = PlaceIndex(count: boxes.count) { boxes[$0] }
        let all = PlaceIndex.Box(west: -180, south: -90, east: 180, north: 90)
        #expect(Array(index.positions(in: [all, all])) == boxes.indices.filter { boxes[$0] != nil })
    }
}
