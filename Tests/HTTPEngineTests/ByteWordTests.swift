import HTTPEngine
import Testing

/// Heads are read eight bytes at a time; each byte counts in each place of a word, whatever stands beside it.
@Suite struct ByteWordTests {
    @Test func paths_HoldWhatTheirClassHolds_InEveryPlace() {
        for byte in UInt8.min...UInt8.max where byte != Grammar.percent {
            for place in 0..<17 {
                var path = Array("/abC-9zZ0/a.~!b-c9".utf8)
                path[1 + place] = byte
                let isTaken = Grammar.isSegmentByte(byte) || byte == Grammar.slash || byte == Grammar.question
                let reading = read([Array("GET ".utf8) + path + Array(" HTTP/1.1\r\nHost: a\r\n\r\n".utf8)])
                #expect((reading.error == nil) == isTaken, "\(byte) at \(place)")
                if isTaken { #expect(reading.requests.first?.target == String(decoding: path, as: UTF8.self)) }
            }
        }
    }

    @Test func values_HoldWhatTheirClassHolds_InEveryPlace() {
        for byte in UInt8.min...UInt8.max {
            for place in 0..<17 {
                var value = Array("a\u{7E} \u{80}b0:,;= \"c\u{F0}d".utf8)
                value[1 + place % (value.count - 2)] = byte
                let bytes = Array("GET / HTTP/1.1\r\nHost: a\r\nX: ".utf8) + value + Array("\r\n\r\n".utf8)
                #expect((read([bytes]).error == nil) == Grammar.isFieldValueByte(byte), "\(byte) at \(place)")
            }
        }
    }

    @Test(arguments: FieldName.allCases.filter { ![.other, .host, .transferEncoding, .expect].contains($0) })
    func names_AreKnown_InEitherCaseAndNoOtherWay(name: FieldName) {
        let text = Array("\(name.text)".utf8)
        #expect(isKnown(text, as: name) == true)
        for place in text.indices {
            let byte = text[place]
            for other in [byte ^ 0x20, byte ^ 0x40, byte ^ 0x60, byte | 0x80, byte &+ 1, 0x0D, 0x2D, 0x5F, 0x60, 0x20] {
                // Where a name ends is another matter.
                guard other != Grammar.colon else { continue }
                var changed = text
                changed[place] = other
                let isSame = Grammar.lowercased(other) == byte
                let isRefused = !changed.allSatisfy(Grammar.isToken)
                #expect(isKnown(changed, as: name) == (isRefused ? nil : isSame), "\(other) at \(place)")
            }
        }
        #expect(isKnown(text + text, as: name) == false && isKnown(Array(text.dropLast()), as: name) == false)
    }

    /// Whether a field of that name is taken for the known one; nil when the request is refused.
    private func isKnown(_ name: [UInt8], as known: FieldName) -> Bool? {
        var parser = RequestParser(limits: HTTPLimits())
        var bytes = Array("GET / HTTP/1.1\r\nHost: a\r\n".utf8) + name + Array(": 0\r\n\r\n".utf8)
        return bytes.withUnsafeMutableBytes { buffer in
            do throws(ProtocolError) {
                guard case .complete = try parser.parse(buffer) else { return nil }
                return parser.request[known] != nil
            } catch {
                return nil
            }
        }
    }
}
