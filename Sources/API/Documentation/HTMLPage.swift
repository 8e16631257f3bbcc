import Catalog

/// The pages for people: what is here, and the description of the API. They need nothing from elsewhere.
enum HTMLPage {
    static func home(snapshot: Snapshot) -> String {
        let collections = RouteTable.collections.compactMap { name -> String? in
            guard let collection = snapshot[name] else { return nil }
            return """
                <tr><td><a href="/v1/\(name)">/v1/\(name)</a></td><td class="number">\(collection.count)</td>\
                <td>\(escaped(collection.definition.meaning))</td></tr>
                """
        }
        let examples = [
            ("/v1/gates/kim-thanh", "One gate with its lanes, class, status and sources"),
            ("/v1/observations?subject=lao-cai&indicator=trade-turnover", "Trade turnover of Lào Cai"),
            ("/v1/targets?subject=lao-cai", "Targets of Lào Cai with computed progress"),
            ("/v1/projects?kind=expressway", "Expressways and roads that link to them"),
            ("/v1/gates?q=huu%20nghi", "Search without diacritics"),
            ("/v1/dataset/conflicts", "Where sources disagree, and which is preferred"),
        ].map { address, meaning in
            "<li><a href=\"\(escaped(address))\"><code>\(escaped(address))</code></a> — \(escaped(meaning))</li>"
        }
        return page(
            title: Site.title, language: "en",
            body: """
                <h1>\(Site.title)</h1>
                <p>\(escaped(Site.summary)). Kinh tế cửa khẩu Việt Nam – Trung Quốc, mỗi số liệu kèm nguồn.</p>
                <p><a href="/docs">Documentation</a> · <a href="/openapi.json">OpenAPI</a> ·
                <a href="/v1/dataset">Data set</a> \(snapshot.datasetVersion)</p>
                <h2>Collections</h2>
                <table><thead><tr><th>Address</th><th class="number">Records</th><th>What they are</th></tr></thead>
                <tbody>\(collections.joined(separator: "\n"))</tbody></table>
                <h2>Try</h2>
                <ul>\(examples.joined(separator: "\n"))</ul>
                """)
    }

    static func documentation(version: String, definitions: [CollectionDefinition]) -> String {
        let served = definitions.filter { RouteTable.collections.contains($0.name) }
        let contents = served.map { "<a href=\"#\($0.name)\">\($0.name)</a>" }.joined(separator: " · ")
        return page(
            title: "\(Site.title) — API", language: "en",
            body: """
                <h1>\(Site.title) — API \(version)</h1>
                <p>Machine-readable: <a href="/openapi.json">/openapi.json</a>. Start: <a href="/v1">/v1</a>.</p>
                <p>\(contents)</p>
                <h2>Lists</h2>
                <p>A list answers <code>{"items": […], "total": n, "datasetVersion": "…", "next": "…"}</code>.
                Parameters of every list:</p>
                <table><tbody>
                <tr><td><code>q</code></td><td>words that names begin with, without case and diacritics</td></tr>
                <tr><td><code>sort</code></td><td>fields with commas between; a leading hyphen reverses; null last</td></tr>
                <tr><td><code>fields</code></td><td>members to show, with commas between</td></tr>
                <tr><td><code>limit</code></td><td>1–\(ListQuery.greatestLimit), \(ListQuery.defaultLimit) if left out</td></tr>
                <tr><td><code>cursor</code></td><td>from <code>next</code></td></tr>
                <tr><td><code>lang</code></td><td>vi (default), en, zh</td></tr>
                <tr><td>a filter</td><td>by field name; a comma means or; <code>null</code> where nothing is said</td></tr>
                </tbody></table>
                \(served.map(section).joined(separator: "\n"))
                """)
    }

    private static func section(_ definition: CollectionDefinition) -> String {
        let routes =
            ["/v1/\(definition.name)", "/v1/\(definition.name)/{id}"]
            + RouteTable.subcollections.filter { $0.parent == definition.name }.map {
                "/v1/\(definition.name)/{id}/\($0.name)"
            }
        let rows = definition.fields.map { field in
            let marks = [
                field.filterable && !field.detailOnly ? "filter \(field.filterName)" : nil,
                field.kind.isSortable && !field.detailOnly ? "sort" : nil,
                field.detailOnly ? "single record only" : nil,
                field.nullable ? "may be null" : nil, field.optional ? "may be absent" : nil,
            ].compactMap { $0 }.joined(separator: ", ")
            return "<tr><td><code>\(field.name)</code></td><td>\(escaped(field.meaning))</td><td>\(marks)</td></tr>"
        }
        return """
            <h2 id="\(definition.name)">\(definition.name)</h2>
            <p>\(escaped(definition.meaning)).</p>
            <p>\(routes.map { "<code>\($0)</code>" }.joined(separator: "<br>"))</p>
            <details><summary>\(definition.fields.count) fields of \(definition.recordName)</summary>
            <table><tbody>\(rows.joined(separator: "\n"))</tbody></table></details>
            """
    }

    private static func page(title: String, language: String, body: String) -> String {
        """
        <!DOCTYPE html>
        <html lang="\(language)"><head><meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>\(escaped(title))</title>
        <style>
        :root { color-scheme: light dark; }
        body { font: 1rem/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
        h1, h2 { line-height: 1.2; }
        table { border-collapse: collapse; width: 100%; }
        th, td { text-align: left; vertical-align: top; padding: .25rem .75rem .25rem 0; border-bottom: 1px solid #8884; }
        .number { text-align: right; font-variant-numeric: tabular-nums; }
        code { font-family: ui-monospace, monospace; overflow-wrap: anywhere; }
        </style></head><body>
        \(body)
        </body></html>

        """
    }

    private static func escaped(_ text: String) -> String {
        var result = ""
        for character in text {
            switch character {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            default: result.append(character)
            }
        }
        return result
    }
}
