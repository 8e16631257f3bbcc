import Foundation
import HTTPEngine
import JSONText
import Testing

@testable import API

/// A client of the stream: the head of its answer, and the events that come.
struct StreamListener: ~Copyable {
    struct Event: Equatable {
        var name = ""
        var id: String?
        var data = ""
    }

    private var connection: MemoryConnection
    private var text = ""
    private(set) var head = ""
    private var hasEnded = false

    /// - Parameter fields: further field lines of the request.
    init(_ responder: APIResponder, _ target: String, _ fields: [String] = []) {
        connection = MemoryConnection(responder: responder)
        let lines = ["GET \(target) HTTP/1.1", "Host: test", "Accept: text/event-stream"] + fields
        let bytes = connection.receive(Array((lines.joined(separator: "\r\n") + "\r\n\r\n").utf8))
        let answer = String(decoding: bytes, as: UTF8.self)
        guard let end = answer.firstRange(of: "\r\n\r\n") else { return }
        head = String(answer[..<end.lowerBound])
        take(String(answer[end.upperBound...]))
    }

    /// What has come since this was last asked, comments as events of the name `comment`.
    mutating func events() -> [Event] {
        take(String(decoding: connection.advance(), as: UTF8.self))
        defer { text = "" }
        return text.components(separatedBy: "\n\n").filter { !$0.isEmpty }.map { block in
            var event = Event()
            for line in block.split(separator: "\n") {
                if line.hasPrefix(":") { event = Event(name: "comment", data: String(line.dropFirst(2))) }
                if line.hasPrefix("event: ") { event.name = String(line.dropFirst(7)) }
                if line.hasPrefix("retry: ") { event = Event(name: "retry", data: String(line.dropFirst(7))) }
                if line.hasPrefix("id: ") { event.id = String(line.dropFirst(4)) }
                if line.hasPrefix("data: ") { event.data = String(line.dropFirst(6)) }
            }
            return event
        }
    }

    /// Whether the answer is whole: no more comes.
    var isWhole: Bool { hasEnded }

    mutating func leave() { connection.breakOff() }

    /// Takes the chunks apart.
    private mutating func take(_ chunks: String) {
        var rest = Substring(chunks)
        while let lineEnd = rest.firstRange(of: "\r\n"), let count = Int(rest[..<lineEnd.lowerBound], radix: 16) {
            let bytes = rest[lineEnd.upperBound...].utf8
            if count == 0 { hasEnded = true }
            text += String(decoding: bytes.prefix(count), as: UTF8.self)
            rest = Substring(String(decoding: bytes.dropFirst(count + 2), as: UTF8.self))
        }
    }
}
