/// A plan, programme or scheme: what it wants, by when, and the tasks and solutions it names.
package struct Plan: Record {
    package enum Kind: String, Sendable, CaseIterable {
        case provinceMasterPlan = "province-master-plan"
        case implementationPlan = "implementation-plan"
        case zoneMasterPlan = "zone-master-plan"
        case scheme
        case schemeList = "scheme-list"
        case resolutionProgramme = "resolution-programme"
        case digitalTransformationPlan = "digital-transformation-plan"
        case actionOrientation = "action-orientation"
        case termProgramme = "term-programme"
        case gateNetworkPlan = "gate-network-plan"
    }

    package enum Status: String, Sendable, CaseIterable {
        case inForce = "in-force"
        case drafted
        case toBeSubmitted = "to-be-submitted"
        case superseded, planned
    }

    /// A document that the plan rests on or is oriented by.
    package struct GuidingDocument: Hashable, Sendable {
        package let document: Identifier<Document>
        package let source: Source

        package init(document: Identifier<Document>, source: Source) {
            self.document = document
            self.source = source
        }
    }

    package static let collection = RecordCollection.plans

    package var header: RecordHeader
    package var kind: Kind
    package var number: String?
    package var horizon: Period?
    /// The last day of the vision.
    package var visionTo: CalendarDay?
    package var approvedBy: Identifier<Document>?
    package var issuedBy: Identifier<Document>?
    /// What the plan is for.
    package var subjects: [RecordID]
    package var parentPlan: Identifier<Plan>?
    package var supersedes: [Identifier<Plan>]
    package var legalBasis: [GuidingDocument]
    package var orientedBy: [GuidingDocument]
    package var tasks: [PlanTask]
    package var breakthroughs: [PlanTask]
    package var solutions: [PlanTask]

    package init(header: RecordHeader, kind: Kind) {
        self.header = header
        self.kind = kind
        subjects = []
        supersedes = []
        legalBasis = []
        orientedBy = []
        tasks = []
        breakthroughs = []
        solutions = []
    }

    /// The lists of tasks with the members that hold them.
    package var taskLists: [(member: String, tasks: [PlanTask])] {
        [("tasks", tasks), ("breakthroughs", breakthroughs), ("solutions", solutions)]
    }

    package var ownReferences: [Reference] {
        var list: [Reference] = []
        if let approvedBy { list.append(Reference("/approvedBy", approvedBy.erased, in: [.documents])) }
        if let issuedBy { list.append(Reference("/issuedBy", issuedBy.erased, in: [.documents])) }
        if let parentPlan { list.append(Reference("/parentPlan", parentPlan.erased, in: [.plans])) }
        list += subjects.enumerated().map { Reference("/subjects/\($0.offset)", $0.element) }
        list += supersedes.enumerated().map { Reference("/supersedes/\($0.offset)", $0.element.erased, in: [.plans]) }
        for (member, bases) in [("legalBasis", legalBasis), ("orientedBy", orientedBy)] {
            for (index, basis) in bases.enumerated() {
                list.append(Reference("/\(member)/\(index)/document", basis.document.erased, in: [.documents]))
                list += basis.source.references(at: "/\(member)/\(index)/source")
            }
        }
        for (member, tasks) in taskLists {
            for (index, task) in tasks.enumerated() {
                list += task.statement.references(at: "/\(member)/\(index)")
                list += task.assignees.enumerated().map {
                    Reference("/\(member)/\(index)/assignees/\($0.offset)", $0.element.erased, in: [.organisations])
                }
            }
        }
        return list
    }

    package func ownFaults() -> [MemberFault] {
        var faults = AssertionVocabulary.faults(of: header.assertions) { field in
            field == "status" ? Status.allCases.map(\.rawValue) : nil
        }
        if supersedes.contains(id) { faults.append(MemberFault("/supersedes", "a plan does not supersede itself")) }
        for (member, tasks) in taskLists {
            let ids = Set(tasks.map(\.id))
            for (index, task) in tasks.enumerated() {
                if let parent = task.parent, !ids.contains(parent) || parent == task.id {
                    faults.append(
                        MemberFault(
                            "/\(member)/\(index)/parent", "\(parent) is no other item of \(member)", missing: parent))
                }
                faults += task.statement.faults().map { MemberFault("/\(member)/\(index)\($0.member)", $0.reason) }
            }
        }
        return faults
    }
}
