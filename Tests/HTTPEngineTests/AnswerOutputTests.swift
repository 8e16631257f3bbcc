import HTTPEngine
import Testing

/// Answers that lie ready are sent from where they lie; what is sent is the same.
struct AnswerOutputTests {
    /// Answers `/ready` from memory of its own, which it spoils as soon as another answer begins.
    private final class ReadyResponder: Responder {
        private static let content = "ready"
        private static let head = Array("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n".utf8)
        private let block: UnsafeMutableRawBufferPointer

        init() {
            block = .allocate(
                byteCount: Self.head.count + ResponseWriter.gapCount + Self.content.utf8.count, alignment: 1)
        }

        deinit {
            block.deallocate()
        }

        func respond(to request: borrowing Request, into response: inout ResponseWriter) {
            block.initializeMemory(as: UInt8.self, repeating: 0x78)
            guard request.target.equals("/ready") else {
                return Sample().respond(to: request, into: &response)
            }
            block.copyBytes(from: Self.head)
            let content = UnsafeMutableRawBufferPointer(
                rebasing: block[(Self.head.count + ResponseWriter.gapCount)...])
            content.copyBytes(from: Self.content.utf8)
            response.writeAssembled(.ok, block, headCount: Self.head.count)
        }
    }

    @Test(arguments: [
        ["/ready"], ["/ready", "/ready"], ["/ready", "/a", "/ready"], ["/a", "/ready"], ["/ready", "/404", "/204"],
        ["/ready", "/304", "/ready", "/big", "/ready"],
    ])
    func answersInABatch_AreWhole(targets: [String]) throws {
        var connection = MemoryConnection(responder: ReadyResponder())
        let requests = targets.map { "GET \($0) HTTP/1.1\r\nHost: a\r\n\r\n" }
        for _ in 1...2 {
            let answers = try Answer.parse(connection.receive(Array(requests.joined().utf8)))
            try #require(answers.count == targets.count)
            for (answer, target) in zip(answers, targets) where target == "/ready" {
                #expect(answer.status == 200 && answer.body == "ready")
                #expect(answer.value("Date") == "Thu, 01 Jan 1970 00:00:00 GMT" && answer.fields.count == 2)
            }
        }
    }

    @Test func interimAnswer_ComesBehindTheOneBefore() throws {
        var connection = MemoryConnection(responder: ReadyResponder())
        let wire = connection.receive(
            "GET /ready HTTP/1.1\r\nHost: a\r\n\r\n"
                + "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nExpect: 100-continue\r\n\r\n")
        #expect(wire.hasPrefix("HTTP/1.1 200 OK\r\n") && wire.hasSuffix("ready" + "HTTP/1.1 100 Continue\r\n\r\n"))
    }

    @Test func answer_ThatDiffersForItsClient_IsWrittenOut() throws {
        for (request, line) in [
            ("GET /ready HTTP/1.1\r\nHost: a\r\nX-Request-Id: mine\r\n\r\n", "X-Request-Id: mine"),
            ("GET /ready HTTP/1.0\r\nHost: a\r\n\r\n", "Connection: close"),
        ] {
            var connection = MemoryConnection(responder: ReadyResponder())
            let answer = try #require(try Answer.parse(connection.receive(Array(request.utf8))).first)
            #expect(answer.status == 200 && answer.body == "ready" && answer.fields.contains(line))
        }
        var connection = MemoryConnection(responder: ReadyResponder())
        let wire = connection.receive("HEAD /ready HTTP/1.1\r\nHost: a\r\n\r\n")
        #expect(wire.hasPrefix("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n") && wire.hasSuffix("GMT\r\n\r\n"))
    }

    @Test func protocolError_ComesBehindTheAnswer() throws {
        var connection = MemoryConnection(responder: ReadyResponder())
        let wire = connection.receive("GET /ready HTTP/1.1\r\nHost: a\r\n\r\nnonsense\r\n\r\n")
        let answers = try Answer.parse(Array(wire.utf8))
        #expect(answers.map(\.status) == [200, 400] && answers[0].body == "ready")
    }
}
