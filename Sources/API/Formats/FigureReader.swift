import JSONText

/// Reads what a cube needs out of encoded observations.
struct FigureReader {
    private static let paths = [
        "id", "indicator", "indicatorName", "subject", "subjectName", "scope", "scopeName", "dimensions", "value",
        "low", "high", "unit", "qualifier", "period.start", "period.end", "asOf", "priceBasis", "cumulative", "average",
        "additional", "derived", "source.document", "deadline", "setBy",
    ]
    private static let numbers = Dictionary(uniqueKeysWithValues: paths.enumerated().map { ($0.element, $0.offset) })

    private let scanner = MemberScanner(paths: paths.map { $0.split(separator: ".").map(String.init) })
    private var places = Array(repeating: MemberScanner.Place(), count: paths.count)

    mutating func figure(_ item: UnsafeRawBufferPointer) -> FigureCube.Figure {
        scanner.scan(item, into: &places)
        func text(_ path: String) -> String? { value(item, path).string }
        func category(_ code: String, _ label: String) -> FigureCube.Category? {
            text(code).map { FigureCube.Category(code: $0, label: text(label) ?? $0) }
        }
        let low = value(item, "low")
        let high = value(item, "high")
        let flags = ["cumulative", "average", "additional"].filter { value(item, $0) == true }
        return FigureCube.Figure(
            id: text("id") ?? "", indicator: category("indicator", "indicatorName") ?? .unknown,
            subject: category("subject", "subjectName") ?? .unknown, scope: category("scope", "scopeName"),
            breakdowns: (value(item, "dimensions").object?.members ?? []).compactMap { member in
                member.value.string.map { (member.key, $0) }
            },
            value: value(item, "value"), range: low.isNull && high.isNull ? nil : .array([low, high]),
            unit: text("unit") ?? FigureCube.notSaid, qualifier: text("qualifier") ?? FigureCube.notSaid,
            start: text("period.start"), end: text("period.end"), asOf: text("asOf"), deadline: text("deadline"),
            setBy: text("setBy"), priceBasis: text("priceBasis"),
            counting: flags.isEmpty ? "plain" : flags.joined(separator: "-"),
            isDerived: value(item, "derived") == true, document: text("source.document"))
    }

    /// A scanned value; null when it is not there.
    private func value(_ item: UnsafeRawBufferPointer, _ path: String) -> JSONValue {
        guard let number = Self.numbers[path], !places[number].isMissing else { return .null }
        let place = places[number]
        switch item[place.start] {
        case UInt8(ascii: "n"): return .null
        case UInt8(ascii: "t"): return true
        case UInt8(ascii: "f"): return false
        case UInt8(ascii: "\"") where place.isPlain:
            return .string(String(decoding: item[(place.start + 1)..<(place.end - 1)], as: UTF8.self))
        default:
            let bytes = UnsafeRawBufferPointer(rebasing: item[place.start..<place.end])
            return JSONReading(of: bytes).document?.root.value ?? .null
        }
    }
}

extension FigureCube.Category {
    fileprivate static let unknown = FigureCube.Category(code: FigureCube.notSaid, label: FigureCube.notSaid)
}
