package import BorderEconomy
internal import GRDB
internal import Glibc

extension JournalFile {
    /// Makes the file as small as its content: what was kept for a day and is past it goes, free pages go, and the log is
    /// emptied. It is for a journal that nobody serves.
    package func compact(at now: Moment) throws(JournalFault) {
        do {
            try pool.writeWithoutTransaction { database in
                try database.execute(
                    sql: "DELETE FROM idempotency WHERE at <= ?", arguments: [KeptAnswers.oldest(at: now)])
                try database.execute(
                    sql: "DELETE FROM served WHERE quarterMinute < ?",
                    arguments: [ServedCount.quarterMinute(of: now.advanced(bySeconds: -2 * 3600))])
                try database.execute(sql: "VACUUM")
                try database.execute(sql: "PRAGMA optimize")
                _ = try database.checkpoint(.truncate)
            }
        } catch {
            throw JournalFault(error, path: path)
        }
    }

    /// Writes a copy of the journal as it is now to a new file, while it may be served: what is committed later is not in
    /// it, nothing is half in it. The copy is in place when it is whole and on the disk.
    package func backUp(to copy: String) throws(JournalFault) {
        guard access(copy, F_OK) != 0 else {
            throw JournalFault(.readOnly, path: copy, reason: "is there already; a backup replaces nothing")
        }
        let folder = JournalPlace.folder(of: copy)
        guard access(folder, F_OK) == 0 else {
            throw JournalFault(
                .missing, path: copy, reason: "cannot be made: there is no folder \(folder); make it first")
        }
        let part = copy + "-part"
        try JournalPlace.remove(part)
        try JournalPlace.prepare(part)
        do {
            let target = try DatabaseQueue(path: part)
            try pool.backup(to: target)
            try target.writeWithoutTransaction { database in
                // One file, not three; the server goes back to WAL when it opens it.
                try database.execute(sql: "PRAGMA journal_mode = DELETE")
                try JournalSchema.check(database, at: path)
            }
            try target.close()
        } catch {
            throw JournalFault(error, path: path)
        }
        try JournalPlace.move(part, to: copy)
    }
}
