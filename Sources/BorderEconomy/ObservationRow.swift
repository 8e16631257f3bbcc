/// An observation in 32 bytes: its number, and where what many share stands elsewhere.
struct ObservationRow: Sendable {
    /// NaN is none.
    private let number: Double
    /// Among the measures of the table.
    let measure: UInt32
    /// Among the sources of the table.
    let source: UInt32
    /// Among the times of the table.
    let time: UInt32
    /// Twice the number among the manners of the table; one more when the table has more of the figure.
    private let mannerAndRest: UInt32
    /// Where the identifier ends among the texts of the table; it begins where the row before ends.
    let identifierEnd: UInt32
    /// Where the figure as printed ends, which follows the identifier; there is none when it is empty.
    let endOfTexts: UInt32

    init(_ value: Double?, _ pattern: ObservationPattern, identifierEnd: UInt32, endOfTexts: UInt32, hasRest: Bool) {
        number = value ?? .nan
        measure = pattern.measure
        source = pattern.source
        time = pattern.time
        mannerAndRest = pattern.manner << 1 | (hasRest ? 1 : 0)
        self.identifierEnd = identifierEnd
        self.endOfTexts = endOfTexts
    }

    /// Among the manners of the table.
    var manner: UInt32 { mannerAndRest >> 1 }

    /// Whether the table has more of the figure: what few figures have.
    var hasRest: Bool { mannerAndRest & 1 == 1 }

    var value: Double? { number.isNaN ? nil : number }

    /// Whether there can be nothing wrong with a figure of this unit itself, seen without unpacking it: a plain number that is
    /// not below zero, no share out of bounds.
    func isPlain(in unit: Unit) -> Bool {
        !hasRest && number >= 0 && (unit != .percent || (0...100).contains(number))
    }
}

/// What an observation shares with others, by its numbers in the table of observations.
package struct ObservationPattern: Hashable, Sendable {
    /// Among `measures`.
    package let measure: UInt32
    /// Among `sources`.
    package let source: UInt32
    /// Among `manners`.
    package let manner: UInt32
    /// Among `times`.
    package let time: UInt32

    package init(measure: UInt32, source: UInt32, manner: UInt32, time: UInt32) {
        self.measure = measure
        self.source = source
        self.manner = manner
        self.time = time
    }
}
