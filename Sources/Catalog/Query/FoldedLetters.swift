/// Folds text of ASCII and the Latin letters with diacritics by a table of bytes: what nearly all texts are made of.
enum FoldedLetters {
    /// For each scalar below this the letter without case and diacritics; 0 for those that the table does not fold.
    private static let count = 0x1F00

    private static let table: [UInt8] = {
        var table = [UInt8](repeating: 0, count: count)
        for (letter, base) in SearchText.bases where letter.value < count && base.isASCII {
            table[Int(letter.value)] = UInt8(base.value)
        }
        for value in 0x80..<UInt32(count) {
            guard table[Int(value)] == 0, let scalar = Unicode.Scalar(value) else { continue }
            let small = scalar.properties.lowercaseMapping.unicodeScalars
            guard small.count == 1, let letter = small.first, letter != scalar,
                let base = SearchText.bases[letter], base.isASCII
            else { continue }
            table[Int(value)] = UInt8(base.value)
        }
        return table
    }()

    /// The folded text; nil when it has a scalar that is neither ASCII nor in the table.
    static func folded(_ text: UnsafeRawBufferPointer) -> [UInt8]? {
        table.withUnsafeBufferPointer { table in
            var isWhole = true
            let folded = [UInt8](unsafeUninitializedCapacity: text.count) { buffer, count in
                var place = 0
                while place < text.count {
                    let byte = text[place]
                    if byte < 0x80 {
                        let isCapital = byte &- UInt8(ascii: "A") < 26
                        buffer[count] = isCapital ? byte | 0x20 : byte
                        place += 1
                    } else {
                        let (scalar, length) = scalar(text, at: place)
                        guard scalar < table.count, table[scalar] != 0 else {
                            isWhole = false
                            return
                        }
                        buffer[count] = table[scalar]
                        place += length
                    }
                    count += 1
                }
            }
            return isWhole ? folded : nil
        }
    }

    /// A scalar of two or three bytes and its length; one past the table for anything else.
    private static func scalar(_ text: UnsafeRawBufferPointer, at place: Int) -> (scalar: Int, length: Int) {
        let first = Int(text[place])
        if first & 0xE0 == 0xC0, place + 1 < text.count {
            return ((first & 0x1F) << 6 | Int(text[place + 1] & 0x3F), 2)
        }
        if first & 0xF0 == 0xE0, place + 2 < text.count {
            return ((first & 0x0F) << 12 | Int(text[place + 1] & 0x3F) << 6 | Int(text[place + 2] & 0x3F), 3)
        }
        return (count, 1)
    }

    /// The words of a folded text: runs of letters and digits.
    static func words(_ folded: [UInt8]) -> [String] {
        folded.split { !($0 &- UInt8(ascii: "a") < 26 || $0 &- UInt8(ascii: "0") < 10) }.map {
            String(decoding: $0, as: UTF8.self)
        }
    }
}
