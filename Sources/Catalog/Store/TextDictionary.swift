import BorderEconomy

/// The distinct texts of a column, coded so that to compare codes is to compare texts.
///
/// Code 0 is null. Codes 1… ascend in the order in which texts are put in order: by the folded text (without case and
/// diacritics), then by the text itself. Two columns have two dictionaries; their codes have nothing in common.
package struct TextDictionary: Sendable {
    private let arena: [UInt8]
    /// Where the text of code `c` begins is at `c - 1`; one more than there are texts.
    private let starts: [UInt32]
    /// Whether every text is its own folded form, so that texts can be looked up by their bytes alone.
    private let isPlain: Bool

    /// A dictionary without texts.
    package init() {
        arena = []
        starts = [0]
        isPlain = true
    }

    /// Puts the strings of a table in order; those that stand in it more than once have one code.
    ///
    /// - Returns: the dictionary, and the code of each string of the table.
    static func ordering(_ table: ByteTable) -> (dictionary: TextDictionary, codes: [UInt32]) {
        var folded: [[UInt8]?] = []
        folded.reserveCapacity(table.count)
        for number in 0..<table.count { folded.append(table.withBytes(of: number) { SearchText.foldedBytes($0) }) }
        let isPlain = folded.allSatisfy { $0 == nil }
        let order = StringSort(table, folded: folded).numbers
        var codes = [UInt32](repeating: 0, count: table.count)
        var bytes: [UInt8] = []
        bytes.reserveCapacity(table.arena.count)
        var starts: [UInt32] = [0]
        starts.reserveCapacity(table.count + 1)
        var last: Int?
        for number in order.lazy.map({ Int($0) }) {
            let isRepeated =
                table.mayRepeat
                && (last.map { last in
                    table.withBytes(of: last) { last in table.withBytes(of: number) { $0.isSame(as: last) } }
                } ?? false)
            if !isRepeated {
                table.withBytes(of: number) { bytes.append(contentsOf: $0) }
                starts.append(UInt32(bytes.count))
            }
            codes[number] = UInt32(starts.count - 1)
            last = number
        }
        return (TextDictionary(arena: bytes, starts: starts, isPlain: isPlain), codes)
    }

    private init(arena: [UInt8], starts: [UInt32], isPlain: Bool) {
        self.arena = arena
        self.starts = starts
        self.isPlain = isPlain
    }

    /// The dictionary with further texts, each in front of the text of a code; both ascend.
    func inserting(_ texts: [(before: UInt32, text: String)]) -> TextDictionary {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(arena.count + texts.reduce(0) { $0 + $1.text.utf8.count })
        var places: [UInt32] = [0]
        places.reserveCapacity(starts.count + texts.count)
        var next = 1
        func copy(upTo code: Int) {
            let start = starts[next - 1]
            let moved = UInt32(bytes.count)
            bytes += arena[Int(start)..<Int(starts[code - 1])]
            places += starts[next..<code].lazy.map { $0 - start + moved }
            next = code
        }
        for (before, text) in texts {
            copy(upTo: Int(before))
            bytes += Array(text.utf8)
            places.append(UInt32(bytes.count))
        }
        copy(upTo: count + 1)
        let arePlain = texts.allSatisfy { SearchText.folded($0.text) == $0.text }
        return TextDictionary(arena: bytes, starts: places, isPlain: isPlain && arePlain)
    }

    private static func withFolded<Result>(
        _ folded: [UInt8]?, _ exact: UnsafeRawBufferPointer, _ body: (UnsafeRawBufferPointer) -> Result
    ) -> Result {
        folded.map { $0.withUnsafeBytes(body) } ?? body(exact)
    }

    /// How many texts there are; codes go from 1 to this number.
    package var count: Int { starts.count - 1 }

    /// The text of a code that is not 0.
    package subscript(code: UInt32) -> String { withBytes(of: code) { String(decoding: $0, as: UTF8.self) } }

    /// The UTF-8 of the text of a code that is not 0; valid only during the call.
    package func withBytes<Result>(of code: UInt32, _ body: (UnsafeRawBufferPointer) throws -> Result) rethrows
        -> Result
    {
        let range = Int(starts[Int(code) - 1])..<Int(starts[Int(code)])
        return try arena.withUnsafeBytes { try body(UnsafeRawBufferPointer(rebasing: $0[range])) }
    }

    /// The code of exactly this text; nil when no record has it.
    package func code(of text: String) -> UInt32? {
        let code = lowerBound(of: text)
        return code <= count && self[code] == text ? code : nil
    }

    /// The first code whose text does not come before `text`; `count + 1` when there is none.
    package func lowerBound(of text: String) -> UInt32 {
        var text = text
        return text.withUTF8 { bytes in
            let exact = UnsafeRawBufferPointer(bytes)
            let folded = SearchText.foldedBytes(exact)
            return Self.withFolded(folded, exact) { folded in firstCode { precedes($0, folded: folded, exact: exact) } }
        }
    }

    /// The first code whose text comes after `text`; `count + 1` when there is none.
    package func upperBound(of text: String) -> UInt32 {
        let code = lowerBound(of: text)
        return code <= count && self[code] == text ? code + 1 : code
    }

    /// The codes of the texts whose folded form begins with the folded form of `prefix`.
    package func codes(foldedPrefix prefix: String) -> Range<UInt32> {
        let folded = Array(SearchText.folded(prefix).utf8)
        return folded.withUnsafeBytes { wanted in
            let lower = firstCode { code in
                withFoldedBytes(of: code) { $0.precedes(wanted) }
            }
            let upper = firstCode { code in
                withFoldedBytes(of: code) { text in
                    let start = UnsafeRawBufferPointer(rebasing: text.prefix(wanted.count))
                    return !wanted.precedes(start)
                }
            }
            return lower..<Swift.max(lower, upper)
        }
    }

    private func precedes(_ code: UInt32, folded: UnsafeRawBufferPointer, exact: UnsafeRawBufferPointer) -> Bool {
        withBytes(of: code) { mine in
            Self.withFolded(isPlain ? nil : SearchText.foldedBytes(mine), mine) { mineFolded in
                if mineFolded.isSame(as: folded) { return mine.precedes(exact) }
                return mineFolded.precedes(folded)
            }
        }
    }

    private func withFoldedBytes<Result>(of code: UInt32, _ body: (UnsafeRawBufferPointer) -> Result) -> Result {
        withBytes(of: code) { Self.withFolded(isPlain ? nil : SearchText.foldedBytes($0), $0, body) }
    }

    /// The first code that does not stand before what is looked for.
    private func firstCode(_ isBefore: (UInt32) -> Bool) -> UInt32 {
        var low: UInt32 = 1
        var high = UInt32(count) + 1
        while low < high {
            let middle = (low + high) / 2
            if isBefore(middle) { low = middle + 1 } else { high = middle }
        }
        return low
    }
}

extension TextDictionary: Equatable {
    package static func == (left: Self, right: Self) -> Bool {
        left.starts == right.starts && left.arena == right.arena
    }
}
