/// What is wrong in a request, for whoever wrote it: where, and how to send it instead.
struct RequestFault {
    /// The name of the query parameter that is at fault; nil outside the query, or where the name is no plain one.
    let parameter: String?
    let reason: String
    let remedy: String

    /// As a member of `errors` in a problem. The texts have nothing that JSON escapes.
    var json: String {
        let parameter = parameter.map { #""parameter":"\#($0)","# } ?? ""
        return #"{\#(parameter)"reason":"\#(reason)","remedy":"\#(remedy)"}"#
    }
}

extension RequestFault {
    /// The fault behind `error`; nil when the error says all there is to say.
    ///
    /// It depends on no byte behind the one at fault, so that it is the same however the bytes were cut on their way.
    ///
    /// - Parameters:
    ///   - bytes: those of the request that have come.
    ///   - request: as far as it is read.
    static func behind(
        _ error: ProtocolError, in bytes: UnsafeRawBufferPointer, _ request: borrowing Request, limits: HTTPLimits
    ) -> RequestFault? {
        switch error {
        case .targetTooLong:
            RequestFault(
                parameter: nil,
                reason: "the target is longer than \(limits.targetBytes) bytes, percent-encoding counted",
                remedy: "ask with fewer or shorter conditions")
        case .targetInvalid, .targetByteInvalid, .percentEncodingInvalid, .versionInvalid: ofTarget(in: bytes)
        case .weightInvalid: request.weightFault?.told
        default: nil
        }
    }
}
