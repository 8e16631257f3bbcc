import BorderEconomy
import Catalog
import Dispatch
import Foundation
import Journal
import Synchronization
import Testing

@testable import cuakhau

/// Figures of our own counting on their way into the registry.
@Suite struct LiveFiguresTests {
    private static let noon = Moment(secondsSince1970: 1_795_000_000)

    @Test func whatIsCleared_becomesObservations() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("cuakhau-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
        let file = try JournalFile(path: folder.appendingPathComponent("journal.sqlite").path, for: .serve)
        let admin = try AccessTokens(of: file).create(.admin, days: 1, at: Self.noon).token
        let gate = try #require(Identifier<BorderGate>("kim-thanh"))
        let lane = try #require(LaneID("export-1"))
        let layout = GateLayout(
            gate: gate, lanes: [LiveLane(id: lane, direction: .export)], clearancePoints: [], hours: nil)
        let writer = try GateWriter(of: file, layouts: [layout], rules: YardRules()) { Self.noon }
        func write(_ kind: LiveWrite.Kind) -> Outcome {
            let outcome = Mutex<Outcome?>(nil)
            let isDone = DispatchSemaphore(value: 0)
            writer.submit(Command(actor: admin, action: .write(LiveWrite(kind)))) { result in
                outcome.withLock { $0 = result }
                isDone.signal()
            }
            isDone.wait()
            return outcome.withLock { $0 } ?? .refused(.overloaded)
        }
        _ = write(.setLane(gate: gate, lane: lane, LaneEdit(state: .open), ifRevision: nil))
        let declared = write(
            .declare(
                gate: gate,
                VisitDeclaration(
                    plateDigest: PlateDigest(high: 1, low: 2), plateEnding: PlateEnding(lastOf: "24C-123"),
                    direction: .export, goodsClass: .fruit, refrigerated: true, weightKilograms: 18_000)))
        guard case .written(.visit(let standing)) = declared else {
            Issue.record("the vehicle is not declared: \(declared)")
            return
        }
        for step in [VisitStep.arrive, .call, .beginClearing(lane: lane), .clear] {
            _ = write(.step(visit: standing.visit.id, step))
        }
        let shown = Mutex<CountedFigures?>(nil)
        let isShown = DispatchSemaphore(value: 0)
        let figures = LiveFigures(
            of: writer, rules: YardRules(), everyMinutes: 15,
            show: { figures in
                shown.withLock { $0 = figures }
                isShown.signal()
            }, report: { fault in Issue.record("\(fault)") })
        figures.start { Self.noon }
        #expect(isShown.wait(timeout: .now() + 60) == .success)
        figures.stop()
        #expect(figures.secondsLeft(at: Self.noon) == 900 - 1_795_000_000 % 900)
        #expect(figures.secondsLeft(at: Moment(secondsSince1970: 1_795_000_500)) == 900)
        let observations = shown.withLock { $0?.observations } ?? []
        let total = observations.first {
            $0.measure.indicator.rawValue == "vehicles-cleared" && $0.measure.dimensions.isEmpty
        }
        #expect(total?.figure.value == 1 && total?.measure.subject == gate.erased)
        #expect(total?.figure.source.document.rawValue == "cuakhau-live")
        #expect(observations.contains { $0.measure.dimensions["hour"] != nil })
        let isStopped = DispatchSemaphore(value: 0)
        writer.stop { isStopped.signal() }
        isStopped.wait()
        try FileManager.default.removeItem(at: folder)
    }
}
