import BorderEconomy
import JSONText

/// Identifiers of figures that planners add without one.
enum EditIdentifier {
    /// A day or period as text, whichever of its shapes it is given in.
    private static func time(_ value: JSONValue?) -> String? {
        guard let value, value.object != nil else { return value?.string }
        func day(_ key: String) -> CalendarDay? { value[key]?.string.flatMap { CalendarDay($0) } }
        return Period(start: day("start"), end: day("end")).map { $0.isCalendarYear ? "\($0.end?.year ?? 0)" : "\($0)" }
    }

    /// An identifier that nobody has: of what is measured, of whom and when.
    ///
    /// - Parameter isTaken: whether somebody has it.
    static func free(
        for content: JSONValue, of collection: RecordCollection, isTaken: (RecordID) -> Bool
    ) -> RecordID {
        let time = Self.time(content[collection == .targets ? "deadline" : "period"]) ?? content["asOf"]?.string
        let parts = [content["subject"]?.string, content["indicator"]?.string, time].compactMap(\.self)
        var words: [String] = [""]
        for byte in parts.joined(separator: " ").lowercased().utf8.prefix(100) {
            if (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte) {
                words[words.count - 1].unicodeScalars.append(Unicode.Scalar(byte))
            } else if words[words.count - 1] != "" {
                words.append("")
            }
        }
        let stem = words.filter { !$0.isEmpty }.joined(separator: "-")
        let base = stem.isEmpty ? collection.rawValue : stem
        var number = 1
        while true {
            if let id = RecordID(number == 1 ? base : "\(base)--\(number)"), !isTaken(id) { return id }
            number += 1
        }
    }
}
