import ArgumentParser
import BorderEconomy
import Dispatch
import Glibc
import JSONText
import Synchronization

/// `cuakhau simulate`: plays days at gates through the API of a running server; all of it is marked as simulated.
struct SimulateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "simulate",
        abstract: "Plays traffic at gates through the API of a running server, for demonstrations and load tests.",
        discussion: """
            Vehicles are declared, arrive in waves, wait, are called and cleared; lanes and gates close and open. Every \
            datum is marked as simulated and counted apart. At the end all vehicles are turned back and the lanes are \
            unreported again. Interrupt it (Ctrl-C) to end it before its time.

            With a speed above 1 the play begins in the past, so that its time is the server's at the end, and every \
            write says when it happened: a day in a minute fills boards, bulletins and observations of that day.

            What the server does not take in time is told late, in order, and nothing is left out. The last line says \
            whether the pace was kept, and what was reached when it was not.

            The token needs the role operator for the gates, or admin: cuakhau token create --role operator --gate …
            """)

    @Option(help: "Vehicles declared an hour at each gate, in the mean over a year.") var rate: Double = 40
    @Option(help: "How many times as fast as the clock the play goes.") var speed: Double = 1
    @Option(help: "Address of the server; http:// only, TLS is not spoken here.") var url = "http://127.0.0.1:8080"
    @Option(help: "A token; without one, the variable CUAKHAU_TOKEN.") var token: String?
    @Option(help: "Gates to play, with commas between.") var gates = "kim-thanh"
    @Option(help: "A number that all that is made up follows from.") var seed: UInt64 = 1
    @Option(
        help: "How much time to play, as 90m, 12h or 2d; without it, for ever at speed 1 and else a day.")
    var duration: PlayedSpan?

    /// Reports reach a week back at most; an hour is left for slow servers.
    private static let longestPast = 7 * 86_400.0 - 3600

    func validate() throws {
        guard rate > 0, rate <= 100_000_000 else {
            throw ValidationError("--rate is \(rate): give vehicles an hour, above 0 and at most 100000000")
        }
        guard speed >= 1, speed <= 1_000_000 else {
            throw ValidationError("--speed is \(speed): give 1 or more, at most 1000000")
        }
        if speed > 1, let duration, duration.seconds > Self.longestPast {
            throw ValidationError(
                "--duration is too long for a speed above 1: a server takes reports of a week at most")
        }
        do throws(ServerURL.Fault) {
            _ = try ServerURL(url)
        } catch {
            throw ValidationError("--url: \(error)")
        }
        if gateIDs.contains(nil) || gateIDs.isEmpty {
            throw ValidationError("--gates is \"\(gates)\": give identifiers of gates, as kim-thanh,huu-nghi")
        }
    }

    private var gateIDs: [Identifier<BorderGate>?] {
        gates.split(separator: ",").map { Identifier(String($0)) }
    }

    func run() throws {
        guard let token = token ?? getenv("CUAKHAU_TOKEN").map({ String(cString: $0) }), !token.isEmpty else {
            throw ExitStatus.usage.after([
                "cuakhau: no token: give --token or CUAKHAU_TOKEN, made by cuakhau token create --role operator --gate …"
            ])
        }
        do throws(TrafficPlayer.Failure) {
            let client = GateClient(url: try address(), token: token)
            try play(try playedGates(client), client)
        } catch {
            let status: ExitStatus =
                switch error {
                case .client: .unavailable
                case .notAllowed: .notAllowed
                case .unknownGate: .usage
                case .unexpected: .badData
                }
            throw status.after(["cuakhau: \(error)"])
        }
    }

    private func address() throws(TrafficPlayer.Failure) -> ServerURL {
        do throws(ServerURL.Fault) {
            return try ServerURL(url)
        } catch {
            throw .unexpected(error.description)
        }
    }

    /// The gates with their lanes as the server knows them.
    private func playedGates(_ client: GateClient) throws(TrafficPlayer.Failure) -> [TrafficGate] {
        var list: [TrafficGate] = []
        for id in gateIDs.compactMap(\.self) {
            let reply: ReplyReader.Reply
            do throws(GateClient.Failure) {
                reply = try client.answer(to: .init(method: "GET", path: "/v1/gates/\(id)/live"))
            } catch {
                throw .client(error)
            }
            guard reply.status == 200 else { throw TrafficPlayer.failure(reply, isAboutGate: true) }
            let board: JSONValue
            do throws(JSONFaults) {
                board = try JSONValue(parsing: reply.content)
            } catch {
                throw .unexpected("a board that is no JSON")
            }
            let lanes = (board["lanes"]?.array ?? []).compactMap { lane -> TrafficGate.Lane? in
                guard let id = lane["lane"]?.string.flatMap({ LaneID($0) }),
                    let direction = lane["direction"]?.string.flatMap(GateLane.Direction.init)
                else { return nil }
                return TrafficGate.Lane(id: id, direction: direction)
            }
            let played = board["gate"]?.string.flatMap { Identifier<BorderGate>($0) } ?? id
            list.append(TrafficGate(id: played, lanes: Self.bothWays(lanes)))
        }
        return list
    }

    /// A direction that has no lane is given those of a gate of which nobody has named any.
    static func bothWays(_ lanes: [TrafficGate.Lane]) -> [TrafficGate.Lane] {
        lanes
            + TrafficGate.standInLanes.filter { standIn in
                !lanes.contains { $0.direction == standIn.direction }
            }
    }

    private func play(_ gates: [TrafficGate], _ client: GateClient) throws(TrafficPlayer.Failure) {
        let interruption = Interruption()
        let signals = Signals()
        signals.on([SIGINT, SIGTERM]) { _ in
            interruption.isWanted.store(true, ordering: .relaxed)
            Signals.restoreDefaults([SIGINT, SIGTERM])
        }
        let seconds = duration?.seconds ?? (speed > 1 ? 86_400 : nil)
        let now = VietnamClock.moment
        let past = speed > 1 ? (seconds ?? 0) * (1 - 1 / speed) : 0
        let start = now.advanced(bySeconds: -Int64(past.rounded(.up)))
        let plan = TrafficModel.Plan(
            gates: gates, vehiclesPerHour: rate, seed: seed, start: start, seconds: seconds)
        let run = "simulate-\(seed)-\(now.secondsSince1970)-\(getpid())"
        var player = TrafficPlayer(client: client, gates: gates, saysTimes: speed > 1, run: run)
        var show = PlayClock(model: TrafficModel(plan), speed: speed)
        while let events = show.due(), !interruption.isWanted.load(ordering: .relaxed) {
            try player.tell(events)
            if show.isTimeToReport() { report(player, show) }
            if events.count < PlayClock.most { usleep(50_000) }
        }
        let isCutShort = interruption.isWanted.load(ordering: .relaxed)
        let verdict = show.pace.verdict(
            writes: player.counts.writes, planned: isCutShort ? nil : show.plannedSeconds, elapsed: show.elapsed)
        try player.end(at: VietnamClock.moment)
        report(player, show)
        LineOutput.standardOutput.write(verdict)
    }

    private func report(_ player: TrafficPlayer, _ clock: PlayClock) {
        let counts = player.counts
        let perSecond = Int(Double(counts.writes) / max(clock.elapsed, 0.001))
        var line = "\(clock.moment): \(counts.writes) writes in \(counts.requests) requests, \(perSecond)/s; "
        line += "\(counts.refused) refused, \(counts.skipped) skipped, \(player.openVehicles) vehicles open"
        if let warning = clock.pace.warning { line += "; \(warning)" }
        if let reason = player.lastRefusal { line += "; last refused: \(reason)" }
        LineOutput.standardOutput.write(line)
    }
}

/// Whether somebody wants the play to end.
private final class Interruption: Sendable {
    let isWanted = Atomic(false)
}
