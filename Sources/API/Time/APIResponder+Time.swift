import BorderEconomy
import Catalog
import HTTPEngine
import JSONText

/// Answering from another version of the data set, and from another vantage.
extension APIResponder {
    /// Where a record is asked for.
    struct RecordAddress {
        /// Identifier or alias, as asked.
        let id: String
        /// The collection.
        let name: String
        /// The parameters, as they stand in an address.
        let suffix: String
    }

    /// Where a list is asked for.
    struct ListAddress {
        /// The collection of what it lists.
        let name: String
        var path: String
        /// What it stands under; nil for a whole collection.
        var parent: Subcollection?
        /// The record it stands under; empty for a whole collection.
        var parentID = ""

        /// The filter that the address itself makes.
        var fixed: [Selection.Filter] {
            parent.map { [Selection.Filter(field: $0.field, values: [.text(parentID)])] } ?? []
        }
    }

    /// The snapshot of a version that is kept; the one served when none is asked for.
    func version(_ datasetVersion: String?) throws(Problem) -> Snapshot {
        guard let datasetVersion, datasetVersion != snapshot.datasetVersion else { return snapshot }
        if let kept = store.kept(datasetVersion) { return kept }
        let oldest = snapshot.chronicle.versions.first?.datasetVersion ?? snapshot.datasetVersion
        throw Problem(
            kind: .gone,
            detail: "version \(datasetVersion) of the data set is not kept; the oldest that is kept is \(oldest)",
            faults: [
                ProblemFault(
                    parameter: "datasetVersion", reason: "version \(datasetVersion) is not kept",
                    remedy: "take one of /v1/dataset/versions, or leave it out for the present one")
            ])
    }

    /// A responder that answers from `snapshot`.
    func responder(from snapshot: Snapshot) -> APIResponder {
        snapshot === self.snapshot
            ? self : APIResponder(store: store, site: site, snapshot: snapshot, pages: pages)
    }

    /// The parameters of time of a list. When they are wrong those of the present: the reader of the list tells their
    /// faults with all others.
    func listTime(_ parameters: [QueryParameter], of name: String) throws(Problem) -> TimeParameters {
        guard let definition = snapshot.definition(of: name),
            parameters.contains(where: { TimeParameters.isOfTime($0, of: definition) }),
            !parameters.contains(where: {
                TimeParameters.fault(in: $0, of: definition, in: snapshot.registry) != nil
            })
        else { return TimeParameters() }
        return try TimeParameters(parameters, of: definition, in: snapshot.registry)
    }

    /// The parameters of time that an operation takes and is given.
    ///
    /// - Parameter collection: the name of the collection whose list parameters the operation takes, when it does.
    func time(
        of operation: Operation, _ parameters: [QueryParameter], collection: String?
    ) throws(Problem) -> TimeParameters {
        if parameters.isEmpty { return TimeParameters() }
        let definition = collection.flatMap { snapshot.definition(of: $0) }
        let taken = operation.parameters.map(\.name) + (definition.map(TimeParameters.names(for:)) ?? [])
        let given = parameters.filter { TimeParameters.isOfTime($0, of: definition) && taken.contains($0.name) }
        return try TimeParameters(given, of: definition, in: snapshot.registry)
    }

    /// The answer of an endpoint as seen from a vantage, which may be the present, worked out off the loop.
    func seen(_ question: Question, of endpoint: Endpoint, from vantage: Vantage) -> Answer {
        Answer(
            body: .later { [site] isGivenUp throws(Problem) in
                var question = question
                let base = question.snapshot
                if vantage != .present, let name = question.values["collection"] {
                    try site.vantages.check(name, of: base, from: vantage)
                    if !vantage.remakes(name) { question.among = base.observationPositions(from: vantage) }
                }
                if question.among == nil, vantage != .present {
                    question.published = base
                    question.snapshot = site.vantages.snapshot(of: base, from: vantage, isExact: true)
                }
                let answer = try endpoint.answer(question)
                if case .later(let work) = answer.body { return try work(isGivenUp) }
                return answer
            })
    }

    /// The key of the record that a list stands under.
    func key(of id: String, in name: String, _ base: Snapshot) throws(Problem) -> String {
        guard let collection = base[name] else {
            throw Problem(kind: .notFound, detail: "/v1/\(name) is not served")
        }
        guard let position = collection.position(of: id) else { throw unknown(id, in: name) }
        return collection.keys[position]
    }

