import BorderEconomy
import HTTPEngine
package import Journal

/// Finds out who asks, by the bearer token of a request (RFC 6750), and lets in whoever may. Shared by all loops.
///
/// A token is 256 random bits, so guessing is hopeless; the bound on wrong ones keeps a client that tries all the same
/// from costing much. Right ones are taken whatever others behind the same address do.
package final class Doorkeeper: Sendable {
    /// What is asked beside a good token.
    package struct Rules: Sendable {
        /// Whether tokens may come in the clear from other machines, as through a proxy that ends TLS.
        package var allowsPlain = false
        /// Wrong tokens that an address may send in a minute.
        package var failedAttempts = 20

        package init() {}
    }

    static let challenge = "Bearer realm=\"cuakhau\""

    private let tokens: AccessTokens
    private let rules: Rules
    private let attempts: ClientQuotas
    private let clock: ServiceClock

    package init(tokens: AccessTokens, rules: Rules = Rules(), clock: ServiceClock) {
        self.tokens = tokens
        self.rules = rules
        self.clock = clock
        attempts = ClientQuotas(
            ClientQuotas.Policy(requests: rules.failedAttempts, seconds: 60), seed: .random(in: 0...(.max)),
            clients: 4096)
    }

    /// Whoever sent the request, if the role of their token may have what is needed.
    func admit(
        _ request: borrowing Request, from peer: Peer, for need: AccessNeed
    ) throws(Problem) -> Caller {
        guard request.isSecure || peer.isLoopback || rules.allowsPlain else {
            throw Problem(
                kind: .insecureTransport,
                detail: "an access token is not taken over plain HTTP from another machine; use https, and have this "
                    + "token revoked if it was sent. Behind a proxy that ends TLS set allowPlainWrites")
        }
        let token = try token(of: request, from: peer)
        guard need.roles.contains(token.role.name) else {
            let names = need.roles.filter { $0 != .admin }.map(\.rawValue).joined(separator: " or ")
            throw .forbidden(
                "\(token.id) has the role \(token.role.name.rawValue) and no right \(need.right)",
                role: names.isEmpty ? "admin" : names)
        }
        return Caller(token: token)
    }

    private func token(of request: borrowing Request, from peer: Peer) throws(Problem) -> AccessToken {
        guard let credentials = request[.authorization] else {
            throw unauthorized("send Authorization: Bearer with an access token", error: nil)
        }
        guard !request.isRepeated(.authorization) else {
            throw unauthorized("Authorization comes more than once", error: "invalid_request")
        }
        guard let presented = Self.bearer(credentials) else {
            throw unauthorized(
                "Authorization is not of the form \"Bearer\", a space, and an access token", error: "invalid_request")
        }
        switch verify(presented) {
        case .success(let token): return token
        case .failure(let refusal): throw refused(refusal, peer)
        }
    }

    /// Whose token it is; one that was made a moment ago is looked for.
    private func verify(_ presented: ByteView) -> Result<AccessToken, TokenRefusal> {
        let now = clock.now()
        let known = tokens.verify(presented.unsafeBytes, at: now)
        guard case .failure(.unknown) = known, tokens.lookForUnknown(at: now) else { return known }
        return tokens.verify(presented.unsafeBytes, at: now)
    }

    /// The token behind the scheme, whose name has no case (RFC 9110 §11.1).
    private static func bearer(_ credentials: ByteView) -> ByteView? {
        let scheme = "bearer ".utf8.count
        guard credentials.count > scheme, credentials.part(0..<scheme).equalsIgnoringCase("bearer ") else { return nil }
        let token = credentials.part(scheme..<credentials.count).trimmed
        return token.isEmpty ? nil : token
    }

    /// Counts a wrong token against its address.
    private func refused(_ refusal: TokenRefusal, _ peer: Peer) -> Problem {
        let verdict = attempts.ask(peer.network, at: clock.monotonic())
        guard verdict.isGranted else {
            return Problem(
                kind: .tooManyAttempts,
                detail: "\(rules.failedAttempts) wrong access tokens in a minute came from this address; send a right "
                    + "one, or wait \(verdict.resetSeconds) seconds",
                fields: [ResponseField("Retry-After", "\(verdict.resetSeconds)")])
        }
        let reason =
            switch refusal {
            case .malformed: "the access token is malformed: one has 43 characters of base64url"
            case .unknown: "the access token is not one of this server's"
            case .expired(let since): "the access token expired at \(since)"
            case .revoked(let since): "the access token was revoked at \(since)"
            }
        return unauthorized(reason, error: "invalid_token")
    }

    private func unauthorized(_ reason: String, error: String?) -> Problem {
        let challenge =
            Self.challenge
            + (error.map { ", error=\"\($0)\", error_description=\"\(reason.replacing("\"", with: "'"))\"" } ?? "")
        return Problem(
            kind: .unauthorized, detail: reason, fields: [ResponseField("WWW-Authenticate", challenge)])
    }
}
