import JSONText

/// What is found wrong with a request, in the order in which it is found. All who read the same request share one.
///
/// Readers report whatever they find and need not count: of a request with many faults only the first are told, and what
/// would be said of the others is not even worked out, because a request may be made to have thousands.
final class FaultList {
    /// Of a request with many faults these many are told.
    static let capacity = 16

    private(set) var all: [ProblemFault] = []

    var isEmpty: Bool { all.isEmpty }

    /// Reports what is wrong with a query parameter.
    func report(_ parameter: String, _ reason: @autoclosure () -> String, _ remedy: @autoclosure () -> String) {
        guard all.count < Self.capacity else { return }
        report(ProblemFault(parameter: parameter, reason: reason(), remedy: remedy()))
    }

    /// Reports what is wrong with the content, and where in it.
    func report(
        at pointer: @autoclosure () -> JSONPointer, _ reason: @autoclosure () -> String,
        _ remedy: @autoclosure () -> String
    ) {
        guard all.count < Self.capacity else { return }
        report(ProblemFault(parameter: nil, reason: reason(), remedy: remedy(), pointer: pointer().description))
    }

    /// Reports a fault that was found by itself; nothing where it is nil.
    func report(_ fault: ProblemFault?) {
        if let fault, all.count < Self.capacity { all.append(fault) }
    }

    func report(contentsOf faults: some Sequence<ProblemFault>) {
        for fault in faults { report(fault) }
    }

    /// Refuses the request where something is wrong with it.
    func check(as kind: ProblemKind = .badParameter) throws(Problem) {
        if !all.isEmpty { throw Problem(kind, all) }
    }
}
