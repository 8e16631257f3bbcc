import Foundation
import HTTPEngine
import Testing

/// The conformance table, case by case: whole, byte by byte, at every split, and with another request behind it.
@Suite struct ConformanceTests {
    /// Theme and cases. `Docs/Strictness.md` names the themes with their counts.
    static let themes: [(name: String, cases: [ConformanceCase])] = [
        ("request line", RequestLineCases.all), ("target", TargetCases.all), ("field", FieldCases.all),
        ("weight", WeightCases.all), ("host", HostCases.all), ("content length", ContentLengthCases.all),
        ("transfer coding", TransferCodingCases.all), ("chunk", ChunkCases.all), ("trailer", TrailerCases.all),
        ("smuggling", SmugglingCases.all), ("persistence", PersistenceCases.all),
        ("expectation", ExpectationCases.all), ("answer", AnswerCases.all), ("limit", LimitCases.all),
    ]

    private static let next = Array("GET /next HTTP/1.1\r\nHost: n\r\n\r\n".utf8)

    @Test(arguments: themes.flatMap(\.cases))
    func clause_IsKept(_ listed: ConformanceCase) throws {
        switch listed.outcome {
        case .refusal(let error): try expectRefusal(listed, error)
        case .answers(let statuses, let closes): try expectAnswers(listed, statuses, closes: closes)
        case .silence: try expectSilence(listed)
        }
    }

    @Test func table_HasThreeHundredCases_AndNoneTwice() {
        let cases = Self.themes.flatMap(\.cases)
        #expect(cases.count >= 300)
        var descriptions: Set<String> = []
        var requests: Set<[UInt8]> = []
        for listed in cases {
            #expect(descriptions.insert(listed.testDescription).inserted, "\(listed.testDescription)")
            // The same bytes may come again under other limits or over TLS.
            let limits = listed.limits
            let key =
                "\(limits.targetBytes) \(limits.headBytes) \(limits.fieldCount) \(limits.bodyBytes) "
                + "\(limits.chunkLineBytes) \(limits.chunkExtensionBytes) \(limits.trailerBytes) \(listed.isSecure) "
            #expect(requests.insert(Array(key.utf8) + listed.bytes).inserted, "\(listed.testDescription)")
            #expect(listed.clause.wholeMatch(of: /(9110|9112|3986) §[0-9.]+(-[0-9.]+)?/) != nil, "\(listed.clause)")
        }
    }

    @Test func themes_StandInTheDocument() throws {
        let document = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
            .deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("Docs/Strictness.md")
        let text = try String(contentsOf: document, encoding: .utf8)
        for theme in Self.themes {
            let row = "| \(theme.name) | \(theme.cases.count) |"
            #expect(text.contains(row), "\(row)")
        }
        let total = "| all | \(Self.themes.map(\.cases.count).reduce(0, +)) |"
        #expect(text.contains(total), "\(total)")
    }

    private func exchange(_ pieces: [[UInt8]], _ listed: ConformanceCase, ends: Bool = false) -> ConformanceExchange {
        ConformanceExchange(pieces, limits: listed.limits, isSecure: listed.isSecure, peerFinishes: ends)
    }

    /// The exchange with the bytes in one piece, after a check that the pieces do not matter.
    private func exchangeEveryWay(_ listed: ConformanceCase, ends: Bool = false) -> ConformanceExchange {
        let bytes = listed.bytes
        let whole = exchange([bytes], listed, ends: ends)
        #expect(exchange(bytes.map { [$0] }, listed, ends: ends) == whole, "byte by byte")
        for split in stride(from: 1, to: bytes.count, by: bytes.count < 1024 ? 1 : 499) {
            let halves = exchange([Array(bytes[..<split]), Array(bytes[split...])], listed, ends: ends)
            guard halves == whole else {
                Issue.record("split at \(split)")
                break
            }
        }
        return whole
    }

    private func answers(_ exchange: ConformanceExchange, _ listed: ConformanceCase) throws -> [Answer] {
        let isHead = listed.bytes.starts(with: Array("HEAD ".utf8))
        return try Answer.parse(exchange.wire, heads: isHead ? [0] : [])
    }

    private func expectRefusal(_ listed: ConformanceCase, _ error: ProtocolError) throws {
        let whole = exchangeEveryWay(listed)
        #expect(whole.isClosed)
        let last = try #require(answers(whole, listed).last)
        #expect(last.status == Int(error.status.rawValue))
        #expect(last.value("Content-Type") == "application/problem+json")
        #expect(last.value("Connection") == "close")
        #expect(last.value("Date") == "Sun, 06 Nov 1994 08:49:37 GMT")
        if !listed.bytes.starts(with: Array("HEAD ".utf8)) { #expect(last.body.contains("\(error.detail)")) }
        #expect(exchange([listed.bytes + Self.next], listed) == whole, "nothing is read behind a refusal")
        #expect(exchange([listed.bytes, Self.next], listed) == whole, "nothing is read behind a refusal")
    }

    private func expectAnswers(_ listed: ConformanceCase, _ statuses: [Int], closes: Bool) throws {
        let whole = exchangeEveryWay(listed)
        let answers = try answers(whole, listed)
        #expect(answers.map(\.status) == statuses)
        #expect(whole.isClosed == closes)
        for answer in answers { #expect(answer.value("Date") == "Sun, 06 Nov 1994 08:49:37 GMT") }
        let last = try #require(answers.last)
        #expect(closes == (last.value("Connection") == "close"))
        if let content = listed.content { #expect(last.body == content) }
        for field in listed.fields { #expect(last.fields.contains(field), "\(field) in \(last.fields)") }
        for name in listed.absentFields { #expect(last.value(name) == nil, "\(name)") }
        if let count = listed.continueCount { try expectContinue(listed, count) }
        let followed = exchange([listed.bytes + Self.next], listed)
        if closes {
            #expect(followed == whole, "nothing is read behind the last answer")
        } else {
            #expect(followed.wire.starts(with: whole.wire))
            let rest = try Answer.parse(followed.wire.dropFirst(whole.wire.count))
            #expect(rest.map(\.body) == ["GET /next @n "], "the next request has its own answer")
        }
    }

    /// RFC 9110 §10.1.1: once, and only to a client that waits.
    private func expectContinue(_ listed: ConformanceCase, _ count: Int) throws {
        let blank = Array("\r\n\r\n".utf8)
        let end = try #require(listed.bytes.indices.first { listed.bytes[$0...].starts(with: blank) }) + blank.count
        let pieces = [Array(listed.bytes[..<end]), Array(listed.bytes[end...])]
        #expect(exchange(pieces, listed).continueCount == count)
        #expect(exchange([listed.bytes], listed).continueCount == 0)
    }

    private func expectSilence(_ listed: ConformanceCase) throws {
        let waiting = exchangeEveryWay(listed)
        #expect(waiting.wire.isEmpty && !waiting.isClosed)
        let ended = exchangeEveryWay(listed, ends: true)
        #expect(ended.isClosed)
        let answers = try answers(ended, listed)
        #expect(answers.map(\.status) == [400])
        #expect(answers.last?.value("Connection") == "close")
    }
}
