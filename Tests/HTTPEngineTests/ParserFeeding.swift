import HTTPEngine
import Testing

/// What a parser made of some bytes: requests in order, and the error that ended them, if one did.
struct Reading: Equatable, CustomStringConvertible {
    struct Parsed: Equatable {
        var method: HTTPMethod
        var target: String
        var version: HTTPVersion
        var authority: String
        var segments: [String]
        var query: String?
        var fields: [String]
        var body: String
        var keepsConnection: Bool
        var expectsContinue: Bool
    }

    var requests: [Parsed] = []
    var error: ProtocolError?
    /// Whether the bytes ended inside a request.
    var isPartial = false

    var description: String {
        requests.map { "\($0.method) \($0.target) \($0.fields) body=\($0.body)" }.joined(separator: " | ")
            + (error.map { " error=\($0)" } ?? "") + (isPartial ? " partial" : "")
    }
}

/// Feeds `pieces` as a connection would and reports what was read. Every piece ends with a parse.
func read(_ pieces: [[UInt8]], limits: HTTPLimits = HTTPLimits(), isSecure: Bool = false) -> Reading {
    var reading = Reading()
    var parser = RequestParser(limits: limits)
    parser.isSecure = isSecure
    var expectsContinue = false
    var pending: [UInt8] = []
    for piece in pieces {
        pending += piece
        while !pending.isEmpty {
            do throws(ProtocolError) {
                // A buffer of exactly that size, so that the address sanitizer sees any read beyond it.
                let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: pending.count, alignment: 1)
                defer { buffer.deallocate() }
                buffer.copyBytes(from: pending)
                switch try parser.parse(buffer) {
                case .incomplete(let kept):
                    expectsContinue = parser.expectsContinue
                    reading.isPartial = true
                    pending = Array(buffer[0..<kept])
                case .complete(let consumed):
                    expectsContinue = parser.expectsContinue
                    reading.requests.append(
                        describe(parser.request, keeps: parser.keepsConnection, expectsContinue: expectsContinue))
                    reading.isPartial = false
                    pending = Array(buffer[consumed...])
                    parser.reset()
                    continue
                }
            } catch {
                reading.error = error
                reading.isPartial = false
                return reading
            }
            break
        }
    }
    return reading
}

private func describe(_ request: borrowing Request, keeps: Bool, expectsContinue: Bool) -> Reading.Parsed {
    var segments: [String] = []
    for index in 0..<request.segmentCount { segments.append(request.segment(index).string) }
    var fields: [String] = []
    for index in 0..<request.fieldCount {
        let field = request.field(at: index)
        fields.append("\(field.name.string)=\(field.value.string)")
    }
    return Reading.Parsed(
        method: request.method, target: request.target.string, version: request.version,
        authority: request.authority.string, segments: segments, query: request.query?.string, fields: fields,
        body: request.body.string, keepsConnection: keeps, expectsContinue: expectsContinue)
}

private let nextRequest = Array("GET /next HTTP/1.1\r\nHost: n\r\n\r\n".utf8)

/// Feeds the bytes whole, byte by byte, at every two-way split, and with a further request behind them, and expects the
/// same each time.
@discardableResult
func readEveryWay(
    _ text: String, limits: HTTPLimits = HTTPLimits(), isSecure: Bool = false,
    sourceLocation: SourceLocation = #_sourceLocation
) -> Reading {
    readEveryWay(Array(text.utf8), limits: limits, isSecure: isSecure, sourceLocation: sourceLocation)
}

@discardableResult
func readEveryWay(
    _ bytes: [UInt8], limits: HTTPLimits = HTTPLimits(), isSecure: Bool = false,
    sourceLocation: SourceLocation = #_sourceLocation
) -> Reading {
    let whole = read([bytes], limits: limits, isSecure: isSecure)
    let single = read(bytes.map { [$0] }, limits: limits, isSecure: isSecure)
    #expect(single == whole, "byte by byte", sourceLocation: sourceLocation)
    if bytes.count < 4096 {
        for split in 1..<max(bytes.count, 2) {
            let halves = read(
                [Array(bytes.prefix(split)), Array(bytes.dropFirst(split))], limits: limits, isSecure: isSecure)
            #expect(halves == whole, "split at \(split)", sourceLocation: sourceLocation)
            if halves != whole { break }
        }
    }
    guard !whole.isPartial else { return whole }
    let followed = read([bytes + nextRequest], limits: limits, isSecure: isSecure)
    if whole.error != nil {
        #expect(followed == whole, "nothing is read behind an error", sourceLocation: sourceLocation)
    } else {
        #expect(followed.requests.count == whole.requests.count + 1, "followed", sourceLocation: sourceLocation)
        #expect(Array(followed.requests.dropLast()) == whole.requests, "followed", sourceLocation: sourceLocation)
        #expect(followed.requests.last?.target == "/next", sourceLocation: sourceLocation)
    }
    return whole
}
