import API
import ArgumentParser
import Catalog
import Dispatch
import Glibc
import HTTPEngine
import Journal
import Server
import Transport

/// `cuakhau serve`: loads the seeds and answers until told to stop.
struct ServeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve", abstract: "Serves the data (the default command).",
        discussion: """
            A setting is taken from its flag, else from its variable (--log-level is CUAKHAU_LOG_LEVEL), else from the \
            file (logLevel), else its default holds. SIGTERM and SIGINT stop after open requests are answered; SIGHUP \
            reads the seed files and the certificate again.
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
        let secure = try configuration.secure()
        let seeds = try SeedData.loaded(from: configuration.dataFolder)
        let journal = try configuration.journal.map(GateService.journal)
        let publisher = Publisher(
            seeds, edits: journal?.edits ?? [], from: configuration.dataFolder, thresholds: configuration.thresholds,
            log: log, keptGates: { () throws(JournalFault) in try journal?.file.keptGates() ?? [] })
        let gates = try journal.map {
            try GateService(
                $0.file, configuration: configuration, publisher: publisher, log: log)
        }
        let metrics = Metrics(publisher: publisher, gates: gates, startNanoseconds: start)
        let site = Site(
            version: Program.version, securityContact: configuration.securityContact, metrics: { metrics.page },
            background: BackgroundThreads(threads: sysconf(Int32(_SC_NPROCESSORS_ONLN))), gate: gates?.gate)
        let memory = FreedMemory()
        let served = configuration.server(secure: secure)
        if let asked = configuration.connectionLimit, served.limits.connections < asked {
            log.recordLowered(connections: asked, to: served.limits.connections)
        }
        let server = HTTPServer(
            configuration: served,
            makeResponder: { APIResponder(store: publisher.store, site: site) },
            traffic: metrics.traffic,
            observe: { event in
                log.record(event)
                memory.record(event)
            })
        let signals = Signals()
        let stopped = DispatchSemaphore(value: 0)
        signals.on([SIGHUP]) { _ in
            publisher.reload()
            if let files = configuration.tlsFiles { renewIdentity(of: server, from: files, log: log) }
        }
        signals.on([SIGTERM, SIGINT]) { _ in
            Signals.restoreDefaults([SIGTERM, SIGINT])
            // Streams have no end of their own, and nothing new is written once every connection is closed.
            gates?.gate.stream.close()
            server.shutdown { _ in
                if let gates { gates.stop { stopped.signal() } } else { stopped.signal() }
            }
        }
        let addresses = try started(server)
        publisher.follow { gates?.take($0, because: $1) }
        publisher.followDay()
        gates?.start()
        signals.obey()
        let places = ["http://\(addresses.plain)"] + (addresses.secure.map { ["https://\($0)"] } ?? [])
        LineOutput.standardOutput.write(
            "cuakhau \(Program.version) listens on \(places.joined(separator: " and ")) with \(seeds.summary)")
        withExtendedLifetime(signals) { stopped.wait() }
        publisher.settle()
    }

    private func started(_ server: HTTPServer) throws -> HTTPServer.Addresses {
        do throws(TransportError) {
            return try server.start()
        } catch {
            throw ExitStatus.unavailable.after(["cuakhau: \(error)"])
        }
    }
}

/// Reads the files of TLS again: a good identity serves the handshakes to come, with a wrong one the old stays.
private func renewIdentity(of server: HTTPServer, from files: TLSFiles, log: EventLog) {
    do throws(TLSFileFault) {
        server.renew(try files.read())
        log.recordRenewal()
    } catch {
        log.recordRefusal(of: error)
    }
}

extension Configuration {
    /// Where and how to serve; as many loops as there are cores unless a number is set.
    fileprivate func server(secure: HTTPServer.Secure?) -> HTTPServer.Configuration {
        let cores = max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))
        var limits = limits
        limits.share(
            descriptors: Descriptors.raiseLimit(), used: Descriptors.openCount, connections: connectionLimit)
        var server = HTTPServer.Configuration(
            host: host, port: UInt16(port), loops: loops > 0 ? loops : cores, limits: limits, secure: secure)
        server.clientQuota = clientQuota
        server.problemFields = APIResponder.problemFields
        server.answerReports = logsAnswers ? .all : .faults
        server.reportsConnections = logsConnections
        server.requestIDs = sendsRequestIDs ? .send : .echo
        server.showsServerTiming = showsServerTiming
        return server
    }

    /// Where and as whom to serve TLS; nil when it is off. Ends the program when the files are missing or wrong.
    fileprivate func secure() throws -> HTTPServer.Secure? {
        guard let tlsPort, let tlsFiles else { return nil }
        do throws(TLSFileFault) {
            var secure = HTTPServer.Secure(
                port: UInt16(tlsPort), identity: try tlsFiles.read(),
                transportSecuritySeconds: transportSecuritySeconds)
            secure.checksHosts = checksSecureHosts
            return secure
        } catch {
            throw (error.isUnreadable ? ExitStatus.unreadable : .badData).after(["cuakhau: \(error)"])
        }
    }
}
