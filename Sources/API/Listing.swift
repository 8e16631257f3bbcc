import BorderEconomy
import Catalog
import HTTPEngine

/// A list as it is answered: what was asked of which collection, and the records selected. It holds no view into the
/// request, so it may be worked out on any thread.
struct Listing: Sendable {
    /// Nanoseconds of work that a loop does itself; what takes longer is done off it, and delays nobody else.
    static let greatestLoopCost = 300_000.0
    /// Nanoseconds of work that one question may cost; more is refused.
    static let greatestCost = 3e9

    let question: Question
    /// The whole selection, in order.
    let positions: PositionList
    /// Where the answer begins in it.
    let start: Int

    private init(_ question: Question, _ positions: PositionList) {
        self.question = question
        self.positions = positions
        start =
            question.query.cursor.map {
                question.collection.place(behind: $0.anchor, in: positions, of: question.query.selection)
            } ?? 0
    }

    var query: ListQuery { question.query }

    var collection: StoredCollection { question.collection }

    var snapshot: Snapshot { question.snapshot }

    var format: Format { question.format }

    /// What is asked, before anything is selected.
    struct Question: Sendable {
        /// Of the collection, as its address calls it.
        let name: String
        let path: String
        let query: ListQuery
        let collection: StoredCollection
        let snapshot: Snapshot
        let format: Format
        /// Of the program, which is part of what an answer is made by.
        let version: String
        /// Links that the address has besides.
        let furtherLinks: [String]

        /// The answer, now or later, as what it costs demands.
        func answer() throws(Problem) -> Answer {
            let plan = SelectionPlan(query.selection, of: collection)
            guard plan.cost <= Listing.greatestCost else { throw Listing.tooCostly(plan, query) }
            guard plan.cost > Listing.greatestLoopCost else {
                return try Listing(self, plan.positions()).answer()
            }
            var answer = Answer(
                mediaType: format.mediaType,
                body: .later { isGivenUp throws(Problem) in
                    guard let positions = plan.positions(unless: isGivenUp) else {
                        throw Problem(kind: .overloaded, detail: "nobody waits for the answer any more")
                    }
                    return try Listing(self, positions).answer()
                })
            answer.isChosen = true
            return answer
        }
    }

    /// Why a selection that costs more than one question may is not made.
    static func tooCostly(_ plan: SelectionPlan, _ query: ListQuery) -> Problem {
        let times = Int((plan.cost / Listing.greatestCost).rounded(.up))
        return Problem(
            .unprocessable,
            [
                ProblemFault(
                    parameter: query.selection.predicate == nil ? nil : "filter",
                    reason: "to answer this takes about \(times) times the work that one question may cost",
                    remedy: "ask with fewer conditions, or add one that few records meet, such as an equality")
            ])
    }

    /// The list in its format.
    func answer() throws(Problem) -> Answer {
        guard format == .json else { return try export() }
        var next: String?
        let page = collection.page(
            of: positions, from: start, limit: query.limit, fields: query.fields, language: query.language,
            datasetVersion: snapshot.datasetVersion, reason: emptiness?.text(in: query.language)
        ) { _, place in
            let address = address(ofPageAt: place)
            next = address
            return address
        }
        var answer = Answer(body: .fresh(page.bytes))
        answer.isChosen = true
        answer.links = links(around: page.offset..<page.offset + page.count, next: next)
        answer.fields = [ResponseField("Content-Language", query.language.rawValue)]
        return answer
    }

    /// What begins a page at a place; nil for the first.
    func cursor(at place: Int) -> Cursor? {
        guard place > 0 else { return nil }
        return Cursor(
            anchor: collection.anchor(before: place, in: positions, of: query.selection),
            fingerprint: query.fingerprint)
    }

    /// The address of the page that begins behind the records in `shown`; nil when none is left.
    func next(after shown: Range<Int>) -> String? {
        shown.upperBound < positions.count ? address(ofPageAt: shown.upperBound) : nil
    }

    private func address(ofPageAt place: Int) -> String { question.path + query.queryText(cursor: cursor(at: place)) }

    /// Links to the pages around the one that shows the records in `shown`, and to the other formats.
    ///
    /// - Parameter next: the address of the following page.
    func links(around shown: Range<Int>, next: String?) -> [String] {
        func reference(_ cursor: Cursor?, _ relation: String) -> String {
            "<\(question.path)\(query.queryText(cursor: cursor))>; rel=\"\(relation)\""
        }
        var links = [reference(query.cursor, "self"), reference(nil, "first")]
        if shown.lowerBound > 0 { links.append(reference(cursor(at: max(0, shown.lowerBound - query.limit)), "prev")) }
        if let next { links.append("<\(next)>; rel=\"next\"") }
        let licences = Attribution(of: collection.definition.name).map { [$0.link] } ?? []
        return links + [APIResponder.describedBy] + licences
            + APIResponder.alternates(to: format, at: question.path, query, collection.definition)
            + question.furtherLinks
    }
}
