import BorderEconomy

/// When vehicles come and what they carry: the shape of a day, a week and a year at a gate, as made up for simulations.
///
/// The waves (morning and afternoon), the quiet Sunday and the fruit season from May to August follow what is commonly
/// told of the gates of Lạng Sơn and Lào Cai; the numbers are ours.
enum TrafficCalendar {
    /// Arrivals of an hour of the day in Việt Nam beside those of the mean hour; the mean of all is 1.
    static let hours: [Double] = scaled([
        2, 1, 1, 1, 2, 6, 20, 45, 60, 58, 48, 30, 24, 38, 52, 54, 44, 30, 18, 12, 9, 7, 5, 3,
    ])

    /// Monday first.
    static let weekdays: [Double] = scaled([1.08, 1.05, 1.04, 1.05, 1.06, 0.98, 0.74])

    /// Share of fruit among exports, January first: durian, lychee and longan from May on, dragon fruit in winter.
    static let fruitShares: [Double] = [0.42, 0.38, 0.36, 0.40, 0.55, 0.66, 0.68, 0.62, 0.48, 0.42, 0.40, 0.44]

    /// All traffic of a month beside that of the mean month: the more fruit, the more vehicles.
    static let months: [Double] = scaled(fruitShares.map { 0.7 + $0 })

    /// How many times the mean hour's vehicles come at a moment.
    static func intensity(at moment: Moment) -> Double {
        guard let (day, hour) = local(moment) else { return 1 }
        return hours[hour] * weekdays[weekday(day)] * months[day.month - 1]
    }

    /// No moment is busier.
    static let greatestIntensity =
        (hours.max() ?? 1) * (weekdays.max() ?? 1) * (months.max() ?? 1)

    /// The shares of the goods classes, in the order of `GoodsClass`; they add up to 1.
    static func goods(_ direction: GateLane.Direction, at moment: Moment) -> [(goods: GoodsClass, share: Double)] {
        let shares: [Double]
        switch direction {
        case .export:
            let fruit = fruitShares[(local(moment)?.day.month ?? 1) - 1]
            let rest = 1 - fruit
            shares = [fruit, rest * 0.30, rest * 0.47, 0, rest * 0.02, rest * 0.21]
        case .import:
            shares = [0.05, 0.07, 0.55, 0.12, 0.02, 0.19]
        }
        return Array(zip(GoodsClass.allCases, shares))
    }

    /// Whether the gate works with its night shift: fewer lanes.
    static func isNight(at moment: Moment) -> Bool {
        guard let hour = local(moment)?.hour else { return false }
        return hour >= 22 || hour < 6
    }

    /// How long a vehicle is cleared beside the mean of all, by what it carries.
    static func work(_ goods: GoodsClass) -> Double {
        switch goods {
        case .fruit: 1.1
        case .otherAgricultural: 1.2
        case .general: 1.05
        case .newVehicles: 0.8
        case .dangerous: 2.2
        case .empty: 0.35
        }
    }

    private static func local(_ moment: Moment) -> (day: CalendarDay, hour: Int)? {
        // A day that is cut at midnight is the calendar's.
        let hour = ClockHour(of: moment)
        return DayCut(hour: 0)?.day(of: hour).map { ($0, hour.hourOfDay) }
    }

    /// 0 is Monday; 1970-01-01 was a Thursday.
    private static func weekday(_ day: CalendarDay) -> Int { ((day.daysSince1970 + 3) % 7 + 7) % 7 }

    private static func scaled(_ weights: [Double]) -> [Double] {
        let mean = weights.reduce(0, +) / Double(weights.count)
        return weights.map { $0 / mean }
    }
}
