import BorderEconomy
import Catalog
import JSONText

/// Packs observations: what many of them share (whom they are about, what is measured, where it is stated, how it is
/// meant, of when) is encoded when it first comes and is a number from then on.
///
/// An observation that has what few have (a range, comparisons, a note, parts it was put together from) is written as a
/// whole, so that each of these is described once.
struct ObservationPacking: RecordPacking {
    /// What observations of a measure have alike.
    private struct MeasurePieces {
        let subject: KnownPiece
        let indicator: KnownPiece
        let words: KnownWords
    }

    /// What observations meant alike have alike: before their time, and after it.
    private struct MannerPieces {
        let before: KnownPiece
        let after: KnownPiece
    }

    /// What observations about one subject, or of one indicator, have alike.
    private typealias Named = (piece: KnownPiece, words: KnownWords)

    /// A measure without its subject.
    private struct Indication: Hashable {
        let indicator: Identifier<Indicator>
        let scope: String?
        let dimensions: [String: String]
    }

    /// The groups of members, in the order in which records have them, and the members between them.
    private struct Layout {
        let id: OwnMember
        let subject: PieceGroup
        let indicator: PieceGroup
        let value: OwnMember
        let manner: PieceGroup
        let time: PieceGroup
        let confidence: PieceGroup
        let original: OwnMember
        let remarks: PieceGroup
        let source: PieceGroup
        /// Of an observation with a figure as printed, and of one without.
        let noRemarks: KnownPiece
        let noOriginal: KnownPiece

        init(in record: inout PackedRecordBuilder) {
            id = record.own("id")
            subject = record.group(of: ["subject", "subjectName", "subjectCollection"])
            indicator = record.group(of: ["indicator", "indicatorName", "scope", "scopeName", "dimensions"])
            value = record.own("value")
            manner = record.group(of: ["low", "high", "unit", "qualifier"])
            time = record.group(of: ["period", "asOf"])
            confidence = record.group(of: [
                "periodBasis", "asOfBasis", "cumulative", "average", "additional", "priceBasis", "derived", "inferred",
                "confidence", "layer",
            ])
            original = record.own("original")
            remarks = record.group(of: ["comparisons", "note", "inputs", "reason"])
            source = record.group(of: ["source"])
            let nothing = [("comparisons", JSONValue.array([])), ("note", .null)].map { [bytes(of: $0, $1)] }
            noRemarks = record.know(nothing, in: remarks)
            noOriginal = record.know([[bytes(of: "original", .null)]] + nothing, in: remarks)
        }
    }

    private let presentation: Presentation
    private let observations: ObservationTable
    private let shapes: [Shape]
    private var layout: Layout?
    private var measures: [MeasurePieces?]
    private var subjects: [RecordID: Named] = [:]
    private var indications: [Indication: Named] = [:]
    private var sources: [KnownPiece?]
    private var manners: [MannerPieces?]
    private var times: [KnownPiece?]

    init(_ presentation: Presentation) {
        self.presentation = presentation
        observations = presentation.registry.observations
        shapes = Language.allCases.map { Shape(presentation: presentation, language: $0) }
        measures = Array(repeating: nil, count: observations.measures.count)
        sources = Array(repeating: nil, count: observations.sources.count)
        manners = Array(repeating: nil, count: observations.manners.count)
        times = Array(repeating: nil, count: observations.times.count)
    }

    mutating func pack(_ position: Int, into record: inout PackedRecordBuilder) {
        let layout = layout(in: &record)
        let pattern = observations.pattern(at: position)
        let measure = pieces(ofMeasure: Int(pattern.measure), layout, in: &record)
        guard observations.isPlain(at: position) else {
            let observation = observations[position]
            return observations.withTexts(at: position) { id, original in
                record.key(id)
                record.add { shapes[$0.place].observation(observation) }
                record.end(words: measure.words, own: id, original)
            }
        }
        let manner = pieces(ofManner: Int(pattern.manner), layout, in: &record)
        let time = piece(ofTime: Int(pattern.time), layout, in: &record)
        let source = piece(ofSource: Int(pattern.source), layout, in: &record)
        let value = observations.value(at: position)
        observations.withTexts(at: position) { id, original in
            record.key(id)
            record.add(layout.id, slug: id)
            record.add(measure.subject)
            record.add(measure.indicator)
            record.add(layout.value, value)
            record.add(manner.before)
            record.add(time)
            record.add(manner.after)
            if original.isEmpty {
                record.add(layout.noOriginal)
            } else {
                record.add(layout.original, text: original)
                record.add(layout.noRemarks)
            }
            record.add(source)
            record.end(words: measure.words, own: id, original)
        }
    }

