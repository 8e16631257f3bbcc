import BorderEconomy
import Catalog
import ContentCoding
import HTTPEngine
import JSONText
import Testing

@testable import API

/// Exports piece by piece.
struct ExportStreamTests {
    private let client: APIClient
    private let snapshot: Snapshot

    init() throws {
        client = try APIClient()
        snapshot = try SeedFixture.shared().snapshot
    }

    /// What comes in pieces is what comes whole, and no piece is much longer than it should be.
    @Test(arguments: ["csv", "ndjson", "geojson"]) func pieces_MakeTheWhole(format: String) throws {
        let collection = try #require(snapshot["places"])
        let fileFormat: ListExport.FileFormat =
            switch format {
            case "csv": .csv(forSpreadsheets: false)
            case "ndjson": .ndjson
            default: .geojson
            }
        // Many times over, so that there are pieces.
        let positions = PositionList(Array(repeating: Array(0..<collection.count), count: 20).flatMap(\.self))
        func export() -> ListExport {
            let encoder: any RecordEncoder =
                switch fileFormat {
                case .csv: CSVEncoder(TableColumns(of: collection.definition))
                case .ndjson: NDJSONEncoder(fields: nil)
                case .geojson: GeoJSONEncoder("places", in: snapshot.registry, fields: nil, collection: nil)
                }
            return ListExport(of: collection, at: positions[...], in: .english, as: encoder)
        }
        var producer: any ContentProducer = export()
        var joined: [UInt8] = []
        var pieces = 0
        var progress = WorkProgress.unfinished
        while progress == .unfinished {
            var piece: [UInt8] = []
            progress = try producer.next(into: &piece)
            #expect(piece.count < 2 * ListExport.pieceByteCount)
            joined += piece
            pieces += 1
        }
        #expect(pieces > 3)
        #expect(joined == export().bytes())
    }

    @Test(arguments: ["csv", "ndjson"]) func longList_IsStreamedWithATagOfItsOwn(format: String) throws {
        let target = "/v1/observations?f=\(format)&lang=en"
        let answer = try client.get(target)
        #expect(answer.status == 200)
        #expect(answer["Transfer-Encoding"] == "chunked")
        #expect(answer["Content-Length"] == nil)
        let etag = try #require(answer["ETag"])
        #expect(try client.get(target)["ETag"] == etag)
        #expect(try client.get(target, "If-None-Match: \(etag)").status == 304)
        #expect(try client.get(target, "If-Match: \"other\"").status == 412)
        #expect(try client.ask("HEAD", target).status == 200)
        for other in ["&sort=-id", "&lang=vi", "&subject=lao-cai"] where other != "&lang=vi" {
            #expect(try client.get(target + other)["ETag"] != etag)
        }
        #expect(try client.get(target.replacing("lang=en", with: "lang=vi"))["ETag"] != etag)
        let pages = try client.get("/v1/observations?f=\(format)&lang=en&limit=1000").text
        #expect(answer.text == pages)
    }

    @Test(arguments: ["csv", "ndjson"]) func longList_IsCompressedWhileItIsMade(format: String) throws {
        let target = "/v1/observations?f=\(format)&lang=en"
        let plain = try client.get(target)
        let coded = try client.get(target, "Accept-Encoding: gzip")
        #expect(coded["Content-Encoding"] == "gzip")
        #expect(coded["Transfer-Encoding"] == "chunked")
        #expect(try Gzip.decompress(coded.body) == plain.body)
        #expect(coded.body.count < plain.body.count / 3)
        let etag = try #require(coded["ETag"])
        #expect(etag != plain["ETag"])
        #expect(try client.get(target, "Accept-Encoding: gzip")["ETag"] == etag)
        #expect(try client.get(target, "Accept-Encoding: gzip", "If-None-Match: \(etag)").status == 304)
        #expect(try client.get(target, "If-None-Match: \(etag)").status == 200)
        #expect(try client.ask("HEAD", target, ["Accept-Encoding: gzip"])["Content-Encoding"] == "gzip")
        #expect(plain["Vary"]?.contains("Accept-Encoding") == true)
    }

    @Test func cube_OfManyFigures_IsWorkedOutOffTheLoop() throws {
        let answer = try client.get("/v1/observations?f=jsonstat")
        #expect(answer.status == 200)
        #expect(answer["Content-Type"] == "application/json-stat+json")
    }

    @Test func description_HasTheHashesOfWhatIsServed() throws {
        let answer = try client.get("/datapackage.json?lang=en")
        #expect(answer["Content-Type"] == "application/json")
        let package = try answer.json()
        #expect(package["version"] == .string(snapshot.datasetVersion))
        let resources = try #require(package["resources"]?.array)
        #expect(resources.compactMap { $0["name"]?.string } == RouteTable.collections)
        for resource in resources {
            let path = try #require(resource["path"]?.string)
            let table = try client.get("/\(path)")
            #expect(table["Content-Type"] == resource["mediatype"]?.string.map { "\($0); charset=utf-8" })
            #expect(resource["bytes"] == .integer(Int64(table.body.count)), "\(path)")
            #expect(resource["hash"] == .string("sha256:\(Digest.sha256(table.body))"), "\(path)")
        }
        #expect(package["licenses"]?.array?.compactMap { $0["name"]?.string } == ["CC-BY-SA-4.0", "CC-BY-4.0"])
        #expect(package["sources"]?.array?.isEmpty == false)
        #expect(
            try client.get("/datapackage.json").json()["resources"]?[0]?["path"]?.string?.contains("lang=vi") == true)
    }

    /// Keys that the description promises are keys.
    @Test(arguments: Presentation.definitions.map(\.name)) func keys_TellRecordsApart(name: String) throws {
        let collection = try #require(snapshot[name])
        var seen: Set<[String]> = []
        for position in 0..<collection.count {
            var item: [UInt8] = []
            collection.appendItem(at: position, in: .vietnamese, to: &item)
            let record = try JSONValue(parsing: item)
            let key = collection.definition.keyColumns.compactMap { record[$0]?.string }
            #expect(key.count == collection.definition.keyColumns.count)
            #expect(seen.insert(key).inserted, "\(key)")
        }
    }
}
