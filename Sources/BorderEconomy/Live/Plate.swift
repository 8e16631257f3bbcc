/// A number plate of any country as it was declared: 4–16 letters, digits, `-`, `.` and spaces, at least four of them
/// letters or digits. Spaces around it do not count.
///
/// It lives no longer than the request that brings it. What is kept is a keyed hash of `normalForm` and `ending`, which is
/// never the whole of it.
package struct Plate: Sendable {
    /// Upper case, accents composed with their letters, full-width characters as plain ones, separators left out: the bytes
    /// to hash.
    package let normalForm: String

    /// Nil for anything that is no plate.
    package init?(_ text: String) {
        if text.utf8.allSatisfy({ $0 < 0x80 }) {
            guard let form = Self.plainForm(of: text) else { return nil }
            normalForm = form
            return
        }
        let scalars = Self.trimmed(Self.composed(text))
        guard (4...16).contains(scalars.count) else { return nil }
        var kept = String.UnicodeScalarView()
        for scalar in scalars {
            switch scalar {
            case "-", ".", " ": continue
            default:
                let plain = Self.plain(scalar)
                guard Self.isLetterOrDigit(plain) else { return nil }
                kept.append(plain)
            }
        }
        guard kept.count >= Self.leastSigns else { return nil }
        normalForm = String(kept).uppercased()
    }

    /// Letters and digits at least: one more than the ending has.
    package static let leastSigns = 4

    /// The normal form of ASCII text, as nearly every plate is; nil when it is no plate.
    private static func plainForm(of text: String) -> String? {
        let space = UInt8(ascii: " ")
        var bytes = text.utf8[...]
        while bytes.first == space { bytes.removeFirst() }
        while bytes.last == space { bytes.removeLast() }
        guard (4...16).contains(bytes.count) else { return nil }
        var isPlate = true
        let form = String(unsafeUninitializedCapacity: 16) { kept in
            var count = 0
            for byte in bytes {
                switch byte {
                case UInt8(ascii: "-"), UInt8(ascii: "."), space: continue
                case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"):
                    kept.initializeElement(at: count, to: byte)
                case UInt8(ascii: "a")...UInt8(ascii: "z"): kept.initializeElement(at: count, to: byte - 32)
                default:
                    isPlate = false
                    return 0
                }
                count += 1
            }
            isPlate = count >= leastSigns
            return count
        }
        return isPlate ? form : nil
    }

    /// The last three characters, by which people at the gate tell vehicles apart.
    package var ending: PlateEnding { PlateEnding(lastOf: normalForm) }

    /// The text without the spaces around it.
    private static func trimmed(_ text: String) -> Substring.UnicodeScalarView {
        var scalars = text[...].unicodeScalars
        while scalars.first == " " { scalars.removeFirst() }
        while scalars.last == " " { scalars.removeLast() }
        return scalars
    }

    /// The text with a letter and its accents as one scalar where there is one (NFC, as far as Latin letters go): keyboards
    /// differ in how they write `Ă`.
    private static func composed(_ text: String) -> String {
        guard text.contains(where: { $0.unicodeScalars.count > 1 }) else { return text }
        return String(text.map { $0.unicodeScalars.count > 1 ? composed($0) : $0 })
    }

    /// Characters are equal when they are written alike, with one scalar or several.
    private static func composed(_ sign: Character) -> Character {
        let latin: [ClosedRange<UInt32>] = [0xC0...0x24F, 0x1E00...0x1EFF]
        for range in latin {
            for number in range {
                if let scalar = Unicode.Scalar(number), Character(scalar) == sign { return Character(scalar) }
            }
        }
        return sign
    }

    /// Full-width letters and digits, as Chinese input methods write them, are the plain ones.
    private static func plain(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        guard (0xFF10...0xFF5A).contains(scalar.value) else { return scalar }
        return Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar
    }

    private static func isLetterOrDigit(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .otherLetter, .decimalNumber: true
        default: false
        }
    }
}

/// The last three characters of a plate, in eight bytes.
package struct PlateEnding: Hashable, Sendable, CustomStringConvertible {
    /// Three Unicode scalars of 21 bits each, the last in the lowest bits.
    private let packed: UInt64

    /// Takes the last three characters of `text`; fewer when it has fewer.
    package init(lastOf text: String) {
        packed = text.unicodeScalars.suffix(3).reduce(0) { $0 << 21 | UInt64($1.value) }
    }

    package var description: String {
        if packed & Self.beyondASCII == 0 { return plainText }
        var text = String.UnicodeScalarView()
        for shift in [42, 21, 0] {
            let value = UInt32(packed >> UInt64(shift) & 0x1F_FFFF)
            if value != 0, let scalar = Unicode.Scalar(value) { text.append(scalar) }
        }
        return String(text)
    }

    /// The bits that none of three ASCII characters has.
    private static let beyondASCII: UInt64 = 0x1F_FF80 | 0x1F_FF80 << 21 | 0x1F_FF80 << 42

    private var plainText: String {
        String(unsafeUninitializedCapacity: 3) { characters in
            var count = 0
            for shift: UInt64 in [42, 21, 0] {
                let byte = UInt8(truncatingIfNeeded: packed >> shift) & 0x7F
                if byte == 0 { continue }
                characters.initializeElement(at: count, to: byte)
                count += 1
            }
            return count
        }
    }
}

/// A keyed hash of a plate's normal form, sixteen bytes long; whoever has no key cannot tell the plate from it.
package struct PlateDigest: Hashable, Sendable {
    package let high: UInt64
    package let low: UInt64

    package init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }
}
