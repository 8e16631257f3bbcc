/// The numbers that some values of a table get in another.
struct Renumbering<Value: Hashable & Sendable> {
    private let values: NumberedValues<Value>
    private var numbers: [UInt32?]

    init(_ values: NumberedValues<Value>) {
        self.values = values
        numbers = Array(repeating: nil, count: values.values.count)
    }

    /// The number of a value among `others`, where it is added when it first comes.
    mutating func number(of old: UInt32, in others: inout NumberedValues<Value>) -> UInt32 {
        if let known = numbers[Int(old)] { return known }
        let number = others.number(of: values[old]).number
        numbers[Int(old)] = number
        return number
    }
}
