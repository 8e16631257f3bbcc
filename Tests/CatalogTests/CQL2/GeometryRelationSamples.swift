/// Pairs of shapes with the relations of the first to the second, as GEOS 3.14 (Shapely 2.2) has them.
enum GeometryRelationSamples {
    static let lines = """
        MULTILINESTRING((0 3,3 2),(1 2,0 3)) | LINESTRING(2 4,0 4,0 1) | intersects crosses
        POLYGON((3 3,6 3,6 6,3 6,3 3)) | MULTIPOLYGON(((0 2,1 2,1 3,0 3,0 2)),((2 -1,2 0,0 -2,2 -1))) | disjoint
        POLYGON((4 3,3 0,2 2,0 4,3 3,4 3)) | POLYGON((0 3,4 3,4 5,0 5,0 3)) | intersects overlaps
        MULTILINESTRING((2 4,4 2),(1 2,3 0,4 0,0 1)) | POLYGON((0 1,3 1,3 4,0 4,0 1)) | intersects crosses
        POLYGON((3 4,1 3,4 3,3 4)) | POLYGON((3 1,7 1,7 2,3 2,3 1)) | disjoint
        POLYGON((0 0,4 0,4 4,0 4,0 0)) | POLYGON((0 3,1 1,1 1,4 3,1 3,0 3)) | intersects contains
        POLYGON((1 1,4 1,4 2,1 2,1 1)) | POLYGON((2 2,4 2,4 6,2 6,2 2)) | intersects touches
        MULTILINESTRING((1 2,3 1,0 1),(2 2,0 3)) | MULTIPOLYGON(((1 3,5 3,5 4,1 4,1 3)),((-2 3,-1 0,-2 1,-2 3))) | disjoint
        LINESTRING(2 3,4 3,2 0,3 3) | POLYGON((2 1,4 1,4 2,2 2,2 1)) | intersects crosses
        POLYGON((1 1,2 1,2 4,1 4,1 1)) | MULTIPOINT((4 4),(2 4),(0 3)) | intersects touches
        MULTILINESTRING((1 3,0 0,2 1,0 3),(1 3,2 2,3 3,1 1)) | POLYGON((2 3,4 3,4 7,2 7,2 3)) | intersects touches
        LINESTRING(4 4,1 4) | POINT(4 4) | intersects touches
        POLYGON((0 3,3 4,1 3,0 3)) | MULTIPOINT((0 3),(0 4),(4 3)) | intersects touches
        MULTIPOINT((3 1),(4 0),(4 1)) | LINESTRING(2 1,2 3) | disjoint
        LINESTRING(3 3,4 1,4 3) | LINESTRING(1 1,3 4,3 1,4 1) | intersects touches
        POLYGON((1 3,5 3,5 7,1 7,1 3)) | MULTILINESTRING((3 2,1 4),(3 3,4 3,0 1,1 1)) | intersects crosses
        POLYGON((0 1,3 1,3 5,0 5,0 1)) | POINT(3 1) | intersects touches
        MULTIPOINT((0 4),(3 4),(4 3)) | LINESTRING(0 4,1 3,3 3) | intersects touches
        POLYGON((2 2,1 3,1 3,0 0,2 2)) | POLYGON((0 2,0 4,3 1,0 2)) | intersects overlaps
        LINESTRING(1 4,2 0,0 4) | POLYGON((3 0,3 0,3 1,2 4,4 4,3 0)) | disjoint
        POLYGON((2 0,3 0,3 3,2 3,2 0)) | POINT(4 0) | disjoint
        LINESTRING(4 4,4 0,1 4) | MULTILINESTRING((1 1,3 4,2 1),(1 1,2 3)) | intersects crosses
        LINESTRING(2 1,0 1) | MULTILINESTRING((4 3,3 0,2 2),(0 3,1 2,3 3)) | disjoint
        POLYGON((3 2,4 2,4 4,3 4,3 2)) | LINESTRING(4 1,2 3) | intersects touches
        LINESTRING(0 4,3 4) | LINESTRING(3 4,2 1,3 2) | intersects touches
        POLYGON((3 3,6 3,6 6,3 6,3 3)) | LINESTRING(4 0,0 0,1 0) | disjoint
        POLYGON((2 3,2 2,1 2,2 3)) | LINESTRING(0 3,3 4) | disjoint
        POINT(2 2) | POLYGON((2 1,1 2,1 0,0 4,0 4,2 1)) | disjoint
        POLYGON((1 2,0 0,1 3,3 1,1 2)) | POINT(4 1) | disjoint
        MULTIPOINT((2 3),(1 0),(3 1)) | LINESTRING(4 2,2 4) | disjoint
        POLYGON((0 2,4 2,4 6,0 6,0 2)) | LINESTRING(2 0,4 4,1 3,2 2) | intersects crosses
        POLYGON((4 3,2 3,3 0,4 3)) | POLYGON((2 3,4 3,4 6,2 6,2 3)) | intersects touches
        POLYGON((3 1,6 1,6 2,3 2,3 1)) | MULTIPOINT((0 1),(2 2)) | disjoint
        MULTIPOLYGON(((3 4,4 3,1 0,0 4,3 4)),((-1 -2,-3 1,0 0,-4 2,-2 -2,-1 -2))) | MULTIPOINT((2 3),(1 1),(4 4)) | intersects crosses
        LINESTRING(2 0,3 3) | MULTIPOINT((0 3),(3 0),(2 2)) | disjoint
        POLYGON((0 1,4 1,4 4,0 4,0 1),(1 2,2 2,2 3,1 3,1 2)) | POINT(3 1) | intersects touches
        POINT(2 4) | LINESTRING(2 4,2 0) | intersects touches
        LINESTRING(3 3,1 4) | POLYGON((1 4,2 0,1 1,1 4)) | intersects touches
        LINESTRING(3 0,3 4) | POINT(0 3) | disjoint
        LINESTRING(4 4,0 3,2 3,1 0) | MULTILINESTRING((2 3,1 3),(2 0,1 0,0 4)) | intersects overlaps
        LINESTRING(4 1,3 4) | LINESTRING(1 3,0 3) | disjoint
        POINT(3 1) | MULTIPOINT((0 1),(1 1),(3 3)) | disjoint
        POLYGON((1 1,4 1,4 4,1 4,1 1),(2 2,3 2,3 3,2 3,2 2)) | LINESTRING(3 2,1 2,2 1) | intersects contains
        POINT(1 2) | MULTILINESTRING((2 4,1 1),(2 2,2 4)) | disjoint
        LINESTRING(4 1,0 0) | POINT(2 0) | disjoint
        MULTIPOINT((1 2),(4 1)) | MULTIPOLYGON(((0 3,1 3,1 7,0 7,0 3)),((3 1,5 1,5 5,3 5,3 1))) | intersects touches
        POLYGON((2 1,4 1,4 0,2 1)) | LINESTRING(4 0,1 0) | intersects touches
        MULTIPOINT((4 1),(1 4),(2 2)) | POLYGON((3 4,2 4,1 1,3 4)) | disjoint
        MULTIPOINT((4 4),(2 4),(2 0)) | MULTIPOLYGON(((3 3,3 4,1 3,3 3)),((1 4,3 4,3 6,1 6,1 4))) | intersects touches
        POINT(4 4) | POLYGON((1 0,4 0,4 2,1 2,1 0)) | disjoint
        MULTIPOINT((0 3),(2 0),(2 1)) | POLYGON((3 1,1 4,2 0,3 1)) | intersects crosses
        MULTIPOINT((3 1),(4 0),(4 2)) | POLYGON((0 2,1 0,1 2,3 3,0 2)) | disjoint
        POLYGON((3 0,4 0,4 1,3 1,3 0)) | MULTIPOLYGON(((3 0,4 0,4 2,3 2,3 0)),((0 -2,-3 -1,-1 -1,0 -2))) | intersects within
        MULTIPOINT((1 1),(0 2),(0 0)) | MULTIPOINT((4 0),(2 0),(2 2)) | disjoint
        POINT(0 4) | LINESTRING(2 3,0 3,2 1) | disjoint
        POLYGON((2 2,6 2,6 6,2 6,2 2)) | LINESTRING(3 4,3 2) | intersects contains
        MULTIPOINT((4 0),(2 0),(3 3)) | MULTIPOINT((0 3),(0 4),(3 4)) | disjoint
        LINESTRING(4 1,1 4,2 2,4 2) | MULTIPOINT((0 1),(4 0),(1 2)) | disjoint
        LINESTRING(4 1,4 4,1 4) | MULTIPOINT((4 0),(4 2),(2 2)) | intersects crosses
        POLYGON((1 4,0 4,3 0,3 1,1 4)) | MULTIPOINT((4 2),(1 3),(1 4)) | intersects crosses
        MULTIPOLYGON(((2 1,1 3,0 1,1 1,2 1)),((-2 6,-1 6,-1 9,-2 9,-2 6))) | MULTIPOINT((3 1),(4 4)) | disjoint
        POINT(0 0) | MULTILINESTRING((3 2,2 0,1 4,0 0),(4 4,4 1)) | intersects touches
        MULTILINESTRING((1 2,1 1),(4 2,0 2,4 2)) | MULTIPOINT((1 0),(1 1)) | intersects touches
        POINT(2 1) | MULTIPOLYGON(((3 1,5 1,5 2,3 2,3 1)),((2 0,3 0,3 1,2 1,2 0))) | intersects touches
        POLYGON((1 3,1 0,3 0,1 3)) | POLYGON((1 0,4 0,4 4,1 4,1 0)) | intersects within
        LINESTRING(2 0,2 1,2 4) | MULTIPOINT((4 4),(1 1),(2 1)) | intersects crosses
        POINT(3 2) | POLYGON((2 2,3 2,3 4,2 4,2 2)) | intersects touches
        MULTIPOINT((4 0),(3 3),(1 3)) | POLYGON((2 2,1 3,3 4,4 1,2 2)) | intersects crosses
        MULTIPOINT((3 1),(1 1),(1 3)) | POINT(4 3) | disjoint
        LINESTRING(1 3,4 3,0 3) | LINESTRING(1 3,2 3,2 0) | intersects overlaps
        MULTILINESTRING((4 4,3 1,0 3,3 0),(3 3,0 4)) | POINT(3 0) | intersects touches
        POINT(3 4) | MULTIPOINT((3 2),(0 3),(2 1)) | disjoint
        MULTILINESTRING((0 0,3 0,1 0),(3 2,4 3,1 3)) | LINESTRING(1 3,4 3) | intersects contains
        POINT(0 3) | POINT(2 4) | disjoint
        MULTIPOINT((1 0),(3 3),(0 3)) | LINESTRING(3 3,0 3,1 1) | intersects crosses
        MULTIPOINT((1 2),(4 1),(2 2)) | LINESTRING(1 2,1 3,2 0,3 1) | intersects touches
        POLYGON((2 2,5 2,5 6,2 6,2 2)) | POLYGON((2 2,4 2,4 3,2 3,2 2)) | intersects contains
        LINESTRING(2 1,3 3) | POLYGON((3 3,4 1,4 0,1 1,1 1,3 3)) | intersects within
        MULTIPOINT((1 3),(3 0),(2 2)) | LINESTRING(4 2,0 4,3 1) | intersects crosses
        POINT(2 2) | POINT(4 2) | disjoint
        POINT(2 1) | POLYGON((1 0,5 0,5 2,1 2,1 0)) | intersects within
        MULTIPOINT((0 1),(4 0)) | POINT(4 3) | disjoint
        LINESTRING(0 0,1 4,0 3) | MULTIPOINT((1 1),(0 3),(0 0)) | intersects touches
        MULTIPOINT((2 4),(3 2),(4 3)) | MULTIPOINT((2 3),(3 2),(0 0)) | intersects overlaps
        LINESTRING(1 3,2 4,4 4) | POLYGON((1 3,5 3,5 6,1 6,1 3)) | intersects within
        POINT(0 2) | MULTIPOINT((0 2),(4 1),(2 4)) | intersects within
        MULTIPOINT((3 1),(3 2),(3 0)) | POINT(3 2) | intersects contains
        LINESTRING(0 1,2 2,3 0,0 3) | POINT(2 2) | intersects contains
        MULTIPOINT((0 2),(3 3),(1 4)) | POLYGON((0 0,3 1,4 3,4 4,0 4,0 0)) | intersects within
        MULTIPOINT((2 3),(0 2),(1 2)) | POLYGON((0 2,4 2,4 5,0 5,0 2)) | intersects within
        MULTIPOLYGON(((1 3,2 1,2 0,0 0,1 3)),((5 2,9 2,9 3,5 3,5 2))) | POINT(1 1) | intersects contains
        MULTIPOINT((0 2),(1 4),(3 0)) | MULTIPOINT((0 1),(3 3),(1 4)) | intersects overlaps
        POINT(2 2) | MULTIPOLYGON(((1 3,3 2,2 1,1 1,1 3)),((-2 0,-1 0,-1 2,-2 2,-2 0))) | intersects within
        POINT(2 1) | MULTIPOINT((1 2),(2 1)) | intersects within
        LINESTRING(2 2,2 4,3 1,0 3) | LINESTRING(2 2,2 4) | intersects contains
        LINESTRING(2 1,2 4) | POINT(2 2) | intersects contains
        POINT(0 1) | LINESTRING(0 2,0 0,3 3) | intersects within
        MULTIPOINT((3 1),(1 1)) | POINT(1 1) | intersects contains
        POINT(1 0) | MULTILINESTRING((1 0,2 4,1 0),(4 0,2 3)) | intersects within
        POLYGON((0 0,4 0,4 3,0 3,0 0)) | MULTIPOINT((0 0),(1 1),(3 0)) | intersects contains
        POLYGON((1 0,3 0,3 0,2 3,1 0)) | POINT(2 2) | intersects contains
        MULTILINESTRING((1 2,4 2,0 1,4 1),(4 3,2 1,1 2)) | MULTIPOINT((3 1),(4 3)) | intersects contains
        POLYGON((2 0,3 3,0 4,0 4,0 1,2 0)) | MULTIPOINT((1 1),(2 0),(2 1)) | intersects contains
        MULTILINESTRING((3 0,1 1),(3 4,4 1,2 3)) | MULTIPOINT((3 2),(4 1),(3 4)) | intersects contains
        MULTILINESTRING((3 4,4 2),(0 2,0 3)) | MULTILINESTRING((3 4,4 2),(0 1,0 4)) | intersects within
        LINESTRING(0 2,1 2) | LINESTRING(1 0,0 2,4 2) | intersects within
        MULTIPOINT((3 1),(4 0),(1 3)) | LINESTRING(1 3,4 0) | intersects within
        LINESTRING(4 4,0 2) | LINESTRING(0 2,4 4) | intersects equals within contains
        POLYGON((0 0,2 0,2 3,0 3,0 0)) | POLYGON((0 0,2 0,2 3,0 3,0 0)) | intersects equals within contains
        POLYGON((1 0,3 0,3 2,1 2,1 0)) | POLYGON((1 0,3 0,3 2,1 2,1 0)) | intersects equals within contains
        POINT(2 1) | POINT(2 1) | intersects equals within contains
        POINT(2 1) | POINT(2 1) | intersects equals within contains
        MULTIPOINT((0 2),(3 3),(2 2)) | MULTILINESTRING((4 4,2 2,3 4,0 4),(0 0,0 4,1 3,2 1)) | intersects within
        LINESTRING(1 4,0 3) | LINESTRING(1 4,0 3) | intersects equals within contains
        MULTIPOINT((2 0),(2 1)) | MULTIPOINT((2 0),(2 1)) | intersects equals within contains
        MULTIPOINT((1 2),(0 0)) | MULTIPOINT((4 0),(1 2),(0 0)) | intersects within
        MULTIPOINT((4 0),(0 0)) | MULTIPOINT((0 1),(4 0),(0 0)) | intersects within
        MULTIPOINT((2 3),(3 2),(2 1)) | MULTIPOINT((3 2),(2 1)) | intersects contains
        """
}
