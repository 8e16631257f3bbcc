import Foundation
import HTTPEngine
import Logging
import Server
import Testing
import Transport

@testable import cuakhau

struct EventLogTests {
    /// The lines that a log at a level writes for these events.
    private func lines(level: String, _ events: [ServerEvent]) throws -> [String] {
        var descriptors: [Int32] = [0, 0]
        try #require(pipe(&descriptors) == 0)
        let log = EventLog(
            level: try #require(Logger.Level(rawValue: level)), format: .logfmt,
            output: LineOutput(descriptor: descriptors[1]))
        for event in events { log.record(event) }
        close(descriptors[1])
        let data = FileHandle(fileDescriptor: descriptors[0], closeOnDealloc: true).readDataToEndOfFile()
        return String(decoding: data, as: UTF8.self).split(separator: "\n").map { line in
            String(line.drop { $0 != " " }.dropFirst())
        }
    }

    @Test func answers_AreLinesOfTheirOwn_LoudWhenTheFaultIsOurs() throws {
        let events: [ServerEvent] = [
            .answered(
                AnsweredRequest(
                    method: .get, path: "/v1", status: .ok, contentBytes: 7, requestID: "abc", nanoseconds: 12_999,
                    remote: "192.0.2.1:1024")),
            .answered(
                AnsweredRequest(method: .other, path: "/a b", status: .internalServerError, contentBytes: 9)),
            .protocolError(.hostMissing), .accepted(open: 1),
        ]
        let fault =
            #"level=error event=answered method=other path="/a b" status=500 bytes=9 microseconds=0 requestId="" remote="""#
        #expect(try lines(level: "error", events) == [fault])
        #expect(
            try lines(level: "info", events) == [
                "level=info event=answered method=GET path=/v1 status=200 bytes=7 microseconds=12 requestId=abc "
                    + "remote=192.0.2.1:1024",
                fault,
            ])
        #expect(try lines(level: "debug", events).count == 3)
        #expect(try lines(level: "trace", events).count == 4)
    }

    @Test func refusals_AreOneLineASecond() throws {
        let events = (0..<5000).map { ServerEvent.refused(open: $0) }
        let lines = try lines(level: "info", events)
        #expect((1...3).contains(lines.count), "\(lines)")
        #expect(lines.first == #"level=warning event="connections refused" open=0 refused=1"#)
    }

    @Test func handshakes_AreQuietUnlessACertificateIsConcerned() throws {
        let events: [ServerEvent] = [
            .handshakeDone(version: .tls13, isResumed: true), .handshakeFailed(.notTLS),
            .handshakeFailed(.clientCertificateRefused),
        ]
        #expect(
            try lines(level: "info", events) == [
                #"level=info event="handshake failed" reason=client-certificate-refused"#
            ])
        #expect(
            try lines(level: "trace", events).prefix(2) == [
                #"level=trace event="handshake done" resumed=true version=TLSv1.3"#,
                #"level=debug event="handshake failed" reason=not-tls"#,
            ])
    }

    @Test func stop_SaysHowManyConnectionsWereCut() throws {
        #expect(
            try lines(level: "info", [.draining, .drained(cut: 2)])
                == ["level=info event=draining", "level=warning event=stopped cut=2"])
    }
}
