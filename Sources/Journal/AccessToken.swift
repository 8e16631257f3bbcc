package import BorderEconomy

/// What the journal knows of a token: everything but the token itself, of which it keeps a SHA-256 alone.
package struct AccessToken: Sendable, Hashable {
    /// Its number in the journal, which events name as their actor; 1 is the first.
    package let number: Int64
    /// Names it to people, in lists, in the audit trail and to revoke it, such as `operator-4f1c09ab`.
    package let id: String
    package let role: Role
    /// Whose it is or what for, in the words of whoever made it; empty when nothing was said.
    package let note: String
    package let createdAt: Moment
    /// From then on it is not good any more.
    package let expiresAt: Moment
    /// When it was revoked; nil while it is good.
    package var revokedAt: Moment?

    /// Nobody's: the actor of what the program writes by itself. No token has its number.
    static let none = AccessToken(
        number: 0, id: "", role: .reader, note: "", createdAt: Moment(secondsSince1970: 0),
        expiresAt: Moment(secondsSince1970: 0), revokedAt: nil)
}

/// A new token with its text, which is seen this once.
package struct IssuedToken: Sendable {
    /// 43 characters of base64url, which are 32 random bytes.
    package let text: String
    package let token: AccessToken
}

/// Why a token that was shown is not good.
package enum TokenRefusal: Error, Sendable, Hashable {
    /// It has not the form of a token: 43 characters of base64url.
    case malformed
    /// No such token was ever made for this journal.
    case unknown
    case expired(since: Moment)
    case revoked(since: Moment)
}
