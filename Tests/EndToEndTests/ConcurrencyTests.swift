import Foundation
import Glibc
import Testing

/// A thousand keep-alive clients at once get only right answers.
@Suite struct ConcurrencyTests {
    @Test func thousandClients_GetOnlyRightAnswers() throws {
        let (program, address) = try RunningProgram.server()
        let port = try #require(UInt16(address.split(separator: ":").last ?? ""))
        let paths = [
            "/v1/gates/kim-thanh", "/v1/provinces/lao-cai?lang=en", "/v1/gates?q=huu%20nghi", "/v1/gates/nowhere",
            "/v1/targets?subject=lao-cai&limit=2",
        ]
        let expected = try paths.map { try Curl.get(address + $0).body }
        let clients = try (0..<1000).map { _ in try KeepAliveClient(port: port) }
        for round in 0..<3 {
            for (index, client) in clients.enumerated() { try client.send(paths[(index + round) % paths.count]) }
            for (index, client) in clients.enumerated() {
                let body = try client.receive()
                #expect(body == expected[(index + round) % paths.count])
            }
        }
        program.signal(SIGTERM)
        #expect(program.end().status == 0)
    }
}

/// A client on a blocking socket that asks one thing after another on the same connection.
private final class KeepAliveClient {
    struct Refused: Error {}

    private let descriptor: Int32
    private var buffer: [UInt8] = []

    init(port: UInt16) throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        guard descriptor >= 0 else { throw Refused() }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        let result = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard result == 0 else { throw Refused() }
    }

    deinit {
        close(descriptor)
    }

    func send(_ path: String) throws {
        let request = Array("GET \(path) HTTP/1.1\r\nHost: localhost\r\n\r\n".utf8)
        guard Glibc.send(descriptor, request, request.count, Int32(MSG_NOSIGNAL)) == request.count else {
            throw Refused()
        }
    }

    /// The body of the next answer, by its Content-Length.
    func receive() throws -> String {
        while true {
            if let body = takeBody() { return body }
            var chunk = [UInt8](repeating: 0, count: 65_536)
            let count = recv(descriptor, &chunk, chunk.count, 0)
            guard count > 0 else { throw Refused() }
            buffer += chunk[0..<count]
        }
    }

    private func takeBody() -> String? {
        let text = String(decoding: buffer, as: UTF8.self)
        guard let end = text.range(of: "\r\n\r\n"),
            let length = text[..<end.lowerBound].firstMatch(of: /\r\nContent-Length: ([0-9]+)/).flatMap({ Int($0.1) })
        else { return nil }
        let head = text[..<end.upperBound].utf8.count
        guard buffer.count >= head + length else { return nil }
        defer { buffer.removeFirst(head + length) }
        return String(decoding: buffer[head..<(head + length)], as: UTF8.self)
    }
}
