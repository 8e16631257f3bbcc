/// What the numbers of a group of records come to. Null is counted nowhere.
package struct Totals: Sendable, Equatable {
    /// Records with a number.
    package var count = 0
    /// The sum, exact to the last bits of a Double however many numbers there are (Neumaier's compensated sum).
    package var sum: Double { total + compensation }
    /// The least number; infinity when there is none.
    package var least = Double.infinity
    /// The greatest number; −infinity when there is none.
    package var greatest = -Double.infinity
    private var total = 0.0
    private var compensation = 0.0

    package init() {}

    /// The mean; nil when there is no number.
    package var mean: Double? { count > 0 ? sum / Double(count) : nil }

    /// Takes in one number.
    @inline(__always)
    package mutating func add(_ number: Double) {
        count += 1
        let next = total + number
        compensation += total.magnitude >= number.magnitude ? (total - next) + number : (number - next) + total
        total = next
        if number < least { least = number }
        if number > greatest { greatest = number }
    }
}

/// The records of one combination of values, and what their numbers come to.
package struct TotalsGroup: Sendable, Equatable {
    /// A value for each of the columns grouped by.
    package let key: [FieldValue]
    /// Records, with or without numbers.
    package var count: Int
    /// For each column of numbers.
    package var totals: [Totals]
}
