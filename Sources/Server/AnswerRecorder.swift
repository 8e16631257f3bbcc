internal import HTTPEngine
internal import Transport

/// Counts the answers of one loop, and notes those that are to be reported until their duration is known.
final class AnswerRecorder: AnswerObserver {
    private let counters: LoopCounters
    private let reports: AnswerReports
    /// Noted since they were last taken.
    private let noted = Place<[AnsweredRequest]>([])

    init(counters: LoopCounters, reports: AnswerReports) {
        self.counters = counters
        self.reports = reports
    }

    /// An answer is written.
    func answered(_ request: borrowing Request, _ answer: WrittenAnswer) {
        let method = request.hasMethod ? request.method : .other
        counters.countAnswer(route: answer.route, method: method, status: answer.status)
        if reports.include(answer.status) { note(request, answer, method: method) }
    }

    /// An answer that did not come at once is finished, or as finished as it will be.
    func record(_ suspended: SuspendedAnswer) {
        guard let status = suspended.status else { return }
        counters.countAnswer(route: suspended.route, method: suspended.method, status: status)
        guard reports.include(status) else { return }
        noted.value.append(
            AnsweredRequest(
                method: suspended.method, path: suspended.path, status: status, contentBytes: suspended.contentCount,
                requestID: suspended.requestID))
    }

    /// Whether there are some to take.
    var hasNoted: Bool { !noted.value.isEmpty }

    func takeNoted() -> [AnsweredRequest] {
        defer { noted.value.removeAll(keepingCapacity: true) }
        return noted.value
    }

    @inline(never)
    private func note(_ request: borrowing Request, _ answer: WrittenAnswer, method: HTTPMethod) {
        noted.value.append(
            AnsweredRequest(
                method: method, path: request.isAsterisk ? "*" : request.hasTarget ? request.path.string : "",
                status: answer.status, contentBytes: answer.contentCount, requestID: answer.requestID.string))
    }
}
