import BorderEconomy
import Catalog
import JSONText
import Testing

@testable import API

/// The facts of a document are a projection: each is a place in a typed record, and nothing is stored twice.
struct FactTests {
    private let client: APIClient
    private static let articles = [
        "art-bnews-lai-chau", "art-baochinhphu-1620", "art-lao-cai-hoi-nghi-2024", "art-lang-son-quy-hoach",
        "art-lao-cai-thich-ung",
    ]

    init() throws {
        client = try APIClient()
    }

    @Test(arguments: articles)
    func article_HasFactsOfManyKinds(id: String) throws {
        let facts = try client.list("/v1/documents/\(id)/facts?limit=1000")
        #expect(facts.total > 30)
        #expect(facts.items.count == facts.total)
        #expect(facts.items.allSatisfy { $0["document"]?.string == id && $0["line"]?.integer ?? 0 > 0 })
        let members = Set(facts.items.compactMap { $0["member"]?.string })
        #expect(members.count > 4, "\(members)")
        #expect(members.contains("observations"))
    }

    /// Of very many records they are put together when somebody asks: the first is told to come again.
    @Test func deferredFacts_AreMadeWhenAskedFor() throws {
        let fixture = try SeedFixture.shared()
        let presentation = Presentation(of: fixture.registry, on: try SeedFixture.day())
        let collections = presentation.collections().compactMap { draft -> CollectionDraft? in
            switch draft.definition.name {
            case "facts": CollectionDraft(definition: draft.definition, isDeferred: true, made: { draft.records })
            case "documents": draft
            default: nil
            }
        }
        let client = try APIClient(
            store: Store(
                Snapshot(
                    datasetVersion: "deferred", registry: fixture.registry, day: try SeedFixture.day(),
                    collections: collections)))
        let target = "/v1/documents/art-bnews-lai-chau/facts"
        #expect(try client.json("/v1/dataset")["counts"]?["facts"] == .null)
        #expect(try client.get("/v1/facts/queryables").status == 200)
        let early = try client.get(target)
        #expect(early.status == 503)
        #expect(early["Retry-After"] == "10")
        #expect(try early.json()["type"] == "/problems/overloaded")
        #expect(try client.list(target).total == self.client.list(target).total)
    }

    @Test func identifiers_AreUniqueOverAllDocuments() throws {
        let keys = try #require(SeedFixture.shared().snapshot["facts"]?.keys)
        #expect(keys.count > 1000)
        #expect(Dictionary(grouping: keys, by: { $0 }).filter { $1.count > 1 }.keys.sorted() == [])
        let ids = try client.list("/v1/documents?limit=1000").ids.flatMap {
            try client.list("/v1/documents/\($0)/facts?limit=1000").ids
        }
        #expect(ids.count == keys.count)
        #expect(Set(ids) == Set(keys))
    }

