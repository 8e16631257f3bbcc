import BorderEconomy
import Catalog
import Foundation
import JSONText

/// Random edits of the data of the repository, most of which are right.
struct EditSamples {
    private let registry: Registry
    private let subjects: [RecordID]
    private var random: SeededNumbers

    init(_ registry: Registry, seed: UInt64) {
        self.registry = registry
        random = SeededNumbers(state: seed)
        subjects = registry.headedRecords.map(\.header.id)
    }

    static let moment = Moment(secondsSince1970: 1_795_000_000)

    static func proposal(
        _ collection: RecordCollection, _ record: RecordID?, _ form: RecordEdit.Form, _ content: JSONValue,
        revision: String? = nil, scope: [Identifier<Province>]? = nil
    ) -> EditProposal {
        EditProposal(
            collection: collection, record: record, form: form, content: JSONWriter.encode(content),
            revision: revision, scope: scope, author: "planner-1", at: moment)
    }

    /// The next edit, of what `edited` holds by now.
    mutating func next(_ edited: SeedData) -> EditProposal {
        switch random.below(6) {
        case 0, 1: return observation()
        case 2: return target()
        case 3: return patchedTarget(edited)
        case 4: return stage(edited)
        default: return patchedProject(edited)
        }
    }

    private mutating func source() -> JSONValue {
        let documents = registry.documents.all.filter { $0.lines == nil }
        return ["document": .string(pick(documents).header.id.rawValue)]
    }

    private mutating func pick<List: RandomAccessCollection>(_ list: List) -> List.Element where List.Index == Int {
        list[random.below(list.count)]
    }

    /// A measure that is measured already, or one of anything.
    private mutating func measure() -> (subject: RecordID, indicator: Indicator) {
        if random.below(2) == 0 {
            let known = pick(registry.observations.all).measure
            if let indicator = registry.indicators[known.indicator] { return (known.subject, indicator) }
        }
        if random.below(2) == 0 {
            let known = pick(registry.targets.all).measure
            if let indicator = registry.indicators[known.indicator] { return (known.subject, indicator) }
        }
        return (pick(subjects), pick(registry.indicators.all))
    }

    private mutating func observation() -> EditProposal {
        let (subject, indicator) = measure()
        return Self.proposal(
            .observations, nil, .record,
            [
                "subject": .string(subject.rawValue), "indicator": .string(indicator.header.id.rawValue),
                "value": .integer(Int64(random.below(100))), "unit": .string(indicator.unit.rawValue),
                "period": .string("\(2015 + random.below(12))"), "source": source(),
            ])
    }

    private mutating func target() -> EditProposal {
        let (subject, indicator) = measure()
        var content: JSONObject = [
            "subject": .string(subject.rawValue), "indicator": .string(indicator.header.id.rawValue), "kind": "level",
            "value": .integer(Int64(1 + random.below(90))), "unit": .string(indicator.unit.rawValue),
            "deadline": .string("\(2026 + random.below(9))-12-31"), "deadlineBasis": "stated",
            "setBy": .string(pick(registry.documents.all).header.id.rawValue), "source": source(),
        ]
        if random.below(2) == 0 { content["plan"] = .string(pick(registry.plans.all).header.id.rawValue) }
        return Self.proposal(.targets, nil, .record, .object(content))
    }

    private mutating func patchedTarget(_ edited: SeedData) -> EditProposal {
        let target = pick(edited.registry.targets.all)
        var content: JSONObject = ["deadline": .string("\(2027 + random.below(9))-06-30"), "deadlineBasis": "inferred"]
        if random.below(2) == 0 { content["plan"] = .null }
        if random.below(3) == 0 { content["subject"] = .string(pick(subjects).rawValue) }
        if random.below(3) == 0 {
            content["value"] = .integer(Int64(1 + random.below(80)))
            content["low"] = .null
            content["high"] = .null
        }
        return Self.proposal(.targets, target.id.erased, .patch, .object(content))
    }

    private mutating func stage(_ edited: SeedData) -> EditProposal {
        let project = pick(edited.registry.projects.all)
        let day = project.dossier.last?.on.description ?? "2026-01-15"
        return Self.proposal(
            .projects, project.header.id, .stage,
            ["stage": .string(pick(project.dossier.next).rawValue), "on": .string(day), "source": source()])
    }

    private mutating func patchedProject(_ edited: SeedData) -> EditProposal {
        let ends = edited.registry.projects.all.filter { project in
            edited.registry.legs.all.contains { $0.from == project.header.id || $0.to == project.header.id }
        }
        let project = random.below(4) == 0 && !ends.isEmpty ? pick(ends) : pick(edited.registry.projects.all)
        var content = JSONObject()
        switch random.below(6) {
        case 0: content["names"] = ["vi": "Dự án đổi tên", "en": .string("Renamed \(random.below(100))")]
        case 1: content["zone"] = .string(pick(registry.zones.all).header.id.rawValue)
        case 2: content["gates"] = [.string(pick(registry.gates.all).header.id.rawValue)]
        case 3: content["provinces"] = [.string(pick(registry.provinces.all).header.id.rawValue)]
        case 4:
            content["links"] = [
                [
                    "relation": "requested-by", "record": .string(pick(registry.plans.all).header.id.rawValue),
                    "source": source(),
                ]
            ]
        default:
            let text = edited.texts.text(project.header.id, of: .projects) ?? []
            let known = JSONReading(of: text).document?.root.value["phases"]?.array ?? []
            let reached = known.filter { $0["planned"]?.bool != true }
            content["phases"] = .array(
                reached + [["phase": "operating", "asOf": "2026-10-01", "source": source()]])
            content["point"] = ["lat": 22.5, "lon": 103.97, "source": source()]
        }
        return Self.proposal(.projects, project.header.id, .patch, .object(content))
    }
}

/// Numbers that are the same each time (SplitMix64).
struct SeededNumbers {
    var state: UInt64

    mutating func below(_ bound: Int) -> Int {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return Int((mixed ^ (mixed >> 31)) % UInt64(bound))
    }
}
