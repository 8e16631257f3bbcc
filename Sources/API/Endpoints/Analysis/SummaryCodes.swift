import Catalog

/// The values of a field of every record as codes: what is alike has the same code.
struct SummaryCodes: Sendable {
    /// By position.
    let codes: [UInt32]
    /// What codes stand for: texts of a dictionary, of which 0 is null, or values.
    let values: Values

    enum Values: Sendable {
        case texts(TextDictionary)
        case values([FieldValue])

        var count: Int {
            switch self {
            case .texts(let dictionary): dictionary.count + 1
            case .values(let values): values.count
            }
        }
    }

    /// The codes of a column; without one every record has null.
    init(_ column: Column?, count: Int) {
        switch column {
        case .texts(let codes, let dictionary)?:
            self.init(codes: codes, values: .texts(dictionary))
        case let column?: self.init((0..<column.count).map(column.value))
        case nil:
            self.init(codes: Array(repeating: 0, count: count), values: .values([.null]))
        }
    }

    /// The codes of values by position.
    init(_ all: [FieldValue]) {
        var known: [FieldValue: UInt32] = [:]
        var different: [FieldValue] = []
        let codes = all.map { value in
            if let code = known[value] { return code }
            let code = UInt32(different.count)
            known[value] = code
            different.append(value)
            return code
        }
        self.init(codes: codes, values: .values(different))
    }

    private init(codes: [UInt32], values: Values) {
        self.codes = codes
        self.values = values
    }

    func value(of code: Int) -> FieldValue {
        switch values {
        case .texts(let dictionary): code == 0 ? .null : .text(dictionary[UInt32(code)])
        case .values(let values): values[code]
        }
    }
}