    /// The pointer resolves in the record that is named, and what stands there cites that document and line.
    @Test(arguments: ["vi", "en"])
    func pointer_OfEveryFact_LeadsToAnObjectThatCitesTheLine(language: String) throws {
        var records: [String: JSONValue] = [:]
        for document in try client.list("/v1/documents?limit=1000").ids {
            for fact in try client.list("/v1/documents/\(document)/facts?limit=1000&lang=\(language)").items {
                let id = try #require(fact["id"]?.string)
                let href = try #require(fact["href"]?.string)
                #expect(href == "/v1/\(fact["collection"]?.string ?? "")/\(fact["record"]?.string ?? "")")
                let record = try records[href] ?? client.json("\(href)?lang=\(language)")
                records[href] = record
                let pointer = try #require(fact["pointer"]?.string.flatMap { JSONPointer(parsing: $0) })
                let object = try #require(record[pointer.tokens], "\(id)")
                let source = pointer.tokens.first == "sources" ? object : object["source"]
                #expect(source?["document"]?.string == document, "\(id)")
                let lines = [source?["line"] ?? .null] + (source?["alsoLines"]?.array ?? [])
                #expect(lines.contains(fact["line"] ?? .bool(false)), "\(id)")
                if let text = object["text"]?.string { #expect(fact["text"]?.string == text, "\(id)") }
                #expect(fact["recordName"] == record["name"] ?? record["subjectName"], "\(id)")
            }
        }
        #expect(records.count > 300)
    }

    /// Every source that a served record names is a fact: none is left out.
    @Test func source_OfEveryRecord_IsAFact() throws {
        let keys = Set(try #require(SeedFixture.shared().snapshot["facts"]?.keys))
        for collection in RouteTable.collections where collection != "indicators" {
            for item in try client.list("/v1/\(collection)?limit=1000").items {
                let id = try #require(item["id"]?.string)
                for pointer in sourcedPlaces(in: item, at: JSONPointer()) {
                    #expect(keys.contains("\(id)#\(pointer)"))
                }
            }
        }
    }

    private func sourcedPlaces(in value: JSONValue, at pointer: JSONPointer) -> [String] {
        switch value {
        case .array(let elements):
            return elements.enumerated().flatMap { index, element in
                (pointer.tokens == ["sources"] ? [pointer.appending(index: index).description] : [])
                    + sourcedPlaces(in: element, at: pointer.appending(index: index))
            }
        case .object(let object):
            return (object["source"] == nil ? [] : [pointer.description])
                + object.members.flatMap { sourcedPlaces(in: $0.value, at: pointer.appending(key: $0.key)) }
        default: return []
        }
    }

    /// Identifiers of all facts of a registry.
    private func facts(of registry: Registry) throws -> [String] {
        let collections = Presentation(of: registry, on: try SeedFixture.day()).collections()
        return try #require(collections.first { $0.definition.name == "facts" }).records.map(\.key)
    }

    private func registry(without figures: Set<RecordID>) throws -> Registry {
        var registry = try SeedFixture.shared().registry
        registry.observations = registry.observations.removing { figures.contains($0.id.erased) }
        registry.targets = registry.targets.removing({ figures.contains($0.id.erased) }, ids: { [$0.id.erased] })
        return registry
    }

    /// Sets of figures such that of any two each stands in a set without the other. What takes facts of another figure
    /// away when it goes is seen in one of them, as if every figure were taken away by itself.
    private func sets(of figures: [RecordID]) -> [Set<RecordID>] {
        var sets: [Set<RecordID>] = []
        var bit = 1
        while bit <= max(1, figures.count - 1) {
            for value in [0, bit] {
                sets.append(Set(figures.indices.filter { $0 & bit == value }.map { figures[$0] }))
            }
            bit *= 2
        }
        return sets
    }

    /// The facts that are not of some figures.
    private func others(_ facts: [String], than figures: Set<RecordID>) -> [String] {
        let names = Set(figures.map(\.rawValue))
        return facts.filter { !names.contains(String($0.prefix { $0 != "#" })) }
    }

    /// Takes figures away and expects exactly their facts to be gone from those of their collection.
    private func expectRemoval(of figures: [RecordID], in collection: (Presentation) -> CollectionDraft) throws {
        func facts(of registry: Registry) throws -> [String] {
            let presentation = Presentation(of: registry, on: try SeedFixture.day())
            return presentation.facts(of: [collection(presentation)]).records.map(\.key)
        }
        let whole = try facts(of: SeedFixture.shared().registry)
        for removed in sets(of: figures) {
            #expect(try facts(of: registry(without: removed)) == others(whole, than: removed))
        }
        let named = Set(whole.map { String($0.prefix { $0 != "#" }) })
        #expect(figures.filter { !named.contains($0.rawValue) } == [], "each has a fact")
    }

    @Test func removal_OfAnObservation_TakesAwayExactlyItsFacts() throws {
        let observations = try SeedFixture.shared().registry.observations.all
        try expectRemoval(of: observations.map(\.id.erased)) { $0.observations() }
    }

    @Test func removal_OfATarget_TakesAwayExactlyItsFacts() throws {
        let targets = try SeedFixture.shared().registry.targets.all
        try expectRemoval(of: targets.map(\.id.erased)) { $0.targets() }
    }

    /// The facts of all other records stay; one figure of each document stands for the rest of it.
    @Test func removal_OfAFigureOfEachDocument_LeavesEverythingElse() throws {
        let fixture = try SeedFixture.shared()
        let whole = try Array(#require(fixture.snapshot["facts"]?.keys))
        #expect(try facts(of: fixture.registry) == whole)
        let figures = Dictionary(grouping: fixture.registry.observations.all, by: \.figure.source.document)
        for removed in sets(of: figures.values.compactMap { $0.first?.id.erased }.sorted()) {
            #expect(try facts(of: registry(without: removed)) == others(whole, than: removed))
        }
    }

    @Test func removal_OfAGate_TakesItsFactsAway() throws {
        let registry = try SeedFixture.shared().registry
        let whole = try facts(of: registry)
        let gate = try #require(registry.gates.all.first { $0.header.id.rawValue == "kim-thanh" })
        var rest = registry
        rest.gates = rest.gates.removing({ $0.header.id == gate.header.id }, ids: { $0.header.ids })
        let remaining = Set(try facts(of: rest))
        #expect(whole.contains("kim-thanh#/lanes/0"))
        #expect(!remaining.contains { $0.hasPrefix("kim-thanh#") })
        #expect(remaining.isSubset(of: whole))
    }
}
