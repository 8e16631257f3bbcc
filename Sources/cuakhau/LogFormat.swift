import Glibc
import JSONText

/// How a log line is written.
enum LogFormat: String, Sendable, CaseIterable {
    /// `time=… level=info event="…" key=value`.
    case logfmt
    /// The same as one JSON object.
    case json

    /// The line of these fields, in their order.
    func line(_ fields: [(key: String, value: String)]) -> String {
        switch self {
        case .logfmt:
            fields.map { "\($0.key)=\(LogFormat.needsQuotes($0.value) ? LogFormat.quoted($0.value) : $0.value)" }
                .joined(separator: " ")
        case .json:
            String(decoding: LogFormat.object(fields), as: UTF8.self)
        }
    }

    /// A time of the system's clock in UTC, to the millisecond: `2026-11-21T04:06:00.123Z`.
    static func timestamp(_ time: timespec) -> String {
        var seconds = time.tv_sec
        var parts = tm()
        gmtime_r(&seconds, &parts)
        let day = "\(parts.tm_year + 1900)-\(padded(parts.tm_mon + 1))-\(padded(parts.tm_mday))"
        let clock = "\(padded(parts.tm_hour)):\(padded(parts.tm_min)):\(padded(parts.tm_sec))"
        return "\(day)T\(clock).\(padded(Int32(time.tv_nsec / 1_000_000), width: 3))Z"
    }

    private static func object(_ fields: [(key: String, value: String)]) -> [UInt8] {
        var writer = JSONWriter()
        writer.beginObject()
        for field in fields { writer.member(field.key, .string(field.value)) }
        writer.endObject()
        return writer.bytes
    }

    private static func quoted(_ text: String) -> String {
        String(decoding: JSONWriter.encode(.string(text)), as: UTF8.self)
    }

    private static func needsQuotes(_ text: String) -> Bool {
        text.isEmpty || text.utf8.contains { $0 <= 0x20 || $0 == 0x22 || $0 == 0x3D || $0 == 0x5C || $0 == 0x7F }
    }

    private static func padded(_ number: Int32, width: Int = 2) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}
