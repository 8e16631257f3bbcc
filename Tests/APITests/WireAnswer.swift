import JSONText

/// An answer as it comes over the wire, taken apart.
struct WireAnswer {
    struct Field: Equatable {
        let name: String
        let value: String
    }

    let status: Int
    let fields: [Field]
    let body: [UInt8]

    /// Reads exactly one answer; the length of its content must be the one it names.
    init(_ bytes: [UInt8], toHead isHead: Bool) throws {
        let blank = Array("\r\n\r\n".utf8)
        guard let end = bytes.indices.first(where: { bytes[$0...].starts(with: blank) }) else {
            throw TestFailure("no end of head in \(String(decoding: bytes, as: UTF8.self))")
        }
        let lines = String(decoding: bytes[..<end], as: UTF8.self).split(separator: "\r\n").map(String.init)
        let words = lines[0].split(separator: " ", maxSplits: 2)
        guard words.count == 3, words[0] == "HTTP/1.1", let status = Int(words[1]) else {
            throw TestFailure("no status line: \(lines[0])")
        }
        self.status = status
        fields = try lines.dropFirst().map { line in
            guard let colon = line.firstIndex(of: ":") else { throw TestFailure("no field line: \(line)") }
            return Field(
                name: String(line[..<colon]),
                value: line[line.index(after: colon)...].trimmingPrefix(" ").description)
        }
        let content = Array(bytes[(end + blank.count)...])
        if fields.contains(Field(name: "Transfer-Encoding", value: "chunked")) {
            body = isHead ? content : try Self.joined(content[...])
            return
        }
        body = content
        let length = self["Content-Length"].flatMap { Int($0) }
        let expected = isHead || status == 204 || status == 304 ? 0 : length
        guard body.count == expected else {
            throw TestFailure("\(body.count) bytes of content where \(expected ?? -1) were said")
        }
    }

    /// The content of chunks that end as they should (RFC 9112 §7.1).
    private static func joined(_ chunks: ArraySlice<UInt8>) throws -> [UInt8] {
        var rest = chunks
        var content: [UInt8] = []
        while let lineEnd = rest.firstIndex(of: 0x0D) {
            guard let count = Int(String(decoding: rest[..<lineEnd], as: UTF8.self), radix: 16) else { break }
            let start = lineEnd + 2
            guard rest.endIndex >= start + count + 2, rest[start + count] == 0x0D else { break }
            content += rest[start..<start + count]
            rest = rest[(start + count + 2)...]
            if count == 0, rest.isEmpty { return content }
        }
        throw TestFailure("the chunks end badly")
    }

    /// The value of the only field of that name.
    subscript(name: String) -> String? {
        let found = fields.filter { $0.name.lowercased() == name.lowercased() }
        return found.count == 1 ? found[0].value : nil
    }

    /// The fields without those that may differ between two answers of the same content.
    func fields(without names: String...) -> [Field] { fields.filter { !names.contains($0.name) } }

    var text: String { String(decoding: body, as: UTF8.self) }

    func json() throws -> JSONValue { try JSONValue(parsing: body) }

    /// Targets of the Link field by relation; of alternates, which have a type, by `alternate` and that.
    func links() throws -> [String: String] {
        var links: [String: String] = [:]
        for part in (self["Link"] ?? "").split(separator: ", ") {
            let form = /<([^>]*)>; rel="([a-z-]+)"(?:; type="([a-z+\/-]+)")?(?:; title="([^"]+)")?/
            guard let match = part.wholeMatch(of: form) else {
                throw TestFailure("no link: \(part)")
            }
            let relation = (match.3 ?? match.4).map { "\(match.2) \($0)" } ?? String(match.2)
            guard links.updateValue(String(match.1), forKey: relation) == nil else {
                throw TestFailure("the relation \(match.2) is given twice")
            }
        }
        return links
    }
}
