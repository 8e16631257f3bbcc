import BorderEconomy
import Catalog
import HTTPEngine
import JSONText

/// The answers of the service itself, made once for each snapshot.
struct SitePages: Sendable {
    let home: Answer
    let homeHTML: Answer
    private let directory: Answer
    private let dataset: Answer
    private let openAPI: Answer
    private let documentation: Answer
    private let health: Answer
    private let readiness: Answer
    private let apiCatalog: Answer
    private let securityText: Answer

    init(site: Site, snapshot: Snapshot) {
        home = Self.json(Self.homeObject(site, snapshot))
        homeHTML = Self.html(CodedRepresentation(bytes: Array(HTMLPage.home(snapshot: snapshot).utf8)))
        directory = Self.json(Self.directoryObject(snapshot))
        dataset = Self.json(Self.datasetObject(snapshot))
        openAPI = Answer(body: .coded(site.openAPI))
        documentation = Self.html(site.documentation)
        health = Self.json(["status": "ok"], cacheControl: Answer.noStore)
        readiness = Self.json(
            ["status": "ready", "datasetVersion": .string(snapshot.datasetVersion)], cacheControl: Answer.noStore)
        apiCatalog = Self.catalog
        securityText = Self.securityText(site, day: snapshot.day)
    }

    /// The page at a route; the routes of data are not pages.
    func answer(to route: Route) -> Answer {
        switch route {
        case .home, .metrics, .collection, .record, .subcollection, .datasetCollection, .endpoint: home
        case .directory: directory
        case .dataset: dataset
        case .openAPI: openAPI
        case .documentation: documentation
        case .health: health
        case .readiness: readiness
        case .apiCatalog: apiCatalog
        case .securityText: securityText
        }
    }

    private static func json(_ object: JSONObject, cacheControl: String = Answer.publicCaching) -> Answer {
        var answer = Answer(body: .coded(CodedRepresentation(bytes: JSONWriter.encode(.object(object)))))
        answer.cacheControl = cacheControl
        return answer
    }

    private static func html(_ page: CodedRepresentation) -> Answer {
        var answer = Answer(mediaType: Answer.html, body: .coded(page))
        answer.fields = [
            ResponseField(
                "Content-Security-Policy",
                "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
            ),
            ResponseField("Referrer-Policy", "no-referrer"),
        ]
        return answer
    }

    private static func homeObject(_ site: Site, _ snapshot: Snapshot) -> JSONObject {
        [
            "name": .string(Site.title), "summary": .string(Site.summary), "version": .string(site.version),
            "datasetVersion": .string(snapshot.datasetVersion),
            "links": .object([
                "api": "/v1", "dataset": "/v1/dataset", "openapi": "/openapi.json", "documentation": "/docs",
                "catalog": "/.well-known/api-catalog", "health": "/healthz",
            ]),
        ]
    }

    private static func directoryObject(_ snapshot: Snapshot) -> JSONObject {
        let collections: [JSONValue] = RouteTable.collections.compactMap { name in
            guard let collection = snapshot[name] else { return nil }
            let definition = collection.definition
            return .object([
                "name": .string(name), "href": .string("/v1/\(name)"), "record": .string("/v1/\(name)/{id}"),
                "count": .integer(Int64(collection.count)), "meaning": .string(definition.meaning),
                "subcollections": .array(
                    RouteTable.subcollections.filter { $0.parent == name }.map {
                        .string("/v1/\(name)/{id}/\($0.name)")
                    }),
                "filters": .array(definition.filterNames.map { .string($0) }),
            ])
        }
        return [
            "collections": .array(collections),
            "dataset": .object([
                "href": "/v1/dataset", "checks": "/v1/dataset/checks", "conflicts": "/v1/dataset/conflicts",
            ]),
            "parameters": .array(ListQuery.general.map { .string($0) }),
            "datasetVersion": .string(snapshot.datasetVersion),
        ]
    }

    private static func datasetObject(_ snapshot: Snapshot) -> JSONObject {
        var counts = JSONObject()
        for name in snapshot.collectionNames {
            // What was not made yet may not have been counted.
            counts.append(name, snapshot.count(of: name).map { .integer(Int64($0)) } ?? .null)
        }
        return [
            "datasetVersion": .string(snapshot.datasetVersion), "day": .string(snapshot.day.description),
            "counts": .object(counts),
            "related": [
                "checks": "/v1/dataset/checks", "conflicts": "/v1/dataset/conflicts", "tables": "/datapackage.json",
            ],
            "licence": .string(DataPackage.licence),
            "attribution": .array(DataPackage.attributions.map { .string($0) }),
        ]
    }

    /// RFC 9727 in the form of RFC 9264.
    private static let catalog: Answer = {
        var answer = json([
            "linkset": .array([
                .object([
                    "anchor": "/.well-known/api-catalog", "item": [["href": "/v1"]],
                ]),
                .object([
                    "anchor": "/v1", "service-desc": [["href": "/openapi.json", "type": "application/json"]],
                    "service-doc": [["href": "/docs", "type": "text/html"]], "status": [["href": "/healthz"]],
                ]),
            ])
        ])
        answer.mediaType = "application/linkset+json; profile=\"https://www.rfc-editor.org/info/rfc9727\""
        answer.links = ["</.well-known/api-catalog>; rel=\"api-catalog\""]
        return answer
    }()

    private static func securityText(_ site: Site, day: CalendarDay) -> Answer {
        let expires = CalendarDay(daysSince1970: day.daysSince1970 + 180) ?? day
        let text = """
            Contact: \(site.securityContact)
            Expires: \(expires)T00:00:00Z
            Preferred-Languages: vi, en

            """
        return Answer(
            mediaType: "text/plain; charset=utf-8", body: .coded(CodedRepresentation(bytes: Array(text.utf8))))
    }
}
