import BorderEconomy
import DomainTesting
import JSONText
import Testing

@testable import Catalog

/// Planners' edits laid over the seeds: what is accepted, what is refused and why, what becomes of it when the seeds
/// change beneath.
struct EditedSeedsTests {
    private static let moment = Moment(secondsSince1970: 1_795_000_000)

    private static func seeds(_ files: SeedFiles = SeedFiles()) throws -> SeedData {
        try SeedFolder.data(of: files.bytes, folder: SeedFiles.folder)
    }

    private static func proposal(
        _ collection: RecordCollection, _ record: String?, _ form: RecordEdit.Form, _ content: String,
        revision: String? = nil, scope: [String]? = nil
    ) -> EditProposal {
        EditProposal(
            collection: collection, record: record.flatMap { RecordID($0) }, form: form, content: Array(content.utf8),
            revision: revision, scope: scope.map { $0.compactMap { Identifier<Province>($0) } }, author: "t1",
            at: moment)
    }

    private static func refusal(_ seeds: inout EditedSeeds, _ proposal: EditProposal) -> EditRefusal? {
        do throws(EditRefusal) {
            _ = try seeds.accept(proposal)
            return nil
        } catch {
            return error
        }
    }

    private static let turnover = """
        {"subject": "lao-cai", "indicator": "trade-turnover", "value": 3000000000, "unit": "USD", "period": "2025",
         "source": {"document": "decision"}}
        """

    private static let construction = """
        {"phases": [{"phase": "approved", "source": {"document": "article", "line": 7}},
                    {"phase": "under-construction", "asOf": "2026-05-01", "source": {"document": "decision"}}]}
        """

