import BorderEconomy
import Foundation
import GRDB
import Testing

@testable import Journal

/// What can be wrong with a journal's file, each with its own refusal.
@Suite struct JournalFileTests {
    private let journal: TemporaryJournal

    init() throws {
        journal = try TemporaryJournal()
    }

    private func kind(_ access: JournalFile.Access = .serve, at path: String? = nil) -> JournalFault.Kind? {
        do throws(JournalFault) {
            _ = try JournalFile(path: path ?? journal.path, for: access)
            return nil
        } catch {
            #expect(error.description.contains(path ?? journal.path))
            return error.kind
        }
    }

    @Test func aNewJournal_isMadeForItsOwnerAloneAndKeepsItsIdentity() throws {
        var file: JournalFile? = try journal.open()
        let id = file?.id
        let digest = file?.plateKey.digest(of: Plate("24C-123.45")!)
        for name in ["", "-wal", "-shm", "-lock"] {
            let rights = try FileManager.default.attributesOfItem(atPath: journal.path + name)[.posixPermissions]
            #expect(rights as? Int == 0o600, "\(name)")
        }
        file = nil
        file = try journal.open()
        #expect(file?.id == id && id?.count == 16)
        #expect(file?.plateKey.digest(of: Plate("24c 12345")!) == digest)
        #expect(try TemporaryJournal().open().plateKey.digest(of: Plate("24C-123.45")!) != digest)
    }

    @Test func commits_waitForTheDisk() throws {
        let file = try journal.open()
        let level = try file.pool.writeWithoutTransaction { try Int.fetchOne($0, sql: "PRAGMA synchronous") }
        let mode = try file.pool.writeWithoutTransaction { try String.fetchOne($0, sql: "PRAGMA journal_mode") }
        #expect(level == 2 && mode == "wal")
    }

    @Test func aFolderThatIsMissing_isMadeButNotThoseAboveIt() throws {
        #expect(kind(at: journal.folder + "/var/journal.sqlite") == nil)
        #expect(kind(at: journal.folder + "/no/such/journal.sqlite") == .missing)
        #expect(kind(.inspect, at: journal.folder + "/other.sqlite") == .missing)
    }

    @Test func aSecondServer_isRefusedAndCommandsAreNot() throws {
        let file = try journal.open()
        #expect(kind() == .inUse)
        #expect(kind(.change) == nil && kind(.inspect) == nil)
        try file.close()
    }

    @Test func aFileThatIsNoDatabase_isRefused() throws {
        try Data(repeating: 65, count: 8192).write(to: URL(fileURLWithPath: journal.path))
        #expect(kind() == .foreign && kind(.inspect) == .foreign)
        #expect(kind(at: journal.folder) == .foreign)
    }

    @Test func aDatabaseOfAnotherProgram_isRefusedAndNotTouched() throws {
        let queue = try DatabaseQueue(path: journal.path)
        try queue.write { try $0.execute(sql: "CREATE TABLE other (id INTEGER PRIMARY KEY)") }
        try queue.close()
        #expect(kind() == .foreign)
        #expect(try DatabaseQueue(path: journal.path).read { try $0.tableExists("event") } == false)
    }

    @Test func aJournalOfALaterVersion_isRefused() throws {
        try journal.open().close()
        let queue = try DatabaseQueue(path: journal.path)
        try queue.write { try $0.execute(sql: "INSERT INTO grdb_migrations VALUES ('2077')") }
        try queue.close()
        #expect(kind() == .newer && kind(.inspect) == .newer && kind(.change) == .newer)
    }

    @Test func aDamagedJournal_isRefused() throws {
        let live = try LiveJournal()
        for number in 1...500 as ClosedRange<UInt64> { _ = try live.declare(number) }
        live.stop()
        #expect(!FileManager.default.fileExists(atPath: live.journal.path + "-wal"))
        let file = try #require(FileHandle(forUpdatingAtPath: live.journal.path))
        // The header stays, so that it is still a database.
        try file.seek(toOffset: 100)
        try file.write(contentsOf: Data(repeating: 0x5A, count: 60_000))
        try file.close()
        #expect(kind(at: live.journal.path) == .corrupted)
    }

    @Test func aLockedJournal_isRefused() throws {
        try journal.open().close()
        let queue = try holder(of: journal.path)
        try queue.inDatabase {
            try $0.execute(sql: "PRAGMA locking_mode = EXCLUSIVE; BEGIN IMMEDIATE; PRAGMA user_version = 1")
        }
        #expect(kind() == .locked)
        try queue.close()
        #expect(kind() == nil)
    }

    @Test(.disabled(if: getuid() == 0, "nothing is read-only for root")) func whatCanOnlyBeRead_isRefused() throws {
        try journal.open().close()
        try FileManager.default.setAttributes([.posixPermissions: 0o400], ofItemAtPath: journal.path)
        #expect(kind() == .readOnly && kind(.change) == .readOnly)
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: journal.path)
        try FileManager.default.setAttributes([.posixPermissions: 0o500], ofItemAtPath: journal.folder)
        #expect(kind() == .readOnly)
    }
}
