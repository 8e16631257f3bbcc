import API
import ArgumentParser
import Catalog
import Dispatch
import Glibc
import HTTPEngine
import Server
import Transport

/// `cuakhau serve`: loads the seeds and answers until told to stop.
struct ServeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve", abstract: "Serves the data (the default command).",
        discussion: """
            A setting is taken from its flag, else from its variable (--log-level is CUAKHAU_LOG_LEVEL), else from the \
            file (logLevel), else its default holds. SIGTERM and SIGINT stop after open requests are answered; SIGHUP \
            reads the seed files again.
            """)

    @OptionGroup var flags: SettingFlags
    @Flag(name: .customLong("print-config"), help: "Print the settings that hold, as a file of settings, and end.")
    var printsConfiguration = false

    func run() throws {
        let start = SystemClock.wall
        let configuration = try Configuration.made(flags: flags.given)
        if printsConfiguration {
            LineOutput.standardOutput.write(String(decoding: configuration.file, as: UTF8.self))
            return
        }
        let log = EventLog(level: configuration.logLevel, format: configuration.logFormat)
        let seeds = try SeedData.loaded(from: configuration.dataFolder)
        let publisher = Publisher(
            seeds, from: configuration.dataFolder, thresholds: configuration.thresholds, log: log)
        let metrics = Metrics(publisher: publisher, startNanoseconds: start)
        let site = Site(
            version: Program.version, securityContact: configuration.securityContact, metrics: { metrics.page })
        let server = HTTPServer(
            configuration: configuration.server,
            makeResponder: { APIResponder(store: publisher.store, site: site) },
            traffic: metrics.traffic, observe: { log.record($0) })
        let signals = Signals()
        let address = try started(server)
        LineOutput.standardOutput.write(
            "cuakhau \(Program.version) listens on http://\(address) with \(seeds.summary)")
        publisher.followDay()
        let stopped = DispatchSemaphore(value: 0)
        signals.on([SIGHUP]) { _ in publisher.reload() }
        signals.on([SIGTERM, SIGINT]) { _ in
            Signals.restoreDefaults([SIGTERM, SIGINT])
            server.shutdown { _ in stopped.signal() }
        }
        withExtendedLifetime(signals) { stopped.wait() }
    }

    private func started(_ server: HTTPServer) throws -> SocketAddress {
        do throws(TransportError) {
            return try server.start()
        } catch {
            throw ExitStatus.unavailable.after(["cuakhau: \(error)"])
        }
    }
}

extension Configuration {
    /// Where and how to serve; as many loops as there are cores unless a number is set.
    fileprivate var server: HTTPServer.Configuration {
        let cores = max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))
        var server = HTTPServer.Configuration(
            host: host, port: UInt16(port), loops: loops > 0 ? loops : cores, limits: limits)
        server.answerReports = logsAnswers ? .all : .faults
        server.requestIDs = sendsRequestIDs ? .send : .echo
        server.showsServerTiming = showsServerTiming
        return server
    }
}
