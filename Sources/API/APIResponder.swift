import BorderEconomy
package import Catalog
package import HTTPEngine

/// Answers the requests of one loop from the published snapshot.
///
/// It keeps its own reference to the snapshot and takes the next one when the store's revision has moved.
package final class APIResponder: Responder {
    /// Fields of problems that are answered before a responder is asked: open to every origin, as all else.
    package static let problemFields = Answer.sharedFields

    let store: Store
    let site: Site
    private var revision: UInt64
    private(set) var snapshot: Snapshot
    private(set) var pages: SitePages
    let kept: KeptAnswers

    package convenience init(store: Store, site: Site) {
        self.init(store: store, site: site, kept: KeptAnswers())
    }

    init(store: Store, site: Site, kept: KeptAnswers) {
        self.store = store
        self.site = site
        self.kept = kept
        revision = store.revision
        snapshot = store.snapshot
        pages = SitePages(site: site, snapshot: snapshot)
    }

    /// A responder that answers from another snapshot, on whichever thread it is made.
    init(store: Store, site: Site, snapshot: Snapshot, pages: SitePages) {
        self.store = store
        self.site = site
        kept = KeptAnswers()
        self.snapshot = snapshot
        self.pages = pages
        revision = store.revision
    }

    package func respond(to request: borrowing Request, into response: inout ResponseWriter) {
        if store.revision != revision {
            revision = store.revision
            snapshot = store.snapshot
            pages = SitePages(site: site, snapshot: snapshot)
            kept.removeAll()
            site.vantages.forget { store.kept($0.datasetVersion) === $0 }
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

    package func isAnsweredAtCapacity(_ request: borrowing Request) -> Bool {
        isVital(request) || request.target.equals("/metrics")
    }

    private func answer(_ request: borrowing Request, _ response: inout ResponseWriter) throws(Problem) {
        if request.isAsterisk {
            response.route = RoutePattern.asterisk
            return writeOptions(&response, allowed: Answer.allowedAnywhere)
        }
        let route = try route(of: request)
        response.route = RoutePattern.number(of: route)
        if request.method == .options { return writeOptions(&response, allowed: route.allowed) }
        try check(request.method, of: route)
        let caller = try caller(of: request, for: route, response)
        guard let parameters = request.queryParameters() else {
            let found = request.undecodableParameter()
            let subject =
                found.map { $0.isInName ? "the name of a parameter, \"\($0.name)\"," : $0.name } ?? "the query"
            throw Problem.badParameters([
                ProblemFault(
                    parameter: found?.name, reason: "\(subject) is not UTF-8 when its percent-encoding is undone",
                    remedy: "encode text as UTF-8, then percent-encode it: ữ is %E1%BB%AF")
            ])
        }
        try write(self.answer(route, request, parameters, caller), request, &response)
    }

    /// What method, target and fields decide needs no content: the address, the method, who asks, and the form that the
    /// content has and the answer is to have (RFC 9110 §10.1.1).
    package func refuse(headOf request: borrowing Request, into response: inout ResponseWriter) {
        guard !request.isAsterisk, request.method != .options else { return }
        do throws(Problem) {
            let route = try route(of: request)
            response.route = RoutePattern.number(of: route)
            try check(request.method, of: route)
            _ = try caller(of: request, for: route, response)
            if let operation = route.endpoint(for: request.method)?.operation {
                try RequestContent.checkHead(of: request, for: operation)
            }
        } catch {
            write(error, &response)
        }
    }

    private func check(_ method: HTTPMethod, of route: Route) throws(Problem) {
        guard !route.offers(method) else { return }
        throw Problem(
            kind: .methodNotAllowed, detail: "\(route.path) offers \(route.allowed)",
            fields: [ResponseField("Allow", route.allowed)])
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

    /// Addresses of more segments are not looked at: there is nothing near them.
    private static let greatestHintedDepth = 12

    /// The nearest address that is served, in words.
    private static func hint(for segments: [String]) -> String {
        guard segments.count <= greatestHintedDepth else {
            return "no address has \(segments.count) segments; /v1 lists what is served"
        }
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
        _ route: Route, _ request: borrowing Request, _ parameters: [QueryParameter], _ caller: Caller?
    ) throws(Problem) -> Answer {
        if let writing = route.writing, writing.place.endpoint(for: request.method) != nil {
            return try answer(writing.place, writing.values, request, parameters, caller)
        }
        switch route {
        case .collection(let name), .datasetCollection(let name):
            return try list(ListAddress(name: name, path: route.path), parameters, request)
        case .record(let collection, let id): return try record(id, of: collection, parameters, request)
        case .subcollection(let subcollection, let id):
            let address = ListAddress(
                name: subcollection.collection, path: route.path, parent: subcollection, parentID: id)
            return try list(address, parameters, request)
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
            return try answer(EndpointTable.served.places[place], values, request, parameters, caller)
        default:
            try LanguageParameter.refuseAll(parameters)
            return pages.answer(to: route)
        }
    }

    func unknown(_ id: String, in name: String) -> Problem {
        for other in RouteTable.collections where other != name {
            if let found = snapshot[other], let position = found.position(of: id) {
                return Problem(
                    kind: .notFound, detail: "\(id) is not one of \(name); it is /v1/\(other)/\(found.keys[position])")
            }
        }
        let nearest = Suggestion.nearest(to: id, among: snapshot[name]?.suggestedKeys ?? [])
        let remedy = nearest.map { "did you mean /v1/\(name)/\($0)?" } ?? "/v1/\(name) lists them"
        return Problem(kind: .notFound, detail: "\(name) have no record \"\(id)\"; \(remedy)")
    }

    private func record(
        _ id: String, of name: String, _ parameters: [QueryParameter], _ request: borrowing Request
    ) throws(Problem) -> Answer {
        guard let definition = snapshot[name]?.definition else {
            throw Problem(kind: .notFound, detail: "/v1/\(name) is not served")
        }
        let time = try TimeParameters(parameters, of: definition, in: snapshot.registry)
        let query = try RecordQuery(
            parameters.filter { !TimeParameters.isOfTime($0, of: definition) }, definition: definition)
        let format = try format(of: query, request, definition)
        let address = RecordAddress(
            id: id, name: name,
            suffix: parameters.isEmpty ? "" : query.text + TimeParameters.text(of: parameters, of: definition))
        let base = try version(time.datasetVersion)
        guard time.vantage == .present else { return seen(address, of: base, from: time.vantage, query, format) }
        return try responder(from: base).record(address, query, format)
    }

    /// A record as the snapshot has it.
    private func record(
        _ address: RecordAddress, _ query: RecordQuery, _ format: Format
    ) throws(Problem) -> Answer {
        guard let collection = snapshot[address.name], let position = collection.position(of: address.id),
            let content = collection.content(at: position, in: query.language)
        else { throw unknown(address.id, in: address.name) }
        let answer =
            switch (format, content) {
            case (.json, .prepared(let coded)): Answer(body: .coded(coded))
            case (.json, .made(let bytes)): Answer(body: .fresh(bytes))
            default: export(recordAt: position, of: collection, query, as: format)
            }
        return recordAnswer(answer, key: collection.keys[position], address, query)
    }

    /// An answer that is a record, with the fields that it has whichever way it was made.
    func recordAnswer(_ made: Answer, key: String, _ address: RecordAddress, _ query: RecordQuery) -> Answer {
        var answer = made
        let path = "/v1/\(address.name)/\(key)"
        answer.isChosen = true
        answer.links = [
            "<\(path)\(address.suffix)>; rel=\"self\"", "</v1/\(address.name)>; rel=\"collection\"", Self.describedBy,
        ]
        if let attribution = Attribution(of: address.name) { answer.links.append(attribution.link) }
        answer.links += Self.successionLinks(of: key, in: address.name, snapshot)
        if key != address.id { answer.fields.append(ResponseField("Content-Location", path + address.suffix)) }
        answer.fields.append(ResponseField("Content-Language", query.language.rawValue))
        return answer
    }

    private func list(
        _ asked: ListAddress, _ parameters: [QueryParameter], _ request: borrowing Request
    ) throws(Problem) -> Answer {
        let time = try listTime(parameters, of: asked.name)
        let base: Snapshot
        do {
            base = try version(time.datasetVersion)
        } catch {
            // What is wrong with the question itself comes first.
            try check(asked, parameters, request, at: time)
            throw error
        }
        var address = asked
        if let parent = asked.parent {
            let key = try key(of: asked.parentID, in: parent.parent, base)
            address.parentID = key
            address.path = Route.subcollection(parent, id: key).path
        }
        if base.isDeferred(address.name) { throw beingMade(address, of: base) }
        // A question is read with the collection as it was where it is still to be made.
        let present = presentLanes(address, of: base, at: time)
        guard let collection = present ?? base.predecessor(of: address.name) ?? base[address.name] else {
            throw Problem(kind: .notFound, detail: "\(address.path) is not served")
        }
        let query = try ListQuery(
            parameters, collection: collection, snapshot: base,
            fixed: address.fixed + time.vantage.existence(in: address.name))
        let format = try format(of: query, request, collection.definition)
        guard time.vantage == .present else { return seen(address, of: base, from: time.vantage, query, format) }
        let responder = responder(from: base)
        if let present { return try responder.list(address, query, format, of: present).live }
        return base.isMade(address.name)
            ? try responder.list(address, query, format) : responder.awaited(address, query, format)
    }

    /// Has a collection made that so large a snapshot makes only when asked; the answer meanwhile.
    private func beingMade(_ address: ListAddress, of base: Snapshot) -> Problem {
        if base.beginMaking(address.name) {
            site.background.proceed {
                base.make(address.name)
                return .finished
            }
        }
        return Problem(
            kind: .overloaded,
            detail: "\(address.path) is being put together out of \(base.registry.recordCount) records; "
                + "ask again in a moment",
            fields: [ResponseField("Retry-After", "10")])
    }

    /// Reads the parameters of a list, to no other end than to find what is wrong with them.
    private func check(
        _ address: ListAddress, _ parameters: [QueryParameter], _ request: borrowing Request, at time: TimeParameters
    ) throws(Problem) {
        guard let collection = snapshot.predecessor(of: address.name) ?? snapshot[address.name] else { return }
        let query = try ListQuery(
            parameters, collection: collection, snapshot: snapshot,
            fixed: address.fixed + time.vantage.existence(in: address.name))
        _ = try format(of: query, request, collection.definition)
    }

    /// The list of what the snapshot has.
    func list(_ address: ListAddress, _ query: ListQuery, _ format: Format) throws(Problem) -> Answer {
        guard let collection = snapshot[address.name] else {
            throw Problem(kind: .notFound, detail: "\(address.path) is not served")
        }
        return try list(address, query, format, of: collection)
    }

    private func list(
        _ address: ListAddress, _ query: ListQuery, _ format: Format, of collection: StoredCollection
    ) throws(Problem) -> Answer {
        let further = address.parent.map { Self.successionLinks(of: address.parentID, in: $0.parent, snapshot) } ?? []
        let question = Listing.Question(
            name: address.name, path: address.path, query: query, collection: collection, snapshot: snapshot,
            format: format, version: site.version, furtherLinks: further)
        return try question.answer()
    }

    static let describedBy = "</openapi.json>; rel=\"describedby\""
}
