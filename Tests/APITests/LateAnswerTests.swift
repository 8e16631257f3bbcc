import HTTPEngine
import JSONText
import Synchronization
import Testing

@testable import API

/// Keeps jobs until the test runs them, or refuses them.
private final class HeldJobs: BackgroundExecutor {
    private let jobs = Mutex<[@Sendable () -> WorkProgress]>([])
    private let refuses: Bool

    init(refuses: Bool = false) {
        self.refuses = refuses
    }

    func start(_ job: @escaping @Sendable () -> WorkProgress) -> Bool {
        guard !refuses else { return false }
        proceed(job)
        return true
    }

    func proceed(_ job: @escaping @Sendable () -> WorkProgress) { jobs.withLock { $0.append(job) } }

    func runAll() {
        while let job = jobs.withLock({ $0.isEmpty ? nil : $0.removeFirst() }) { while job() == .unfinished {} }
    }
}

/// Lines of text, a number each.
private struct Lines: ContentProducer {
    var rest: ArraySlice<Int>

    mutating func next(into piece: inout [UInt8]) throws(ContentFault) -> WorkProgress {
        if let number = rest.popFirst() { piece += Array("\(number)\n".utf8) }
        return rest.isEmpty ? .finished : .unfinished
    }
}

/// Writes an answer that is given to it.
private struct Fixed: Responder {
    let answer: Answer
    let background: any BackgroundExecutor

    func respond(to request: borrowing Request, into response: inout ResponseWriter) {
        switch answer.body {
        case .later(let work): APIResponder.writeLater(work, by: background, request, &response)
        default:
            do throws(Problem) {
                try APIResponder.writeStream(answer, by: background, request, &response)
            } catch {
                response.write(error.kind.status, fields: error.allFields, body: error.body)
            }
        }
    }
}

@Suite struct LateAnswerTests {
    private func exchange(
        _ answer: Answer, _ fields: String = "", method: String = "GET", background: HeldJobs = HeldJobs()
    ) -> String {
        var connection = MemoryConnection(responder: Fixed(answer: answer, background: background))
        var wire = connection.receive("\(method) / HTTP/1.1\r\nHost: a\r\n\(fields)\r\n")
        // Once for the answer, and once for the content of one that is a stream.
        for _ in 0..<2 {
            background.runAll()
            wire += String(decoding: connection.advance(), as: UTF8.self)
        }
        return wire
    }

    private let fresh = Answer(
        body: .later { _ throws(Problem) in
            var answer = Answer(body: .fresh(Array("{\"a\":1}".utf8)))
            answer.fields = [ResponseField("Content-Language", "vi")]
            return answer
        })

    @Test func lateAnswer_HasTheFieldsOfAnyOther() throws {
        let wire = exchange(fresh)
        #expect(wire.hasPrefix("HTTP/1.1 200 OK\r\n") && wire.hasSuffix("\r\n\r\n{\"a\":1}"))
        for field in [
            "Content-Type: application/json", "Content-Language: vi", "ETag: \"", "Cache-Control: public",
            "Access-Control-Allow-Origin: *", "Content-Length: 7",
        ] {
            #expect(wire.contains("\r\n\(field)"), "\(field)")
        }
        let etag = try #require(wire.firstMatch(of: /ETag: ("[^"]+")/)?.1)
        #expect(exchange(fresh, "If-None-Match: W/\(etag)\r\n").hasPrefix("HTTP/1.1 304 "))
        #expect(exchange(fresh, "If-Match: \(etag)\r\n").hasPrefix("HTTP/1.1 200 "))
        #expect(exchange(fresh, "If-Match: \"x\"\r\n").hasPrefix("HTTP/1.1 412 "))
        #expect(exchange(fresh, method: "HEAD").hasSuffix("\r\n\r\n"))
    }

    @Test func problem_IsAnsweredAsAnyOther() {
        let answer = Answer(
            body: .later { _ throws(Problem) in throw Problem(kind: .unprocessable, detail: "no such way") })
        let wire = exchange(answer)
        #expect(wire.hasPrefix("HTTP/1.1 422 ") && wire.contains("no such way"))
    }

    @Test func refusedWork_Is503WithRetryAfter() {
        let wire = exchange(fresh, background: HeldJobs(refuses: true))
        #expect(wire.hasPrefix("HTTP/1.1 503 ") && wire.contains("/problems/overloaded"))
        #expect(wire.contains("\r\nRetry-After: "))
    }

    @Test func work_LearnsThatNobodyWaits() {
        let asked = Mutex<[Bool]>([])
        let answer = Answer(
            body: .later { isGivenUp throws(Problem) in
                asked.withLock { $0.append(isGivenUp()) }
                return Answer(body: .fresh([]))
            })
        let background = HeldJobs()
        var connection = MemoryConnection(responder: Fixed(answer: answer, background: background))
        _ = connection.receive("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
        connection.breakOff()
        background.runAll()
        // Not even begun.
        #expect(asked.withLock { $0 } == [])
        _ = exchange(answer)
        #expect(asked.withLock { $0 } == [false])
    }

    private func lines(_ etag: String? = nil) -> Answer {
        Answer(mediaType: "text/csv", body: .stream(StreamedContent(etag: etag) { Lines(rest: [1, 2, 3]) }))
    }

    @Test func stream_HasFieldsAndChunks() {
        let wire = exchange(lines("\"v1\""))
        #expect(wire.hasPrefix("HTTP/1.1 200 OK\r\nContent-Type: text/csv\r\nETag: \"v1\"\r\n"))
        #expect(wire.hasSuffix("\r\n\r\n6\r\n1\n2\n3\n\r\n0\r\n\r\n"))
        #expect(exchange(lines("\"v1\""), "If-None-Match: \"v1\"\r\n").hasPrefix("HTTP/1.1 304 "))
        #expect(exchange(lines("\"v1\""), "If-Match: \"v2\"\r\n").hasPrefix("HTTP/1.1 412 "))
        #expect(exchange(lines(), "If-Match: \"v2\"\r\n").hasPrefix("HTTP/1.1 412 "))
        #expect(exchange(lines(), "If-Match: *\r\n").hasPrefix("HTTP/1.1 200 "))
    }

    @Test func streamThatIsWorkedOutLater_IsTheSame() {
        let lines = lines("\"v1\"")
        let later = exchange(Answer(body: .later { _ throws(Problem) in lines }))
        #expect(later == exchange(lines))
    }
}
