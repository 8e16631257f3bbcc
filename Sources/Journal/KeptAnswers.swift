internal import BorderEconomy
internal import ContentCoding
internal import GRDB

/// The answers that are kept under idempotency keys. It belongs to the writer and is used inside an access of its
/// connection.
final class KeptAnswers {
    /// What the journal has under a key.
    enum Found {
        case same(KeptAnswer)
        /// The key was used for another request.
        case other
    }

    /// Rows that are purged at once, so that nothing waits long for it.
    static let purgedAtOnce = 2000

    private let search: WriteStatement
    private let insertion: WriteStatement
    private let removal: WriteStatement

    init(_ database: Database) throws {
        search = try WriteStatement(
            database,
            """
            SELECT digest, status, fields, body FROM idempotency
            WHERE fingerprint = ? AND token = ? AND key = ? AND at > ? ORDER BY number DESC LIMIT 1
            """)
        insertion = try WriteStatement(
            database,
            """
            INSERT INTO idempotency (at, fingerprint, token, key, digest, status, fields, body)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            """)
        removal = try WriteStatement(
            database,
            """
            DELETE FROM idempotency WHERE at <= ? AND number IN
            (SELECT number FROM idempotency ORDER BY number LIMIT \(KeptAnswers.purgedAtOnce))
            """)
    }

    /// What is kept for a token's key at `now`; nil when nothing is, or it is too old.
    func find(_ idempotency: Idempotency, token: Int64, now: Moment) throws -> Found? {
        search.bind(Self.fingerprint(idempotency.key, token: token), at: 1)
        search.bind(token, at: 2)
        search.bind(idempotency.key, at: 3)
        search.bind(Self.oldest(at: now), at: 4)
        return try search.firstRow { row in
            guard row.bytes(0) == idempotency.digest else { return .other }
            return .same(
                KeptAnswer(status: Int(row.integer(1)), fields: Self.fields(row.text(2)), body: row.bytes(3)))
        }
    }

    func keep(_ answer: KeptAnswer, under idempotency: Idempotency, token: Int64, now: Moment) throws {
        insertion.bind(now.secondsSince1970, at: 1)
        insertion.bind(Self.fingerprint(idempotency.key, token: token), at: 2)
        insertion.bind(token, at: 3)
        insertion.bind(idempotency.key, at: 4)
        insertion.bind(idempotency.digest, at: 5)
        insertion.bind(Int64(answer.status), at: 6)
        insertion.bind(answer.fields.map { "\($0.name): \($0.value)" }.joined(separator: "\n"), at: 7)
        insertion.bind(answer.body, at: 8)
        try insertion.run()
    }

    /// Removes some of what is too old at `now`, the oldest first.
    ///
    /// - Returns: whether there may be more.
    func purge(now: Moment) throws -> Bool {
        removal.bind(Self.oldest(at: now), at: 1)
        return try removal.runCounting() == Self.purgedAtOnce
    }

    static func oldest(at now: Moment) -> Int64 { now.secondsSince1970 - Idempotency.seconds }

    /// Eight bytes that stand for token and key in the index; the row itself says whether it is the one.
    private static func fingerprint(_ key: String, token: Int64) -> Int64 {
        let digest = SHA256.digest(Array("\(token) \(key)".utf8)).bytes
        return digest.prefix(8).reduce(0) { $0 << 8 | Int64($1) }
    }

    private static func fields(_ text: String) -> [KeptAnswer.Field] {
        text.split(separator: "\n").compactMap { line in
            let parts = line.split(separator: ":", maxSplits: 1)
            guard parts.count == 2 else { return nil }
            return KeptAnswer.Field(String(parts[0]), String(parts[1].dropFirst()))
        }
    }
}
