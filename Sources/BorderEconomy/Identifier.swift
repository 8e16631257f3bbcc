/// An identifier that knows what it names: a lower-case ASCII slug, unique over the whole data set.
///
/// `Identifier<Province>` and `Identifier<BorderGate>` do not mix; where any record may stand (the subject of a
/// figure, the far end of a link) the type is `RecordID`.
package struct Identifier<Subject>: Hashable, Sendable, Comparable, CustomStringConvertible {
    package let rawValue: String

    /// Takes a slug: letters `a–z` and digits in words joined by one or two hyphens; nil for anything else.
    package init?(_ text: String) {
        guard Self.isSlug(text) else { return nil }
        rawValue = text
    }

    private init(unchecked text: String) {
        rawValue = text
    }

    /// The identifier whose text was taken from one before, and is a slug.
    init(packed text: String) {
        self.init(unchecked: text)
    }

    /// The same identifier, without what it names.
    package var erased: RecordID { RecordID(unchecked: rawValue) }

    /// The same identifier, said to name `Other`; whether it does is the registry's to check.
    package func naming<Other>(_ type: Other.Type) -> Identifier<Other> { Identifier<Other>(unchecked: rawValue) }

    package var description: String { rawValue }

    package static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }

    private static func isSlug(_ text: String) -> Bool {
        var text = text
        return text.withUTF8 { isSlug(UnsafeRawBufferPointer($0)) }
    }

    /// Whether UTF-8 is that of a slug.
    package static func isSlug(_ text: UnsafeRawBufferPointer) -> Bool {
        var previousHyphens = 2  // a slug does not begin with a hyphen
        for byte in text {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"):
                previousHyphens = 0
            case UInt8(ascii: "-"):
                previousHyphens += 1
                if previousHyphens > 2 { return false }
            default:
                return false
            }
        }
        return previousHyphens == 0 && text.count <= 120
    }
}

/// Stands for "some record": the subject type of identifiers that may name any of them.
package enum AnyRecord {}

/// An identifier of a record of whichever collection.
package typealias RecordID = Identifier<AnyRecord>
