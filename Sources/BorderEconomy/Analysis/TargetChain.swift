/// From a target to what is meant to reach it: projects, their capacities and phases, the tasks that ask for them.
///
/// What no source says stays out, and `gaps` says so in words.
package struct TargetChain: Sendable {
    /// A task of a plan that concerns a project.
    package struct Task: Sendable {
        package let plan: Identifier<Plan>
        /// The list it stands in: tasks, breakthroughs or solutions.
        package let list: String
        package let task: PlanTask
    }

    /// A project on the way to the target.
    package struct Step: Sendable {
        package let project: InfrastructureProject
        /// Whether the target itself names the project, or else only the same plan asks for it.
        package let isNamed: Bool
        package let phase: ProjectPhase?
        /// Design values that are figures.
        package let capacities: [ProjectParameter]
        /// The capacity that is counted as the target is.
        package let comparableCapacity: Figure?
        package let tasks: [Task]
        package let gates: [Identifier<BorderGate>]
        /// Other targets about the project.
        package let targets: [Identifier<Target>]
        package let gaps: [Gap]
    }

    /// Something that no source says.
    package struct Gap: Hashable, Sendable {
        package enum Kind: String, Sendable, CaseIterable {
            case projects, phase, capacity, gates, tasks
        }

        package let kind: Kind
        package let why: LocalizedText
    }

    package let steps: [Step]
    /// Tasks that concern the target's subject, where no project stands between.
    package let tasks: [Task]
    package let gaps: [Gap]
}

extension Registry {
    /// The chain of a target as seen on `day`.
    package func chain(of target: Target, on day: CalendarDay) -> TargetChain {
        var named = target.projects
        if let project = projects[target.measure.subject], !named.contains(project.id) { named.append(project.id) }
        let asked = projects.all.filter { project in
            guard let plan = target.plan, !named.contains(project.id) else { return false }
            return project.header.links.contains { $0.relation == .requestedBy && $0.record == plan.erased }
        }
        let steps =
            named.compactMap { projects[$0] }.map { step(of: $0, isNamed: true, toward: target, on: day) }
            + asked.map { step(of: $0, isNamed: false, toward: target, on: day) }
        var gaps: [TargetChain.Gap] = []
        if named.isEmpty { gaps.append(TargetChain.Gap(kind: .projects, why: ChainReason.projects)) }
        let tasks = tasks(concerning: target.measure.subject, in: target.plan)
        if tasks.isEmpty && !steps.contains(where: { !$0.tasks.isEmpty }) {
            gaps.append(TargetChain.Gap(kind: .tasks, why: ChainReason.noTasks))
        }
        return TargetChain(steps: steps, tasks: tasks, gaps: gaps)
    }

    private func step(
        of project: InfrastructureProject, isNamed: Bool, toward target: Target, on day: CalendarDay
    ) -> TargetChain.Step {
        let capacities = project.parameters.filter { parameter in
            if case .figure = parameter.value { true } else { false }
        }
        let comparable: Figure? = capacities.lazy.compactMap { parameter -> Figure? in
            guard case .figure(let figure) = parameter.value, figure.unit == target.figure.unit else { return nil }
            return figure
        }.first
        let phase = project.phase(on: day)
        let tasks = tasks(concerning: project.header.id, in: nil)
        var gaps: [TargetChain.Gap] = []
        if phase == nil { gaps.append(TargetChain.Gap(kind: .phase, why: ProgressReason.noPhase)) }
        if comparable == nil {
            let why = capacities.isEmpty ? ChainReason.noCapacity : ChainReason.otherCapacity
            gaps.append(TargetChain.Gap(kind: .capacity, why: why))
        }
        if project.gates.isEmpty { gaps.append(TargetChain.Gap(kind: .gates, why: ChainReason.noGates)) }
        if tasks.isEmpty { gaps.append(TargetChain.Gap(kind: .tasks, why: ChainReason.noTasks)) }
        return TargetChain.Step(
            project: project, isNamed: isNamed, phase: phase, capacities: capacities, comparableCapacity: comparable,
            tasks: tasks, gates: project.gates,
            targets: targets.all.filter {
                $0.id != target.id && ($0.measure.subject == project.header.id || $0.projects.contains(project.id))
            }.map(\.id), gaps: gaps)
    }

    /// Tasks whose text concerns a record.
    private func tasks(concerning record: RecordID, in plan: Identifier<Plan>?) -> [TargetChain.Task] {
        plans.all.filter { plan == nil || $0.id == plan }.flatMap { plan in
            plan.taskLists.flatMap { list in
                list.tasks.filter { $0.statement.refs.contains(record) }.map {
                    TargetChain.Task(plan: plan.id, list: list.member, task: $0)
                }
            }
        }
    }
}

/// Why a part of a chain is not known, in words.
private enum ChainReason {
    static let projects = LocalizedText(
        vietnamese: "không nguồn nào nêu dự án để đạt mục tiêu này",
        english: "no source names a project that is to reach this target")
    static let noCapacity = LocalizedText(
        vietnamese: "không nguồn nào nêu công suất hay quy mô của dự án",
        english: "no source states a capacity or size of the project")
    static let otherCapacity = LocalizedText(
        vietnamese: "các thông số đã nêu không cùng đơn vị với mục tiêu",
        english: "the parameters that are stated are not in the target's unit")
    static let noGates = LocalizedText(
        vietnamese: "không nguồn nào gắn dự án với một cửa khẩu",
        english: "no source ties the project to a gate")
    static let noTasks = LocalizedText(
        vietnamese: "không nhiệm vụ nào của các kế hoạch nêu đích danh",
        english: "no task of a plan names it")
}
