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
        var fields = [
            (key: "time", value: LogFormat.timestamp(now)), (key: "level", value: event.level.rawValue),
            (key: "event", value: event.message.description),
        ]
        let merged = metadata.merging(event.metadata ?? [:]) { _, given in given }
        fields += merged.sorted { $0.key < $1.key }.map { (key: $0.key, value: $0.value.description) }
        output.write(format.line(fields))
    }
}
