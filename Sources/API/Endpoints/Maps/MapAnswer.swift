import BorderEconomy
import Catalog
import HTTPEngine
import JSONText

/// The resources of OGC API – Features (OGC 17-069r4) as JSON.
struct MapAnswer: Sendable {
    static let root = "/ogc"
    static let coordinateSystem = "http://www.opengis.net/def/crs/OGC/1.3/CRS84"
    private static let gregorian = "http://www.opengis.net/def/uom/ISO-8601/0/Gregorian"
    static let openAPIMediaType = "application/vnd.oai.openapi+json;version=3.0"
    static let schemaMediaType = "application/schema+json"

    /// What the service conforms to, and nothing that it does not.
    static let conformance: [String] = {
        let specification = "http://www.opengis.net/spec"
        let features = ["core", "geojson", "oas30"].map { "\(specification)/ogcapi-features-1/1.0/conf/\($0)" }
        let filters = ["queryables", "filter", "features-filter"].map {
            "\(specification)/ogcapi-features-3/1.0/conf/\($0)"
        }
        let language = [
            "cql2-text", "cql2-json", "basic-cql2", "advanced-comparison-operators", "case-insensitive-comparison",
            "accent-insensitive-comparison", "basic-spatial-functions", "basic-spatial-functions-plus",
            "spatial-functions", "arithmetic",
        ].map { "\(specification)/cql2/1.0/conf/\($0)" }
        return features + filters + language
    }()

    private let snapshot: Snapshot
    private let language: Language
    /// What addresses begin with: clients of maps follow whole addresses only.
    private let origin: String
    private let format: Format

    init(_ question: Question) {
        snapshot = question.snapshot
        language = question.language
        origin = question.origin
        format = question.format == .geojson ? .geojson : .json
    }

    private var registry: Registry { snapshot.registry }

    private func link(_ relation: String, _ href: String, _ type: String, _ title: String? = nil) -> JSONValue {
        let address = href.hasPrefix("/") ? origin + href : href
        var object: JSONObject = ["href": .string(address), "rel": .string(relation), "type": .string(type)]
        if let title { object["title"] = .string(title) }
        return .object(object)
    }

    private func licence(of map: MapCollection) -> JSONValue {
        link("license", map.attribution?.licence ?? "\(Self.root)/collections/\(map.rawValue)", "text/html")
    }

    var landingPage: JSONObject {
        [
            "title": .string(Site.title), "description": .string(Site.summary),
            "links": [
                link("self", Self.root, Answer.json, "This page"),
                link("service-desc", "\(Self.root)/api", Self.openAPIMediaType, "These resources in OpenAPI 3.0"),
                link("service-doc", "/docs", "text/html", "The whole service for a person"),
                link("conformance", "\(Self.root)/conformance", Answer.json, "What it conforms to"),
                link("data", "\(Self.root)/collections", Answer.json, "The collections"),
            ],
        ]
    }

    var conformancePage: JSONObject { ["conformsTo": .array(Self.conformance.map { .string($0) })] }

    var collections: JSONObject {
        [
            "links": [link("self", "\(Self.root)/collections", Answer.json)],
            "collections": .array(MapCollection.allCases.map { .object(collection($0)) }),
        ]
    }

    func collection(_ map: MapCollection) -> JSONObject {
        let path = "\(Self.root)/collections/\(map.rawValue)"
        let extent = MapExtent(of: map, in: snapshot[map.rawValue], registry)
        var covered: JSONObject = [:]
        if let bounds = extent.bounds {
            covered["spatial"] = .object([
                "bbox": [.array([bounds.west, bounds.south, bounds.east, bounds.north].map { .number($0) })],
                "crs": .string(Self.coordinateSystem),
            ])
        }
        covered["temporal"] = .object([
            "interval": [.array([Self.time(extent.first, "T00:00:00Z"), Self.time(extent.last, "T23:59:59Z")])],
            "trs": .string(Self.gregorian),
        ])
        return [
            "id": .string(map.rawValue), "title": .string(map.title.text(in: language)),
            "description": .string(map.definition.meaning),
            "attribution": map.attribution.map { .string($0.text) } ?? .null,
            "itemType": "feature", "extent": .object(covered), "crs": [.string(Self.coordinateSystem)],
            "links": [
                link("self", path, Answer.json),
                link("items", "\(path)/items", Format.geojson.mediaType, "The features"),
                link(
                    "http://www.opengis.net/def/rel/ogc/1.0/queryables", "\(path)/queryables", Self.schemaMediaType,
                    "What may be asked of them"),
                link("alternate", "/v1/\(map.rawValue)", Answer.json, "The same records with all they have"),
                licence(of: map),
            ],
        ]
    }

    private static func time(_ day: CalendarDay?, _ time: String) -> JSONValue {
        day.map { .string("\($0)\(time)") } ?? .null
    }

    /// What may be asked of the features, as a JSON Schema of their properties.
    func queryables(of map: MapCollection) -> JSONObject {
        let path = "\(origin)\(Self.root)/collections/\(map.rawValue)/queryables"
        var schema = QueryablesSchema.schema(of: map.definition, at: path)
        schema["title"] = .string(map.title.text(in: language))
        return schema
    }
}

