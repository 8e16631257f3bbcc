import Foundation
import JSONText
import Logging
import Testing

@testable import cuakhau

struct LogFormatTests {
    private let fields: [(key: String, value: LogValue)] = [
        (key: "level", value: "info"), (key: "event", value: "seeds loaded"), (key: "path", value: "a=\"b\"\n"),
        (key: "empty", value: ""), (key: "name", value: "Hữu-Nghị"), (key: "status", value: .number(503)),
    ]

    @Test func line_Logfmt_QuotesWhatNeedsIt() {
        #expect(
            LogFormat.logfmt.line(fields)
                == #"level=info event="seeds loaded" path="a=\"b\"\n" empty="" name=Hữu-Nghị status=503"#)
    }

    @Test func line_JSON_IsOneObject() throws {
        let line = LogFormat.json.line(fields)
        #expect(!line.contains("\n"))
        let object = try JSONValue(parsing: Array(line.utf8))
        #expect(object["path"] == "a=\"b\"\n" && object["status"] == 503)
    }

    @Test func timestamp_IsUTCToTheMillisecond() {
        #expect(LogFormat.timestamp(timespec(tv_sec: 0, tv_nsec: 5_000_000)) == "1970-01-01T00:00:00.005Z")
        #expect(
            LogFormat.timestamp(timespec(tv_sec: 1_733_270_399, tv_nsec: 999_999_999)) == "2024-12-03T23:59:59.999Z")
    }

    @Test func handler_WritesOneLineWithSortedMetadata() throws {
        var descriptors: [Int32] = [0, 0]
        try #require(pipe(&descriptors) == 0)
        let handler = LineLogHandler(level: .info, format: .logfmt, output: LineOutput(descriptor: descriptors[1]))
        var logger = Logger(label: "test") { _ in handler }
        logger[metadataKey: "b"] = "2"
        logger.info("hello there", metadata: ["a": .stringConvertible(1), "b": "3"])
        logger.debug("unseen")
        close(descriptors[1])
        let text = String(
            decoding: FileHandle(fileDescriptor: descriptors[0], closeOnDealloc: true).availableData, as: UTF8.self)
        #expect(text.hasSuffix(" level=info event=\"hello there\" a=1 b=3\n"))
        #expect(text.split(separator: "\n").count == 1)
    }
}
