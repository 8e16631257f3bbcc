internal import ContentCoding
internal import FoundationEssentials
internal import GRDB

/// The tables of a journal, how they came about, and what tells a journal from other databases.
enum JournalSchema {
    /// `application_id` of the file, "CKJ1" in ASCII.
    static let applicationID = 0x434B_4A31

    /// Each step that the tables took. A step that was released never changes; the next one is added behind it.
    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator().disablingDeferredForeignKeyChecks()
        migrator.registerMigration("1") { database in
            try database.execute(sql: firstTables)
            try database.execute(
                sql: "INSERT INTO meta (name, value) VALUES ('journal-id', ?), ('plate-key', ?), ('token-revision', 0)",
                arguments: [
                    RandomBytes.make(8).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined(),
                    Data(RandomBytes.make(32)),
                ])
        }
        migrator.registerMigration("tokens-in-audit") { database in
            // The numbers of the events that say that it was made and revoked.
            try database.execute(sql: "ALTER TABLE token ADD COLUMN madeEvent INTEGER")
            try database.execute(sql: "ALTER TABLE token ADD COLUMN revokedEvent INTEGER")
        }
        migrator.registerMigration("last-news") { database in
            try database.execute(
                sql: """
                    ALTER TABLE gate ADD COLUMN exportObservedAt INTEGER;
                    ALTER TABLE gate ADD COLUMN importObservedAt INTEGER;
                    ALTER TABLE gate DROP COLUMN observedAt;
                    ALTER TABLE lane ADD COLUMN observedAt INTEGER;
                    """)
        }
        migrator.registerMigration("2") { database in
            try database.execute(sql: "ALTER TABLE tally ADD COLUMN expired INTEGER NOT NULL DEFAULT 0")
        }
        return migrator
    }

    /// Marks an empty database as a journal, and refuses one that is another program's or of a later version.
    static func claim(_ database: Database, at path: String) throws {
        let id = try Int.fetchOne(database, sql: "PRAGMA application_id")
        if id == 0, try Int.fetchOne(database, sql: "SELECT count(*) FROM sqlite_master") == 0 {
            return try database.execute(sql: "PRAGMA application_id = \(applicationID)")
        }
        try checkOrigin(database, path)
    }

    /// Refuses a database that is no journal, or not one of this version.
    static func check(_ database: Database, at path: String) throws {
        try checkOrigin(database, path)
        guard try migrator.hasCompletedMigrations(database) else {
            throw JournalFault(
                .foreign, path: path, reason: "was not made ready by this version; serve it once, or make a token")
        }
    }

    private static func checkOrigin(_ database: Database, _ path: String) throws {
        guard try Int.fetchOne(database, sql: "PRAGMA application_id") == applicationID else {
            throw JournalFault(.foreign, path: path, reason: "is no journal: it is a database of another program")
        }
        guard try !migrator.hasBeenSuperseded(database) else {
            throw JournalFault(
                .newer, path: path, reason: "was written by a later version of this program; use that one")
        }
    }

    /// What a journal is known by, and the key of its plates.
    static func identity(_ database: Database, at path: String) throws -> (id: String, plateKey: [UInt8]) {
        guard let id = try String.fetchOne(database, sql: "SELECT value FROM meta WHERE name = 'journal-id'"),
            let key = try Data.fetchOne(database, sql: "SELECT value FROM meta WHERE name = 'plate-key'"),
            key.count == 32
        else {
            throw JournalFault(
                .corrupted, path: path, reason: "is damaged: its key of plates is missing; put a backup in its place")
        }
        return (id, [UInt8](key))
    }
}

