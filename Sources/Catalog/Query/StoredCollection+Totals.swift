package import BorderEconomy

extension StoredCollection {
    /// Counts the records at some positions and adds up their numbers, by the values of some queryables.
    ///
    /// Groups come in the order of their values, null last; a combination that no record has is left out. Without
    /// queryables to group by there is one group, even of nothing.
    ///
    /// - Parameters:
    ///   - positions: ascending.
    ///   - names: queryables to group by; each that is none groups nothing.
    ///   - measures: queryables of numbers to add up; one of another kind has no numbers.
    package func totals(
        of positions: PositionList, by names: [String], measures: [String] = [], in language: Language
    ) -> [TotalsGroup] {
        totals(of: positions, by: names, measures: measures, in: language, upTo: .max) ?? []
    }

    /// The same, unless there are more groups than `greatestCount`: nil then, and the work ends when it is found out.
    package func totals(
        of positions: PositionList, by names: [String], measures: [String], in language: Language,
        upTo greatestCount: Int
    ) -> [TotalsGroup]? {
        var grouping = Grouping(names.compactMap { column(of: $0, in: language) }, upTo: greatestCount)
        let numbers = measures.map { name -> [Double]? in
            if case .numbers(let values)? = column(of: name, in: language) { return values }
            return nil
        }
        var counts = [Int](repeating: 0, count: grouping.keys.count)
        grouping.forEach(positions) { _, group in
            while group >= counts.count { counts.append(0) }
            counts[group] += 1
        }
        guard !grouping.isOverfull, counts.count <= greatestCount || counts.count(where: { $0 > 0 }) <= greatestCount
        else { return nil }
        let groupCount = counts.count
        let totals = numbers.map { values -> [Totals] in
            var totals = [Totals](repeating: Totals(), count: groupCount)
            values?.withUnsafeBufferPointer { values in
                totals.withUnsafeMutableBufferPointer { totals in
                    grouping.forEach(positions) { position, group in
                        let number = values[position]
                        if !number.isNaN { totals[group].add(number) }
                    }
                }
            }
            return totals
        }
        let groups = names.isEmpty ? [0] : counts.indices.filter { counts[$0] > 0 }.sorted(by: grouping.precedes)
        return groups.map { group in
            TotalsGroup(key: grouping.values(of: group), count: counts[group], totals: totals.map { $0[group] })
        }
    }

    /// The combinations of values of some queryables among those of the records at some positions that have a number, in
    /// no order.
    ///
    /// - Parameters:
    ///   - positions: ascending.
    ///   - number: a queryable of numbers; where it is none, no record has one.
    package func combinations(
        of positions: PositionList, by names: [String], where number: String, in language: Language
    ) -> [[FieldValue]] {
        guard case .numbers(let values)? = column(of: number, in: language) else { return [] }
        var grouping = Grouping(names.compactMap { column(of: $0, in: language) })
        var occurs = [Bool](repeating: false, count: grouping.keys.count)
        values.withUnsafeBufferPointer { values in
            grouping.forEach(positions) { position, group in
                while group >= occurs.count { occurs.append(false) }
                if !values[position].isNaN { occurs[group] = true }
            }
        }
        return occurs.indices.filter { occurs[$0] }.map(grouping.values)
    }
}
