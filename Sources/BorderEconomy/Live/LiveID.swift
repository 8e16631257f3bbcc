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
        let value = UInt64(max(0, number))
        let count = max(8, (64 - value.leadingZeroBitCount + 4) / 5)
        return String(unsafeUninitializedCapacity: count) { digits in
            for place in 0..<count {
                let digit = value >> UInt64(5 * (count - 1 - place)) & 31
                digits.initializeElement(at: place, to: CrockfordDigits.digit(of: UInt8(digit)))
            }
            return count
        }
    }

    package static func < (left: Self, right: Self) -> Bool { left.number < right.number }
}

package typealias VisitID = LiveID<VehicleVisit>
package typealias GateEventID = LiveID<GateEvent>

/// The digits of base 32 after Douglas Crockford: no i, l, o or u, so that they are not misread.
enum CrockfordDigits {
    /// The digit of a value from 0 to 31.
    static func digit(of value: UInt8) -> UInt8 {
        switch value {
        case 0..<10: UInt8(ascii: "0") + value
        case 10..<18: UInt8(ascii: "a") + (value - 10)
        case 18..<20: UInt8(ascii: "j") + (value - 18)
        case 20..<22: UInt8(ascii: "m") + (value - 20)
        case 22..<27: UInt8(ascii: "p") + (value - 22)
        default: UInt8(ascii: "v") + (value - 27)
        }
    }

    /// The value of a digit in upper or lower case; `i` and `l` are read as 1, `o` as 0; nil for anything else.
    static func value(of byte: UInt8) -> Int64? {
        let lower = (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte + 32 : byte
        switch lower {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): return Int64(lower - UInt8(ascii: "0"))
        case UInt8(ascii: "a")...UInt8(ascii: "h"): return Int64(lower - UInt8(ascii: "a")) + 10
        case UInt8(ascii: "j")...UInt8(ascii: "k"): return Int64(lower - UInt8(ascii: "j")) + 18
        case UInt8(ascii: "m")...UInt8(ascii: "n"): return Int64(lower - UInt8(ascii: "m")) + 20
        case UInt8(ascii: "p")...UInt8(ascii: "t"): return Int64(lower - UInt8(ascii: "p")) + 22
        case UInt8(ascii: "v")...UInt8(ascii: "z"): return Int64(lower - UInt8(ascii: "v")) + 27
        case UInt8(ascii: "o"): return 0
        case UInt8(ascii: "i"), UInt8(ascii: "l"): return 1
        default: return nil
        }
    }
}