extension JournalSchema {
    /// The tables of the first version. Gates and tokens stand as small numbers in events and visits, because those are
    /// written a hundred thousand times a second; STRICT keeps what a column says that it holds.
    private static let firstTables = """
        CREATE TABLE meta (
            name TEXT PRIMARY KEY,
            value ANY NOT NULL
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE token (
            number INTEGER PRIMARY KEY AUTOINCREMENT,
            id TEXT NOT NULL UNIQUE,
            hash BLOB NOT NULL UNIQUE CHECK (length(hash) = 32),
            role TEXT NOT NULL,
            scope TEXT NOT NULL,
            note TEXT NOT NULL,
            createdAt INTEGER NOT NULL,
            expiresAt INTEGER NOT NULL,
            revokedAt INTEGER
        ) STRICT;
        CREATE TRIGGER token_made AFTER INSERT ON token BEGIN
            UPDATE meta SET value = value + 1 WHERE name = 'token-revision';
        END;
        CREATE TRIGGER token_changed AFTER UPDATE ON token BEGIN
            UPDATE meta SET value = value + 1 WHERE name = 'token-revision';
        END;
        CREATE TRIGGER token_gone AFTER DELETE ON token BEGIN
            UPDATE meta SET value = value + 1 WHERE name = 'token-revision';
        END;

        CREATE TABLE gate (
            number INTEGER PRIMARY KEY,
            id TEXT NOT NULL UNIQUE,
            observedAt INTEGER
        ) STRICT;

        CREATE TABLE event (
            sequence INTEGER PRIMARY KEY,
            at INTEGER NOT NULL,
            reported INTEGER,
            actor INTEGER NOT NULL,
            action INTEGER NOT NULL,
            gate INTEGER,
            subject INTEGER,
            previous INTEGER,
            before INTEGER,
            after INTEGER,
            detail TEXT
        ) STRICT;

        CREATE TABLE visit (
            id INTEGER PRIMARY KEY,
            gate INTEGER NOT NULL,
            direction INTEGER NOT NULL,
            goods INTEGER NOT NULL,
            flags INTEGER NOT NULL,
            plateHigh INTEGER NOT NULL,
            plateLow INTEGER NOT NULL,
            plateEnding TEXT NOT NULL,
            weight INTEGER,
            clearancePoint TEXT,
            declaredAt INTEGER NOT NULL,
            state INTEGER NOT NULL,
            revision INTEGER NOT NULL,
            arrivalSequence INTEGER NOT NULL,
            arrivedAt INTEGER,
            calledAt INTEGER,
            clearingSince INTEGER,
            lane TEXT,
            closedAt INTEGER,
            detail TEXT
        ) STRICT;
        CREATE INDEX visit_open ON visit (id) WHERE closedAt IS NULL;

        CREATE TABLE lane (
            gate INTEGER NOT NULL,
            id TEXT NOT NULL,
            direction INTEGER NOT NULL,
            vehicleKinds INTEGER NOT NULL,
            state INTEGER NOT NULL,
            reason TEXT,
            since INTEGER,
            simulated INTEGER NOT NULL,
            revision INTEGER NOT NULL,
            PRIMARY KEY (gate, id)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE gate_event (
            id INTEGER PRIMARY KEY,
            gate INTEGER NOT NULL,
            kind INTEGER NOT NULL,
            reason TEXT NOT NULL,
            directions INTEGER NOT NULL,
            vehicleKinds INTEGER NOT NULL,
            starts INTEGER NOT NULL,
            ends INTEGER,
            simulated INTEGER NOT NULL,
            revision INTEGER NOT NULL
        ) STRICT;

        CREATE TABLE tally (
            gate INTEGER NOT NULL,
            hour INTEGER NOT NULL,
            simulated INTEGER NOT NULL,
            direction INTEGER NOT NULL,
            goods INTEGER NOT NULL,
            stockAtStart INTEGER NOT NULL,
            declared INTEGER NOT NULL,
            arrived INTEGER NOT NULL,
            called INTEGER NOT NULL,
            cleared INTEGER NOT NULL,
            turnedBack INTEGER NOT NULL,
            diverted INTEGER NOT NULL,
            withdrawn INTEGER NOT NULL,
            queueSeconds INTEGER NOT NULL,
            clearanceSeconds INTEGER NOT NULL,
            PRIMARY KEY (gate, hour, simulated, direction, goods)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE served (
            quarterMinute INTEGER NOT NULL,
            gate INTEGER NOT NULL,
            lane TEXT NOT NULL,
            vehicles INTEGER NOT NULL,
            simulated INTEGER NOT NULL,
            PRIMARY KEY (quarterMinute, gate, lane)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE edit (
            number INTEGER PRIMARY KEY,
            collection TEXT NOT NULL,
            record TEXT NOT NULL,
            form INTEGER NOT NULL,
            content BLOB NOT NULL,
            basis BLOB,
            before BLOB,
            after BLOB NOT NULL
        ) STRICT;

        CREATE TABLE idempotency (
            number INTEGER PRIMARY KEY,
            at INTEGER NOT NULL,
            fingerprint INTEGER NOT NULL,
            token INTEGER NOT NULL,
            key TEXT NOT NULL,
            digest BLOB NOT NULL,
            status INTEGER NOT NULL,
            fields TEXT NOT NULL,
            body BLOB NOT NULL
        ) STRICT;
        CREATE INDEX idempotency_by_fingerprint ON idempotency (fingerprint);
        """
}
