package import BorderEconomy

/// An edit that does not go together with the seeds as they are now.
package struct EditConflict: Hashable, Sendable {
    package enum Kind: String, Sendable, CaseIterable {
        /// The seed record beneath the edit is another than the one it was made for; the edit holds.
        case seedChanged = "seed-changed"
        /// The record is no longer there; the edit is left out.
        case recordGone = "record-gone"
        /// The edit breaks a rule by now; it is left out.
        case invalid
    }

    package let kind: Kind
    /// The place of the edit among all edits, from 1.
    package let number: Int
    package let collection: RecordCollection
    package let record: RecordID
    /// When the edit was accepted.
    package let at: Moment
    /// What is wrong, as the loader of the seeds says it; empty where the kind says all.
    package let faults: [EditFault]

    package init(
        _ kind: Kind, number: Int, collection: RecordCollection, record: RecordID, at: Moment,
        faults: [EditFault] = []
    ) {
        self.kind = kind
        self.number = number
        self.collection = collection
        self.record = record
        self.at = at
        self.faults = faults
    }

    /// Whether what the edit says is served.
    package var isServed: Bool { kind == .seedChanged }

    /// What happened, and what the faults say.
    package var reason: LocalizedText {
        let said = faults.map { $0.pointer.isEmpty ? $0.reason : "\($0.pointer): \($0.reason)" }
            .joined(separator: "; ")
        switch kind {
        case .seedChanged:
            return LocalizedText(
                vietnamese: "dữ liệu gốc của bản ghi đã thay đổi sau khi chỉnh sửa; bản chỉnh sửa vẫn được áp dụng",
                english: "the seed record changed after the edit was made; the edit still holds")
        case .recordGone:
            return LocalizedText(
                vietnamese: "bản ghi không còn trong dữ liệu gốc; bản chỉnh sửa không được áp dụng",
                english: "the record is no longer among the seeds; the edit is left out")
        case .invalid:
            return LocalizedText(
                vietnamese: "bản chỉnh sửa không còn đúng quy tắc và không được áp dụng: \(said)",
                english: "the edit breaks a rule by now and is left out: \(said)")
        }
    }
}

extension EditConflict: CustomStringConvertible {
    package var description: String {
        "edit \(number) of \(collection.rawValue)/\(record): \(kind.rawValue): \(reason.english)"
    }
}
