import Catalog
import JSONText
import Testing

@testable import API

/// Members of components, asked for by dotted names: by equality, in filters and in order.
struct InnerMemberTests {
    private let client: APIClient

    init() throws {
        client = try APIClient()
    }

    /// The value at a dotted path; null where there is none.
    private func value(_ path: String, of item: JSONValue) -> JSONValue {
        path.split(separator: ".").reduce(.some(item)) { $0?[String($1)] } ?? .null
    }

    private static let fields = [
        ("targets", "progress.status"), ("targets", "baseline.value"),
        ("targets", "baseline.unit"), ("observations", "dimensions.ethnicGroup"), ("observations", "period.start"),
        ("observations", "source.line"), ("plans", "horizon.start"), ("plans", "horizon.end"),
        ("documents", "contentAsOf.start"), ("documents", "contentAsOf.end"), ("gates", "point.lat"),
        ("gates", "point.precisionKm"), ("gates", "names.en"), ("provinces", "names.zh"), ("legs", "opened.start"),
        ("legs", "expected.end"), ("legs", "statusAsOf.start"), ("legs", "length.value"),
    ]

    @Test(arguments: fields) func member_isAskedForByEquality(collection: String, field: String) throws {
        let all = try client.list("/v1/\(collection)?limit=1000").items
        let found = try #require(all.map { value(field, of: $0) }.first { !$0.isNull }, "\(field) is nowhere")
        let text = found.string ?? String(decoding: JSONWriter.encode(found), as: UTF8.self)
        let equal = try client.list("/v1/\(collection)?limit=1000&\(field)=\(URIText.encoded(text))")
        #expect(equal.ids == all.filter { value(field, of: $0) == found }.compactMap { $0["id"]?.string })
        let none = all.filter { value(field, of: $0).isNull }.compactMap { $0["id"]?.string }
        if !none.isEmpty { #expect(try client.list("/v1/\(collection)?limit=1000&\(field)=null").ids == none) }
    }

    @Test(arguments: fields) func member_isFilteredAndSortedBy(collection: String, field: String) throws {
        let all = try client.list("/v1/\(collection)?limit=1000").items
        let some = all.filter { !value(field, of: $0).isNull }.compactMap { $0["id"]?.string }
        let filter = URIText.encoded("\(field) IS NOT NULL")
        let filtered = try client.list("/v1/\(collection)?limit=1000&filter=\(filter)")
        #expect(filtered.ids == some)
        let sorted = try client.list("/v1/\(collection)?limit=1000&sort=-\(field)").items
        let nulls = sorted.map { value(field, of: $0).isNull }
        #expect(sorted.count == all.count && nulls == nulls.sorted { !$0 && $1 })
    }

    @Test(arguments: [
        ("/v1/targets?progress.state=behind", "progress.state", "progress.status"),
        ("/v1/targets?progress.status=late", "progress.status", "behind"),
        ("/v1/observations?dimensions.directon=export", "dimensions.directon", "dimensions.direction"),
        ("/v1/plans?horizon.start=2021", "horizon.start", "YYYY-MM-DD"),
        ("/v1/gates?point.lat=north", "point.lat", "number"),
    ])
    func wrongMembers_areRefusedWithTheRemedy(target: String, parameter: String, remedy: String) throws {
        let faults = ListedFault.all(of: try expectProblem(client.get(target), 400, "bad-parameter"))
        #expect(faults.map(\.parameter) == [parameter])
        #expect(faults.first?.remedy.contains(remedy) == true, "\(faults)")
    }
}
