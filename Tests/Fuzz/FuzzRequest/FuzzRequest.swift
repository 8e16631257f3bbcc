import HTTPEngine

/// Feeds the bytes whole, one by one and in pieces, and expects the same answers each time; no connection ends unanswered;
/// a request is read the same by a parser that read its like before.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzRequest(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = Array(UnsafeRawBufferPointer(start: start, count: count))
    for limits in [HTTPLimits(), narrowLimits] {
        let whole = Exchange([bytes], limits: limits)
        let single = Exchange(bytes.map { [$0] }, limits: limits)
        precondition(single == whole, "byte by byte")
        let pieces = Exchange(cut(bytes), limits: limits)
        precondition(pieces == whole, "in pieces")
        precondition(!whole.isClosed || !whole.wire.isEmpty, "closed without an answer")
        parse(bytes, limits: limits)
        remember(bytes, limits: limits)
    }
    return 0
}

/// Bounds that a short input can reach.
private let narrowLimits: HTTPLimits = {
    var limits = HTTPLimits()
    limits.targetBytes = 24
    limits.headBytes = 96
    limits.fieldCount = 4
    limits.bodyBytes = 16
    limits.chunkLineBytes = 12
    limits.chunkExtensionBytes = 16
    limits.trailerBytes = 20
    limits.pipelineDepth = 2
    limits.pendingOutputBytes = 512
    return limits
}()

/// Pieces whose lengths the bytes themselves choose.
private func cut(_ bytes: [UInt8]) -> [[UInt8]] {
    var pieces: [[UInt8]] = []
    var position = 0
    while position < bytes.count {
        let end = min(bytes.count, position + 1 + Int(bytes[position] & 31))
        pieces.append(Array(bytes[position..<end]))
        position = end
    }
    return pieces
}

/// Parses requests in buffers of exactly their size, so that the address sanitizer sees any read beyond.
private func parse(_ bytes: [UInt8], limits: HTTPLimits) {
    var parser = RequestParser(limits: limits)
    var pending: [UInt8] = []
    for piece in cut(bytes) {
        pending += piece
        while !pending.isEmpty {
            let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: pending.count, alignment: 1)
            defer { buffer.deallocate() }
            buffer.copyBytes(from: pending)
            guard let progress = try? parser.parse(buffer) else { return }
            switch progress {
            case .incomplete(let kept):
                precondition(kept <= pending.count && kept <= limits.headBytes * 2 + limits.bodyBytes + 65_536)
                pending = Array(buffer[0..<kept])
            case .complete(let consumed):
                precondition(consumed > 0 && consumed <= pending.count)
                _ = digest(parser.request)
                pending = Array(buffer[consumed...])
                parser.reset()
                continue
            }
            break
        }
    }
}

/// Changes a byte here and there, and reads what that makes of the request with a parser that has just read the request as
/// it was, and with one that has read nothing.
private func remember(_ bytes: [UInt8], limits: HTTPLimits) {
    guard !bytes.isEmpty else { return }
    for step in 1...4 {
        var changed = bytes
        let place = bytes.count * step / 5
        changed[place] = bytes[(place + step) % bytes.count] ^ (step == 4 ? 0x20 : 0)
        if step == 1 { changed.insert(contentsOf: bytes[place...].prefix(9), at: place) }
        var fresh = RequestParser(limits: limits)
        var primed = RequestParser(limits: limits)
        guard case .complete = Outcome(&primed, bytes) else { return }
        primed.reset()
        precondition(Outcome(&primed, changed) == Outcome(&fresh, changed), "a parser that remembers")
    }
}

/// What a parser makes of bytes that come at once.
private enum Outcome: Equatable {
    case incomplete(kept: Int)
    case complete(consumed: Int, digest: UInt64)
    case refused(ProtocolError)

    init(_ parser: inout RequestParser, _ bytes: [UInt8]) {
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: bytes.count, alignment: 1)
        defer { buffer.deallocate() }
        buffer.copyBytes(from: bytes)
        do throws(ProtocolError) {
            switch try parser.parse(buffer) {
            case .incomplete(let kept): self = .incomplete(kept: kept)
            case .complete(let consumed): self = .complete(consumed: consumed, digest: digest(parser.request))
            }
        } catch {
            self = .refused(error)
        }
    }
}

/// Final answers and whether the connection ended; interim answers depend on the pieces and are left out.
private struct Exchange: Equatable {
    var wire: [UInt8] = []
    var isClosed = false

    init(_ pieces: [[UInt8]], limits: HTTPLimits) {
        var connection = MemoryConnection(responder: Digest(), limits: limits)
        // The line end lets a line that was wrong from its beginning be seen, however it came.
        for piece in pieces + [[13, 10, 13, 10]] { wire += connection.receive(piece) }
        isClosed = connection.isClosed
        removeInterim()
    }

    private mutating func removeInterim() {
        let interim = Array("HTTP/1.1 100 Continue\r\n\r\n".utf8)
        var kept: [UInt8] = []
        var rest = wire[...]
        while let first = rest.first {
            if first == interim[0], rest.starts(with: interim) {
                rest = rest.dropFirst(interim.count)
            } else {
                kept.append(first)
                rest = rest.dropFirst()
            }
        }
        wire = kept
    }
}

/// Answers with a number made of all that the request says.
private struct Digest: Responder {
    func respond(to request: borrowing Request, into response: inout ResponseWriter) {
        response.write(.ok, fields: [], body: Array("\(digest(request))".utf8))
    }
}

private func digest(_ request: borrowing Request) -> UInt64 {
    var hash: UInt64 = 14_695_981_039_346_656_037
    func add(_ view: ByteView) {
        for byte in view { hash = (hash ^ UInt64(byte)) &* 1_099_511_628_211 }
        hash = (hash ^ 256) &* 1_099_511_628_211
    }
    hash ^= UInt64(request.method.rawValue) << 8 | UInt64(request.version.rawValue)
    // Fields of unknown names share one case, whose marks say nothing of any of them.
    for name in FieldName.allCases where name != .other && request[name] != nil {
        hash = (hash ^ UInt64(name.rawValue) ^ (request.isRepeated(name) ? 128 : 0)) &* 1_099_511_628_211
    }
    add(request.target)
    add(request.path)
    add(request.authority)
    add(request.query ?? .empty)
    add(request.body)
    for index in 0..<request.segmentCount { add(request.segment(index)) }
    for index in 0..<request.fieldCount {
        let field = request.field(at: index)
        add(field.name)
        add(field.value)
        field.value.forEachListElement { add($0) }
    }
    for parameter in request.queryParameters() ?? [] {
        hash = (hash ^ UInt64(parameter.name.utf8.count &+ parameter.value.utf8.count)) &* 1_099_511_628_211
    }
    return hash
}
