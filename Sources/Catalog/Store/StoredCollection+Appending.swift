import BorderEconomy

extension StoredCollection {
    /// The collection with the records that a draft has behind those of a previous one, which are all the same; nil when
    /// that cannot be told, and all has to be packed. What was encoded, found and put in order before is taken as it is.
    ///
    /// - Parameter changed: keys of the records that may differ from the previous ones.
    static func appending(_ draft: CollectionDraft, to previous: StoredCollection, changed: Set<String>)
        -> StoredCollection?
    {
        let records = draft.records
        let start = previous.count
        guard previous.definition.queryables.map(\.name) == draft.definition.queryables.map(\.name),
            var packing = draft.packing?(), previous.shapes == nil, start > 0, records.count > start,
            records.count - start == changed.count, records.count - start <= greatestAppended,
            changed.allSatisfy({ previous.position(of: $0) == nil }),
            records[start - 1].key == previous.keys[start - 1],
            (start..<records.count).allSatisfy({ changed.contains(records[$0].key) })
        else { return nil }
        let builders = draft.definition.queryables.map(ColumnBuilder.init)
        var record = PackedRecordBuilder(builders)
        for position in start..<records.count { packing.pack(position, into: &record) }
        let keys = record.keys
        let (packed, words) = record.finished()
        var columns: [[IndexedColumn]] = []
        for (mine, theirs) in zip(previous.columns, builders.map { $0.finished() }) {
            var joined: [IndexedColumn] = []
            for language in 0..<max(mine.count, theirs.count) {
                let (first, second) = (mine[mine.count == 1 ? 0 : language], theirs[theirs.count == 1 ? 0 : language])
                guard let column = first.joining(second) else { return nil }
                joined.append(column)
            }
            columns.append(joined)
        }
        return StoredCollection(
            definition: draft.definition, index: previous.index.appending(keys),
            records: previous.records.appending(packed),
            details: draft.servesRecords ? StoredDetails(of: draft) { _ in nil } : nil,
            words: previous.words.joining(words), columns: columns)
    }

    /// Records of which more are packed with all others: to take each in costs a look at all codes of a column.
    private static let greatestAppended = 64
}

extension KeyIndex {
    /// The index with further keys behind its own, which have none of these.
    func appending(_ others: KeyList) -> KeyIndex {
        let all = keys.appending(others)
        guard all.count * 3 / 2 <= slots.count else {
            return KeyIndex(keys: all, aliases: aliases.map { ($0.key, Int($0.value)) })
        }
        var grown = slots
        for position in keys.count..<all.count {
            all.withBytes(at: position) { grown[Self.slot(of: $0, all, grown)] = UInt32(position) }
        }
        return KeyIndex(keys: all, aliases: aliases, slots: grown)
    }
}

extension PackedRecords {
    /// The records with others behind them. Those have their members written out, whichever they share.
    func appending(_ others: PackedRecords) -> PackedRecords {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(arena.count + others.arena.count * 4)
        bytes += arena
        var places: [UInt64] = []
        places.reserveCapacity(starts.count + others.count)
        places += starts
        for position in 0..<others.count {
            others.appendWrittenOut(position, to: &bytes)
            places.append(UInt64(bytes.count))
        }
        return PackedRecords(members: members, arena: bytes, starts: places)
    }

    /// Appends the tokens of a record, with each known member written out.
    private func appendWrittenOut(_ position: Int, to bytes: inout [UInt8]) {
        arena.withUnsafeBytes { arena in
            var place = Int(starts[position])
            let end = Int(starts[position + 1])
            while place < end {
                let start = place
                let token = Varint.read(arena, &place)
                if token >= Token.known {
                    writeOut(token - Token.known, to: &bytes)
                    continue
                }
                var length = Varint.read(arena, &place)
                if token != Token.shared { length += Varint.read(arena, &place) + Varint.read(arena, &place) }
                place += length
                bytes.append(contentsOf: arena[start..<place])
            }
        }
    }

    private func writeOut(_ number: Int, to bytes: inout [UInt8]) {
        let split = members.splits[number]
        members.withLanguages { known in
            let forms = (0..<3).map { known.bytes(of: number, language: $0) }
            let isOne = split.english == 0 && !split.isSeveral
            Varint.append(isOne ? Token.shared : split.isSeveral ? Token.members : Token.localized, to: &bytes)
            for form in forms.prefix(isOne ? 1 : 3) { Varint.append(form.count, to: &bytes) }
            for form in forms.prefix(isOne ? 1 : 3) { bytes.append(contentsOf: form) }
        }
    }
}

