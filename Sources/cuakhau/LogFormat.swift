import Glibc
import JSONText

/// How a log line is written.
enum LogFormat: String, Sendable, CaseIterable {
    /// `time=… level=info event="…" key=value`.
    case logfmt
    /// The same as one JSON object.
    case json

    /// The line of these fields, in their order.
    func line(_ fields: [(key: String, value: LogValue)]) -> String {
        switch self {
        case .logfmt:
            fields.map { field in
                let text = field.value.text
                return "\(field.key)=\(LogFormat.needsQuotes(text) ? LogFormat.quoted(text) : text)"
            }
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

    private static func object(_ fields: [(key: String, value: LogValue)]) -> [UInt8] {
        var writer = JSONWriter()
        writer.beginObject()
        for field in fields { writer.member(field.key, field.value.json) }
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

/// What a log line says of something. Numbers stay numbers in JSON, so that they can be compared.
enum LogValue: Sendable, ExpressibleByStringLiteral {
    case text(String)
    case number(Int)

    init(stringLiteral text: String) { self = .text(text) }

    var text: String {
        switch self {
        case .text(let text): text
        case .number(let number): String(number)
        }
    }

    fileprivate var json: JSONValue {
        switch self {
        case .text(let text): .string(text)
        case .number(let number): .integer(Int64(number))
        }
    }
}
