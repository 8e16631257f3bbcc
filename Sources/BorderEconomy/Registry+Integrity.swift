/// Something wrong with a record as the registry sees it.
package struct RegistryFault: Hashable, Sendable {
    package let collection: RecordCollection?
    /// The record at fault; its place in its collection tells apart two of the same identifier.
    package let record: RecordID
    package let position: Int
    package let fault: MemberFault

    package init(collection: RecordCollection?, record: RecordID, position: Int, fault: MemberFault) {
        self.collection = collection
        self.record = record
        self.position = position
        self.fault = fault
    }
}

extension Registry {
    /// Everything that is wrong with the records themselves and between them.
    package func faults() -> [RegistryFault] {
        let things = positionedRecords
        return identifierFaults(things) + headedFaults(things) + figureFaults() + checkFaults() + successionFaults()
            + parentFaults() + networkFaults()
    }

    /// What is wrong with the outlines of provinces, each with its place among them.
    package func outlineFaults() -> [(position: Int, fault: MemberFault)] {
        var seen: Set<RecordID> = []
        return outlines.all.enumerated().flatMap { position, outline in
            var found = outline.faults() + outline.references.compactMap { fault(of: $0) }
            if let province = provinces[outline.province], !seen.insert(province.header.id).inserted {
                found.append(MemberFault("/province", "\(province.header.id) has an outline already"))
            }
            return found.map { (position, $0) }
        }
    }

    /// One entry for each identifier of each record, with the member that states it.
    private func identifierFaults(_ things: [(position: Int, record: any Record)]) -> [RegistryFault] {
        var owners: [RecordID: RecordID] = [:]
        var areFiguresOwners = false
        var faults: [RegistryFault] = []
        func claim(
            _ id: RecordID, member: String, for record: RecordID, at position: Int, of collection: RecordCollection?
        ) {
            if let owner = owners[id] ?? (areFiguresOwners && observations.position(of: id) != nil ? id : nil) {
                faults.append(
                    RegistryFault(
                        collection: collection, record: record, position: position,
                        fault: MemberFault(member, "the identifier \(id) is already taken by \(owner)")))
            } else {
                owners[id] = record
            }
        }
        for (position, record) in things {
            let header = record.header
            claim(header.id, member: "/id", for: header.id, at: position, of: type(of: record).collection)
        }
        // Figures hold their identifiers already: only those that are not the first or that a thing has come up.
        let taken = Set(owners.keys.compactMap { observations.position(of: $0) }).union(observations.repeats)
        for position in taken.sorted() {
            let id = observations.identifier(at: position).erased
            faults.append(
                RegistryFault(
                    collection: .observations, record: id, position: position,
                    fault: MemberFault("/id", "the identifier \(id) is already taken by \(id)")))
        }
        areFiguresOwners = true
        for (position, target) in targets.all.enumerated() {
            claim(target.id.erased, member: "/id", for: target.id.erased, at: position, of: .targets)
        }
        for (position, record) in things {
            for (index, alias) in record.header.aliases.enumerated() {
                claim(
                    alias, member: "/aliases/\(index)", for: record.header.id, at: position,
                    of: type(of: record).collection)
            }
        }
        for (position, plan) in plans.all.enumerated() {
            for (member, tasks) in plan.taskLists {
                for (index, task) in tasks.enumerated() {
                    claim(
                        task.id, member: "/\(member)/\(index)/id", for: plan.header.id, at: position, of: .plans)
                }
            }
        }
        for (position, check) in checks.enumerated() {
            claim(check.id, member: "/id", for: check.id, at: position, of: nil)
        }
        return faults
    }

    /// Every headed record with its place in its collection.
    private var positionedRecords: [(position: Int, record: any Record)] {
        func numbered(_ records: [any Record]) -> [(position: Int, record: any Record)] {
            records.enumerated().map { ($0.offset, $0.element) }
        }
        return numbered(provinces.all) + numbered(gates.all) + numbered(zones.all) + numbered(projects.all)
            + numbered(corridors.all) + numbered(legs.all) + numbered(places.all) + numbered(organisations.all)
            + numbered(meetings.all)
            + numbered(documents.all) + numbered(plans.all) + numbered(services.all) + numbered(indicators.all)
    }