    private mutating func layout(in record: inout PackedRecordBuilder) -> Layout {
        if let layout { return layout }
        let made = Layout(in: &record)
        layout = made
        return made
    }
}

extension ObservationPacking {
    private mutating func pieces(
        ofMeasure number: Int, _ layout: Layout, in record: inout PackedRecordBuilder
    ) -> MeasurePieces {
        if let known = measures[number] { return known }
        let measure = observations.measures[number]
        let indication = Indication(
            indicator: measure.indicator, scope: measure.scope, dimensions: measure.dimensions)
        let subject: Named
        let indicator: Named
        if let first = subjects[measure.subject], let second = indications[indication] {
            (subject, indicator) = (first, second)
        } else {
            // The identifier, three members of the subject, and those of what is measured.
            let members = shapes.map { $0.measure(measure, id: measure.subject).members }
            subject = (
                record.know(Self.forms(of: members.map { $0[1...3] }), in: layout.subject),
                record.know(words: presentation.searchTexts(ofSubject: measure.subject))
            )
            indicator = (
                record.know(Self.forms(of: members.map { $0[4...] }), in: layout.indicator),
                record.know(words: presentation.searchTexts(ofIndicator: measure.indicator))
            )
            subjects[measure.subject] = subject
            indications[indication] = indicator
        }
        let made = MeasurePieces(
            subject: subject.piece, indicator: indicator.piece, words: subject.words.union(indicator.words))
        measures[number] = made
        return made
    }

    private mutating func piece(
        ofSource number: Int, _ layout: Layout, in record: inout PackedRecordBuilder
    ) -> KnownPiece {
        if let known = sources[number] { return known }
        let made = record.know(
            [[bytes(of: "source", shapes[0].source(observations.sources[number]))]], in: layout.source)
        sources[number] = made
        return made
    }

    private mutating func piece(
        ofTime number: Int, _ layout: Layout, in record: inout PackedRecordBuilder
    ) -> KnownPiece {
        if let known = times[number] { return known }
        let time = observations.times[number]
        let made = record.know(
            [[bytes(of: "period", shapes[0].period(time.period))], [bytes(of: "asOf", shapes[0].day(time.asOf))]],
            in: layout.time)
        times[number] = made
        return made
    }

    private mutating func pieces(
        ofManner number: Int, _ layout: Layout, in record: inout PackedRecordBuilder
    ) -> MannerPieces {
        if let known = manners[number] { return known }
        let manner = observations.manners[number]
        let before: JSONObject = [
            "low": .null, "high": .null, "unit": .string(manner.unit.rawValue),
            "qualifier": .string(manner.qualifier.rawValue),
        ]
        var after = JSONObject()
        if let basis = manner.periodBasis { after.append("periodBasis", .string(basis.rawValue)) }
        if let basis = manner.asOfBasis { after.append("asOfBasis", .string(basis.rawValue)) }
        after.append("cumulative", .bool(manner.cumulative))
        after.append("average", .bool(manner.average))
        after.append("additional", .bool(manner.additional))
        after.append("priceBasis", manner.priceBasis.map { .string($0.rawValue) } ?? .null)
        after.append("derived", .bool(manner.derived))
        after.append("inferred", .bool(manner.inferred))
        after.append("confidence", .string(manner.confidence.rawValue))
        after.append("layer", .string(manner.layer.rawValue))
        let made = MannerPieces(
            before: record.know(Self.forms(of: [before.members[...]]), in: layout.manner),
            after: record.know(Self.forms(of: [after.members[...]]), in: layout.confidence))
        manners[number] = made
        return made
    }

    /// Of each member its forms, encoded.
    ///
    /// - Parameter members: in all languages, or in each.
    private static func forms(of members: [ArraySlice<JSONObject.Member>]) -> [[[UInt8]]] {
        members[0].indices.map { place in members.map { bytes(of: $0[place].key, $0[place].value) } }
    }
}

/// A member, encoded.
private func bytes(of name: String, _ value: JSONValue) -> [UInt8] {
    var writer = JSONWriter()
    writer.member(name, value)
    return writer.bytes
}

extension Language {
    /// Place in `allCases`.
    fileprivate var place: Int {
        switch self {
        case .vietnamese: 0
        case .english: 1
        case .chinese: 2
        }
    }
}
