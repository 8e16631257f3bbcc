package import BorderEconomy

extension EditRefusal {
    /// The faults of a refusal.
    package var faults: [EditFault] {
        switch self {
        case .unreadable(let faults), .invalid(let faults): faults
        case .twin(_, let fault): [fault]
        case .unknownRecord, .outdated, .outOfScope: []
        }
    }

    /// The refusal with the places of its faults led elsewhere.
    func mapped(_ pointer: (String) -> String) -> EditRefusal {
        guard case .invalid(let faults) = self else { return self }
        return .invalid(
            faults.map {
                EditFault(
                    pointer: pointer($0.pointer), reason: $0.reason, remedy: $0.remedy, isAhead: $0.isAhead)
            })
    }
}