    private func headedFaults(_ things: [(position: Int, record: any Record)]) -> [RegistryFault] {
        let taskIDs = Set(plans.all.flatMap { $0.taskLists.flatMap { $0.tasks.map(\.id) } })
        var faults: [RegistryFault] = []
        for (position, record) in things {
            let collection = type(of: record).collection
            let found = record.faults() + record.references.compactMap { fault(of: $0, orAmong: taskIDs) }
            faults += found.map {
                RegistryFault(
                    collection: collection, record: record.header.id, position: position, fault: $0)
            }
        }
        return faults
    }

    /// What is wrong with a reference: it names nothing, or a record of a collection that does not fit.
    func fault(of reference: Reference, orAmong taskIDs: Set<RecordID> = []) -> MemberFault? {
        guard let collection = collection(of: reference.record, expectedAmong: reference.allowed) else {
            if reference.allowed.isEmpty && taskIDs.contains(reference.record) { return nil }
            let lists = reference.allowed.map { "/v1/\($0.rawValue)" }.joined(separator: " or ")
            return MemberFault(
                reference.member, "there is no record \(reference.record)",
                remedy: lists.isEmpty ? "/v1/search finds records by their names" : "name one of \(lists)",
                missing: reference.record)
        }
        guard reference.allowed.isEmpty || reference.allowed.contains(collection) else {
            let wanted = reference.allowed.map(\.rawValue).joined(separator: " or ")
            return MemberFault(
                reference.member, "\(reference.record) is one of \(collection.rawValue), not of \(wanted)",
                remedy: "name one of \(wanted)")
        }
        if let source = reference.source, let reason = lineFault(of: source) {
            return MemberFault(
                reference.member.replacingSuffix("/document", with: "/line"), reason,
                remedy: "give the line that says so")
        }
        return nil
    }

    /// A line that lies outside the document it is cited from.
    private func lineFault(of source: Source) -> String? {
        guard let lines = documents[source.document]?.lines else { return nil }
        guard let line = source.line else { return "\(source.document) is cited by line" }
        let outside = ([line] + source.alsoLines).first { $0 < 1 || $0 > lines }
        return outside.map { "\(source.document) has lines 1 to \(lines), not \($0)" }
    }

    private func figureFaults() -> [RegistryFault] {
        var faults: [RegistryFault] = []
        // What many observations share is judged once; only those that may be at fault are put together.
        let areMeasuresRight = observations.measures.map { measure in
            guard let indicator = indicators[measure.indicator] else { return false }
            return measure.faults(against: indicator).isEmpty
                && measure.references().allSatisfy { fault(of: $0) == nil }
        }
        let units = observations.measures.map { indicators[$0.indicator]?.unit }
        let areSourcesRight = observations.sources.map { source in
            source.references(at: "/source").allSatisfy { fault(of: $0) == nil }
        }
        let mannerUnits = observations.manners.map(\.unit)
        for (position, row) in observations.rows.enumerated() {
            let measure = Int(row.measure)
            let unit = mannerUnits[Int(row.manner)]
            if row.isPlain(in: unit), areMeasuresRight[measure], areSourcesRight[Int(row.source)],
                unit == units[measure]
            {
                continue
            }
            let observation = observations[position]
            let own = indicators[observation.measure.indicator].map { observation.faults(against: $0) } ?? []
            let found = own + observation.references.compactMap { fault(of: $0) }
            faults += found.map {
                RegistryFault(
                    collection: .observations, record: observation.id.erased, position: position, fault: $0)
            }
        }
        for (position, target) in targets.all.enumerated() {
            let own = indicators[target.measure.indicator].map { target.faults(against: $0) } ?? []
            let found = own + target.references.compactMap { fault(of: $0) }
            faults += found.map {
                RegistryFault(
                    collection: .targets, record: target.id.erased, position: position, fault: $0)
            }
        }
        return faults
    }

    private func checkFaults() -> [RegistryFault] {
        checks.enumerated().flatMap { position, check in
            let references = check.left.references(at: "/left") + check.right.references(at: "/right")
            var found = references.compactMap { fault(of: $0) }
            found += check.documents.enumerated().compactMap {
                fault(of: Reference("/documents/\($0.offset)", $0.element.erased, in: [.documents]))
            }
            if found.isEmpty {
                for (member, side) in [("/left", check.left), ("/right", check.right)] where value(of: side) == nil {
                    found.append(MemberFault(member, "this side cannot be computed from the records it names"))
                }
            }
            return found.map {
                RegistryFault(
                    collection: nil, record: check.id, position: position, fault: $0)
            }
        }
    }

