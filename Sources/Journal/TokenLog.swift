internal import BorderEconomy
internal import GRDB

/// Tokens that were made or revoked and whose events are not written yet. It belongs to the writer and is used inside an
/// access of its connection.
final class TokenLog {
    /// One thing that was done with a token.
    struct News {
        let action: AuditAction
        /// The number of the token.
        let token: Int64
        /// When it was done, in seconds since 1970.
        let at: Int64
        /// What is kept of it in the event, as JSON.
        let text: String
    }

    private let search: WriteStatement
    private let made: WriteStatement
    private let revoked: WriteStatement

    init(_ database: Database) throws {
        search = try WriteStatement(
            database,
            """
            SELECT number, id, role, scope, note, createdAt, expiresAt, coalesce(revokedAt, 0), madeEvent IS NULL FROM token
            WHERE madeEvent IS NULL OR (revokedAt IS NOT NULL AND revokedEvent IS NULL) ORDER BY number LIMIT 1
            """)
        made = try WriteStatement(database, "UPDATE token SET madeEvent = ? WHERE number = ?")
        revoked = try WriteStatement(database, "UPDATE token SET revokedEvent = ? WHERE number = ?")
    }

    /// What is to be written next; nil when nothing is.
    func next() throws -> News? {
        try search.firstRow { row in
            let (number, id, revokedAt) = (row.integer(0), row.text(1), row.integer(7))
            guard row.integer(8) != 0 else {
                return News(
                    action: .revokeToken, token: number, at: revokedAt,
                    text: ChangeText.revoked(id, at: Moment(secondsSince1970: revokedAt)))
            }
            return News(
                action: .makeToken, token: number, at: row.integer(5),
                text: ChangeText.token(
                    id, role: row.text(2), scope: row.text(3), note: row.text(4),
                    expires: Moment(secondsSince1970: row.integer(6))))
        }
    }

    func note(_ news: News, sequence: Int64) throws {
        let statement = news.action == .makeToken ? made : revoked
        statement.bind(sequence, at: 1)
        statement.bind(news.token, at: 2)
        try statement.run()
    }
}

extension Pen {
    /// Writes what was done with tokens by another process, each as an event of its own.
    func noteTokens(_ page: inout GroupPage, _ yards: inout GateYards) throws {
        while let news = try tokenLog.next() {
            let sequence = yards.takeSequence()
            try ledger.write(
                EventRow(
                    sequence: sequence, at: yards.now.secondsSince1970, reported: news.at,
                    actor: EventRow.systemActor,
                    action: news.action, subject: news.token, detail: news.text))
            try tokenLog.note(news, sequence: sequence)
            page.events += 1
        }
    }
}
