import BorderEconomy
import Catalog
import JSONText

/// Records as the features of a FeatureCollection (RFC 7946), positions in WGS 84, east before north.
///
/// The properties of a feature are the record's members; `point` is there without its two numbers, which are the
/// geometry, and still says how exact they are and where they come from. A record lies where `RecordLocation` says: one
/// without a point of its own at those of the gates it names, else of the places, and `geometryDerivedFrom` says which; a
/// province is its outline, a leg the line between its ends; one that lies nowhere has `geometry: null`.
struct GeoJSONEncoder: RecordEncoder {
    /// What a FeatureCollection says besides its features.
    struct Collection: Sendable {
        /// Records selected.
        let matched: Int
        /// Records shown.
        let returned: Int
        let datasetVersion: String
        /// Addresses by relation.
        let links: [(relation: String, href: String)]
    }

    /// Wanted values, by their place in `paths`.
    private enum Wanted: Int, CaseIterable {
        case id, point, latitude, longitude

        var path: [String] {
            switch self {
            case .id: ["id"]
            case .point: ["point"]
            case .latitude: ["point", "lat"]
            case .longitude: ["point", "lon"]
            }
        }
    }

    private let registry: Registry
    private let records: RecordCollection?
    /// Nil for a feature on its own.
    private let collection: Collection?
    /// Whether a single point is written as a MultiPoint of one, so that all features that are points have one type.
    private let gathersPoints: Bool
    private let scanner: MemberScanner
    private var places: [MemberScanner.Place]
    private var selection: MemberSelection?
    private var selected: [UInt8] = []

    /// - Parameters:
    ///   - records: the name of the collection whose records are written.
    ///   - registry: says where they lie.
    ///   - fields: members to show as properties; all when nil.
    ///   - gathersPoints: whether a single point is written as a MultiPoint of one.
    init(
        _ records: String, in registry: Registry, fields: Set<String>?, collection: Collection?,
        gathersPoints: Bool = false
    ) {
        self.gathersPoints = gathersPoints
        self.registry = registry
        self.records = RecordCollection(rawValue: records)
        self.collection = collection
        scanner = MemberScanner(paths: Wanted.allCases.map(\.path))
        places = Array(repeating: MemberScanner.Place(), count: Wanted.allCases.count)
        selection = fields.map(MemberSelection.init)
    }

    func appendHead(to bytes: inout [UInt8]) {
        guard let collection else { return }
        bytes += Array("{\"type\":\"FeatureCollection\",\"numberMatched\":\(collection.matched),".utf8)
        bytes += Array("\"numberReturned\":\(collection.returned),\"datasetVersion\":".utf8)
        bytes += JSONWriter.encode(.string(collection.datasetVersion))
        if let attribution = records.flatMap({ Attribution(of: $0.rawValue) }) {
            bytes += Array(",\"attribution\":".utf8) + JSONWriter.encode(.string(attribution.text))
        }
        bytes += Array(",\"links\":".utf8)
        bytes += JSONWriter.encode(
            .array(
                collection.links.map { link in
                    .object([
                        "href": .string(link.href), "rel": .string(link.relation),
                        "type": .string(Format.geojson.mediaType),
                    ])
                }))
        bytes += Array(",\"features\":[".utf8)
    }

    mutating func append(_ item: UnsafeRawBufferPointer, isFirst: Bool, to bytes: inout [UInt8]) {
        if !isFirst { bytes.append(UInt8(ascii: ",")) }
        scanner.scan(item, into: &places)
        bytes += Array("{\"type\":\"Feature\",\"id\":".utf8)
        append(.id, of: item, to: &bytes)
        bytes += Array(",\"geometry\":".utf8)
        let location = location(of: item)
        if case .point? = location?.basis, !place(.latitude).isMissing {
            appendPoint(of: item, to: &bytes)
        } else {
            bytes += JSONWriter.encode(location.map { shape(of: $0).json } ?? .null)
        }
        bytes += Array(",\"properties\":".utf8)
        if selection == nil {
            appendProperties(item, to: &bytes)
        } else {
            selected.removeAll(keepingCapacity: true)
            selection?.append(item, to: &selected)
            selected.withUnsafeBytes { selected in
                scanner.scan(selected, into: &places)
                appendProperties(selected, to: &bytes)
            }
        }
        if let property = location?.property(in: registry) { Self.add(property.name, property.value, to: &bytes) }
        bytes.append(UInt8(ascii: "}"))
    }

    /// Adds a member to the object that was just written.
    private static func add(_ name: String, _ value: JSONValue, to bytes: inout [UInt8]) {
        bytes.removeLast()
        if bytes.last != UInt8(ascii: "{") { bytes.append(UInt8(ascii: ",")) }
        bytes += JSONWriter.encode(.string(name))
        bytes.append(UInt8(ascii: ":"))
        bytes += JSONWriter.encode(value)
        bytes.append(UInt8(ascii: "}"))
    }

    /// Where the record that was just scanned lies.
    private func location(of item: UnsafeRawBufferPointer) -> RecordLocation? {
        let place = place(.id)
        guard let records, !place.isMissing, place.end - place.start > 2 else { return nil }
        // An identifier in quotes.
        let text = String(decoding: item[(place.start + 1)..<(place.end - 1)], as: UTF8.self)
        return RecordID(text).flatMap { registry.location(of: $0, in: records) }
    }

    func appendTail(to bytes: inout [UInt8]) {
        if collection != nil { bytes += Array("]}".utf8) }
    }

    private func place(_ wanted: Wanted) -> MemberScanner.Place { places[wanted.rawValue] }

    private func append(_ wanted: Wanted, of item: UnsafeRawBufferPointer, to bytes: inout [UInt8]) {
        bytes.append(contentsOf: item[place(wanted).start..<place(wanted).end])
    }

    /// The record's own point, its numbers as they stand in the record.
    private func appendPoint(of item: UnsafeRawBufferPointer, to bytes: inout [UInt8]) {
        bytes += Array(
            (gathersPoints ? #"{"type":"MultiPoint","coordinates":[["# : #"{"type":"Point","coordinates":["#).utf8)
        append(.longitude, of: item, to: &bytes)
        bytes.append(UInt8(ascii: ","))
        append(.latitude, of: item, to: &bytes)
        bytes += Array((gathersPoints ? "]]}" : "]}").utf8)
    }

    private func shape(of location: RecordLocation) -> Geometry {
        if gathersPoints, case .point(let position) = location.geometry { return .multiPoint([position]) }
        return location.geometry
    }

    /// The members of an object that was just scanned, its point without its numbers.
    private func appendProperties(_ object: UnsafeRawBufferPointer, to bytes: inout [UInt8]) {
        let point = place(.point)
        let numbers = max(place(.latitude).end, place(.longitude).end)
        guard !point.isMissing, numbers > point.start else { return bytes.append(contentsOf: object) }
        bytes.append(contentsOf: object[..<(point.start + 1)])
        // The numbers come first in a point; behind them stands a comma or the end.
        let rest = object[numbers] == UInt8(ascii: ",") ? numbers + 1 : numbers
        bytes.append(contentsOf: object[rest...])
    }
}
