import BorderEconomy
import Testing

@testable import Catalog

/// Relations between shapes of any kind.
struct GeometryRelationTests {
    private static func shape(_ text: some StringProtocol) throws -> Geometry {
        let expression = try FilterTextParser.parse("S_INTERSECTS(geometry, \(text))")
        guard case .spatial(_, _, let other) = expression.form, case .shape(let shape) = other.form else {
            throw SampleFailure("\(text) is no shape")
        }
        return shape
    }

    private static func relations(_ first: Geometry, _ second: Geometry) -> [SpatialRelation] {
        SpatialRelation.allCases.filter { second.holds($0, for: first) }
    }

    @Test(arguments: GeometryRelationSamples.lines.split(separator: "\n").map(String.init))
    func relations_areThoseOfGEOS(line: String) throws {
        let parts = line.split(separator: "|", omittingEmptySubsequences: false).map { $0.trimmed }
        let (first, second) = try (Self.shape(parts[0]), Self.shape(parts[1]))
        let expected = Set(parts[2].split(separator: " ").compactMap { SpatialRelation(rawValue: "s_\($0)") })
        #expect(Set(Self.relations(first, second)) == expected)
        #expect(Set(Self.relations(second, first)) == Set(expected.map(\.mirrored)), "the other way round")
    }

    @Test func box_isItsPolygon_alsoOverThe180thMeridian() throws {
        let box = Geometry.box(GeoBounds(west: 170, south: -10, east: -170, north: 10))
        #expect(Self.relations(try Self.shape("LINESTRING(175 0,179 5)"), box).contains(.within))
        #expect(Self.relations(try Self.shape("LINESTRING(-175 0,-179 5)"), box).contains(.within))
        #expect(Self.relations(try Self.shape("LINESTRING(160 0,175 0)"), box).contains(.crosses))
        #expect(Self.relations(try Self.shape("LINESTRING(0 0,5 0)"), box) == [.disjoint])
        let square = Geometry.box(GeoBounds(west: 1, south: 1, east: 3, north: 3))
        #expect(Self.relations(square, try Self.shape("POLYGON((1 1,1 3,3 3,3 1,1 1))")).contains(.equals))
        // Without breadth it is a line.
        let edge = Geometry.box(GeoBounds(west: 1, south: 1, east: 3, north: 1))
        #expect(Self.relations(edge, square) == [.intersects, .touches])
    }

    @Test func collection_isAllItsParts() throws {
        let parts = try Self.shape("GEOMETRYCOLLECTION(POINT(9 9),POLYGON((0 0,2 0,2 2,0 2,0 0)))")
        #expect(Self.relations(try Self.shape("LINESTRING(1 1,5 1)"), parts).contains(.crosses))
        #expect(Self.relations(try Self.shape("MULTIPOINT((9 9),(1 1))"), parts).contains(.within))
        #expect(Self.relations(try Self.shape("MULTIPOINT((8 8),(5 5))"), parts) == [.disjoint])
    }

    @Test(arguments: [
        ("POLYGON((0 0,2 2,2 0,0 2,0 0))", "1 1"), ("POLYGON((0 0,4 0,4 4,2 0,0 4,0 0))", "2 0"),
        ("POLYGON((0 0,1 1,0 0,0 0))", "0 0"), ("MULTIPOLYGON(((5 5,6 5,6 6,5 5)),((0 0,2 2,2 0,0 2,0 0)))", "1 1"),
    ])
    func ring_thatCrossesItself_isRefused(text: String, place: String) throws {
        let expression = try FilterTextParser.parse("S_WITHIN(p, \(text))")
        let faults = #expect(throws: FilterFaults.self) {
            try FilterChecker.check(expression, against: .sample) { text, _ in .key(text) }
        }
        #expect(faults?.all.first?.reason == "a ring of the geometry crosses or touches itself at \(place)")
        #expect(faults?.all.first?.place == .character(13))
    }

    @Test(arguments: [
        ("POINT(0 1)", 111.195), ("MULTIPOINT((0 3),(0 1))", 111.195), ("LINESTRING(-5 1,5 1)", 111.195),
        ("MULTILINESTRING((5 5,6 6),(1 0,1 3))", 111.195), ("POLYGON((-1 -1,1 -1,1 1,-1 1,-1 -1))", 0),
        ("POLYGON((1 -1,2 -1,2 1,1 1,1 -1))", 111.195), ("BBOX(-1,1,1,2)", 111.195),
        ("GEOMETRYCOLLECTION(POINT(0 5),POINT(0 1))", 111.195),
    ])
    func distance_isToTheNearestPosition(text: String, kilometres: Double) throws {
        let distance = try Self.shape(text).kilometres(to: Geometry.Position(longitude: 0, latitude: 0))
        #expect(abs(distance - kilometres) < 0.05)
    }

    @Test func distance_betweenShapes() throws {
        let square = try Self.shape("POLYGON((1 -1,2 -1,2 1,1 1,1 -1))")
        #expect(abs(try Self.shape("LINESTRING(0 -1,0 1)").kilometres(to: square) - 111.195) < 0.05)
        #expect(try Self.shape("LINESTRING(0 0,5 0)").kilometres(to: square) == 0)
    }
}

extension Substring {
    /// Without spaces at its ends.
    fileprivate var trimmed: Substring {
        var text = self[...]
        while text.first == " " { text.removeFirst() }
        while text.last == " " { text.removeLast() }
        return text
    }
}
