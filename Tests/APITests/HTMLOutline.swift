/// The tags of a page of HTML, read strictly: every element that is opened is closed in turn.
struct HTMLOutline {
    /// Names of all elements in order.
    private(set) var elements: [String] = []
    /// Values of `href` and `src`.
    private(set) var addresses: [String] = []
    private(set) var identifiers: [String] = []
    private(set) var faults: [String] = []

    private static let void: Set<String> = ["meta", "br", "link", "img", "hr", "input"]

    init(_ text: String) {
        var open: [String] = []
        var rest = text[...]
        while let start = rest.firstIndex(of: "<") {
            check(text: rest[..<start])
            guard let end = rest[start...].firstIndex(of: ">") else {
                faults.append("a tag is not ended")
                return
            }
            read(rest[rest.index(after: start)..<end], &open)
            rest = rest[rest.index(after: end)...]
            if open.last == "style", let close = rest.firstRange(of: "</style>") { rest = rest[close.lowerBound...] }
        }
        check(text: rest)
        if !open.isEmpty { faults.append("not closed: \(open)") }
    }

    private mutating func read(_ tag: Substring, _ open: inout [String]) {
        if tag.hasPrefix("!") { return }
        let name = tag.prefix { $0 != " " && $0 != "\n" }
        if name.hasPrefix("/") {
            let last = open.popLast() ?? "nothing"
            if last != name.dropFirst() { faults.append("</\(name.dropFirst())> closes \(last)") }
            return
        }
        elements.append(String(name))
        if !Self.void.contains(String(name)) { open.append(String(name)) }
        for match in tag.matches(of: /([a-z-]+)="([^"]*)"/) {
            check(text: match.2)
            if match.1 == "href" || match.1 == "src" { addresses.append(String(match.2).replacing("&amp;", with: "&")) }
            if match.1 == "id" { identifiers.append(String(match.2)) }
        }
    }

    private mutating func check(text: Substring) {
        if text.contains(">") { faults.append("a bare > in \(text)") }
        for match in text.matches(of: /&[^;&\s]*;?/) where !["&amp;", "&lt;", "&gt;", "&quot;"].contains(match.0) {
            faults.append("a bare & in \(text)")
        }
    }
}