extension MapAnswer {
    /// A page of features, now or later, as what it costs demands.
    func items(of map: MapCollection, _ collection: StoredCollection, _ question: Question) throws(Problem) -> Answer {
        let query = try FeatureQuery(question, of: collection)
        let cost = query.cost(in: collection)
        guard cost <= Listing.greatestCost else {
            throw Problem(
                .unprocessable,
                [
                    ProblemFault(
                        parameter: question["filter"] == nil ? nil : "filter",
                        reason: "to answer this takes more work than one question may cost",
                        remedy: "ask with fewer conditions, or add one that few records meet, such as an equality")
                ])
        }
        guard cost > Listing.greatestLoopCost else {
            return try page(of: map, collection, query, question) { false }
        }
        return Answer(
            mediaType: format.mediaType,
            body: .later { isGivenUp throws(Problem) in
                try page(of: map, collection, query, question, unless: isGivenUp)
            })
    }

    private func page(
        of map: MapCollection, _ collection: StoredCollection, _ query: FeatureQuery, _ question: Question,
        unless isGivenUp: () -> Bool
    ) throws(Problem) -> Answer {
        guard let positions = query.positions(in: collection, of: map, registry, unless: isGivenUp) else {
            throw Problem(kind: .overloaded, detail: "nobody waits for the answer any more")
        }
        let start = query.start(in: positions, of: collection)
        let end = min(start + query.limit, positions.count)
        func address(of place: Int) -> String {
            question.path + Self.text(question, cursor: query.cursor(at: place, in: positions, of: collection))
        }
        var links = [link("self", question.address(cursor: question["cursor"]), Self.geoJSON)]
        if end < positions.count { links.append(link("next", address(of: end), Self.geoJSON)) }
        if start > 0 { links.append(link("prev", address(of: max(0, start - query.limit)), Self.geoJSON)) }
        links.append(
            link("collection", "\(Self.root)/collections/\(map.rawValue)", Answer.json))
        links.append(licence(of: map))
        var bytes = Array("{\"type\":\"FeatureCollection\",\"numberMatched\":\(positions.count),".utf8)
        bytes += Array("\"numberReturned\":\(end - start),\"datasetVersion\":\"\(snapshot.datasetVersion)\",".utf8)
        bytes += Array("\"attribution\":".utf8) + JSONWriter.encode(map.attribution.map { .string($0.text) } ?? .null)
        bytes += Array(",\"links\":".utf8) + JSONWriter.encode(.array(links)) + Array(",\"features\":[".utf8)
        append(positions[start..<end], of: collection, as: map, to: &bytes)
        bytes += Array("]}".utf8)
        return features(bytes)
    }

    /// One feature.
    func item(
        _ id: String, of map: MapCollection, _ collection: StoredCollection, _ question: Question
    ) throws(Problem) -> Answer {
        guard let position = collection.position(of: id) else {
            if let base = question.published, let known = base[map.rawValue],
                let position = known.position(of: id), let id = RecordID(known.keys[position])
            {
                throw Absence(id: id, base: base, seen: snapshot, vantage: snapshot.vantage).problem
            }
            let remedy = Suggestion.nearest(to: id, among: collection.suggestedKeys)
            throw Problem(
                kind: .notFound,
                detail: "\(map.rawValue) have no feature \"\(id)\""
                    + (remedy.map { "; did you mean \"\($0)\"?" }
                        ?? "; \(Self.root)/collections/\(map.rawValue)/items lists them"))
        }
        let key = collection.keys[position]
        var bytes: [UInt8] = []
        append([position], of: collection, as: map, to: &bytes)
        bytes.removeLast()
        let path = "\(Self.root)/collections/\(map.rawValue)"
        let links: [JSONValue] = [
            link("self", "\(path)/items/\(key)\(Self.text(question, cursor: nil))", Self.geoJSON),
            link("collection", path, Answer.json),
            link("alternate", "/v1/\(map.rawValue)/\(key)", Answer.json),
            licence(of: map),
        ]
        bytes += Array(",\"attribution\":".utf8) + JSONWriter.encode(map.attribution.map { .string($0.text) } ?? .null)
        bytes += Array(",\"links\":".utf8) + JSONWriter.encode(.array(links)) + Array("}".utf8)
        return features(bytes)
    }

    /// Appends the records at these positions as features, with commas between.
    private func append(
        _ positions: some Sequence<Int>, of collection: StoredCollection, as map: MapCollection, to bytes: inout [UInt8]
    ) {
        var encoder = GeoJSONEncoder(
            collection.definition.name, in: registry, fields: nil, collection: nil, gathersPoints: map.gathersPoints)
        var item: [UInt8] = []
        for (number, position) in positions.enumerated() {
            item.removeAll(keepingCapacity: true)
            collection.appendItem(at: position, in: language, to: &item)
            item.withUnsafeBytes { encoder.append($0, isFirst: number == 0, to: &bytes) }
        }
    }

    private static var geoJSON: String { Format.geojson.mediaType }

    /// GeoJSON, also under the name of JSON when that is what is wanted.
    private func features(_ bytes: [UInt8]) -> Answer {
        var answer = Answer(mediaType: format.mediaType, body: .fresh(bytes))
        answer.fields = [
            ResponseField("Content-Language", language.rawValue),
            ResponseField("Content-Crs", "<\(Self.coordinateSystem)>"),
        ]
        return answer
    }

    /// The query of the page that begins with a cursor; of the first without one.
    private static func text(_ question: Question, cursor: Cursor?) -> String {
        var pairs = question.parameters.filter { $0.name != "offset" && $0.name != "cursor" }
        if let cursor { pairs.append(QueryParameter(name: "cursor", value: cursor.text)) }
        return URIText.query(pairs)
    }
}