    @Test func aNewObservation_StandsBehindTheOthers_WithAnIdentifierOfItsOwn() throws {
        var edited = EditedSeeds(try Self.seeds())
        let before = edited.data.version
        let accepted = try edited.accept(Self.proposal(.observations, nil, .record, Self.turnover))
        #expect(accepted.edit.record.rawValue == "lao-cai-trade-turnover-2025")
        #expect(accepted.before == nil && accepted.edit.basis == nil)
        let data = edited.data
        #expect(data.registry.observations.all.map(\.id.rawValue).last == "lao-cai-trade-turnover-2025")
        #expect(data.version != before && data.version.utf8.count == 16)
        #expect(data.registry.observations.all.last?.figure.layer == .extended)
        #expect(
            Self.refusal(&edited, Self.proposal(.observations, nil, .record, Self.turnover))
                == .twin(
                    of: accepted.edit.record,
                    EditFault(
                        pointer: "",
                        reason: "lao-cai-trade-turnover-2025 says the same of the same time by the same document",
                        remedy: "nothing is to be added; /v1/observations/lao-cai-trade-turnover-2025 has it")))
        let again = try edited.accept(
            Self.proposal(.observations, nil, .record, Self.turnover.replacing("3000000000", with: "3200000000")))
        #expect(again.edit.record.rawValue == "lao-cai-trade-turnover-2025--2")
    }

    @Test func aPatch_KeepsWhatItDoesNotName() throws {
        let seeds = try Self.seeds()
        var edited = EditedSeeds(seeds)
        let text = try #require(edited.data.texts.text(RecordID("airport"), of: .projects))
        let accepted = try edited.accept(
            Self.proposal(
                .projects, "airport", .patch, Self.construction, revision: RecordTexts.revision(of: text)))
        #expect(accepted.before == text)
        #expect(accepted.edit.basis == RecordTexts.revision(of: text))
        let airport = try #require(edited.data.registry.projects[RecordID("airport")])
        #expect(airport.phases.map(\.phase) == [.approved, .underConstruction])
        #expect(airport.parameters.count == 1)
        let refused = Self.refusal(
            &edited,
            Self.proposal(
                .projects, "airport", .patch, Self.construction, revision: RecordTexts.revision(of: text)))
        #expect(refused == .outdated(revision: accepted.revision))
    }

    /// What is wrong with a proposal, with its place in the content of the proposal.
    private static let wrong: [(RecordCollection, String?, RecordEdit.Form, String, pointer: String, reason: String)] =
        [
            (.observations, nil, .record, #"{"subject": "lao-cai"}"#, "/indicator", "\"indicator\" is missing"),
            (
                .observations, nil, .record, turnover.replacing("USD", with: "VND"), "/unit", "is counted in USD"
            ),
            (
                .observations, nil, .record, turnover.replacing("decision", with: "desicion"), "/source/document",
                "no record"
            ),
            (
                .observations, nil, .record, turnover.replacing("\"period\": \"2025\",", with: ""), "/period",
                "an observation says when"
            ),
            (
                .observations, nil, .record,
                turnover.replacing("{\"subject\"", with: "{\"id\": \"airport\", \"subject\""),
                "/id", "already taken by airport"
            ),
            (.observations, nil, .record, turnover.replacing("2025", with: "2025/2020"), "/period", "is no period"),
            (.observations, nil, .record, "[1]", "", "an object is expected, not an array"),
            (.targets, "target-turnover", .patch, #"{"deadline": null}"#, "/deadline", "a target says by when"),
            (.targets, "target-turnover", .patch, #"{"setBy": "nobody"}"#, "/setBy", "there is no record nobody"),
            (.targets, "target-turnover", .patch, #"{"kind": null}"#, "/kind", "\"kind\" is missing"),
            (.targets, "target-turnover", .patch, #"{"id": "other"}"#, "/id", "is not changed"),
            (.projects, "airport", .patch, #"{"phasess": []}"#, "/phasess", "unknown key \"phasess\""),
            (.projects, "airport", .patch, #"{"phases": []}"#, "/phases", "is not taken back"),
            (
                .projects, "airport", .patch,
                #"{"phases": [{"phase": "approved", "source": {"document": "article", "line": 7}}, {"phase": "proposed", "source": {"document": "decision"}}]}"#,
                "/phases/1/phase",
                "approved does not become proposed"
            ),
            (
                .projects, "airport", .patch,
                #"{"milestones": [{"name": {"vi": "a", "en": "b"}, "date": "2026-13", "source": {"document": "decision"}}]}"#,
                "/milestones/0/date", "is no period"
            ),
            (
                .projects, "airport", .stage,
                #"{"stage": "approved", "on": "2026-01-01", "source": {"document": "decision"}}"#,
                "/stage", "a dossier that is new does not become approved; it may become received"
            ),
            (
                .projects, "airport", .stage, #"{"stage": "received", "source": {"document": "decision"}}"#, "/on",
                "\"on\" is missing"
            ),
            (.gates, nil, .record, #"{"id": "a"}"#, "", "gates are not edited here"),
        ]

    @Test(arguments: wrong)
    func whatIsWrong_IsToldByTheLoader_AndChangesNothing(
        collection: RecordCollection, record: String?, form: RecordEdit.Form, content: String, pointer: String,
        reason: String
    ) throws {
        var edited = EditedSeeds(try Self.seeds())
        let version = edited.data.version
        guard case .invalid(let faults) = Self.refusal(&edited, Self.proposal(collection, record, form, content))
        else {
            Issue.record("it is accepted, or refused otherwise")
            return
        }
        #expect(faults.contains { $0.pointer == pointer && $0.reason.contains(reason) }, "\(faults)")
        #expect(edited.data.version == version && edited.edits.isEmpty)
        #expect(edited.data.registry.faults().isEmpty)
        #expect(edited.data.registry.projects.all.first?.phases.count == 2)
    }

    /// Reports of what has not been, numbers that cannot be, deadlines before their time.
    private static let impossible:
        [(RecordCollection, String?, RecordEdit.Form, String, pointer: String, isAhead: Bool)] = [
            (.observations, nil, .record, turnover.replacing("3000000000", with: "-5"), "/value", false),
            (
                .observations, nil, .record, turnover.replacing("\"2025\"", with: "\"2999-01-01/2999-12-31\""),
                "/period",
                true
            ),
            (.observations, nil, .record, turnover.replacing("\"2025\"", with: "\"2020/2999\""), "/period", true),
            (
                .observations, nil, .record,
                turnover.replacing("\"period\": \"2025\"", with: "\"asOf\": \"2027-01-01\""),
                "/asOf", true
            ),
            (.targets, "target-turnover", .patch, #"{"value": -1}"#, "/value", false),
            (.targets, "target-turnover", .patch, #"{"deadline": "1900-01-01"}"#, "/deadline", false),
            (
                .projects, "airport", .stage,
                #"{"stage": "received", "on": "2099-01-01", "source": {"document": "decision"}}"#, "/on", true
            ),
            (
                .projects, "airport", .patch, construction.replacing("2026-05-01", with: "2099-05-01"),
                "/phases/1/asOf", true
            ),
            (
                .projects, "airport", .patch,
                #"{"milestones": [{"name": {"vi": "a", "en": "b"}, "date": "2099", "source": {"document": "decision"}}]}"#,
                "/milestones/0/date", true
            ),
        ]

    @Test(arguments: impossible)
    func whatCannotBe_IsRefusedWithItsPlaceAndARemedy(
        collection: RecordCollection, record: String?, form: RecordEdit.Form, content: String, pointer: String,
        isAhead: Bool
    ) throws {
        var edited = EditedSeeds(try Self.seeds())
        let refusal = Self.refusal(&edited, Self.proposal(collection, record, form, content))
        guard case .invalid(let faults) = refusal else {
            Issue.record("it is accepted, or refused otherwise: \(String(describing: refusal))")
            return
        }
        #expect(faults.map(\.pointer) == [pointer] && faults.map(\.isAhead) == [isAhead], "\(faults)")
        #expect(faults.allSatisfy { $0.remedy != nil })
        #expect(edited.edits.isEmpty)
    }

    @Test func phasesThatSourcesReported_AreNotTakenBack() throws {
        var edited = EditedSeeds(try Self.seeds())
        _ = try edited.accept(Self.proposal(.projects, "airport", .patch, Self.construction))
        let replaced = Self.refusal(
            &edited,
            Self.proposal(
                .projects, "airport", .patch,
                #"{"phases": [{"phase": "operating", "source": {"document": "decision"}}]}"#))
        #expect(replaced?.faults.map(\.pointer) == ["/phases"])
        #expect(
            replaced?.faults.first?.reason
                == "that it reached approved (article), under-construction (decision) is not taken back")
        // The same phase by another source is not the same report.
        let reworded = Self.construction.replacing(
            #"{"document": "article", "line": 7}"#, with: #"{"document": "decision"}"#)
        #expect(
            Self.refusal(&edited, Self.proposal(.projects, "airport", .patch, reworded))?.faults.map(\.pointer)
                == ["/phases"])
        let airport = try #require(edited.data.registry.projects[RecordID("airport")])
        #expect(airport.phases.map(\.phase) == [.approved, .underConstruction])
    }

    @Test func aPeriod_IsTakenInTheShapeInWhichItIsServed() throws {
        var edited = EditedSeeds(try Self.seeds())
        func accept(_ period: String) throws -> AcceptedEdit {
            try edited.accept(
                Self.proposal(.observations, nil, .record, Self.turnover.replacing("\"2025\"", with: period)))
        }
        let month = try accept(#"{"start": "2025-01-01", "end": "2025-01-31"}"#)
        #expect(month.edit.record.rawValue == "lao-cai-trade-turnover-2025-01-01-2025-01-31")
        #expect(edited.data.registry.observations.all.last?.figure.period == Period("2025-01"))
        let year = try accept(#"{"start": "2025-01-01", "end": "2025-12-31"}"#)
        #expect(year.edit.record.rawValue == "lao-cai-trade-turnover-2025")
        for (period, pointer) in [
            (#"{"start": "2025-02-01", "end": "2025-01-31"}"#, "/period"), ("{}", "/period"),
            (#"{"start": "2025-02-30"}"#, "/period/start"), (#"{"begin": "2025-02-01"}"#, "/period/begin"),
        ] {
            let content = Self.turnover.replacing("\"2025\"", with: period)
            let refusal = Self.refusal(&edited, Self.proposal(.observations, nil, .record, content))
            #expect(refusal?.faults.last?.pointer == pointer, "\(period): \(String(describing: refusal))")
        }
    }

    @Test func aRecordThatIsNamedWrongly_IsToldTheNearest() throws {
        var edited = EditedSeeds(try Self.seeds())
        let content = Self.turnover.replacing("decision", with: "desicion")
        let refusal = Self.refusal(&edited, Self.proposal(.observations, nil, .record, content))
        #expect(refusal?.faults.first?.remedy == "did you mean \"decision\"?")
        let far = Self.refusal(
            &edited, Self.proposal(.observations, nil, .record, Self.turnover.replacing("decision", with: "xxxxxxxx")))
        #expect(far?.faults.first?.remedy == "name one of /v1/documents")
    }

    @Test func contentThatIsNoJSON_IsUnreadable_WithItsPlace() throws {
        var edited = EditedSeeds(try Self.seeds())
        for content in [#"{"a": 1,}"#, #"{"a": 1, "a": 2}"#, #"{"a": "\ud800"}"#, "{} {}", #"{"a": NaN}"#, ""] {
            guard
                case .unreadable(let faults) = Self.refusal(
                    &edited, Self.proposal(.observations, nil, .record, content))
            else {
                Issue.record("\(content) is read")
                continue
            }
            #expect(faults.first?.reason.contains("line 1") == true)
        }
    }

    @Test func aRecordThatIsNotThere_IsUnknown() throws {
        var edited = EditedSeeds(try Self.seeds())
        #expect(
            Self.refusal(&edited, Self.proposal(.targets, "airport", .patch, "{}")) == .unknownRecord("airport"))
        #expect(
            Self.refusal(&edited, Self.proposal(.projects, "harbour", .patch, "{}")) == .unknownRecord("harbour"))
    }

    @Test func scope_IsThatOfTheRecordBeforeAndAfter() throws {
        var edited = EditedSeeds(try Self.seeds())
        let outside = Self.refusal(
            &edited, Self.proposal(.projects, "airport", .patch, "{}", scope: ["lang-son"]))
        #expect(outside == .outOfScope([Identifier<Province>("lao-cai")]))
        // The province that Lào Cai went into.
        #expect(
            Self.refusal(&edited, Self.proposal(.projects, "airport", .patch, "{}", scope: ["lao-cai-2025"])) == nil)
        let moved = Self.refusal(
            &edited,
            Self.proposal(.projects, "airport", .patch, #"{"provinces": ["lao-cai-2025"]}"#, scope: ["lao-cai"]))
        #expect(moved == .outOfScope([Identifier<Province>("lao-cai-2025")]))
        #expect(
            Self.refusal(&edited, Self.proposal(.observations, nil, .record, Self.turnover, scope: [])) != nil)
    }

    @Test func aDossier_GoesItsStages_AndTheProjectWithIt() throws {
        var edited = EditedSeeds(
            try Self.seeds(
                SeedFiles().replacing(
                    #"{"phase": "approved", "source": {"document": "article", "line": 7}},"#, in: "projects",
                    with: "")))
        let airport = RecordID("airport")
        for (stage, phase) in [("received", nil), ("under-appraisal", nil), ("approved", ProjectPhase.approved)] {
            _ = try edited.accept(
                Self.proposal(
                    .projects, "airport", .stage,
                    #"{"stage": "\#(stage)", "on": "2026-02-01", "source": {"document": "decision"}}"#))
            let project = try #require(edited.data.registry.projects[airport])
            #expect(project.dossier.last?.stage.rawValue == stage)
            #expect(project.phases.last { !$0.planned }?.phase == phase)
        }
        let project = try #require(edited.data.registry.projects[airport])
        #expect(project.phases.map(\.phase) == [.approved, .operating])
        #expect(project.dossier.next == [.received])
        let back = Self.refusal(&edited, Self.proposal(.projects, "airport", .patch, #"{"dossier": []}"#))
        #expect(back?.faults.map(\.pointer) == ["/dossier"])
    }

    @Test func theSameEditsOverTheSameSeeds_MakeTheSame() throws {
        let seeds = try Self.seeds()
        var edited = EditedSeeds(seeds)
        _ = try edited.accept(Self.proposal(.observations, nil, .record, Self.turnover))
        _ = try edited.accept(Self.proposal(.projects, "airport", .patch, Self.construction))
        let again = EditedSeeds(seeds, edits: edited.edits)
        #expect(again.conflicts.isEmpty)
        #expect(again.data.version == edited.data.version)
        let airport = RecordID("airport")
        #expect(again.data.texts.text(airport, of: .projects) == edited.data.texts.text(airport, of: .projects))
        #expect(again.data.registry.observations.count == edited.data.registry.observations.count)
    }

    @Test func seedsThatChangeBeneath_AreConflicts_AndNothingIsDropped() throws {
        var edited = EditedSeeds(try Self.seeds())
        _ = try edited.accept(Self.proposal(.projects, "airport", .patch, Self.construction))
        _ = try edited.accept(Self.proposal(.targets, "target-turnover", .patch, #"{"value": 9500000000}"#))
        _ = try edited.accept(Self.proposal(.observations, nil, .record, Self.turnover))
        let changed = SeedFiles().replacing("\"Airport\"", in: "projects", with: "\"Sa Pa airport\"")
            .replacing(file: "targets", with: "[]")
            .replacing("obs-turnover", in: "observations", with: "lao-cai-trade-turnover-2025")
        // A check reads the observation by its name.
        let files = changed.replacing(file: "checks", with: "[]")
        let over = EditedSeeds(try Self.seeds(files), edits: edited.edits)
        #expect(over.conflicts.map(\.kind) == [.seedChanged, .recordGone, .invalid])
        #expect(over.conflicts.map(\.number) == [1, 2, 3])
        #expect(over.conflicts.last?.reason.english.contains("already taken") == true)
        #expect(over.edits == edited.edits)
        let airport = try #require(over.data.registry.projects[RecordID("airport")])
        #expect(airport.phases.map(\.phase) == [.approved, .underConstruction])
        #expect(airport.header.names.english == "Sa Pa airport")
        #expect(over.data.editConflicts == over.conflicts)
        #expect(over.data.registry.faults().isEmpty)
    }

    @Test func figuresOfOurOwnCounting_StandBehindAllOthers() throws {
        var edited = EditedSeeds(try Self.seeds())
        let earlier = edited
        let day: CalendarDay = "2026-11-21"
        func figure(_ id: Identifier<Observation>, _ indicator: Identifier<Indicator>) -> Observation {
            Observation(
                id: id, measure: Measure(subject: "lao-cai", indicator: indicator),
                figure: Figure(value: 5, unit: .unitedStatesDollar, asOf: day, source: Source(document: "decision")))
        }
        edited.count(CountedFigures([]))
        #expect(edited.data.version == earlier.data.version)
        // The registry does not know the second one's indicator.
        edited.count(CountedFigures([figure("live-a", "trade-turnover"), figure("live-b", "unknown")]))
        let counted = edited.data
        #expect(counted.registry.observations.all.map(\.id.rawValue).last == "live-a")
        #expect(counted.registry.faults().isEmpty)
        #expect(counted.version != earlier.data.version)
        #expect(edited.touched(since: earlier)[.observations]?.count == 2)
        _ = try edited.accept(Self.proposal(.observations, nil, .record, Self.turnover))
        #expect(edited.data.registry.observations.all.map(\.id.rawValue).last == "live-a")
        let taken = Self.refusal(
            &edited,
            Self.proposal(
                .observations, nil, .record,
                Self.turnover.replacing("{\"subject\"", with: "{\"id\": \"live-a\", \"subject\"")))
        #expect(taken?.faults.first?.pointer == "/id")
    }
}

extension String {
    fileprivate func replacing(_ part: String, with other: String) -> String {
        split(separator: part, omittingEmptySubsequences: false).joined(separator: other)
    }
}
