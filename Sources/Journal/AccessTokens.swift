package import BorderEconomy
internal import ContentCoding
internal import Dispatch
internal import FoundationEssentials
internal import GRDB
internal import Synchronization

/// The tokens of a journal, held in memory so that a check costs a hash and no read.
///
/// It may be used from any thread.
package final class AccessTokens: Sendable {
    /// Characters of a token.
    package static let textLength = 43

    private struct Entry: Sendable {
        let hash: [UInt8]
        let token: AccessToken
    }

    private struct Table: Sendable {
        /// What the journal counts up with each change of a token.
        var revision: Int64 = -1
        /// By the first eight bytes of the hash.
        var entries: [UInt64: Entry] = [:]
    }

    /// In which second tokens were looked for again because of an unknown one, and how many times.
    private struct Search: Sendable {
        var second: Int64 = 0
        var count = 0
    }

    /// How often in a second an unknown token is looked for in the file.
    private static let searchesPerSecond = 20

    private let file: JournalFile
    private let table = Mutex(Table())
    private let search = Mutex(Search())
    private let queue = DispatchQueue(label: "cuakhau.tokens", qos: .utility)

    /// The tokens of `file` as they are now.
    package init(of file: JournalFile) throws(JournalFault) {
        self.file = file
        try refresh()
    }

    /// Whose token `presented` is at `now`. Two tokens are compared in constant time, by their hashes.
    package func verify(_ presented: UnsafeRawBufferPointer, at now: Moment) -> Result<AccessToken, TokenRefusal> {
        guard presented.count == Self.textLength, presented.allSatisfy(Base64URL.isCharacter) else {
            return .failure(.malformed)
        }
        let hash = SHA256.digest(presented).bytes
        guard let entry = table.withLock({ $0.entries[Self.place(of: hash)] }),
            ConstantTime.isEqual(entry.hash, hash)
        else { return .failure(.unknown) }
        if let revokedAt = entry.token.revokedAt { return .failure(.revoked(since: revokedAt)) }
        guard now < entry.token.expiresAt else { return .failure(.expired(since: entry.token.expiresAt)) }
        return .success(entry.token)
    }

    /// Whose token `presented` is at `now`.
    package func verify(_ presented: String, at now: Moment) -> Result<AccessToken, TokenRefusal> {
        var presented = presented
        return presented.withUTF8 { verify(UnsafeRawBufferPointer($0), at: now) }
    }

    /// Whether the tokens were read again, because one that is not known may have been made by another process this very
    /// moment. It reads a row, and is done so many times a second at most: then, and when the file cannot be read, the answer
    /// is false.
    package func lookForUnknown(at now: Moment) -> Bool {
        let isGranted = search.withLock { search in
            if search.second != now.secondsSince1970 { search = Search(second: now.secondsSince1970) }
            search.count += 1
            return search.count <= Self.searchesPerSecond
        }
        guard isGranted else { return false }
        do throws(JournalFault) {
            try refresh()
            return true
        } catch {
            // Whoever follows the tokens is told of it.
            return false
        }
    }

    /// The token of a number, good or not; nil when there is none.
    package func token(numbered number: Int64) -> AccessToken? {
        table.withLock { table in table.entries.values.first { $0.token.number == number }?.token }
    }

    /// All tokens, the oldest first.
    package var all: [AccessToken] {
        table.withLock { $0.entries.values.map(\.token) }.sorted { $0.number < $1.number }
    }

    /// Makes a token that is good for so many days from `now`.
    package func create(
        _ role: Role, note: String = "", days: Int, at now: Moment
    ) throws(JournalFault) -> IssuedToken {
        let text = Base64URL.encode(RandomBytes.make(32))
        let hash = SHA256.digest(Array(text.utf8)).bytes
        let name = RandomBytes.make(4).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        let id = "\(role.name.rawValue)-\(name)"
        let expiresAt = Moment(secondsSince1970: now.secondsSince1970 + Int64(days) * 86_400)
        let number = try file.write { database in
            try database.execute(
                sql: """
                    INSERT INTO token (id, hash, role, scope, note, createdAt, expiresAt) VALUES (?, ?, ?, ?, ?, ?, ?)
                    """,
                arguments: [
                    id, Self.data(hash), role.name.rawValue, role.scope.joined(separator: " "), note,
                    now.secondsSince1970, expiresAt.secondsSince1970,
                ])
            return database.lastInsertedRowID
        }
        try refresh()
        let token = AccessToken(
            number: number, id: id, role: role, note: note, createdAt: now, expiresAt: expiresAt, revokedAt: nil)
        return IssuedToken(text: text, token: token)
    }

    /// Revokes the token of that id.
    ///
    /// - Returns: what it is now; nil when there is none of that id. One that was revoked before keeps its time.
    package func revoke(_ id: String, at now: Moment) throws(JournalFault) -> AccessToken? {
        try file.write { database in
            try database.execute(
                sql: "UPDATE token SET revokedAt = ? WHERE id = ? AND revokedAt IS NULL",
                arguments: [now.secondsSince1970, id])
        }
        try refresh()
        return all.first { $0.id == id }
    }
}

