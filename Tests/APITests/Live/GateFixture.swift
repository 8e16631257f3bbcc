import BorderEconomy
import Catalog
import Dispatch
import Foundation
import HTTPEngine
import JSONText
import Journal
import Testing

@testable import API

/// The live gates of the repository's data on a journal of their own, asked as a client does.
final class GateFixture {
    let clock: ManualClock
    let pulse = ManualPulse()
    let gate: DigitalGate
    let responder: APIResponder
    /// Tokens by the name of the role: an operator and a declarant of Kim Thành, a reader, a planner of Lào Cai, an admin.
    private(set) var tokens: [String: String] = [:]
    let book: AccessTokens
    private let writer: GateWriter
    private let folder: URL

    /// - Parameters:
    ///   - yardRules: those of the yards.
    ///   - change: makes the gates of the seeds others than they are.
    init(
        rules: Doorkeeper.Rules = Doorkeeper.Rules(), yardRules: YardRules = YardRules(),
        changing change: ((inout BorderGate) -> Void)? = nil
    ) throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let snapshot = try SeedFixture.shared().snapshot
        guard let morning = Moment("2026-11-21T08:00:00+07:00"), let kimThanh = Identifier<BorderGate>("kim-thanh"),
            let laoCai = Identifier<Province>("lao-cai-2025")
        else { throw TestFailure("no such moment") }
        clock = ManualClock(morning)
        let journal = try JournalFile(path: folder.appendingPathComponent("gate.sqlite").path, for: .serve)
        writer = try GateWriter(
            of: journal, layouts: try Self.layouts(snapshot, change), rules: yardRules, clock: clock.service.now)
        book = try AccessTokens(of: journal)
        gate = DigitalGate(
            journal: journal, writer: writer, rules: yardRules,
            doorkeeper: Doorkeeper(tokens: book, rules: rules, clock: clock.service), clock: clock.service,
            pulse: pulse, intake: ManualPulse())
        responder = APIResponder(
            store: Store(snapshot),
            site: Site(version: "0.0.0-test", securityContact: "mailto:security@example.org", gate: gate))
        let roles: [Role] = [
            .operator(gates: [kimThanh]), .declarant(gates: [kimThanh]), .reader, .planner(provinces: [laoCai]), .admin,
        ]
        for role in roles {
            tokens[role.name.rawValue] = try book.create(role, days: 30, at: morning).text
        }
    }

    private static func layouts(
        _ snapshot: Snapshot, _ change: ((inout BorderGate) -> Void)?
    ) throws -> [GateLayout] {
        var registry = snapshot.registry
        if let change {
            registry.gates = registry.gates.compactMapping { gate in
                var changed = gate
                change(&changed)
                return changed
            } ids: {
                [$0.header.id]
            }
        }
        return registry.gateLayouts(on: snapshot.day)
    }

    deinit {
        let isStopped = DispatchSemaphore(value: 0)
        writer.stop { isStopped.signal() }
        isStopped.wait()
        try? FileManager.default.removeItem(at: folder)
    }

    /// Asks, and waits for an answer that comes later.
    ///
    /// - Parameters:
    ///   - role: whose token the request brings; nil for none.
    ///   - fields: further field lines.
    func ask(
        _ method: String, _ target: String, as role: String? = nil, _ fields: [String] = [], body: String = "",
        type: String = "application/json", isSecure: Bool = false, peer: Peer = .localhost
    ) throws -> WireAnswer {
        var options = RequestCycle.Options()
        options.findPeer = { peer }
        var connection = MemoryConnection(responder: responder, isSecure: isSecure, options: options)
        var lines = ["\(method) \(target) HTTP/1.1", "Host: test"] + fields
        if let role { lines.append("Authorization: Bearer \(try #require(tokens[role]))") }
        if !body.isEmpty { lines += ["Content-Type: \(type)", "Content-Length: \(body.utf8.count)"] }
        var bytes = connection.receive(Array((lines.joined(separator: "\r\n") + "\r\n\r\n" + body).utf8))
        let deadline = ContinuousClock.now + .seconds(20)
        while bytes.isEmpty, ContinuousClock.now < deadline {
            sched_yield()
            bytes = connection.advance()
        }
        return try WireAnswer(bytes, toHead: method == "HEAD")
    }

    func get(_ target: String, as role: String? = nil, _ fields: [String] = []) throws -> WireAnswer {
        try ask("GET", target, as: role, fields)
    }

    /// Declares a vehicle at Kim Thành; its visit.
    @discardableResult
    func declare(
        _ plate: String, direction: String = "export", goods: String = "fruit", at gate: String = "kim-thanh"
    ) throws -> String {
        let answer = try ask(
            "POST", "/v1/gates/\(gate)/visits", as: "admin",
            body: #"{"direction":"\#(direction)","goodsClass":"\#(goods)","plate":"\#(plate)"}"#)
        guard answer.status == 201, let id = try answer.json()["id"]?.string else { throw TestFailure(answer.text) }
        return id
    }

    /// Takes a step with a visit.
    @discardableResult
    func step(_ visit: String, _ content: String) throws -> WireAnswer {
        try ask("POST", "/v1/visits/\(visit)/events", as: "operator", body: content)
    }

    /// Says what a lane of Kim Thành does.
    @discardableResult
    func lane(_ lane: String, _ content: String) throws -> WireAnswer {
        let path = "/v1/gates/kim-thanh/lanes/\(lane)"
        let etag = try #require(try get(path)["ETag"])
        return try ask(
            "PATCH", path, as: "operator", ["If-Match: \(etag)"], body: content, type: "application/merge-patch+json")
    }
}
