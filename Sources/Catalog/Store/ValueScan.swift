import BorderEconomy

/// Finds its way in compact JSON of our own writing: no white space, nothing to check.
enum ValueScan {
    private static let quote = UInt8(ascii: "\"")
    private static let backslash = UInt8(ascii: "\\")

    /// Past the last byte of the value that begins at `start`.
    static func end(of bytes: UnsafeRawBufferPointer, from start: Int) -> Int {
        switch bytes[start] {
        case quote: return endOfString(bytes, from: start)
        case UInt8(ascii: "{"), UInt8(ascii: "["): return endOfContainer(bytes, from: start)
        default:
            var place = start
            while place < bytes.count, !isDelimiter(bytes[place]) { place += 1 }
            return place
        }
    }

    /// Past the last byte of the member `"name":value` that begins at `start`.
    static func endOfMember(_ bytes: UnsafeRawBufferPointer, from start: Int) -> Int {
        end(of: bytes, from: startOfValue(bytes, from: start))
    }

    /// Where the value of the member that begins at `start` begins.
    static func startOfValue(_ bytes: UnsafeRawBufferPointer, from start: Int) -> Int {
        endOfString(bytes, from: start) + 1
    }

    static func isDelimiter(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: ",") || byte == UInt8(ascii: "}") || byte == UInt8(ascii: "]")
    }

    private static func endOfString(_ bytes: UnsafeRawBufferPointer, from start: Int) -> Int {
        var place = start + 1
        while bytes[place] != quote { place += bytes[place] == backslash ? 2 : 1 }
        return place + 1
    }

    private static func endOfContainer(_ bytes: UnsafeRawBufferPointer, from start: Int) -> Int {
        var depth = 0
        var place = start
        while true {
            switch bytes[place] {
            case quote:
                place = endOfString(bytes, from: place)
                continue
            case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                depth -= 1
                if depth == 0 { return place + 1 }
            default: break
            }
            place += 1
        }
    }

    /// The value of the member `name` of an object; nil when it has none or is no object.
    static func member(_ name: [UInt8], of object: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer? {
        guard object.first == UInt8(ascii: "{"), object.count > 2 else { return nil }
        var place = 1
        while place < object.count - 1 {
            let value = startOfValue(object, from: place)
            let end = end(of: object, from: value)
            let key = UnsafeRawBufferPointer(rebasing: object[place + 1..<value - 2])
            if key.count == name.count, name.withUnsafeBytes({ key.isSame(as: $0) }) {
                return UnsafeRawBufferPointer(rebasing: object[value..<end])
            }
            place = end + 1
        }
        return nil
    }

    /// Calls `body` with each element of an array.
    static func elements(of array: UnsafeRawBufferPointer, _ body: (UnsafeRawBufferPointer) -> Void) {
        var place = 1
        while place < array.count - 1 {
            let end = end(of: array, from: place)
            body(UnsafeRawBufferPointer(rebasing: array[place..<end]))
            place = end + 1
        }
    }

    /// A number; NaN for anything else. Up to 15 digits are read exactly by one division, others by the library.
    static func number(_ bytes: UnsafeRawBufferPointer) -> Double {
        guard let first = bytes.first, first == UInt8(ascii: "-") || first &- UInt8(ascii: "0") < 10 else {
            return .nan
        }
        var digits: Int64 = 0
        var count = 0
        var decimals = -1
        for byte in bytes.dropFirst(first == UInt8(ascii: "-") ? 1 : 0) {
            let digit = byte &- UInt8(ascii: "0")
            if digit < 10 {
                digits = digits &* 10 &+ Int64(digit)
                count += 1
                if decimals >= 0 { decimals += 1 }
            } else if byte == UInt8(ascii: "."), decimals < 0 {
                decimals = 0
            } else {
                count = .max
                break
            }
        }
        guard count <= 15 else { return Double(String(decoding: bytes, as: UTF8.self)) ?? .nan }
        let whole = Double(first == UInt8(ascii: "-") ? -digits : digits)
        return decimals > 0 ? whole / powersOfTen[decimals] : whole
    }

    private static let powersOfTen: [Double] = [
        1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
    ]
}
