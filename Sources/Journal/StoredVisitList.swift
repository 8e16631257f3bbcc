internal import BorderEconomy
internal import GRDB

/// Open visits of a gate as the file has them, in order.
enum StoredVisitList {
    /// A visit of the list before its row is read.
    private struct Entry {
        let id: Int64
        let place: VisitPlace
    }

    /// A page of the visits asked for. It looks at every open visit: not for a loop.
    ///
    /// - Parameter rank: the class of the queue that vehicles of such goods stand in.
    static func page(
        _ database: Database, _ question: VisitQuestion, rank: (GoodsClass, _ refrigerated: Bool) -> Int
    ) throws -> VisitPage {
        var entries = try entries(database, question, rank: rank)
        let total = entries.count
        if let after = question.after { entries.removeAll { $0.place <= after } }
        entries.sort { $0.place < $1.place }
        let shown = entries.prefix(question.limit)
        let statement = try database.cachedStatement(
            sql: "SELECT \(StoredVisit.columns) FROM visit WHERE visit.id = ?")
        let visits = try shown.compactMap { entry in
            try Row.fetchOne(statement, arguments: [entry.id]).map {
                VisitStanding(gate: question.gate, visit: try StoredVisit.read($0).visit, queuePosition: nil)
            }
        }
        return VisitPage(visits: visits, total: total, next: entries.count > shown.count ? shown.last?.place : nil)
    }

    private static func entries(
        _ database: Database, _ question: VisitQuestion, rank: (GoodsClass, Bool) -> Int
    ) throws -> [Entry] {
        var conditions = ["closedAt IS NULL", "gate = (SELECT number FROM gate WHERE gate.id = ?)"]
        var arguments: StatementArguments = [question.gate.rawValue]
        if let direction = question.direction {
            conditions.append("direction = ?")
            arguments += [direction.code]
        }
        if let plate = question.plate {
            conditions.append("plateHigh = ? AND plateLow = ?")
            arguments += [Int64(bitPattern: plate.high), Int64(bitPattern: plate.low)]
        }
        let rows = try Row.fetchCursor(
            database,
            sql: """
                SELECT visit.id, direction, goods, flags, state, arrivalSequence, revision FROM visit
                INDEXED BY visit_open WHERE \(conditions.joined(separator: " AND "))
                """, arguments: arguments)
        var entries: [Entry] = []
        while let row = try rows.next() {
            guard let state = VisitState(code: row[4]), let goods = GoodsClass(code: row[2]) else {
                throw DatabaseError(resultCode: .SQLITE_CORRUPT, message: "visit \(row[0] as Int64) makes no sense")
            }
            guard question.states.contains(state) else { continue }
            let isRefrigerated = VisitFlags(rawValue: row[3]).contains(.refrigerated)
            let place: (stage: Int, rank: Int, sequence: Int64) =
                switch state {
                case .clearing: (0, 0, row[6])
                case .called: (1, 0, row[6])
                case .arrived: (2, rank(goods, isRefrigerated), row[5])
                default: (3, 0, row[0])
                }
            entries.append(
                Entry(
                    id: row[0],
                    place: VisitPlace(
                        stage: place.stage, direction: row[1], rank: place.rank, sequence: place.sequence)))
        }
        return entries
    }
}