extension WordIndex {
    /// The index with the records of another one behind its own.
    func joining(_ other: WordIndex) -> WordIndex {
        let (dictionary, shift, codes) = words.joining(other.words)
        return WordIndex(
            words: dictionary,
            index: index.joining(other.index, codes: codes, shift: shift, codeCount: dictionary.count + 1, at: count),
            count: count + other.count)
    }
}

extension IndexedColumn {
    /// The column with the values of another one behind its own; nil for lists and places, which are made anew.
    func joining(_ other: IndexedColumn) -> IndexedColumn? {
        let start = column.count
        switch (column, other.column) {
        case (.numbers(let mine), .numbers(let theirs)):
            let all = mine + theirs
            return IndexedColumn(
                .numbers(all),
                index: index?.inserting(start..<all.count, isNull: { all[$0].isNaN }) { all[$0].rank < all[$1].rank })
        case (.days(let mine), .days(let theirs)):
            let all = mine + theirs
            return IndexedColumn(
                .days(all),
                index: index?.inserting(start..<all.count, isNull: { all[$0] == Column.noDay }) { all[$0] < all[$1] })
        case (.booleans(let mine), .booleans(let theirs)):
            return IndexedColumn(
                .booleans(mine + theirs),
                index: other.index.flatMap {
                    index?.joining($0, codes: [0, 1, 2], shift: .none, codeCount: 3, at: start)
                })
        case (.texts(let mine, let dictionary), .texts(let theirs, let others)):
            let (joined, shift, codes) = dictionary.joining(others)
            return IndexedColumn(
                .texts(shift.shifted(mine) + theirs.map { codes[Int($0)] }, joined),
                index: other.index.flatMap {
                    index?.joining($0, codes: codes, shift: shift, codeCount: joined.count + 1, at: start)
                })
        default: return nil
        }
    }
}

extension FieldIndex {
    /// The index in the order of values with further positions put where they belong, behind equal ones.
    func inserting(
        _ positions: Range<Int>, isNull: (Int) -> Bool, precedes: (Int, Int) -> Bool
    ) -> FieldIndex {
        guard case .order(var order, var nullCount) = self else { return self }
        order.reserveCapacity(order.count + positions.count)
        for position in positions {
            if isNull(position) {
                order.append(UInt32(position))
                nullCount += 1
            } else {
                let place = order.dropLast(nullCount).partitioningIndex { precedes(position, Int($0)) }
                order.insert(UInt32(position), at: place)
            }
        }
        return .order(order, nullCount: nullCount)
    }

    /// The index by code with the records of another one behind its own.
    ///
    /// - Parameters:
    ///   - codes: of each code of the other one what it is now.
    ///   - shift: what became of the codes of this one.
    ///   - codeCount: how many codes there are now.
    ///   - start: the position of the first record of the other one.
    func joining(
        _ other: FieldIndex, codes: [UInt32], shift: CodeShift, codeCount: Int, at start: Int
    ) -> FieldIndex {
        guard case .postings(let starts, let positions) = self,
            case .postings(let otherStarts, let otherPositions) = other
        else { return self }
        var joined: [UInt32] = []
        joined.reserveCapacity(positions.count + otherPositions.count)
        var added: [(code: UInt32, count: UInt32)] = []
        var copied = 0
        for code in 0..<(otherStarts.count - 1) {
            let range = Int(otherStarts[code])..<Int(otherStarts[code + 1])
            guard !range.isEmpty else { continue }
            // Codes of the other one ascend in the same order as what became of them.
            let end = Int(starts[Int(shift.last(upTo: codes[code])) + 1])
            joined += positions[copied..<end]
            joined += otherPositions[range].map { $0 + UInt32(start) }
            copied = end
            added.append((codes[code], UInt32(range.count)))
        }
        joined += positions[copied...]
        return .postings(
            starts: Self.starts(starts, shift: shift, codeCount: codeCount, added: added), positions: joined)
    }

    /// Where the positions of each code begin, after some were added under codes that ascend.
    private static func starts(
        _ starts: [UInt32], shift: CodeShift, codeCount: Int, added: [(code: UInt32, count: UInt32)]
    ) -> [UInt32] {
        [UInt32](unsafeUninitializedCapacity: codeCount + 1) { buffer, count in
            var sum: UInt32 = 0
            var old = 0
            var inserted = shift.inserted[...]
            var rest = added[...]
            for code in 0..<UInt32(codeCount) {
                buffer[Int(code)] = starts[old] + sum
                if let next = rest.first, next.code == code {
                    sum += next.count
                    rest.removeFirst()
                }
                if inserted.first == code { inserted.removeFirst() } else { old += 1 }
            }
            buffer[codeCount] = starts[old] + sum
            count = codeCount + 1
        }
    }
}
