import BorderEconomy
package import Catalog
package import HTTPEngine

/// Answers the requests of one loop from the published snapshot.
///
/// It keeps its own reference to the snapshot and takes the next one when the store's revision has moved.
package final class APIResponder: Responder {
    /// Fields of problems that are answered before a responder is asked: open to every origin, as all else.
    package static let problemFields =
        Answer.sharedFields.filter { $0.name != "Access-Control-Expose-Headers" }
        + [ResponseField("Access-Control-Expose-Headers", "RateLimit, RateLimit-Policy, Retry-After, X-Request-Id")]

    private let store: Store
    let site: Site
    private var revision: UInt64
    private(set) var snapshot: Snapshot
    private var pages: SitePages
    var kept = KeptAnswers()

    package init(store: Store, site: Site) {
        self.store = store
        self.site = site
        revision = store.revision
        snapshot = store.snapshot
        pages = SitePages(site: site, snapshot: snapshot)
    }

    package func respond(to request: borrowing Request, into response: inout ResponseWriter) {
        if store.revision != revision {
            revision = store.revision
            snapshot = store.snapshot
            pages = SitePages(site: site, snapshot: snapshot)
            kept.removeAll()
        }
        if answerAgain(request, &response) { return }
        do throws(Problem) {
            try answer(request, &response)
        } catch {
            write(error, &response)
        }
    }

    package func isVital(_ request: borrowing Request) -> Bool {
        request.target.equals("/healthz") || request.target.equals("/readyz")
    }

    private func answer(_ request: borrowing Request, _ response: inout ResponseWriter) throws(Problem) {
        if request.isAsterisk {
            response.route = RoutePattern.asterisk
            return writeOptions(&response, allowed: Answer.allowed)
        }
        let route = try route(of: request)
        response.route = RoutePattern.number(of: route)
        if request.method == .options { return writeOptions(&response, allowed: route.allowed) }
        guard route.offers(request.method) else {
            throw Problem(
                kind: .methodNotAllowed, detail: "\(route.path) offers \(route.allowed)",
                fields: [ResponseField("Allow", route.allowed)])
        }
        guard let parameters = request.queryParameters() else {
            throw Problem.badParameters([
                ProblemFault(
                    parameter: nil, reason: "the query is not UTF-8 when its percent-encoding is undone",
                    remedy: "encode text as UTF-8, then percent-encode it")
            ])
        }
        try write(self.answer(route, request, parameters), request, &response)
    }

    private func route(of request: borrowing Request) throws(Problem) -> Route {
        var segments: [String] = []
        for index in 0..<request.segmentCount {
            guard let segment = request.segment(index).validString else {
                throw Problem(kind: .notFound, detail: "the path is not UTF-8 when its percent-encoding is undone")
            }
            segments.append(segment)
        }
        if let route = Route(segments) { return route }
        throw Problem(kind: .notFound, detail: Self.hint(for: segments))
    }

    /// The nearest address that is served, in words.
    private static func hint(for segments: [String]) -> String {
        let path = "/" + segments.joined(separator: "/")
        if segments.last == "", let route = Route(Array(segments.dropLast())) {
            return "\(path) is not served; without the slash at its end it is: \(route.path)"
        }
        if segments.first == "v1", segments.count >= 2 {
            if !RouteTable.collections.contains(segments[1]), segments[1] != "dataset" {
                let known = RouteTable.collections + ["dataset"]
                return "there is no collection \"\(segments[1])\"; \(Suggestion.phrase(for: segments[1], among: known))"
            }
            if segments[1] == "dataset", segments.count == 3 {
                return "the data set has no part \"\(segments[2])\"; "
                    + Suggestion.phrase(for: segments[2], among: RouteTable.datasetCollections)
            }
            if segments.count == 4, segments[1] != "dataset" {
                let names = RouteTable.subcollections.filter { $0.parent == segments[1] }.map(\.name)
                if names.isEmpty { return "\(segments[1]) have no sub-collections" }
                return "\(segments[1]) have no sub-collection \"\(segments[3])\"; "
                    + Suggestion.phrase(for: segments[3], among: names)
            }
        }
        let pages = [
            Route.openAPI, .documentation, .health, .readiness, .metrics, .apiCatalog, .securityText, .directory,
        ].map(\.path)
        if let nearest = Suggestion.nearest(to: path, among: pages) {
            return "\(path) is not served; did you mean \(nearest)?"
        }
        var outer = segments.dropLast()
        while !outer.isEmpty {
            if let route = Route(Array(outer)) { return "\(path) is not served; \(route.path) is" }
            outer = outer.dropLast()
        }
        return "\(path) is not served; /v1 lists what is"
    }

    private func answer(
        _ route: Route, _ request: borrowing Request, _ parameters: [QueryParameter]
    ) throws(Problem) -> Answer {
        switch route {
        case .collection(let name): return try list(name, at: route.path, fixed: nil, parameters, request)
        case .datasetCollection(let name): return try list(name, at: route.path, fixed: nil, parameters, request)
        case .record(let collection, let id): return try record(id, of: collection, parameters, request)
        case .subcollection(let subcollection, let id):
            let key = try key(of: id, in: subcollection.parent)
            let fixed = Selection.Filter(
                field: subcollection.field, values: [.text(key)])
            let path = Route.subcollection(subcollection, id: key).path
            return try list(subcollection.collection, at: path, fixed: fixed, parameters, request)
        case .home:
            try LanguageParameter.refuseAll(parameters)
            let json = Negotiation.weight(request, type: "application", subtype: "json")
            let html = Negotiation.weight(request, type: "text", subtype: "html")
            let says = request[.accept] != nil
            return says && html > json ? pages.homeHTML : pages.home
        case .metrics:
            try LanguageParameter.refuseAll(parameters)
            return Answer.metrics(site.metrics())
        case .endpoint(let place, let values):
            return try answer(EndpointTable.served.places[place], values, request, parameters)
        default:
            try LanguageParameter.refuseAll(parameters)
            return pages.answer(to: route)
        }
    }

    private func answer(
        _ place: EndpointTable.Place, _ values: [String], _ request: borrowing Request, _ parameters: [QueryParameter]
    ) throws(Problem) -> Answer {
        guard let endpoint = place.endpoint(for: request.method) else {
            throw Problem(
                kind: .methodNotAllowed, detail: "\(place.path.text) offers \(place.allowed)",
                fields: [ResponseField("Allow", place.allowed)])
        }
        var named: [String: String] = [:]
        for (name, value) in zip(place.path.variables, values) { named[name] = value }
        let content = try RequestContent.read(request, for: endpoint.operation)
        let formats = endpoint.operation.formats
        // An operation that offers other types besides chooses by itself.
        let isChosen = !formats.isEmpty && formats.count == endpoint.operation.answers.count
        let asked = parameters.contains { $0.name == "f" } ? formats.first : nil
        let wanted =
            isChosen ? try Format.chosen(asked: asked, request: request, among: formats, of: "answers") : .json
        var answer = try endpoint.answer(
            Question(
                parameters, for: endpoint.operation, snapshot: snapshot, values: named, content: content,
                path: place.path.path(with: values), origin: Self.origin(of: request), wanted: wanted))
        answer.isChosen = isChosen
        return answer
    }

    /// What the addresses of this service begin with, as the client sees them.
    private static func origin(of request: borrowing Request) -> String {
        guard let authority = request.authority.validString, !authority.isEmpty else { return "" }
        return "\(request.isSecure ? "https" : "http")://\(authority)"
    }

    private func key(of id: String, in name: String) throws(Problem) -> String {
        guard let collection = snapshot[name] else {
            throw Problem(kind: .notFound, detail: "/v1/\(name) is not served")
        }
        guard let position = collection.position(of: id) else { throw unknown(id, in: collection) }
        return collection.keys[position]
    }

    private func unknown(_ id: String, in collection: StoredCollection) -> Problem {
        let name = collection.definition.name
        for other in RouteTable.collections where other != name {
            if let found = snapshot[other], let position = found.position(of: id) {
                return Problem(
                    kind: .notFound, detail: "\(id) is not one of \(name); it is /v1/\(other)/\(found.keys[position])")
            }
        }
        let nearest = Suggestion.nearest(to: id, among: collection.knownKeys.sorted())
        let remedy = nearest.map { "did you mean /v1/\(name)/\($0)?" } ?? "/v1/\(name) lists them"
        return Problem(kind: .notFound, detail: "\(name) have no record \"\(id)\"; \(remedy)")
    }

    private func record(
        _ id: String, of name: String, _ parameters: [QueryParameter], _ request: borrowing Request
    ) throws(Problem) -> Answer {
        guard let collection = snapshot[name] else {
            throw Problem(kind: .notFound, detail: "/v1/\(name) is not served")
        }
        guard let position = collection.position(of: id) else { throw unknown(id, in: collection) }
        let query = try RecordQuery(parameters, definition: collection.definition)
        let format = try format(of: query, request, collection.definition)
        let language = query.language
        let key = collection.keys[position]
        let path = "/v1/\(name)/\(key)"
        let suffix = parameters.isEmpty ? "" : query.text
        guard let detail = collection.record(at: position, in: language).detail else {
            throw Problem(kind: .notFound, detail: "\(path) is not served")
        }
        var answer =
            format == .json
            ? Answer(body: .coded(detail)) : export(recordAt: position, of: collection, query, as: format)
        answer.isChosen = true
        answer.links = [
            "<\(path)\(suffix)>; rel=\"self\"", "</v1/\(name)>; rel=\"collection\"", Self.describedBy,
        ]
        if key != id { answer.fields.append(ResponseField("Content-Location", path + suffix)) }
        answer.fields.append(ResponseField("Content-Language", language.rawValue))
        return answer
    }

    private func list(
        _ name: String, at path: String, fixed: Selection.Filter?, _ parameters: [QueryParameter],
        _ request: borrowing Request
    ) throws(Problem) -> Answer {
        guard let collection = snapshot[name] else {
            throw Problem(kind: .notFound, detail: "\(path) is not served")
        }
        let query = try ListQuery(parameters, collection: collection, snapshot: snapshot, fixed: fixed)
        let format = try format(of: query, request, collection.definition)
        let positions = collection.positions(of: query.selection)
        let start = query.cursor.map { Self.start(of: $0, in: positions, of: collection) } ?? 0
        if format != .json {
            let listing = Listing(
                name: name, path: path, query: query, collection: collection, positions: positions, start: start)
            return try export(listing, as: format)
        }
        let page = collection.page(
            of: positions, from: start, limit: query.limit, fields: query.fields, language: query.language,
            datasetVersion: snapshot.datasetVersion
        ) { lastKey, offset in
            path + query.queryText(cursor: Cursor(offset: offset, after: lastKey, fingerprint: query.fingerprint))
        }
        var answer = Answer(body: .fresh(page.bytes))
        answer.isChosen = true
        answer.links =
            links(of: page.offset..<page.offset + page.count, at: path, query, positions, collection)
            + Self.alternates(to: format, at: path, query, collection.definition)
        answer.fields = [ResponseField("Content-Language", query.language.rawValue)]
        return answer
    }

    /// The place of the record after the cursor's, or the cursor's offset when its record is gone.
    private static func start(of cursor: Cursor, in positions: [Int], of collection: StoredCollection) -> Int {
        if let known = collection.position(of: cursor.after) {
            if cursor.offset > 0, cursor.offset <= positions.count, positions[cursor.offset - 1] == known {
                return cursor.offset
            }
            if let place = positions.firstIndex(of: known) { return place + 1 }
        }
        return min(cursor.offset, positions.count)
    }

    /// Links to the pages around the one that shows the records in `shown`.
    func links(
        of shown: Range<Int>, at path: String, _ query: ListQuery, _ positions: [Int], _ collection: StoredCollection
    ) -> [String] {
        func reference(_ cursor: Cursor?, _ relation: String) -> String {
            "<\(path)\(query.queryText(cursor: cursor))>; rel=\"\(relation)\""
        }
        func cursor(at offset: Int) -> Cursor? {
            guard offset > 0 else { return nil }
            return Cursor(
                offset: offset, after: collection.keys[positions[offset - 1]], fingerprint: query.fingerprint)
        }
        var links = [reference(query.cursor, "self"), reference(nil, "first")]
        if shown.lowerBound > 0 { links.append(reference(cursor(at: max(0, shown.lowerBound - query.limit)), "prev")) }
        if shown.upperBound < positions.count { links.append(reference(cursor(at: shown.upperBound), "next")) }
        return links + [Self.describedBy]
    }

    static let describedBy = "</openapi.json>; rel=\"describedby\""
}
