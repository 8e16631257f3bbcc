import BorderEconomy
import Glibc

/// The time of Asia/Ho_Chi_Minh, which has been UTC+7 without summer time since 1975.
enum VietnamClock {
    private static let secondsAheadOfUTC = 7 * 3600
    private static let secondsPerDay = 86_400

    /// The moment that the system's clock shows.
    static var moment: Moment { Moment(secondsSince1970: Int64(time(nil))) }

    /// The calendar day at a time of the system's clock.
    static func day(at seconds: Int = time(nil)) -> CalendarDay {
        let number = (seconds + secondsAheadOfUTC) / secondsPerDay
        guard let day = CalendarDay(daysSince1970: number) else {
            preconditionFailure("the system's clock is beyond the year 9999")
        }
        return day
    }

    /// The time at which that day ends.
    static func midnight(after seconds: Int = time(nil)) -> Int {
        let number = (seconds + secondsAheadOfUTC) / secondsPerDay
        return (number + 1) * secondsPerDay - secondsAheadOfUTC
    }

    /// After how many seconds to look which day it is: at midnight, and until then every few minutes, because the clock may
    /// have been set meanwhile.
    static func secondsUntilNextLook(at seconds: Int = time(nil)) -> Int {
        min(midnight(after: seconds) - seconds, longestLookSeconds)
    }

    private static let longestLookSeconds = 300
}
