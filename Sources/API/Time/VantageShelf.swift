import BorderEconomy
import Catalog
import Synchronization

/// The data as seen from the vantages that were asked about last, shared by all loops.
///
/// To see the data from another day takes milliseconds for thousands of records and, for figures, for a million; what it
/// makes is only what is asked for. What is shown changes on few days only, and days between two of them share what was
/// made; a target's progress alone names the very day.
final class VantageShelf: Sendable {
    /// Snapshots that are kept; each holds the collections that were asked of it.
    static let capacity = 8
    /// Snapshots that are kept of a data set of more than `greatestListCount` records: each copies its figures.
    static let capacityOfMany = 2
    /// The most records of a collection whose list is made anew for a vantage.
    static let greatestListCount = 50_000

    private let greatestListCount: Int

    /// - Parameter greatestListCount: when it is not the usual.
    init(greatestListCount: Int = VantageShelf.greatestListCount) {
        self.greatestListCount = greatestListCount
    }

    private struct Place {
        let base: Snapshot
        let vantage: Vantage
        let day: CalendarDay
        let snapshot: Snapshot
    }

    private struct ChangeDays {
        let base: Snapshot
        let knowledge: [CalendarDay]
        let validity: [CalendarDay]
    }

    private struct Content {
        /// The one asked for last comes last.
        var places: [Place] = []
        var days: [ChangeDays] = []
    }

    private let content = Mutex(Content())

    /// The data of `base` from a vantage.
    ///
    /// - Parameter isExact: whether the very day is shown; otherwise a day on which the same holds may stand for it.
    func snapshot(of base: Snapshot, from vantage: Vantage, isExact: Bool) -> Snapshot {
        guard vantage != .present else { return base }
        var place = (vantage: vantage, day: vantage.day(today: base.day))
        if !isExact {
            let days = days(of: base)
            place.vantage.validAt = vantage.validAt.map { Self.last(of: days.validity, upTo: $0) }
            place.vantage.knownAt = vantage.knownAt.map { Self.last(of: days.knowledge, upTo: $0) }
            place.day = Self.last(of: days.validity, upTo: place.day)
        }
        if let known = taken(base, place.vantage, place.day) { return known }
        let snapshot = Presentation.snapshot(of: base, from: place.vantage, on: place.day)
        content.withLock { content in
            content.places.append(Place(base: base, vantage: place.vantage, day: place.day, snapshot: snapshot))
            let isLarge = base.registry.recordCount > greatestListCount
            content.places.removeFirst(
                max(0, content.places.count - (isLarge ? Self.capacityOfMany : Self.capacity)))
        }
        return snapshot
    }

    /// Refuses the list of a collection that is too large to be made anew for a vantage. Figures are none of those, but
    /// for other boundaries.
    func check(_ name: String, of base: Snapshot, from vantage: Vantage) throws(Problem) {
        guard vantage.remakes(name), let count = base.count(of: name), count > greatestListCount else { return }
        let parameter = vantage.parameters.first ?? "validAt"
        let single =
            RouteTable.collections.contains(name) ? "ask for single ones, /v1/\(name)/{id}?\(parameter)=…, " : ""
        let others =
            vantage.boundaries == .asReported
            ? "or for figures, whose lists are shown as of any day"
            : "or for one subject at /v1/series or /v1/compare, or leave boundaries out"
        throw Problem(
            .unprocessable,
            [
                ProblemFault(
                    parameter: parameter,
                    reason: "there are \(count) \(name), and a list of more than \(greatestListCount) is not made anew "
                        + "for \(parameter)",
                    remedy: single + others)
            ])
    }

    /// Refuses to look for words in a collection that is too large to be made anew for a vantage.
    static func checkSearch(_ name: String, of base: Snapshot, from vantage: Vantage) throws(Problem) {
        guard let count = base.count(of: name), count > greatestListCount else { return }
        throw Problem(
            .unprocessable,
            [
                ProblemFault(
                    parameter: vantage.parameters.first,
                    reason: "there are \(count) \(name), and more than \(greatestListCount) are not searched as of "
                        + "another day",
                    remedy: "name smaller collections in type, or leave \(vantage.parameters.first ?? "the day") out")
            ])
    }

    /// Forgets what was seen of snapshots for which `isKept` does not hold.
    func forget(unless isKept: (Snapshot) -> Bool) {
        content.withLock { content in
            content.places.removeAll { !isKept($0.base) }
            content.days.removeAll { !isKept($0.base) }
        }
    }

    /// The snapshot of a place, which is then the one asked for last.
    private func taken(_ base: Snapshot, _ vantage: Vantage, _ day: CalendarDay) -> Snapshot? {
        content.withLock { content in
            guard
                let index = content.places.firstIndex(where: {
                    $0.base === base && $0.vantage == vantage && $0.day == day
                })
            else { return nil }
            let place = content.places.remove(at: index)
            content.places.append(place)
            return place.snapshot
        }
    }

    private func days(of base: Snapshot) -> ChangeDays {
        if let known = content.withLock({ $0.days.first { $0.base === base } }) { return known }
        let days = ChangeDays(
            base: base, knowledge: base.registry.knowledgeDays, validity: base.registry.validityDays)
        content.withLock { content in
            content.days.append(days)
            content.days.removeFirst(max(0, content.days.count - Self.capacity))
        }
        return days
    }

    /// The last of ascending days that is not after `day`; a day before all of them stands for those before the first.
    private static func last(of days: [CalendarDay], upTo day: CalendarDay) -> CalendarDay {
        var low = 0
        var high = days.count
        while low < high {
            let middle = (low + high) / 2
            if days[middle] <= day { low = middle + 1 } else { high = middle }
        }
        if low > 0 { return days[low - 1] }
        return CalendarDay(year: 1000, month: 1, day: 1) ?? day
    }
}

extension Vantage {
    /// Whether the list of a collection is made anew for the vantage. Figures are the same from everywhere, and those
    /// that are seen are picked out; only for other boundaries some are put together.
    func remakes(_ collection: String) -> Bool {
        self != .present && (collection != "observations" || boundaries != .asReported)
    }

    /// The parameters that say where the vantage is.
    var parameters: [String] {
        (boundaries == .asReported ? [] : ["boundaries"]) + (validAt == nil ? [] : ["validAt"])
            + (knownAt == nil ? [] : ["knownAt"])
            + (progressOn == nil ? [] : [OperationParameter.progressDay.name])
    }
}
