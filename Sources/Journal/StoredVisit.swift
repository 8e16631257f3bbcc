internal import BorderEconomy
internal import GRDB

/// A visit as a row of the journal.
enum StoredVisit {
    /// The columns in the order in which they are read.
    static let columns = """
        visit.id, visit.gate, direction, goods, flags, plateHigh, plateLow, plateEnding, weight, clearancePoint, declaredAt, \
        state, revision, arrivalSequence, arrivedAt, calledAt, clearingSince, lane, closedAt, detail
        """

    /// The number of the gate and the visit of a row.
    static func read(_ row: Row) throws -> (gate: Int64, visit: VehicleVisit) {
        let flags = VisitFlags(rawValue: row[4])
        func moment(_ column: Int) -> Moment? {
            (row[column] as Int64?).map { Moment(secondsSince1970: $0) }
        }
        guard let direction = GateLane.Direction(code: row[2]), let goods = GoodsClass(code: row[3]),
            let state = VisitState(code: row[11]), let declaredAt = moment(10)
        else { throw damage(row) }
        let clearancePoint = (row[9] as String?).map { Identifier<BorderGate>($0) }
        let lane = (row[17] as String?).map { LaneID($0) }
        let detail = row[19] as String?
        let reason = state == .turnedBack ? detail.flatMap { LiveReason($0) } : nil
        let other = state == .diverted ? detail.flatMap { Identifier<BorderGate>($0) } : nil
        guard clearancePoint != .some(nil), lane != .some(nil), (state == .turnedBack) == (reason != nil),
            (state == .diverted) == (other != nil)
        else { throw damage(row) }
        let declaration = VisitDeclaration(
            plateDigest: PlateDigest(
                high: UInt64(bitPattern: row[5] as Int64), low: UInt64(bitPattern: row[6] as Int64)),
            plateEnding: PlateEnding(lastOf: row[7]), direction: direction, goodsClass: goods,
            refrigerated: flags.contains(.refrigerated),
            weightKilograms: (row[8] as Int64?).map { Int32(clamping: $0) },
            clearancePoint: clearancePoint.flatMap(\.self), simulated: flags.contains(.simulated))
        let visit = VehicleVisit(
            id: VisitID(number: row[0]), declaration: declaration, state: state, lane: lane.flatMap(\.self),
            turnBackReason: reason, divertedTo: other, declaredAt: declaredAt, arrivedAt: moment(14),
            calledAt: moment(15), clearingSince: moment(16), closedAt: moment(18), arrivalSequence: row[13],
            revision: row[12])
        return (row[1], visit)
    }

    private static func damage(_ row: Row) -> DatabaseError {
        DatabaseError(resultCode: .SQLITE_CORRUPT, message: "visit \(row[0] as Int64) makes no sense")
    }
}
