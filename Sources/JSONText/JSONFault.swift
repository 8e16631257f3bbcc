/// One thing that is wrong with a JSON text: what, and where.
package struct JSONFault: Error, Sendable, Equatable, CustomStringConvertible {
    /// The value or member that is wrong, or the innermost one that was being read.
    package let pointer: JSONPointer

    /// Where in the text.
    package let position: JSONPosition

    /// What is wrong.
    package let reason: Reason

    /// A fault at a place, for a reason.
    package init(pointer: JSONPointer, position: JSONPosition, reason: Reason) {
        self.pointer = pointer
        self.position = position
        self.reason = reason
    }

    /// `pointer: line N, column N: reason`, the pointer left out for the whole document.
    package var description: String {
        let place = "line \(position.line), column \(position.column): \(reason)"
        return pointer.tokens.isEmpty ? place : "\(pointer): \(place)"
    }
}

/// Every fault of one JSON text, in the order of the text.
package struct JSONFaults: Error, Sendable, Equatable, CustomStringConvertible {
    /// At least one.
    package let faults: [JSONFault]

    /// A refusal for these reasons.
    package init(_ faults: [JSONFault]) {
        self.faults = faults
    }

    /// One fault per line.
    package var description: String {
        faults.map(\.description).joined(separator: "\n")
    }
}
