/// The number of something that happens at a gate, such as a visit: the sequence of the event that began it.
///
/// As text it is base 32 in Crockford's alphabet, lower case, at least eight characters: `00000a7k`. Numbers grow, so ids
/// in order of text are in order of time as long as they are of one length.
package struct LiveID<Subject>: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// Positive; the journal gives each once.
    package let number: Int64

    package init(number: Int64) {
        self.number = number
    }

    /// Reads the text form, upper or lower case, `i` and `l` as 1 and `o` as 0; nil for anything else.
    package init?(_ text: String) {
        guard (8...13).contains(text.utf8.count) else { return nil }
        var value: Int64 = 0
        for byte in text.utf8 {
            guard let digit = CrockfordDigits.value(of: byte) else { return nil }
            let (shifted, overflow) = value.multipliedReportingOverflow(by: 32)
            if overflow { return nil }
            value = shifted + digit
        }
        guard value > 0, text.utf8.count == 8 || value >= 1 << 40 else { return nil }
        number = value
    }

    package var description: String {
        var digits: [UInt8] = []
        var rest = UInt64(max(0, number))
        while rest > 0 || digits.count < 8 {
            digits.append(CrockfordDigits.all[Int(rest % 32)])
            rest /= 32
        }
        return String(decoding: digits.reversed(), as: UTF8.self)
    }

    package static func < (left: Self, right: Self) -> Bool { left.number < right.number }
}

package typealias VisitID = LiveID<VehicleVisit>
package typealias GateEventID = LiveID<GateEvent>

/// The digits of base 32 after Douglas Crockford: no i, l, o or u, so that they are not misread.
enum CrockfordDigits {
    static let all = Array("0123456789abcdefghjkmnpqrstvwxyz".utf8)

    static func value(of byte: UInt8) -> Int64? {
        let lower = (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte + 32 : byte
        switch lower {
        case UInt8(ascii: "o"): return 0
        case UInt8(ascii: "i"), UInt8(ascii: "l"): return 1
        default: return all.firstIndex(of: lower).map(Int64.init)
        }
    }
}
