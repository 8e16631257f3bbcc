/// How long a vehicle that joins the queue now will wait until it is called, with how that was reckoned.
package struct WaitEstimate: Hashable, Sendable {
    package enum Method: String, Sendable, CaseIterable {
        /// Nobody waits and a lane is open.
        case emptyQueue = "empty-queue"
        /// Waiting vehicles divided by the vehicles cleared in the last 60 minutes.
        case lastHour = "last-hour"
        /// Waiting vehicles divided by the mean of the hours of the last eight days in which anything was cleared.
        case history

        /// The method in words.
        package var names: LocalizedText {
            switch self {
            case .emptyQueue:
                LocalizedText(vietnamese: "không có xe chờ và có làn mở", english: "nobody waits and a lane is open")
            case .lastHour:
                LocalizedText(
                    vietnamese:
                        "số xe chờ chia cho số xe thông quan trong 60 phút qua; khoảng 90 % theo phân phối Poisson",
                    english:
                        "vehicles waiting, divided by vehicles cleared in the last 60 minutes; 90 % range by Poisson's law"
                )
            case .history:
                LocalizedText(
                    vietnamese:
                        "số xe chờ chia cho số xe thông quan trung bình của các giờ có thông quan trong tám ngày qua; khoảng 90 % theo phân phối Poisson",
                    english:
                        "vehicles waiting, divided by the mean of the hours of the last eight days in which anything was cleared; 90 % range by Poisson's law"
                )
            }
        }
    }

    package let minutes: Double
    package let low: Double
    package let high: Double
    package let method: Method

    init(minutes: Double, low: Double, high: Double, method: Method) {
        self.minutes = minutes
        self.low = low
        self.high = high
        self.method = method
    }

    /// The wait behind `waiting` vehicles when `served` were cleared in `hours`; nil when none were.
    init?(waiting: Int, served: Int, hours: Double, method: Method) {
        guard served > 0, hours > 0, waiting >= 0 else { return nil }
        let perMinute = 1 / (hours * 60)
        let range = PoissonRange(count: served)
        let queue = Double(waiting)
        self.init(
            minutes: queue / (Double(served) * perMinute), low: queue / (range.high * perMinute),
            high: queue / (range.low * perMinute), method: method)
    }

    /// So many clearances in an hour are enough to go by; with fewer, the longer history says more.
    static let enoughInAnHour = 3
}

/// How fast vehicles are cleared, as far as there is anything to go by.
struct ServicePace: Hashable, Sendable {
    /// Vehicles that were cleared in `hours`.
    let served: Int
    let hours: Double
    let method: WaitEstimate.Method

    /// The wait behind so many; nil when none were cleared.
    func wait(behind waiting: Int) -> WaitEstimate? {
        if waiting == 0 { return WaitEstimate(minutes: 0, low: 0, high: 0, method: .emptyQueue) }
        return WaitEstimate(waiting: waiting, served: served, hours: hours, method: method)
    }
}

/// Between what means a Poisson count may well have come from: 90 % by Byar's approximation.
struct PoissonRange: Hashable, Sendable {
    let low: Double
    let high: Double

    /// For a count of at least one.
    init(count: Int) {
        let quantile = 1.645
        let seen = Double(count)
        let next = seen + 1
        let below = 1 - 1 / (9 * seen) - quantile / (3 * seen.squareRoot())
        let above = 1 - 1 / (9 * next) + quantile / (3 * next.squareRoot())
        low = seen * below * below * below
        high = next * above * above * above
    }
}

/// Where a visit stands in the queue of its direction.
package struct QueuePosition: Hashable, Sendable {
    /// 1 is called next.
    package let position: Int
    /// Waiting vehicles of the direction.
    package let waiting: Int
    /// The vehicle is not there yet: where it would stand if it arrived now.
    package let isExpected: Bool
    /// For the vehicles before it; nil where nothing is known to go by.
    package let wait: WaitEstimate?
}
