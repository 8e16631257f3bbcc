import TLSTesting
import Testing

@testable import Transport

/// A client and a server codec, joined in memory.
private final class Pair {
    let client: TLSClient
    var codec: TLSCodec
    private(set) var received: [UInt8] = []
    private(set) var outcome: HandshakeOutcome?
    private(set) var health = Received.Health.good
    /// Wire bytes are handed over in pieces of so many.
    private let pieceBytes: Int

    init(_ client: TLSClient, _ context: TLSContext, pieceBytes: Int = 60_000) {
        self.client = client
        self.pieceBytes = pieceBytes
        codec = TLSCodec(context)
    }

    /// Carries bytes both ways until both are silent.
    func pump() {
        client.take([])
        while true {
            let wire = client.takeOutput()
            guard !wire.isEmpty else { return }
            for piece in pieces(wire) { deliver(piece) }
        }
    }

    func deliver(_ wire: [UInt8]) {
        var wire = wire
        let reply = wire.withUnsafeMutableBytes { bytes in
            let result = codec.received(bytes)
            received += Array(result.plain)
            if let ended = result.handshake { outcome = ended }
            if health == .good { health = result.health }
            // As the loop does: what no answer has taken along leaves by itself.
            return Array(codec.takeReply())
        }
        for piece in pieces(reply) { client.take(piece) }
    }

    func send(_ bytes: [UInt8]) {
        for piece in pieces(bytes.withUnsafeBytes { Array(codec.sending($0)) }) { client.take(piece) }
    }

    func finish() { client.take(Array(codec.finishing())) }

    private func pieces(_ bytes: [UInt8]) -> [[UInt8]] {
        stride(from: 0, to: bytes.count, by: pieceBytes).map { Array(bytes[$0...].prefix(pieceBytes)) }
    }
}

@Suite struct TLSCodecTests {
    private let authority: TestAuthority
    private let server: TestAuthority.Credentials
    private let context: TLSContext
    private let tls12: Int32 = 0x0303
    private let tls13: Int32 = 0x0304

    init() throws {
        authority = try TestAuthority()
        server = try authority.issue("server")
        context = TLSContext(try Self.identity(server))
    }

    private static func identity(
        _ credentials: TestAuthority.Credentials, clientAuthority: String? = nil
    ) throws -> TLSIdentity {
        try TLSIdentity(
            certificates: credentials.bytes(of: credentials.certificate), key: credentials.bytes(of: credentials.key),
            clientAuthorities: clientAuthority.map { try credentials.bytes(of: $0) })
    }

    private func client(_ change: (inout TLSClient.Options) -> Void = { _ in }) -> TLSClient {
        var options = TLSClient.Options(authority: authority.certificate)
        change(&options)
        return TLSClient(options)
    }

