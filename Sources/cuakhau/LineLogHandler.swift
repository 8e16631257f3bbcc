import Glibc
import Logging

/// swift-log's lines on one descriptor: time, level, event, then the metadata by key.
struct LineLogHandler: LogHandler {
    var metadata: Logger.Metadata = [:]
    var logLevel: Logger.Level
    let format: LogFormat
    let output: LineOutput

    init(level: Logger.Level, format: LogFormat, output: LineOutput) {
        logLevel = level
        self.format = format
        self.output = output
    }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        var now = timespec()
        clock_gettime(CLOCK_REALTIME, &now)
        var fields: [(key: String, value: LogValue)] = [
            (key: "time", value: .text(LogFormat.timestamp(now))), (key: "level", value: .text(event.level.rawValue)),
            (key: "event", value: .text(event.message.description)),
        ]
        let merged = metadata.merging(event.metadata ?? [:]) { _, given in given }
        fields += merged.sorted { $0.key < $1.key }.map { (key: $0.key, value: LogValue($0.value)) }
        output.write(format.line(fields))
    }
}

extension LogValue {
    fileprivate init(_ value: Logger.Metadata.Value) {
        if case .stringConvertible(let number as Int) = value {
            self = .number(number)
        } else {
            self = .text(value.description)
        }
    }
}
