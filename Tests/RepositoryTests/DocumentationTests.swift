import Catalog
import Foundation
import HTTPEngine
import JSONText
import Testing

@testable import API

/// What the documents say is what the code has.
@Suite struct DocumentationTests {
    @Test func everyCollectionAndSubcollection_standsInTheAPIDocument() throws {
        let text = try Repository().text("Docs/API.md")
        for name in RouteTable.collections { #expect(text.contains("`/v1/\(name)`"), "/v1/\(name)") }
        for name in RouteTable.datasetCollections { #expect(text.contains("`/v1/dataset/\(name)`"), "\(name)") }
        for subcollection in RouteTable.subcollections {
            let row = text.split(separator: "\n").first { $0.hasPrefix("| `/v1/\(subcollection.parent)/{id}`") }
            #expect(row?.contains("`/\(subcollection.name)`") == true, "\(subcollection.parent)/\(subcollection.name)")
        }
        for place in EndpointTable.served.places {
            #expect(text.contains("`\(place.path.text)`"), "\(place.path.text)")
        }
        for page in ServicePage.all { #expect(text.contains("`\(page.path)`"), "\(page.path)") }
    }

    @Test func everyProblem_standsInTheAPIDocument() throws {
        let text = try Repository().text("Docs/API.md")
        for kind in ProblemKind.allCases {
            #expect(
                text.contains("| `/problems/\(kind.rawValue)` | \(kind.status.rawValue) |"), "\(kind.rawValue)")
        }
    }

    @Test func everyGeneralParameter_standsInTheAPIDocument() throws {
        let text = try Repository().text("Docs/API.md")
        for name in ListQuery.general { #expect(text.contains("| `\(name)` |"), "\(name)") }
    }

    @Test func everyTarget_standsInTheArchitecture() throws {
        let text = try Repository().text("Docs/Architecture.md")
        for target in ArrowTests.allowed.keys { #expect(text.contains("| `\(target)` |"), "\(target)") }
    }

    @Test func seedFiles_areTheNounsOfTheRegistry() {
        let files = Repository().files(below: "Config/Seed", endingWith: ".json").map {
            String($0.split(separator: "/").last ?? "")
        }
        #expect(files.sorted() == SeedFolder.fileNames.sorted())
    }
}