    private func pattern(_ count: Int) -> [UInt8] {
        (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ $0 >> 8) }
    }

    @Test(arguments: [1, 7, 60_000]) func handshake_IsDoneHoweverItsBytesCome(pieceBytes: Int) {
        for version in [tls12, tls13] {
            let pair = Pair(client { $0.maximum = version }, context, pieceBytes: pieceBytes)
            pair.pump()
            #expect(pair.client.isConnected)
            #expect(pair.outcome == .done(version: version == tls12 ? .tls12 : .tls13, isResumed: false))
            #expect(pair.client.chosenProtocol == "http/1.1")
            pair.client.send(Array("hello".utf8))
            pair.pump()
            pair.send(Array("world".utf8))
            #expect(pair.received == Array("hello".utf8) && pair.client.received == Array("world".utf8))
        }
    }

    @Test func request_MayComeWithTheEndOfTheHandshake() {
        let pair = Pair(client(), context)
        pair.client.send(Array("early bird".utf8))
        pair.pump()
        #expect(pair.outcome == .done(version: .tls13, isResumed: false))
        #expect(pair.received == Array("early bird".utf8))
    }

    @Test func oldVersion_IsRefusedWithAnAlert() {
        let pair = Pair(
            client {
                $0.minimum = 0x0301
                $0.maximum = 0x0302
            }, context)
        pair.pump()
        #expect(pair.outcome == .failed(.versionUnsupported) && pair.health == .broken)
        #expect(pair.client.failure == "tlsv1 alert protocol version")
    }

    @Test(arguments: ["AES128-SHA", "ECDHE-ECDSA-AES128-SHA", "ECDHE-ECDSA-AES256-CCM"])
    func weakCipher_IsRefused(cipher: String) {
        let pair = Pair(
            client {
                $0.maximum = 0x0303
                $0.ciphers = cipher
            }, context)
        pair.pump()
        #expect(pair.outcome == .failed(.noSharedCipher))
        #expect(!pair.client.isConnected)
    }

    @Test(arguments: ["X25519", "P-256", "P-384"]) func curve_IsTaken(group: String) {
        let pair = Pair(client { $0.groups = group }, context)
        pair.pump()
        #expect(pair.client.isConnected)
    }

    @Test func curve_ThatIsNotInTheGuideline_IsRefused() {
        let pair = Pair(client { $0.groups = "P-521" }, context)
        pair.pump()
        #expect(pair.outcome == .failed(.noSharedCipher))
    }

    @Test func applicationProtocol_MustBeHTTP11WhenAnyIsOffered() {
        for (offered, chosen) in [(["h2", "http/1.1"], "http/1.1"), ([], "")] {
            let pair = Pair(client { $0.protocols = offered }, context)
            pair.pump()
            #expect(pair.client.isConnected && pair.client.chosenProtocol == chosen)
        }
        let pair = Pair(client { $0.protocols = ["h2", "http/1.0"] }, context)
        pair.pump()
        #expect(pair.outcome == .failed(.noApplicationProtocol))
        #expect(pair.client.failure == "tlsv1 alert no application protocol")
    }

    @Test func session_IsResumedWithinAnIdentityAndOnAnyLoop() throws {
        let identity = try Self.identity(server)
        let (here, otherLoop) = (TLSContext(identity), TLSContext(identity))
        for version in [tls12, tls13] {
            let first = Pair(client { $0.maximum = version }, here)
            first.pump()
            first.finish()
            first.client.finish()
            let session = try #require(first.client.session)
            let second = Pair(
                client {
                    $0.maximum = version
                    $0.session = session
                }, otherLoop)
            second.pump()
            #expect(second.client.isResumed)
            #expect(second.outcome == .done(version: version == tls12 ? .tls12 : .tls13, isResumed: true))
            let renewed = Pair(
                client {
                    $0.maximum = version
                    $0.session = session
                }, context)
            renewed.pump()
            #expect(renewed.client.isConnected && !renewed.client.isResumed)
        }
    }

    @Test func session_IsNotResumedWhenTheKeysOfItsTicketAreGone() throws {
        for version in [tls12, tls13] {
            let aged = TLSContext(try Self.identity(server))
            let start = SystemClock.monotonic
            aged.clock = { start }
            let first = Pair(client { $0.maximum = version }, aged)
            first.pump()
            first.finish()
            first.client.finish()
            let session = try #require(first.client.session)
            for (periods, isResumed) in [(UInt64(1), true), (3, false)] {
                aged.clock = { start + periods * TicketKeys.periodNanoseconds }
                let later = Pair(
                    client {
                        $0.maximum = version
                        $0.session = session
                    }, aged)
                later.pump()
                #expect(later.client.isConnected && later.client.isResumed == isResumed)
            }
        }
    }

    @Test func largeContent_ArrivesBothWays() {
        let bytes = pattern(3_000_000)
        for version in [tls12, tls13] {
            let pair = Pair(client { $0.maximum = version }, context)
            pair.pump()
            pair.client.send(bytes)
            pair.pump()
            #expect(pair.received == bytes)
            pair.send(bytes)
            #expect(pair.client.received == bytes)
        }
    }

    /// Codecs of a loop share memory; their bytes do not mix.
    @Test func codecs_OfOneContext_DoNotMix() {
        let pairs = (0..<8).map { _ in Pair(client(), context) }
        for pair in pairs { pair.client.take([]) }
        // All handshakes are under way before one is done.
        for pair in pairs { pair.deliver(pair.client.takeOutput()) }
        pairs[3].codec = TLSCodec(context)
        for (number, pair) in pairs.enumerated() where number != 3 {
            pair.pump()
            pair.client.send(pattern(40_000 + number))
        }
        // Each record is cut in the middle, and the others come in between.
        let wires = pairs.map { $0.client.takeOutput() }
        for (pair, wire) in zip(pairs, wires) where pair !== pairs[3] { pair.deliver(Array(wire.prefix(20_000))) }
        for (pair, wire) in zip(pairs, wires) where pair !== pairs[3] { pair.deliver(Array(wire.dropFirst(20_000))) }
        for (number, pair) in pairs.enumerated() where number != 3 {
            #expect(pair.received == pattern(40_000 + number))
            pair.send([UInt8(number)])
            #expect(pair.client.received == [UInt8(number)])
        }
    }

    @Test func farewell_OfEitherSideIsUnderstood() {
        for version in [tls12, tls13] {
            let pair = Pair(client { $0.maximum = version }, context)
            pair.pump()
            pair.client.send(Array("last".utf8))
            pair.client.finish()
            pair.pump()
            #expect(pair.received == Array("last".utf8) && pair.health == .finished)
            // The other direction is still open.
            pair.send(Array("answer".utf8))
            pair.finish()
            #expect(pair.client.received == Array("answer".utf8))
            #expect(pair.client.isFinished && pair.client.failure == nil)
        }
    }

    @Test func farewell_IsEmptyBeforeTheHandshakeIsDoneAndAfterAFailure() {
        let codec = TLSCodec(context)
        #expect(codec.finishing().isEmpty)
        let pair = Pair(client { $0.protocols = ["h2"] }, context)
        pair.pump()
        #expect(pair.codec.finishing().isEmpty)
        #expect([UInt8](repeating: 1, count: 9).withUnsafeBytes { pair.codec.sending($0).isEmpty })
    }

    @Test(arguments: [
        Array("GET / HTTP/1.1\r\nHost: a\r\n\r\n".utf8), [UInt8](repeating: 0, count: 500),
        [UInt8](repeating: 0xFF, count: 70), [0x16, 0x03, 0x01, 0xFF, 0xFF, 1, 0, 0, 1],
        [0x16, 0x03, 0x01, 0x00, 0x04, 0x01, 0x00, 0x00, 0x00],
        [0x80, 0x2E, 0x01, 0x00, 0x02] + [UInt8](repeating: 0, count: 43),
    ])
    func garbage_BreaksTheHandshake(bytes: [UInt8]) {
        let pair = Pair(client(), context)
        pair.deliver(bytes)
        #expect(pair.health == .broken)
        if case .failed = pair.outcome {} else { Issue.record("\(String(describing: pair.outcome))") }
        // What comes later is not even looked at.
        pair.deliver(bytes)
        #expect(pair.received == [])
    }

    @Test func record_CutShort_WaitsAndOneThatIsChangedBreaks() {
        for version in [tls12, tls13] {
            let pair = Pair(client { $0.maximum = version }, context)
            pair.pump()
            pair.client.send(pattern(1000))
            var wire = pair.client.takeOutput()
            pair.deliver(Array(wire.dropLast()))
            #expect(pair.received == [] && pair.health == .good)
            wire[wire.count - 1] ^= 1
            pair.deliver([wire[wire.count - 1]])
            #expect(pair.received == [] && pair.health == .broken)
            #expect(pair.client.failure != nil)
        }
    }

    /// The refusal is a warning; it is the client that gives up then.
    @Test func renegotiation_IsRefused() {
        let pair = Pair(client { $0.maximum = tls12 }, context)
        pair.pump()
        pair.client.renegotiate()
        pair.pump()
        #expect(pair.client.failure == "no renegotiation")
    }

    @Test func newKeys_AreMadeWhenAskedFor() {
        let pair = Pair(client(), context)
        pair.pump()
        pair.client.updateKeys()
        pair.client.send(Array("new".utf8))
        pair.pump()
        pair.send(Array("keys".utf8))
        #expect(pair.received == Array("new".utf8) && pair.client.received == Array("keys".utf8))
    }

    @Test func client_MustShowACertificateWhenOneIsDemanded() throws {
        let demanding = TLSContext(try Self.identity(server, clientAuthority: authority.certificate))
        let stranger = try TestAuthority()
        let (device, strange) = (try authority.issue("device"), try stranger.issue("device"))
        for version in [tls12, tls13] {
            let known = Pair(
                client {
                    $0.maximum = version
                    $0.credentials = device
                }, demanding)
            known.pump()
            #expect(known.outcome == .done(version: version == tls12 ? .tls12 : .tls13, isResumed: false))
            let bare = Pair(client { $0.maximum = version }, demanding)
            bare.pump()
            #expect(bare.outcome == .failed(.clientCertificateMissing))
            let unknown = Pair(
                client {
                    $0.maximum = version
                    $0.credentials = strange
                }, demanding)
            unknown.pump()
            #expect(unknown.outcome == .failed(.clientCertificateRefused))
        }
    }

    @Test func client_ThatDoesNotTrustUs_SaysSo() throws {
        let other = try TestAuthority()
        let pair = Pair(client { $0.authority = other.certificate }, context)
        pair.pump()
        #expect(pair.outcome == .failed(.refusedByPeer))
    }

    @Test func wireMemory_IsGivenBack() {
        let pair = Pair(client(), context)
        pair.pump()
        pair.send(pattern(4_000_000))
        pair.send([1])
        #expect(pair.client.received.count == 4_000_001)
    }
}
