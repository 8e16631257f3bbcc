package import BorderEconomy

/// The versions of the data set that are kept, and what each publication changed. Bounded: the oldest are forgotten.
package struct Chronicle: Sendable {
    /// A version of the data set.
    package struct Version: Hashable, Sendable {
        package let datasetVersion: String
        package let publishedAt: Moment
        /// Records served on their own.
        package let recordCount: Int
    }

    /// How much is remembered.
    package struct Limits: Sendable {
        /// Versions that can be read, however long ago they were served.
        package var versions = 8
        /// For so long after another has taken its place a version can be read, so that whoever is at its first page
        /// comes to the last.
        package var seconds: Int64 = 900
        /// Versions of that time that can be read at most.
        package var versionsOfTime = 32
        /// Records of all versions together; the one served is kept however many it has.
        package var records = 2_500_000
        /// Changes, over all publications. One that changed more is told collection by collection.
        package var changes = 20_000

        package init() {}
    }

    /// The versions that are kept, the oldest first; the last is the one served.
    package private(set) var versions: [Version]
    /// The oldest first.
    package private(set) var publications: [Publication] = []
    /// Every change after this moment is in `publications`.
    package private(set) var completeSince: Moment
    private var changeCount = 0
    private var nextNumber = 1
    private let limits: Limits

    /// The beginning: nothing came before `first`.
    package init(first: Version, limits: Limits = Limits()) {
        versions = [first]
        completeSince = first.publishedAt
        self.limits = limits
    }

    /// What a client cannot be told.
    package enum Missing: Error, Equatable {
        /// The version or moment lies before what is remembered, or was never served here.
        case forgotten
    }

    /// Notes that `version` was published. Another publication of the version that is served adds nothing.
    package mutating func add(_ version: Version, changes: [RecordChange]) {
        guard let last = versions.last, last.datasetVersion != version.datasetVersion else { return }
        versions.removeAll { $0.datasetVersion == version.datasetVersion }
        versions.append(version)
        let recent = version.publishedAt.advanced(bySeconds: -limits.seconds)
        while versions.count > limits.versions,
            versions.count > limits.versionsOfTime || versions[1].publishedAt <= recent
        {
            versions.removeFirst()
        }
        while versions.count > 1, versions.reduce(0, { $0 + $1.recordCount }) > limits.records {
            versions.removeFirst()
        }
        let told = changes.count <= limits.changes ? changes : Self.replacements(of: changes)
        publications.append(
            Publication(
                from: last.datasetVersion, to: version.datasetVersion, publishedAt: version.publishedAt,
                firstNumber: nextNumber, changes: told))
        nextNumber += told.count
        changeCount += told.count
        while changeCount > limits.changes || publications.count > limits.changes {
            let forgotten = publications.removeFirst()
            changeCount -= forgotten.changes.count
            completeSince = forgotten.publishedAt
        }
    }

    private static func replacements(of changes: [RecordChange]) -> [RecordChange] {
        var collections: [String] = []
        for change in changes where collections.last != change.collection { collections.append(change.collection) }
        return collections.map { RecordChange(.replaced, of: nil, in: $0) }
    }

    /// The publications after a version was last served.
    package func publications(sinceVersion version: String) throws(Missing) -> ArraySlice<Publication> {
        if versions.last?.datasetVersion == version { return [] }
        guard let start = publications.lastIndex(where: { $0.from == version }) else { throw .forgotten }
        return publications[start...]
    }

    /// The publications after a moment.
    package func publications(since moment: Moment) throws(Missing) -> ArraySlice<Publication> {
        guard moment >= completeSince else { throw .forgotten }
        return publications[(publications.firstIndex { $0.publishedAt > moment } ?? publications.endIndex)...]
    }
}
