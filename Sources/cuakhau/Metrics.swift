import API
import Catalog
import HTTPEngine
import Journal
import Server
import Transport

/// The page `/metrics`: what the server has counted, what is published, and what the process takes.
final class Metrics: Sendable {
    /// Where the server is to count.
    let traffic = Traffic()

    private let publisher: Publisher
    private let gates: GateService?
    private let startNanoseconds: UInt64

    /// `startNanoseconds` is when the process began, by the wall clock.
    ///
    /// - Parameter gates: the live gates; nil in a server that is read only.
    init(publisher: Publisher, gates: GateService? = nil, startNanoseconds: UInt64 = SystemClock.wall) {
        self.publisher = publisher
        self.gates = gates
        self.startNanoseconds = startNanoseconds
    }

    /// The page as it is now.
    var page: [UInt8] {
        var writer = ExpositionWriter()
        let figures = traffic.figures
        addAnswers(figures, to: &writer)
        addConnections(figures, to: &writer)
        addTLS(figures, to: &writer)
        addRefusals(figures, to: &writer)
        addData(to: &writer)
        if let gates { add(gates, to: &writer) }
        addProcess(to: &writer)
        return Array(writer.text.utf8)
    }

    private func addAnswers(_ figures: TrafficFigures, to writer: inout ExpositionWriter) {
        let samples = figures.answers.map { kind, count in
            (
                key: (kind.route, kind.method.rawValue, kind.status.rawValue),
                sample: ExpositionWriter.Sample(
                    count, (name: "route", value: RoutePattern.all[kind.route]),
                    (name: "method", value: kind.method.label),
                    (name: "status", value: String(kind.status.rawValue)))
            )
        }
        writer.add(
            "cuakhau_http_requests_total", .counter, "Requests answered, by pattern of the route, method and status.",
            samples.sorted { $0.key < $1.key }.map(\.sample))
        writer.add(
            "cuakhau_http_answers_unfinished", .gauge,
            "Answers that are being worked out off the loops or sent piece by piece.", .init(figures.unfinished))
        writer.add(
            "cuakhau_http_answers_abandoned_total", .counter,
            "Answers of those kinds that were not finished: the client went, the time was over, the content broke off.",
            .init(figures.abandoned))
        writer.addHistogram(
            "cuakhau_http_request_duration_seconds",
            "Time from the last bytes of a request being there until its answer was handed to the socket.",
            bounds: TrafficFigures.durationBounds.map(Self.seconds), counts: figures.durationCounts,
            sum: Self.seconds(figures.durationNanoseconds))
    }

    /// Connections and what went over them.
    private func addConnections(_ figures: TrafficFigures, to writer: inout ExpositionWriter) {
        writer.add("cuakhau_connections_open", .gauge, "Connections that are open.", .init(figures.open))
        writer.add(
            "cuakhau_connections_accepted_total", .counter, "Connections accepted within the limit.",
            .init(figures.accepted))
        writer.add(
            "cuakhau_connections_refused_total", .counter, "Connections over the limit, answered 503 or cut.",
            .init(figures.refused))
        writer.add(
            "cuakhau_received_bytes_total", .counter, "Bytes of HTTP that came in.", .init(figures.receivedBytes))
        writer.add("cuakhau_sent_bytes_total", .counter, "Bytes of HTTP that went out.", .init(figures.sentBytes))
    }

    private func addTLS(_ figures: TrafficFigures, to writer: inout ExpositionWriter) {
        writer.add(
            "cuakhau_tls_handshakes_total", .counter,
            "TLS handshakes done, by version, and whether full or resumed by a ticket.",
            HandshakeKind.allCases.map { kind in
                .init(
                    figures.handshakes[kind] ?? 0, (name: "version", value: kind.version.number),
                    (name: "kind", value: kind.isResumed ? "resumed" : "full"))
            })
        writer.add(
            "cuakhau_tls_handshake_failures_total", .counter, "TLS handshakes that failed, late ones included.",
            .init(figures.handshakesFailed))
        writer.add(
            "cuakhau_tls_certificate_not_after_seconds", .gauge,
            "When the certificate, or the first of its issuers' behind it, ends, in seconds since 1970; only with TLS.",
            figures.certificateEnd.map { [.init($0)] } ?? [])
    }

