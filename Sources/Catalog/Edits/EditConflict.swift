package import BorderEconomy
package import JSONText

/// What was written and does not go together with the seeds as they are now: an edit, or what the journal has of a gate.
package struct EditConflict: Equatable, Sendable {
    package enum Kind: String, Sendable, CaseIterable {
        /// The seed record beneath the edit is another than the one it was made for; the edit holds.
        case seedChanged = "seed-changed"
        /// The record is no longer there; the edit is left out.
        case recordGone = "record-gone"
        /// The edit breaks a rule by now; it is left out.
        case invalid
        /// The gate is no longer there; what was told of it is kept, and nothing new is taken.
        case gateMissing = "gate-missing"
    }

    /// What an edit and the seed say of one member.
    package struct Side: Equatable, Sendable {
        /// JSON pointer into the record.
        package let pointer: String
        /// Whether the edit says so, or the seed.
        package let isOfEdit: Bool
        /// A scalar, or JSON text of what is none.
        package let value: JSONValue
    }

    package let kind: Kind
    /// The place of the edit among all edits, from 1; 0 for a gate.
    package let number: Int
    package let collection: RecordCollection
    package let record: RecordID
    /// When the edit was accepted; nil for a gate.
    package let at: Moment?
    /// What is wrong, as the loader of the seeds says it; empty where the kind says all.
    package let faults: [EditFault]
    /// What the edit changes, and what the seeds say of the same members.
    package var sides: [Side] = []

    package init(
        _ kind: Kind, number: Int, collection: RecordCollection, record: RecordID, at: Moment?,
        faults: [EditFault] = []
    ) {
        self.kind = kind
        self.number = number
        self.collection = collection
        self.record = record
        self.at = at
        self.faults = faults
    }

    /// A gate of which something was told and that the seeds have no more.
    package init(lostGate gate: Identifier<BorderGate>) {
        self.init(.gateMissing, number: 0, collection: .gates, record: gate.erased, at: nil)
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
        case .gateMissing:
            return LocalizedText(
                vietnamese:
                    "cửa khẩu không còn trong dữ liệu gốc; những gì đã ghi vẫn được giữ, lượt xe đang mở vẫn kết thúc được",
                english:
                    "the gate is no longer among the seeds; what was told of it is kept, and open visits can be ended")
        }
    }
}

extension EditConflict.Side {
    /// What an edit says, member by member, beside what the seed says of the same; members that agree are left out.
    static func all(of edit: JSONValue, beside seed: JSONValue?, at pointer: JSONPointer = JSONPointer()) -> [Self] {
        guard edit != seed else { return [] }
        if let members = edit.object?.members {
            return members.flatMap { all(of: $0.value, beside: seed?[$0.key], at: pointer.appending(key: $0.key)) }
        }
        let said = Self(pointer: pointer.description, isOfEdit: true, value: shown(edit))
        guard let seed else { return [said] }
        return [Self(pointer: pointer.description, isOfEdit: false, value: shown(seed)), said]
    }

    private static func shown(_ value: JSONValue) -> JSONValue {
        guard value.object != nil || value.array != nil else { return value }
        return .string(String(decoding: JSONWriter.encode(value), as: UTF8.self))
    }
}

extension EditConflict: CustomStringConvertible {
    package var description: String {
        kind == .gateMissing
            ? "gates/\(record): \(kind.rawValue): \(reason.english)"
            : "edit \(number) of \(collection.rawValue)/\(record): \(kind.rawValue): \(reason.english)"
    }
}
