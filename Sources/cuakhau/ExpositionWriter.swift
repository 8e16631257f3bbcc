/// Writes metrics in the text format of Prometheus, version 0.0.4.
struct ExpositionWriter {
    /// What a number is, for whoever reads it.
    enum Kind: String {
        /// Grows from the start of the process.
        case counter
        /// Goes up and down.
        case gauge
    }

    /// One number of a family, told from the others by its labels.
    struct Sample {
        let labels: [(name: String, value: String)]
        let value: String

        init(_ value: some FixedWidthInteger, _ labels: (name: String, value: String)...) {
            self.labels = labels
            self.value = String(value)
        }

        init(_ value: Double, _ labels: (name: String, value: String)...) {
            self.labels = labels
            self.value = ExpositionWriter.text(value)
        }
    }

    private(set) var text = ""

    /// Adds a family of one kind; one without samples is left out.
    mutating func add(_ name: String, _ kind: Kind, _ help: String, _ samples: [Sample]) {
        guard !samples.isEmpty else { return }
        addHead(name, kind.rawValue, help)
        for sample in samples { addLine(name, sample.labels, sample.value) }
    }

    /// Adds a family that is one number.
    mutating func add(_ name: String, _ kind: Kind, _ help: String, _ sample: Sample) {
        add(name, kind, help, [sample])
    }

    /// Adds a histogram: its upper bounds in order, how many fell into each bucket alone, one more for those beyond all
    /// bounds, and the sum of all. The format wants the counts cumulative.
    mutating func addHistogram(_ name: String, _ help: String, bounds: [Double], counts: [UInt64], sum: Double) {
        precondition(counts.count == bounds.count + 1)
        addHead(name, "histogram", help)
        var total: UInt64 = 0
        for (bound, count) in zip(bounds + [.infinity], counts) {
            total += count
            addLine(name + "_bucket", [(name: "le", value: Self.text(bound))], String(total))
        }
        addLine(name + "_sum", [], Self.text(sum))
        addLine(name + "_count", [], String(total))
    }

    private mutating func addHead(_ name: String, _ type: String, _ help: String) {
        text += "# HELP \(name) \(Self.escaped(help, quotes: false))\n# TYPE \(name) \(type)\n"
    }

    private mutating func addLine(_ name: String, _ labels: [(name: String, value: String)], _ value: String) {
        text += name
        if !labels.isEmpty {
            let pairs = labels.map { "\($0.name)=\"\(Self.escaped($0.value, quotes: true))\"" }
            text += "{" + pairs.joined(separator: ",") + "}"
        }
        text += " \(value)\n"
    }

    /// A backslash and a line feed are escaped everywhere, a quotation mark in the value of a label.
    private static func escaped(_ text: String, quotes: Bool) -> String {
        guard text.utf8.contains(where: { $0 == 0x5C || $0 == 0x0A || $0 == 0x22 }) else { return text }
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\"" where quotes: result += "\\\""
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    /// A number as the format writes it.
    private static func text(_ number: Double) -> String {
        if number == .infinity { return "+Inf" }
        if number == -.infinity { return "-Inf" }
        return number.isNaN ? "NaN" : "\(number)"
    }
}