    /// A list as seen from a vantage, worked out off the loop. The progress of targets names the very day.
    func seen(
        _ address: ListAddress, of base: Snapshot, from vantage: Vantage, _ query: ListQuery, _ format: Format
    ) -> Answer {
        var answer = Answer(
            mediaType: format.mediaType,
            body: .later { [store, site, pages] _ throws(Problem) in
                try site.vantages.check(address.name, of: base, from: vantage)
                let remakes = vantage.remakes(address.name)
                var seen = base
                if remakes || address.parent != nil {
                    seen = site.vantages.snapshot(of: base, from: vantage, isExact: address.name == "targets")
                }
                if address.parent != nil, let parent = RecordID(address.parentID), seen.shown.locate(parent) == nil {
                    throw Absence(id: parent, base: base, seen: seen, vantage: vantage).problem
                }
                let responder = APIResponder(
                    store: store, site: site, snapshot: remakes ? seen : base, pages: pages)
                return try responder.list(
                    address, remakes ? query : query.among(base.observationPositions(from: vantage)), format)
            })
        answer.isChosen = true
        return answer
    }

    /// A list of a collection that is still to be made, worked out off the loop.
    func awaited(_ address: ListAddress, _ query: ListQuery, _ format: Format) -> Answer {
        var answer = Answer(
            mediaType: format.mediaType,
            body: .later { [store, site, pages, snapshot] _ throws(Problem) in
                try APIResponder(store: store, site: site, snapshot: snapshot, pages: pages)
                    .list(address, query, format)
            })
        answer.isChosen = true
        return answer
    }

    /// A record as seen from a vantage, worked out off the loop.
    func seen(
        _ address: RecordAddress, of base: Snapshot, from vantage: Vantage, _ query: RecordQuery, _ format: Format
    ) -> Answer {
        var answer = Answer(
            mediaType: format.mediaType,
            body: .later { [store, site, pages] _ throws(Problem) in
                let seen = site.vantages.snapshot(of: base, from: vantage, isExact: true)
                return try APIResponder(store: store, site: site, snapshot: seen, pages: pages)
                    .madeRecord(address, base, query, format)
            })
        answer.isChosen = true
        return answer
    }

    /// A record of a snapshot that makes its records when they are asked for.
    private func madeRecord(
        _ address: RecordAddress, _ base: Snapshot, _ query: RecordQuery, _ format: Format
    ) throws(Problem) -> Answer {
        let positions =
            address.name == "observations"
            ? RecordID(address.id).flatMap { snapshot.shown.observations.position(of: $0) }.map { [$0] } ?? [] : nil
        guard let found = snapshot.madeRecord(address.id, of: address.name, at: positions) else {
            let key = try responder(from: base).key(of: address.id, in: address.name, base)
            guard let id = RecordID(key) else { throw unknown(address.id, in: address.name) }
            throw Absence(id: id, base: base, seen: snapshot, vantage: snapshot.vantage).problem
        }
        guard format != .json, let definition = base.definition(of: address.name) else {
            let bytes = JSONWriter.encode(.object(found.whole(in: query.language)))
            return recordAnswer(Answer(body: .fresh(bytes)), key: found.key, address, query)
        }
        var bytes: [UInt8] = []
        var encoder = encoder(of: query, format, definition)
        encoder.appendHead(to: &bytes)
        found.encodedItem(query.language).withUnsafeBytes { encoder.append($0, isFirst: true, to: &bytes) }
        encoder.appendTail(to: &bytes)
        var answer = Answer(mediaType: format.mediaType, body: .fresh(bytes))
        answer.fields = [format.disposition(found.key)]
        return recordAnswer(answer, key: found.key, address, query)
    }

    /// Links from a province to the one it went into, and to those it was made of (RFC 5829).
    static func successionLinks(of key: String, in name: String, _ snapshot: Snapshot) -> [String] {
        guard name == "provinces", let id = RecordID(key), let province = snapshot.shown.provinces[id] else {
            return []
        }
        let successor = province.successor.map { ["</v1/provinces/\($0)>; rel=\"successor-version\""] } ?? []
        return successor + province.predecessors.map { "</v1/provinces/\($0)>; rel=\"predecessor-version\"" }
    }
}

extension Vantage {
    /// The filter by which a collection shows only what there is on the day asked about.
    func existence(in collection: String) -> [Selection.Filter] {
        guard validAt != nil, collection == "provinces" || collection == "places" else { return [] }
        return [Selection.Filter(field: "existsToday", values: [.boolean(true)])]
    }
}

extension Snapshot {
    /// The positions of the observations that are seen from a vantage, in the list of this snapshot.
    fileprivate func observationPositions(from vantage: Vantage) -> PositionList {
        PositionList(registry.observationPositions(from: vantage))
    }
}
