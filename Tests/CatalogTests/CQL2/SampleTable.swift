import BorderEconomy

@testable import Catalog

/// A source of numbers that are the same each time (SplitMix64).
struct SampleRandom: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

/// A value of a record as the reference evaluator sees it.
enum SampleValue: Equatable {
    case null
    case number(Double)
    case text(String)
    case truth(Bool)
    case day(Int32)
    case texts([String])
    case place(Geometry.Position)
    case shape(Geometry)
}

/// Why a sample cannot be made.
struct SampleFailure: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}

extension FilterVocabulary {
    /// Two queryables of each kind, one of some.
    static let sample = FilterVocabulary(
        collection: "samples",
        entries: [
            Entry(name: "n", kind: .number, meaning: ""), Entry(name: "m", kind: .number, meaning: ""),
            Entry(name: "t", kind: .text, meaning: ""), Entry(name: "u", kind: .text, meaning: ""),
            Entry(name: "b", kind: .boolean, meaning: ""), Entry(name: "c", kind: .boolean, meaning: ""),
            Entry(name: "d", kind: .day, meaning: ""), Entry(name: "e", kind: .day, meaning: ""),
            Entry(name: "l", kind: .texts, meaning: ""), Entry(name: "k", kind: .texts, meaning: ""),
            Entry(name: "p", kind: .position, meaning: ""), Entry(name: "s.start", kind: .day, meaning: ""),
            Entry(name: "s.end", kind: .day, meaning: ""),
            Entry(name: "s", kind: .span(start: "s.start", end: "s.end"), meaning: ""),
            Entry(name: "geometry", kind: .shape, meaning: ""),
        ])
}

/// Records as rows and, the same, as columns.
struct SampleTable {
    let rows: [[String: SampleValue]]
    private let columns: [String: Column]

    var count: Int { rows.count }

    init(rows: [[String: SampleValue]]) {
        self.rows = rows
        var columns: [String: Column] = [:]
        for entry in FilterVocabulary.sample.entries {
            columns[entry.name] = Self.column(rows.map { $0[entry.name] ?? .null }, entry.kind)
        }
        self.columns = columns
    }

    /// Records of any values, a fifth of them null.
    init(count: Int, seed: UInt64) {
        var random = SampleRandom(seed: seed)
        let texts = [
            "", "a", "A", "á", "ab", "Hữu Nghị", "hữu nghị", "HUU NGHI", "Đồng Đăng", "đồng", "x_y", "100%", "友谊关",
        ]
        let rows = (0..<count).map { _ in
            var row: [String: SampleValue] = [:]
            for entry in FilterVocabulary.sample.entries {
                guard random.next() % 5 != 0 else { continue }
                switch entry.kind {
                case .number:
                    row[entry.name] = .number([-2, -1, 0, 0.5, 1, 2, 3, 20].randomElement(using: &random) ?? 0)
                case .boolean: row[entry.name] = .truth(Bool.random(using: &random))
                case .day: row[entry.name] = .day(Int32.random(in: 19_000...19_010, using: &random))
                case .texts:
                    row[entry.name] = .texts(
                        Array(texts.shuffled(using: &random).prefix(Int.random(in: 0...3, using: &random))))
                case .position:
                    row[entry.name] = .place(
                        Geometry.Position(
                            longitude: Double(Int.random(in: -2...2, using: &random)),
                            latitude: Double(Int.random(in: -2...2, using: &random))))
                case .shape: row[entry.name] = .shape(Self.shape(&random))
                case .span: break
                default: row[entry.name] = .text(texts.randomElement(using: &random) ?? "")
                }
            }
            return row
        }
        self.init(rows: rows)
    }

    private static func shape(_ random: inout SampleRandom) -> Geometry {
        func place(_ random: inout SampleRandom) -> Geometry.Position {
            Geometry.Position(
                longitude: Double(Int.random(in: -2...2, using: &random)),
                latitude: Double(Int.random(in: -2...2, using: &random)))
        }
        switch Int.random(in: 0...3, using: &random) {
        case 0: return .point(place(&random))
        case 1: return .multiPoint([place(&random), place(&random)])
        case 2: return .lineString([place(&random), place(&random)])
        default:
            let corner = place(&random)
            return .polygon([
                [(0, 0), (1, 0), (1, 2), (0, 0)].map {
                    Geometry.Position(longitude: corner.longitude + $0.0, latitude: corner.latitude + $0.1)
                }
            ])
        }
    }

