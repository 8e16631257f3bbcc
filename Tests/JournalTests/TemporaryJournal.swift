import BorderEconomy
import Foundation
import Testing

@testable import Journal

/// A folder for a journal, which is removed with what is in it when this is let go of.
final class TemporaryJournal {
    let folder: String
    var path: String { folder + "/journal.sqlite" }

    init() throws {
        folder = FileManager.default.temporaryDirectory.path + "/journal-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    }

    deinit {
        // A test may have taken away the right to write.
        try? FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: folder)
        try? FileManager.default.removeItem(atPath: folder)
    }

    func open(_ access: JournalFile.Access = .serve) throws(JournalFault) -> JournalFile {
        try JournalFile(path: path, for: access)
    }
}

extension Moment {
    /// A day in 2026, ten in the morning in Việt Nam.
    static let morning = Moment(secondsSince1970: 1_795_834_800)
}
