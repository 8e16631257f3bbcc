/// The path of an address with `{name}` for the segments that vary, such as `/v1/targets/{id}/lineage`.
struct PathTemplate: Hashable, Sendable, ExpressibleByStringLiteral {
    private enum Part: Hashable, Sendable {
        case literal(String)
        case variable(String)
    }

    /// As it is written in descriptions and counted by.
    let text: String
    private let parts: [Part]

    init(_ text: String) {
        self.text = text
        parts = text.split(separator: "/").map { part in
            part.hasPrefix("{") && part.hasSuffix("}")
                ? .variable(String(part.dropFirst().dropLast())) : .literal(String(part))
        }
    }

    init(stringLiteral text: String) { self.init(text) }

    var segmentCount: Int { parts.count }

    /// The names of the segments that vary, in order.
    var variables: [String] {
        parts.compactMap { part in
            if case .variable(let name) = part { name } else { nil }
        }
    }

    /// The values of the variables; nil when the segments are another address. An empty segment is no value.
    func values(in segments: [String]) -> [String]? {
        guard segments.count == parts.count else { return nil }
        var values: [String] = []
        for (part, segment) in zip(parts, segments) {
            switch part {
            case .literal(let text): guard text == segment else { return nil }
            case .variable:
                guard !segment.isEmpty else { return nil }
                values.append(segment)
            }
        }
        return values
    }

    /// The path with the variables filled in, as it stands in an address.
    func path(with values: [String]) -> String {
        var path = ""
        var rest = values[...]
        for part in parts {
            path += "/"
            switch part {
            case .literal(let text): path += text
            case .variable: path += URIText.encoded(rest.popFirst() ?? "")
            }
        }
        return path
    }
}
