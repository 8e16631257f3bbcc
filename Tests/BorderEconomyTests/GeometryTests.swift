import Testing

@testable import BorderEconomy

/// Shapes and boxes.
struct GeometryTests {
    private typealias Position = Geometry.Position

    private static func ring(_ numbers: (Double, Double)...) -> [Geometry.Position] {
        numbers.map { Geometry.Position(longitude: $0.0, latitude: $0.1) }
    }

    /// A square of ten degrees with a hole of four in its middle.
    private static let square = Geometry.polygon([
        ring((100, 20), (110, 20), (110, 30), (100, 30), (100, 20)),
        ring((103, 23), (103, 27), (107, 27), (107, 23), (103, 23)),
    ])

    @Test(arguments: [
        (99.0, 19.0, 101.0, 21.0, true), (104, 24, 106, 26, false), (101, 21, 102, 22, true), (95, 15, 115, 35, true),
        (102, 24, 104, 26, true), (90, 10, 99.9, 40, false), (110, 30, 120, 40, true), (99, 24, 111, 25, true),
        (111, 19, 112, 31, false), (103, 23, 107, 27, true),
    ])
    func box_MeetsAPolygon(_ west: Double, _ south: Double, _ east: Double, _ north: Double, _ expected: Bool) {
        let box = GeoBounds(west: west, south: south, east: east, north: north)
        #expect(GeometryMeeting(.box(box), Self.square).meets == expected)
        #expect(
            GeometryMeeting(.box(box), .multiPolygon([[Self.ring((0, 0), (1, 0), (1, 1), (0, 0))], Self.rings])).meets
                == expected)
    }

    private static var rings: [[Geometry.Position]] {
        if case .polygon(let rings) = square { rings } else { [] }
    }

    @Test func box_MeetsPointsAndLines() {
        let box = GeoBounds(west: 100, south: 20, east: 110, north: 30)
        #expect(GeometryMeeting(.box(box), .point(Position(longitude: 110, latitude: 30))).meets)
        #expect(!GeometryMeeting(.box(box), .point(Position(longitude: 110.001, latitude: 30))).meets)
        #expect(GeometryMeeting(.box(box), .multiPoint(Self.ring((0, 0), (105, 25)))).meets)
        #expect(!GeometryMeeting(.box(box), .multiPoint(Self.ring((0, 0), (95, 25)))).meets)
        #expect(GeometryMeeting(.box(box), .lineString(Self.ring((95, 25), (115, 25)))).meets)
        #expect(GeometryMeeting(.box(box), .lineString(Self.ring((95, 15), (115, 35)))).meets)
        #expect(!GeometryMeeting(.box(box), .lineString(Self.ring((95, 25), (105, 36)))).meets)
    }

    @Test func box_OverThe180thMeridian() {
        let box = GeoBounds(west: 170, south: -10, east: -170, north: 10)
        #expect(GeometryMeeting(.box(box), .point(Position(longitude: 175, latitude: 0))).meets)
        #expect(GeometryMeeting(.box(box), .point(Position(longitude: -175, latitude: 0))).meets)
        #expect(!GeometryMeeting(.box(box), .point(Position(longitude: 0, latitude: 0))).meets)
    }

    @Test func bounds_AreAroundEveryPosition() throws {
        let bounds = try #require(Geometry.lineString(Self.ring((105, 21), (102.5, 25), (107, 20))).bounds)
        #expect(bounds == GeoBounds(west: 102.5, south: 20, east: 107, north: 25))
        #expect(bounds.union(GeoBounds(west: 100, south: 22, east: 101, north: 30)).north == 30)
        #expect(Geometry.multiPoint([]).bounds == nil)
    }

    @Test func faults_OfAShape() {
        func reasons(_ geometry: Geometry) -> [String] { geometry.faults().map { "\($0.member): \($0.reason)" } }
        let ring = "a ring has four positions or more and ends where it begins"
        #expect(reasons(Self.square) == [])
        #expect(reasons(.multiPoint([])) == [": a shape has positions"])
        #expect(reasons(.lineString(Self.ring((1, 1)))) == [": a line has two positions or more"])
        #expect(reasons(.polygon([Self.ring((1, 1), (2, 2), (3, 1), (1, 2))])) == ["/0: \(ring)"])
        #expect(
            reasons(.multiPolygon([Self.rings, [Self.ring((1, 1), (2, 2), (1, 1))]])) == ["/1/0: \(ring)"])
        #expect(
            reasons(.point(Position(longitude: 22.5, latitude: 103.9)))
                == [": there is no position 22.5, 103.9: longitude, then latitude"])
    }
}
