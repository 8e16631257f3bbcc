/// The weights by which a client says how gladly it takes something (RFC 9110 §12.4.2).
extension Request {
    /// A weight that is none.
    struct WeightFault {
        /// Position of the field line, and its name as it was sent.
        let line: Int
        let field: String
        /// Number of the member in that line, from 1, and the member itself where it can be shown as it is.
        let number: Int
        let member: String?
        let fault: WeightedMember.Fault

        /// For whoever wrote the request.
        var told: RequestFault {
            let shown = member.map { ", \($0)," } ?? ""
            let place = "member \(number) of \(field)\(shown)"
            return switch fault {
            case .malformed:
                RequestFault(
                    parameter: nil,
                    reason:
                        "\(place) has a weight that is no number from 0 to 1 with at most three digits behind the point",
                    remedy: "write it as q=0.5, from q=0 to q=1, or leave q out")
            case .repeated:
                RequestFault(
                    parameter: nil, reason: "\(place) has more than one weight",
                    remedy: "give each member one q at most")
            }
        }
    }

    /// The first weight that is none; nil when all are well-formed.
    var weightFault: WeightFault? {
        for line in 0..<parts.fields.count {
            if let fault = weightFault(inLine: line) { return fault }
        }
        return nil
    }

    /// The first weight in a field line that is none; nil in a field that has no weights.
    func weightFault(inLine line: Int) -> WeightFault? {
        let found = parts.fields[line]
        guard found.known.hasWeights else { return nil }
        let value = view(found.value)
        guard value.contains(Grammar.semicolon) else { return nil }
        var number = 0
        var first: WeightFault?
        value.forEachListElement { member in
            number += 1
            guard first == nil, let fault = WeightedMember(member).fault else { return }
            first = WeightFault(
                line: line, field: view(found.name).string, number: number, member: Self.shown(member), fault: fault)
        }
        return first
    }

    /// A member that needs no escaping in JSON and is not long.
    private static func shown(_ member: ByteView) -> String? {
        let isPlain = member.allSatisfy { (0x20...0x7E).contains($0) && $0 != Grammar.quote && $0 != Grammar.backslash }
        return isPlain && member.count <= 64 ? member.string : nil
    }
}
