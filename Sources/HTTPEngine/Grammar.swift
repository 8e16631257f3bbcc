/// Byte classes of HTTP and URI syntax, each with its RFC section.
///
/// A class is two literal 64-bit maps, one for bytes 0–63 and one for 64–127: no table to load, no lazy global.
package enum Grammar {
    package static let tab: UInt8 = 0x09
    package static let lineFeed: UInt8 = 0x0A
    package static let carriageReturn: UInt8 = 0x0D
    package static let space: UInt8 = 0x20
    package static let quote: UInt8 = 0x22
    package static let percent: UInt8 = 0x25
    package static let comma: UInt8 = 0x2C
    package static let dot: UInt8 = 0x2E
    package static let slash: UInt8 = 0x2F
    package static let colon: UInt8 = 0x3A
    package static let semicolon: UInt8 = 0x3B
    package static let equals: UInt8 = 0x3D
    package static let question: UInt8 = 0x3F
    package static let backslash: UInt8 = 0x5C

    /// `tchar`, RFC 9110 §5.6.2: ``! # $ % & ' * + - . ^ _ ` | ~``, digits and letters.
    @inline(__always)
    package static func isToken(_ byte: UInt8) -> Bool {
        contains(byte, low: 0x03FF_6CFA_0000_0000, high: 0x57FF_FFFF_C7FF_FFFE)
    }

    /// `pchar` without `%`, and `/`: what a path may hold as it is, RFC 3986 §3.3.
    @inline(__always)
    package static func isPathByte(_ byte: UInt8) -> Bool {
        contains(byte, low: 0x2FFF_FFD2_0000_0000, high: 0x47FF_FFFE_87FF_FFFF)
    }

    /// What a query may hold as it is, without `%`: path bytes and `?`, RFC 3986 §3.4.
    @inline(__always)
    package static func isQueryByte(_ byte: UInt8) -> Bool {
        contains(byte, low: 0xAFFF_FFD2_0000_0000, high: 0x47FF_FFFE_87FF_FFFF)
    }

    /// `unreserved` and `sub-delims`: what a registered name may hold as it is, RFC 3986 §3.2.2.
    @inline(__always)
    package static func isNameByte(_ byte: UInt8) -> Bool {
        contains(byte, low: 0x2BFF_7FD2_0000_0000, high: 0x47FF_FFFE_87FF_FFFE)
    }

    /// `qdtext`, RFC 9110 §5.6.4: HTAB, SP, visible bytes except `"` and `\`, and obs-text.
    @inline(__always)
    package static func isQuotedText(_ byte: UInt8) -> Bool {
        isFieldValueByte(byte) && byte != quote && byte != backslash
    }

    /// `field-vchar`, SP and HTAB, RFC 9110 §5.5: every byte but the controls.
    @inline(__always)
    package static func isFieldValueByte(_ byte: UInt8) -> Bool {
        byte >= space ? byte != 0x7F : byte == tab
    }

    @inline(__always)
    package static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }

    /// SP or HTAB, the bytes of OWS and BWS (RFC 9110 §5.6.3).
    @inline(__always)
    package static func isBlank(_ byte: UInt8) -> Bool { byte == space || byte == tab }

    /// The value of a hexadecimal digit, or nil.
    @inline(__always)
    package static func hexadecimalValue(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 0x30...0x39: byte - 0x30
        case 0x41...0x46: byte - 0x37
        case 0x61...0x66: byte - 0x57
        default: nil
        }
    }

    /// The byte with an ASCII capital made small.
    @inline(__always)
    package static func lowercased(_ byte: UInt8) -> UInt8 {
        byte &- 0x41 < 26 ? byte | 0x20 : byte
    }

    @inline(__always)
    private static func contains(_ byte: UInt8, low: UInt64, high: UInt64) -> Bool {
        guard byte < 128 else { return false }
        return (byte < 64 ? low : high) &>> UInt64(byte & 63) & 1 == 1
    }
}
