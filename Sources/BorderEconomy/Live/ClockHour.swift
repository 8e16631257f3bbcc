/// An hour of the clock, the grain of all live counting. Việt Nam's time is seven whole hours ahead of UTC all year, so
/// its hours are those of UTC.
package struct ClockHour: Hashable, Sendable, Comparable {
    /// Hours since 1970-01-01T00:00:00Z.
    package let number: Int

    package init(number: Int) {
        self.number = number
    }

    package init(of moment: Moment) {
        let seconds = moment.secondsSince1970
        number = Int(seconds >= 0 ? seconds / 3600 : (seconds - 3599) / 3600)
    }

    package var start: Moment { Moment(secondsSince1970: Int64(number) * 3600) }

    /// The hour of the day in Việt Nam, 0–23.
    package var hourOfDay: Int { ((number + VietnamTime.hoursAhead) % 24 + 24) % 24 }

    /// The day in Việt Nam that it lies in.
    package var day: CalendarDay? { VietnamTime.local(start).day }

    package static func < (left: Self, right: Self) -> Bool { left.number < right.number }
}

/// The time of Việt Nam (Asia/Ho_Chi_Minh): seven hours ahead of UTC, with no summer time.
enum VietnamTime {
    static let hoursAhead = 7

    /// The day and the second of it that the clocks of Việt Nam show.
    static func local(_ moment: Moment) -> (day: CalendarDay?, second: Int) {
        let seconds = moment.secondsSince1970 + Int64(hoursAhead) * 3600
        let day = seconds >= 0 ? seconds / 86_400 : (seconds - 86_399) / 86_400
        return (CalendarDay(daysSince1970: Int(day)), Int(seconds - day * 86_400))
    }
}

/// The hour at which a day of the bulletin ends and the stock is counted: 20:00 in Việt Nam unless set otherwise.
package struct DayCut: Hashable, Sendable {
    /// 0–23, in Việt Nam's time.
    package let hour: Int

    /// Nil outside 0–23.
    package init?(hour: Int) {
        guard (0..<24).contains(hour) else { return nil }
        self.hour = hour
    }

    private init(checked hour: Int) { self.hour = hour }

    package static let evening = DayCut(checked: 20)

    /// The bulletin's day that an hour belongs to: with a cut at 20:00, the evening from 20:00 on is the next day's.
    package func day(of hour: ClockHour) -> CalendarDay? {
        let shifted = hour.number + VietnamTime.hoursAhead + (24 - self.hour) % 24
        return CalendarDay(daysSince1970: shifted >= 0 ? shifted / 24 : (shifted - 23) / 24)
    }

    /// The 24 hours of a bulletin's day.
    package func hours(of day: CalendarDay) -> Range<ClockHour> {
        let first = day.daysSince1970 * 24 - VietnamTime.hoursAhead - (24 - hour) % 24
        return ClockHour(number: first)..<ClockHour(number: first + 24)
    }
}
