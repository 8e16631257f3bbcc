/// How many vehicles a lane cleared in a quarter of a minute: the grain of the windows of 15 and 60 minutes.
package struct ServedCount: Hashable, Sendable {
    package let lane: LaneID
    /// The number of the quarter minute since 1970-01-01T00:00:00Z.
    package let quarterMinute: Int64
    /// All vehicles, played ones among them.
    package internal(set) var vehicles: Int32
    /// Those of them that were played.
    package internal(set) var simulated: Int32

    package init(lane: LaneID, quarterMinute: Int64, vehicles: Int32, simulated: Int32) {
        self.lane = lane
        self.quarterMinute = quarterMinute
        self.vehicles = vehicles
        self.simulated = simulated
    }

    package static let seconds: Int64 = 15

    /// The quarter minute that a moment lies in.
    package static func quarterMinute(of moment: Moment) -> Int64 {
        let seconds = moment.secondsSince1970
        return seconds >= 0 ? seconds / Self.seconds : (seconds - Self.seconds + 1) / Self.seconds
    }
}
