/// A step in the life of a target: what it rests on, which decision set it, who reported it, what changed it.
package struct LineageStep: Sendable {
    package enum Kind: String, Sendable, CaseIterable {
        /// A document that its plan rests on.
        case legalBasis = "legal-basis"
        /// A document that its plan is oriented by.
        case orientedBy = "oriented-by"
        /// A plan whose place its plan took.
        case earlierPlan = "earlier-plan"
        /// A target whose place it took.
        case earlierTarget = "earlier-target"
        /// The decision, plan or body that set it.
        case set
        /// The document in which it was read.
        case reported
        /// A document or plan that adjusts its plan or the decision.
        case adjusted
        /// A plan that took the place of its plan.
        case laterPlan = "later-plan"
        /// A target that took its place.
        case laterTarget = "later-target"

        /// Before the target was set, when it was, and after.
        fileprivate var stage: Int {
            switch self {
            case .legalBasis, .orientedBy, .earlierPlan, .earlierTarget: 0
            case .set: 1
            case .reported, .adjusted, .laterPlan, .laterTarget: 2
            }
        }
    }

    package let kind: Kind
    /// The decision, plan, body, article or target.
    package let record: RecordID
    /// The document that does it; nil when no source names one.
    package let document: Identifier<Document>?
    /// When; nil when no source says.
    package let date: DocumentDate?
    /// Where that is stated.
    package let source: Source?
}

/// A day of a document, with what it is the day of.
package struct DocumentDate: Hashable, Sendable {
    package enum Basis: String, Sendable, CaseIterable {
        case issued, reported, published
        /// The last day its content speaks of.
        case content
    }

    package let day: CalendarDay
    package let basis: Basis
}

extension Document {
    /// The best known day of the document: its issue, or else a report of it, its publication, the end of its content.
    package var date: DocumentDate? {
        if let issuedOn { return DocumentDate(day: issuedOn, basis: .issued) }
        if let reportedOn { return DocumentDate(day: reportedOn, basis: .reported) }
        if let publishedOn { return DocumentDate(day: publishedOn, basis: .published) }
        return contentAsOf?.end.map { DocumentDate(day: $0, basis: .content) }
    }
}

extension Registry {
    /// The steps of a target's life: what came before it was set, in order of time, then its setting, then what came
    /// after. A step without a day stands after those that have one.
    package func lineage(of target: Target) -> [LineageStep] {
        var steps = [setting(of: target)]
        if steps[0].document != target.figure.source.document {
            let article = target.figure.source.document
            steps.append(
                LineageStep(
                    kind: .reported, record: article.erased, document: article, date: documents[article]?.date,
                    source: target.figure.source))
        }
        if let plan = target.plan.flatMap({ plans[$0] }) { steps += planSteps(of: plan) }
        steps += targetSteps(of: target)
        steps += adjustments(of: [target.id.erased, target.setBy] + (target.plan.map { [$0.erased] } ?? []))
        return steps.enumerated().sorted { left, right in
            let (mine, theirs) = (left.element, right.element)
            if mine.kind.stage != theirs.kind.stage { return mine.kind.stage < theirs.kind.stage }
            switch (mine.date?.day, theirs.date?.day) {
            case (let day?, let other?) where day != other: return day < other
            case (_?, nil): return true
            case (nil, _?): return false
            default: return left.offset < right.offset
            }
        }.map(\.element)
    }

    private func setting(of target: Target) -> LineageStep {
        let source = target.figure.source
        var document: Identifier<Document>?
        if let decision = documents[target.setBy] {
            document = decision.id
        } else if let plan = plans[target.setBy] {
            document = plan.approvedBy ?? plan.issuedBy
        }
        // A body that sets a target in words does so on the day its words are reported of.
        let date = document.flatMap { documents[$0]?.date } ?? documents[source.document]?.contentDate
        return LineageStep(
            kind: .set, record: locate(target.setBy)?.id ?? target.setBy, document: document, date: date, source: source
        )
    }

    private func planSteps(of plan: Plan) -> [LineageStep] {
        func documentStep(_ kind: LineageStep.Kind, _ basis: Plan.GuidingDocument) -> LineageStep {
            LineageStep(
                kind: kind, record: basis.document.erased, document: basis.document,
                date: documents[basis.document]?.date, source: basis.source)
        }
        func planStep(_ kind: LineageStep.Kind, _ other: Plan, _ source: Source?) -> LineageStep {
            let document = other.approvedBy ?? other.issuedBy
            return LineageStep(
                kind: kind, record: other.header.id, document: document,
                date: document.flatMap { documents[$0]?.date }, source: source)
        }
        return plan.legalBasis.map { documentStep(.legalBasis, $0) }
            + plan.orientedBy.map { documentStep(.orientedBy, $0) }
            + plan.supersedes.compactMap { id in
                plans[id].map { planStep(.earlierPlan, $0, $0.header.sources.first) }
            }
            + plans.all.filter { $0.supersedes.contains(plan.id) }.map {
                planStep(.laterPlan, $0, $0.header.sources.first)
            }
    }

    private func targetSteps(of target: Target) -> [LineageStep] {
        func step(_ kind: LineageStep.Kind, _ other: Target) -> LineageStep {
            let setting = setting(of: other)
            return LineageStep(
                kind: kind, record: other.id.erased, document: setting.document, date: setting.date,
                source: other.figure.source)
        }
        var steps: [LineageStep] = []
        var seen: Set<Identifier<Target>> = [target.id]
        var later = target.supersededBy
        while let id = later, let next = targets[id], seen.insert(next.id).inserted {
            steps.append(step(.laterTarget, next))
            later = next.supersededBy
        }
        var wanted = [target.id]
        while let id = wanted.popLast() {
            for earlier in targets.all where earlier.supersededBy == id && seen.insert(earlier.id).inserted {
                steps.append(step(.earlierTarget, earlier))
                wanted.append(earlier.id)
            }
        }
        return steps
    }

    /// Records that say of themselves that they adjust one of `ids`.
    private func adjustments(of ids: [RecordID]) -> [LineageStep] {
        headedRecords.flatMap { record in
            record.header.links.filter { $0.relation == .adjusts && ids.contains($0.record) }.map { link in
                let document = documents[record.header.id]?.id ?? plans[record.header.id]?.approvedBy
                return LineageStep(
                    kind: .adjusted, record: record.header.id, document: document,
                    date: document.flatMap { documents[$0]?.date }, source: link.source)
            }
        }
    }
}

extension Document {
    /// The last day the content speaks of, or else the day of publication.
    fileprivate var contentDate: DocumentDate? {
        if let end = contentAsOf?.end { return DocumentDate(day: end, basis: .content) }
        return date
    }
}