extension AccessTokens {
    /// Looks every half second whether another process has changed a token, until this object is let go of. What cannot
    /// be read leaves the tokens as they are, and is told to `report`, once until it can be read again.
    ///
    /// - Parameter changed: told when any was made or revoked.
    package func follow(
        reporting report: @escaping @Sendable (JournalFault) -> Void, changed: @escaping @Sendable () -> Void
    ) {
        lookAgain(Following(report: report, changed: changed), told: table.withLock { $0.revision }, isReported: false)
    }

    /// Whoever follows the tokens.
    private struct Following: Sendable {
        let report: @Sendable (JournalFault) -> Void
        let changed: @Sendable () -> Void
    }

    /// - Parameter told: the revision that was told last.
    private func lookAgain(_ following: Following, told: Int64, isReported: Bool) {
        queue.asyncAfter(deadline: .now() + 0.5) { [weak self] in
            guard let self else { return }
            do throws(JournalFault) {
                try refresh()
                let revision = table.withLock { $0.revision }
                if revision != told { following.changed() }
                lookAgain(following, told: revision, isReported: false)
            } catch {
                if !isReported { following.report(error) }
                // A closed journal opens no more.
                if error.kind != .closed { lookAgain(following, told: told, isReported: true) }
            }
        }
    }

    /// Reads the tokens again if one was changed.
    package func refresh() throws(JournalFault) {
        let known = table.withLock { $0.revision }
        let read = try file.read { database -> Table? in
            let revision =
                try Int64.fetchOne(
                    database, sql: "SELECT value FROM meta WHERE name = 'token-revision'") ?? 0
            guard revision != known else { return nil }
            var table = Table(revision: revision)
            for row in try Row.fetchAll(database, sql: "SELECT * FROM token") {
                guard let entry = Self.entry(row) else {
                    throw DatabaseError(resultCode: .SQLITE_CORRUPT, message: "a token that is none")
                }
                table.entries[Self.place(of: entry.hash)] = entry
            }
            return table
        }
        guard let read else { return }
        table.withLock { table in
            if read.revision > table.revision { table = read }
        }
    }

    private static func entry(_ row: Row) -> Entry? {
        let scope = (row["scope"] as String).split(separator: " ").map(String.init)
        let hash = [UInt8](row["hash"] as Data)
        guard let role = Role(name: row["role"], scope: scope), hash.count == 32 else { return nil }
        func moment(_ seconds: Int64) -> Moment { Moment(secondsSince1970: seconds) }
        let token = AccessToken(
            number: row["number"], id: row["id"], role: role, note: row["note"],
            createdAt: moment(row["createdAt"]), expiresAt: moment(row["expiresAt"]),
            revokedAt: (row["revokedAt"] as Int64?).map(moment))
        return Entry(hash: hash, token: token)
    }

    private static func place(of hash: [UInt8]) -> UInt64 {
        hash.prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
    }

    private static func data(_ bytes: [UInt8]) -> Data { Data(bytes) }
}
