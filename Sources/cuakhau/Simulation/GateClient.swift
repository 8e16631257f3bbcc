import Glibc

/// A client of a server of this kind: one connection that is kept, one request at a time, each waited for.
///
/// A request that writes carries an Idempotency-Key. So it is sent again, as it is, when the connection breaks or the
/// server is busy (429, 503), and is done once.
final class GateClient {
    /// Why no answer came.
    enum Failure: Error, CustomStringConvertible {
        case unreachable(ServerURL, String)
        case malformed(String)

        var description: String {
            switch self {
            case .unreachable(let url, let reason): "http://\(url.authority) does not answer: \(reason)"
            case .malformed(let reason): "the answer is not HTTP/1.1: \(reason)"
            }
        }
    }

    struct Request {
        var method: String
        var path: String
        var mediaType: String?
        var content: [UInt8] = []
        var idempotencyKey: String?
    }

    private let url: ServerURL
    private let token: String
    private var descriptor: Int32 = -1
    private var reader = ReplyReader()

    /// Seconds that a server which has answered before is given to come back.
    private let patience: Double
    private var hasAnswered = false
    /// How long a call waits for bytes, in seconds.
    private static let callSeconds = 30

    init(url: ServerURL, token: String, patience: Double = 30) {
        self.url = url
        self.token = token
        self.patience = patience
    }

    deinit {
        if descriptor >= 0 { close(descriptor) }
    }

    /// The answer to a request, after as many tries as patience allows.
    func answer(to request: Request) throws(Failure) -> ReplyReader.Reply {
        let bytes = encode(request)
        var waited = 0.0
        var pause = 0.1
        while true {
            var isLast = waited >= patience || !hasAnswered
            do throws(Failure) {
                let reply = try exchange(bytes)
                hasAnswered = true
                guard reply.status == 503 || reply.status == 429, !isLast else { return reply }
                pause = max(pause, Double(reply.retryAfter ?? 0))
            } catch {
                disconnect()
                if case .malformed = error { isLast = true }
                if isLast { throw error }
            }
            usleep(UInt32(pause * 1_000_000))
            waited += pause
            pause = min(pause * 2, 5)
        }
    }

    private func encode(_ request: Request) -> [UInt8] {
        var head = "\(request.method) \(request.path) HTTP/1.1\r\nHost: \(url.authority)\r\n"
        head += "Authorization: Bearer \(token)\r\nAccept: application/json, application/x-ndjson, */*;q=0.1\r\n"
        if let key = request.idempotencyKey { head += "Idempotency-Key: \(key)\r\n" }
        if let mediaType = request.mediaType {
            head += "Content-Type: \(mediaType)\r\nContent-Length: \(request.content.count)\r\n"
        }
        return Array((head + "\r\n").utf8) + request.content
    }

    private func exchange(_ bytes: [UInt8]) throws(Failure) -> ReplyReader.Reply {
        if descriptor < 0 { try connect() }
        try send(bytes)
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = recv(descriptor, &buffer, buffer.count, 0)
            if count < 0 {
                if errno == EINTR { continue }
                throw unreachable()
            }
            reader.append(buffer[..<count])
            let reply: ReplyReader.Reply?
            do throws(ReplyReader.Malformed) {
                reply = try reader.next(atEnd: count == 0)
            } catch {
                throw .malformed(error.reason)
            }
            if let reply {
                if reply.closes { disconnect() }
                return reply
            }
            if count == 0 { throw .unreachable(url, "it ended the connection") }
        }
    }

    private func send(_ bytes: [UInt8]) throws(Failure) {
        var sent = 0
        while sent < bytes.count {
            let count = bytes[sent...].withUnsafeBytes {
                Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            if count >= 0 {
                sent += count
            } else if errno != EINTR {
                throw unreachable()
            }
        }
    }

    private func connect() throws(Failure) {
        var hints = addrinfo()
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        var list: UnsafeMutablePointer<addrinfo>?
        let code = getaddrinfo(url.host, String(url.port), &hints, &list)
        guard code == 0 else { throw .unreachable(url, String(cString: gai_strerror(code))) }
        defer { freeaddrinfo(list) }
        var failure = Failure.unreachable(url, "it has no address")
        var next = list
        while let entry = next?.pointee {
            next = entry.ai_next
            descriptor = socket(entry.ai_family, entry.ai_socktype, entry.ai_protocol)
            guard descriptor >= 0 else {
                failure = unreachable()
                continue
            }
            if Glibc.connect(descriptor, entry.ai_addr, entry.ai_addrlen) == 0 {
                setTimes()
                return
            }
            failure = unreachable()
            disconnect()
        }
        throw failure
    }

    private func setTimes() {
        var timeout = timeval(tv_sec: Self.callSeconds, tv_usec: 0)
        let size = socklen_t(MemoryLayout<timeval>.size)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &timeout, size)
        setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &timeout, size)
        var isOn: Int32 = 1
        setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &isOn, socklen_t(MemoryLayout<Int32>.size))
    }

    private func disconnect() {
        if descriptor >= 0 { close(descriptor) }
        descriptor = -1
        reader = ReplyReader()
    }

    private func unreachable() -> Failure { .unreachable(url, String(cString: strerror(errno))) }
}
