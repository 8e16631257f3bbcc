import BorderEconomy
import HTTPEngine

/// Reads the parameters of a question one by one and collects what is wrong with them.
struct ParameterReader {
    private let question: Question
    private let faults = FaultList()

    init(_ question: Question) {
        self.question = question
    }

    /// Throws what was found wrong, as 400.
    func check() throws(Problem) {
        try faults.check()
    }

    mutating func report(
        _ name: String, _ reason: @autoclosure () -> String, _ remedy: @autoclosure () -> String
    ) {
        faults.report(name, reason(), remedy())
    }

    /// The value of a parameter as `read` takes it; nil when it is not given, or wrong.
    ///
    /// - Parameter fault: what is wrong with a text that is not taken, and the remedy.
    mutating func value<Value>(
        _ name: String, _ read: (String) -> Value?, fault: (String) -> (reason: String, remedy: String)
    ) -> Value? {
        guard let text = question[name] else { return nil }
        if let value = read(text) { return value }
        let (reason, remedy) = fault(text)
        faults.report(name, reason, remedy)
        return nil
    }

    /// A whole number in decimal digits.
    mutating func integer(_ name: String, in range: ClosedRange<Int>) -> Int? {
        value(name) { text in
            text.utf8.allSatisfy { (0x30...0x39).contains($0) }
                ? Int(text).flatMap { range.contains($0) ? $0 : nil } : nil
        } fault: { text in
            let bounds =
                range.upperBound == .max
                ? "from \(range.lowerBound)" : "from \(range.lowerBound) to \(range.upperBound)"
            return ("\(name) cannot be \"\(text)\"", "give a whole number \(bounds)")
        }
    }

    /// A moment; a plus that was not encoded arrives as a space.
    mutating func moment(_ name: String) -> Moment? {
        value(name) {
            Moment($0.replacing(" ", with: "+"))
        } fault: { text in
            ("\"\(text)\" is no moment", "give a date and time with its offset, such as 2026-11-21T06:32:16Z")
        }
    }

    mutating func day(_ name: String) -> CalendarDay? {
        value(name) {
            CalendarDay($0)
        } fault: { text in
            ("\"\(text)\" is no day", "give one as YYYY-MM-DD")
        }
    }
}