    /// Records that are, by way of their parents, part of themselves.
    private func parentFaults() -> [RegistryFault] {
        func cycles<Noun: Record>(
            _ records: [Noun], member: String, parent: (Noun) -> RecordID?
        ) -> [RegistryFault] {
            let parents = Dictionary(
                records.compactMap { record in parent(record).map { (record.header.id, $0) } }
            ) { first, _ in first }
            return records.enumerated().compactMap { position, record in
                var seen: Set<RecordID> = []
                var next = parents[record.header.id]
                while let current = next, current != record.header.id, seen.insert(current).inserted {
                    next = parents[current]
                }
                guard next == record.header.id else { return nil }
                return RegistryFault(
                    collection: Noun.collection, record: record.header.id, position: position,
                    fault: MemberFault(member, "\(record.header.id) is by its parents a part of itself"))
            }
        }
        return cycles(gates.all, member: "/parentGate") { $0.parentGate?.erased }
            + cycles(zones.all, member: "/parentZone") { $0.parentZone?.erased }
            + cycles(projects.all, member: "/parentProject") { $0.parentProject?.erased }
            + cycles(corridors.all, member: "/parentCorridor") { $0.parentCorridor?.erased }
            + cycles(places.all, member: "/parent") { $0.parent?.erased }
            + cycles(organisations.all, member: "/parent") { $0.parent?.erased }
            + cycles(plans.all, member: "/parentPlan") { $0.parentPlan?.erased }
    }

    /// Legs whose length cannot be told, or whose group has several totals.
    func networkFaults() -> [RegistryFault] {
        let estimates = LengthEstimates(self)
        var totals: [String: Double] = [:]
        return legs.all.enumerated().flatMap { position, leg in
            var found: [MemberFault] = []
            if let from = header(of: leg.from), let to = header(of: leg.to) {
                if from.header.id == to.header.id && leg.from != leg.to {
                    found.append(MemberFault("/to", "\(leg.from) and \(leg.to) are one record"))
                } else if leg.estimate != nil && leg.length == nil && estimates.length(of: leg) == nil {
                    found.append(
                        MemberFault(
                            "/estimate", "an end has no position; name in standIn the record whose point is taken"))
                }
            }
            if case .share(let group, let total) = leg.estimate {
                let known = totals[group, default: total]
                totals[group] = known
                if known != total {
                    found.append(
                        MemberFault("/estimate/totalKm", "the legs of \(group) share \(known) km, not \(total)"))
                }
            }
            return found.map {
                RegistryFault(collection: .legs, record: leg.header.id, position: position, fault: $0)
            }
        }
    }

    /// Successions that the two provinces tell differently.
    private func successionFaults() -> [RegistryFault] {
        provinces.all.enumerated().flatMap { position, province in
            (successorFaults(of: province) + predecessorFaults(of: province)).map {
                RegistryFault(
                    collection: .provinces, record: province.header.id, position: position, fault: $0)
            }
        }
    }

    private func successorFaults(of province: Province) -> [MemberFault] {
        guard let successorID = province.successor, let successor = provinces[successorID] else { return [] }
        let reason: String
        if successor.validFrom == nil {
            reason = "the successor \(successorID) has no first day (validFrom)"
        } else if let last = province.validTo, let first = successor.validFrom,
            first.daysSince1970 != last.daysSince1970 + 1
        {
            reason = "the successor \(successorID) begins on \(first), not on the day after \(last)"
        } else if !successor.predecessors.contains(province.id) {
            reason = "\(successorID) does not name \(province.header.id) among its predecessors"
        } else {
            return []
        }
        return [MemberFault("/successor", reason)]
    }

    private func predecessorFaults(of province: Province) -> [MemberFault] {
        province.predecessors.enumerated().compactMap { index, predecessorID in
            guard let predecessor = provinces[predecessorID], predecessor.successor != province.id else { return nil }
            return MemberFault(
                "/predecessors/\(index)", "\(predecessorID) does not name \(province.header.id) as its successor")
        }
    }
}

extension String {
    fileprivate func replacingSuffix(_ suffix: String, with other: String) -> String {
        hasSuffix(suffix) ? String(dropLast(suffix.count)) + other : self
    }
}
