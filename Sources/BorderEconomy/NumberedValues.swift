/// Distinct values, numbered from 0 in the order in which they first came.
struct NumberedValues<Value: Hashable & Sendable>: Sendable {
    private(set) var values: [Value] = []
    private var numbers: [Value: UInt32] = [:]

    /// The number of a value, given now when it had none; `isNew` says so.
    mutating func number(of value: Value) -> (number: UInt32, isNew: Bool) {
        if let known = numbers[value] { return (known, false) }
        let number = UInt32(values.count)
        values.append(value)
        numbers[value] = number
        return (number, true)
    }

    subscript(number: UInt32) -> Value { values[Int(number)] }
}