    private static func column(_ values: [SampleValue], _ kind: FilterVocabulary.Kind) -> Column? {
        switch kind {
        case .number: .numbers(values.map { if case .number(let number) = $0 { number } else { .nan } })
        case .boolean: .booleans(values.map { if case .truth(let truth) = $0 { truth ? 1 : 0 } else { 2 } })
        case .day: .days(values.map { if case .day(let day) = $0 { day } else { .min } })
        case .position:
            .points(
                longitudes: values.map { if case .place(let place) = $0 { place.longitude } else { .nan } },
                latitudes: values.map { if case .place(let place) = $0 { place.latitude } else { .nan } })
        case .shape: .shapes(ShapeColumn(values.map { if case .shape(let shape) = $0 { shape } else { nil } }))
        case .text, .choice, .reference: texts(values)
        case .texts, .references: lists(values)
        case .span: nil
        }
    }

    private static func texts(_ values: [SampleValue]) -> Column {
        let texts = values.map { if case .text(let text) = $0 { text } else { nil } as String? }
        let (dictionary, codes) = dictionary(texts.compactMap(\.self))
        return .texts(texts.map { $0.flatMap { codes[$0] } ?? 0 }, dictionary)
    }

    private static func lists(_ values: [SampleValue]) -> Column {
        let lists: [[String]] = values.map { if case .texts(let texts) = $0 { texts } else { [] } }
        let (dictionary, codes) = dictionary(lists.flatMap(\.self))
        let offsets = lists.reduce(into: [UInt32(0)]) { $0.append(($0.last ?? 0) + UInt32($1.count)) }
        return .lists(offsets: offsets, lists.flatMap { $0.compactMap { codes[$0] } }, dictionary)
    }

    private static func dictionary(_ texts: [String]) -> (TextDictionary, [String: UInt32]) {
        var table = ByteTable()
        let numbers = texts.map { Int(table.insert($0)) }
        let (dictionary, codes) = TextDictionary.ordering(table)
        return (dictionary, Dictionary(zip(texts, numbers.map { codes[$0] })) { first, _ in first })
    }

    func program(_ expression: FilterExpression) throws -> FilterProgram {
        let condition = try FilterChecker.check(expression, against: .sample) { text, _ in .key(text) }
        return FilterCompiler.program(for: condition, recordCount: count) { columns[$0] }
    }
}

/// Six records to ask questions of.
enum SmallTable {
    private static func day(_ text: String) -> SampleValue { .day(Int32(CalendarDay(text)?.daysSince1970 ?? 0)) }

    private static func place(_ longitude: Double, _ latitude: Double) -> SampleValue {
        .place(Geometry.Position(longitude: longitude, latitude: latitude))
    }

    private static let table = SampleTable(rows: [
        [
            "n": .number(0), "t": .text("Hữu Nghị"), "u": .text("Kim Thành"), "d": day("2024-01-01"), "b": .truth(true),
            "p": place(104, 22.5), "s.end": day("2024-06-30"),
        ],
        [
            "n": .number(1), "t": .text("Kim Thành"), "u": .text("Kim Thành"), "d": day("2024-02-29"),
            "b": .truth(false),
            "l": .texts(["a"]), "p": place(106.7, 21.9), "s.start": day("2024-02-01"), "s.end": day("2024-02-29"),
        ],
        [
            "n": .number(2), "t": .text("Đồng Đăng"), "d": day("2024-12-31"), "b": .truth(true),
            "l": .texts(["a", "b"]),
            "p": place(180, 0), "s.start": day("2024-12-31"),
        ],
        [
            "n": .number(3), "t": .text("Lao Cai"), "u": .text("Lạng Sơn"), "d": day("2025-01-01"),
            "l": .texts(["b", "c"]),
            "s.start": day("2025-01-01"), "s.end": day("2025-12-31"),
        ],
        ["n": .number(4), "u": .text("x")], [:],
    ])

    static func positions(of text: String) throws -> [Int] {
        var scan = FilterScan(try table.program(FilterTextParser.parse(text)))
        var positions: [UInt32] = []
        scan.append(0..<table.count, to: &positions)
        return positions.map(Int.init)
    }
}