    private func addRefusals(_ figures: TrafficFigures, to writer: inout ExpositionWriter) {
        writer.add(
            "cuakhau_limits_hit_total", .counter, "How often a peer ran into a limit, by limit.",
            LimitKind.allCases.map { .init(figures.limits[$0] ?? 0, (name: "limit", value: "\($0)")) })
        writer.add(
            "cuakhau_protocol_errors_total", .counter, "Requests refused for a fault of the peer's, by fault.",
            ProtocolError.allCases.compactMap { error in
                figures.protocolErrors[error].map { .init($0, (name: "error", value: "\(error)")) }
            })
    }

    private func addData(to writer: inout ExpositionWriter) {
        let snapshot = publisher.store.snapshot
        writer.add(
            "cuakhau_snapshot_revision", .gauge, "Number of the snapshot served; the one of the start is 1.",
            .init(publisher.store.revision))
        writer.add(
            "cuakhau_snapshot_published_timestamp_seconds", .gauge, "When the snapshot served was published.",
            .init(Self.seconds(publisher.publishedAt)))
        writer.add(
            "cuakhau_dataset_info", .gauge, "Version of the data set served and the day it is shown for.",
            .init(
                1, (name: "version", value: snapshot.datasetVersion), (name: "day", value: "\(snapshot.day)")))
        writer.add(
            "cuakhau_dataset_records", .gauge, "Records served, by collection.",
            snapshot.collectionNames.sorted().compactMap { name in
                snapshot.count(of: name).map { .init($0, (name: "collection", value: name)) }
            })
        writer.add(
            "cuakhau_seeds_refused_total", .counter, "Reloads refused because the seeds were wrong.",
            .init(publisher.refusedReloads))
    }

    private func add(_ gates: GateService, to writer: inout ExpositionWriter) {
        let writes = gates.writer.figures
        writer.add(
            "cuakhau_writes_total", .counter, "Commands that the writer has answered, refused ones among them.",
            .init(writes.commands))
        writer.add(
            "cuakhau_journal_events_total", .counter, "Events written to the journal.", .init(writes.events))
        writer.add(
            "cuakhau_journal_commits_total", .counter, "Groups of commands that were committed.", .init(writes.groups))
        writer.add(
            "cuakhau_journal_commit_failures_total", .counter, "Groups that could not be written and were undone.",
            .init(writes.failures))
        writer.add(
            "cuakhau_journal_failing", .gauge, "Whether the last group could not be written.",
            .init(writes.isFailing ? 1 : 0))
        writer.add(
            "cuakhau_writes_waiting", .gauge, "Commands that wait for the writer.", .init(writes.waiting))
        let stream = gates.gate.stream.figures
        writer.add(
            "cuakhau_stream_subscribers", .gauge, "Clients that listen to the stream.", .init(stream.subscribers))
        writer.add(
            "cuakhau_stream_events_total", .counter, "Events told on the stream.", .init(stream.events))
        writer.add(
            "cuakhau_stream_cut_total", .counter, "Streams ended because their client was too slow.",
            .init(stream.cut))
    }

    /// Under the names that every Prometheus client library uses.
    private func addProcess(to writer: inout ExpositionWriter) {
        writer.add(
            "cuakhau_build_info", .gauge, "Version of the program.",
            .init(1, (name: "version", value: Program.version)))
        writer.add(
            "process_start_time_seconds", .gauge, "When the process started.",
            .init(Self.seconds(startNanoseconds)))
        guard let process = ProcessFigures() else { return }
        writer.add(
            "process_cpu_seconds_total", .counter, "Processor time taken.", .init(process.processorSeconds))
        writer.add("process_resident_memory_bytes", .gauge, "Resident memory.", .init(process.residentBytes))
        writer.add("process_virtual_memory_bytes", .gauge, "Virtual memory.", .init(process.virtualBytes))
        writer.add("process_open_fds", .gauge, "Open descriptors.", .init(process.openDescriptors))
        writer.add("process_max_fds", .gauge, "Most descriptors that may be open.", .init(process.greatestDescriptors))
    }

    private static func seconds(_ nanoseconds: UInt64) -> Double { Double(nanoseconds) / 1e9 }
}

extension TLSVersion {
    /// As people and other exporters write it.
    fileprivate var number: String {
        switch self {
        case .tls12: "1.2"
        case .tls13: "1.3"
        }
    }
}
