import BorderEconomy
import Catalog
import JSONText
import Testing

@testable import API

struct ServicePageTests {
    private let client: APIClient

    init() throws {
        client = try APIClient()
    }

    private func page(_ target: String) throws -> (answer: WireAnswer, outline: HTMLOutline) {
        let answer = try client.get(target, "Accept: text/html")
        return (answer, HTMLOutline(answer.text))
    }

    @Test(arguments: ["/", "/docs"])
    func page_IsWellFormedHTMLThatNeedsNothingFromElsewhere(target: String) throws {
        let (answer, outline) = try page(target)
        #expect(answer["Content-Type"] == "text/html; charset=utf-8")
        #expect(answer.text.hasPrefix("<!DOCTYPE html>"))
        #expect(outline.faults == [])
        for element in ["html", "head", "title", "body", "h1"] {
            #expect(outline.elements.filter { $0 == element }.count == 1, "\(element)")
        }
        #expect(Set(outline.elements).isDisjoint(with: ["script", "img", "link", "iframe", "base", "form"]))
        #expect(!answer.text.contains("http:") && !answer.text.contains("https:") && !answer.text.contains("url("))
        #expect(Set(outline.identifiers).count == outline.identifiers.count)
        #expect(!outline.addresses.isEmpty)
        for address in outline.addresses {
            if address.hasPrefix("#") {
                #expect(outline.identifiers.contains(String(address.dropFirst())), "\(address)")
            } else {
                #expect(address.hasPrefix("/") && !address.hasPrefix("//"), "\(address)")
                #expect(try client.get(address).status == 200, "\(address)")
            }
        }
    }

    @Test(arguments: ["/", "/docs"])
    func page_ForbidsWhatItDoesNotNeed(target: String) throws {
        let policy = try #require(page(target).answer["Content-Security-Policy"])
        #expect(policy.contains("default-src 'none'"))
        #expect(policy.contains("frame-ancestors 'none'"))
        #expect(!policy.contains("script-src"))
    }

    @Test func home_ShowsEveryCollectionWithItsCount() throws {
        let text = try page("/").answer.text
        let snapshot = try SeedFixture.shared().snapshot
        for name in RouteTable.collections {
            #expect(text.contains("<a href=\"/v1/\(name)\">"), "\(name)")
            #expect(text.contains("<td class=\"number\">\(snapshot[name]?.count ?? -1)</td>"), "\(name)")
        }
        #expect(text.contains(snapshot.datasetVersion))
    }

    @Test func documentation_ShowsEveryRouteAndField() throws {
        let text = try page("/docs").answer.text
        for name in RouteTable.collections { #expect(text.contains("<code>/v1/\(name)/{id}</code>"), "\(name)") }
        for subcollection in RouteTable.subcollections {
            #expect(text.contains("<code>/v1/\(subcollection.parent)/{id}/\(subcollection.name)</code>"))
        }
        for definition in Presentation.definitions where RouteTable.collections.contains(definition.name) {
            for field in definition.fields { #expect(text.contains("<code>\(field.name)</code>"), "\(field.name)") }
        }
    }

    @Test func home_AsJSON_SaysWhatIsHere() throws {
        let home = try client.json("/")
        #expect(home["name"] == "Cửa Khẩu")
        #expect(home["version"] == "0.0.0-test")
        #expect(home["links"]?["api"] == "/v1")
        #expect(home["links"]?["openapi"] == "/openapi.json")
        #expect(home["links"]?["documentation"] == "/docs")
    }

    /// RFC 9727 and RFC 9264.
    @Test func apiCatalog_IsALinksetThatLeadsToTheDescription() throws {
        let answer = try client.get("/.well-known/api-catalog")
        let type = try #require(answer["Content-Type"])
        #expect(type.hasPrefix("application/linkset+json"))
        #expect(type.contains("profile=\"https://www.rfc-editor.org/info/rfc9727\""))
        #expect(try answer.links()["api-catalog"] == "/.well-known/api-catalog")
        let contexts = try answer.json()["linkset"]?.array ?? []
        let api = contexts.first { $0["anchor"] == "/v1" }
        #expect(api?["service-desc"]?[0]?["href"] == "/openapi.json")
        #expect(api?["service-doc"]?[0]?["href"] == "/docs")
        #expect(api?["status"]?[0]?["href"] == "/healthz")
        #expect(contexts.contains { $0["item"]?[0]?["href"] == "/v1" })
        #expect(try client.ask("HEAD", "/.well-known/api-catalog").links()["api-catalog"] != nil)
    }

    /// RFC 9116 §2.5: one Contact at least, exactly one Expires, less than a year ahead.
    @Test func securityText_HasAContactAndExpiresWithinAYear() throws {
        let answer = try client.get("/.well-known/security.txt")
        #expect(answer["Content-Type"] == "text/plain; charset=utf-8")
        let fields = answer.text.split(separator: "\n").map { $0.split(separator: ": ", maxSplits: 1).map(String.init) }
        #expect(fields.allSatisfy { $0.count == 2 })
        #expect(fields.filter { $0[0] == "Contact" }.map { $0[1] } == ["mailto:security@example.org"])
        #expect(fields.filter { $0[0] == "Preferred-Languages" }.count == 1)
        let expires = fields.filter { $0[0] == "Expires" }.map { $0[1] }
        #expect(expires.count == 1)
        let text = try #require(expires.first)
        #expect(text.hasSuffix("T00:00:00Z"))
        let day = try #require(CalendarDay(String(text.prefix(10))))
        let today = try SeedFixture.day()
        #expect(day > today)
        #expect(day.daysSince1970 - today.daysSince1970 < 365)
    }

    @Test func health_AndReadiness_AreSaid() throws {
        #expect(try client.json("/healthz") == ["status": "ok"])
        let ready = try client.json("/readyz")
        #expect(ready["status"] == "ready")
        #expect(ready["datasetVersion"]?.string == (try SeedFixture.shared().snapshot.datasetVersion))
    }

    @Test func pages_AfterAPublication_ShowWhatIsPublished() throws {
        let fixture = try SeedFixture.shared()
        let store = Store(fixture.snapshot)
        let client = try APIClient(store: store)
        let tag = try client.get("/v1/dataset")["ETag"]
        var registry = fixture.registry
        registry.corridors = RecordTable()
        store.publish(
            Snapshot(
                datasetVersion: "another", registry: registry, day: try SeedFixture.day(),
                collections: Presentation(of: registry, on: try SeedFixture.day()).collections()))
        #expect(try client.get("/v1/dataset")["ETag"] != tag)
        #expect(try client.json("/v1/dataset")["datasetVersion"] == "another")
        #expect(try client.json("/v1/dataset")["counts"]?["corridors"] == 0)
        #expect(try client.json("/readyz")["datasetVersion"] == "another")
        #expect(try client.json("/")["datasetVersion"] == "another")
        #expect(try client.list("/v1/corridors").total == 0)
    }
}
