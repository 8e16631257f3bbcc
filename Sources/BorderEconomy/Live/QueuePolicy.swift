/// Who is called first: classes of vehicles in order, and within a class who arrived first.
package struct QueuePolicy: Hashable, Sendable {
    /// Vehicles that go before all of the classes after them.
    package struct PriorityClass: Hashable, Sendable {
        package let goods: VehicleKinds
        /// Whether only refrigerated vehicles are meant.
        package let refrigeratedOnly: Bool

        package init(goods: VehicleKinds, refrigeratedOnly: Bool) {
            self.goods = goods
            self.refrigeratedOnly = refrigeratedOnly
        }

        func takes(_ goods: GoodsClass, refrigerated: Bool) -> Bool {
            self.goods.takes(goods) && (refrigerated || !refrigeratedOnly)
        }
    }

    /// In order of priority; who is in none of them comes last.
    package let classes: [PriorityClass]

    package init(classes: [PriorityClass]) {
        self.classes = classes
    }

    /// Refrigerated fruit first, because it spoils; then everybody else.
    package static let refrigeratedFruitFirst = QueuePolicy(classes: [
        PriorityClass(goods: VehicleKinds([.fruit]), refrigeratedOnly: true)
    ])

    /// Everybody in the order of arrival.
    package static let arrivalOnly = QueuePolicy(classes: [])

    /// The place of a vehicle's class, 0 first; the number of classes for one that is in none.
    package func rank(of goods: GoodsClass, refrigerated: Bool) -> Int {
        classes.firstIndex { $0.takes(goods, refrigerated: refrigerated) } ?? classes.count
    }
}

/// The settings of a yard.
package struct YardRules: Hashable, Sendable {
    package var queue: QueuePolicy
    package var dayCut: DayCut
    /// After so many seconds without news a board is stale.
    package var staleAfterSeconds: Int64
    /// How far ahead of the server's clock, or before what happened last, a reported time may lie: clocks differ a little.
    package var clockToleranceSeconds: Int64
    /// How late a report may come. Hours further back are settled.
    package var lateReportSeconds: Int64
    /// Whether played vehicles, lanes and events are taken beside real ones.
    package var takesSimulated: Bool

    /// How long a declaration holds for a vehicle that does not come.
    package var declarationSeconds: Int64

    /// Lanes of a gate at most, those among them that were removed within the hour.
    package static let lanesMax = 64
    /// Events of a gate at most that are not over.
    package static let eventsMax = 64
    /// How far ahead an event of a gate may begin, and how far ahead it may end.
    package static let beginningSeconds: Int64 = 366 * 86_400
    package static let endingSeconds: Int64 = 5 * 366 * 86_400

    package init(
        queue: QueuePolicy = .refrigeratedFruitFirst, dayCut: DayCut = .evening, staleAfterSeconds: Int64 = 1800,
        clockToleranceSeconds: Int64 = 60, lateReportSeconds: Int64 = 7 * 86_400, takesSimulated: Bool = true,
        declarationSeconds: Int64 = 72 * 3600
    ) {
        self.queue = queue
        self.dayCut = dayCut
        self.staleAfterSeconds = staleAfterSeconds
        self.clockToleranceSeconds = clockToleranceSeconds
        self.lateReportSeconds = lateReportSeconds
        self.declarationSeconds = declarationSeconds
        self.takesSimulated = takesSimulated
    }

    /// Whether a stamp reports a moment that lies before `last`, when something else happened, by more than clocks differ.
    /// The server's clock may have stepped back since; then nothing reported by it can be judged.
    func precedes(_ stamp: LiveStamp, _ last: Moment) -> Bool {
        guard let reported = stamp.reported, last <= stamp.received else { return false }
        return last.seconds(since: reported) > clockToleranceSeconds
    }

    /// What is wrong with the span of an event of a gate that is announced or changed now.
    func faults(from: Moment, until: Moment?, now: Moment) -> [MemberFault] {
        var faults: [MemberFault] = []
        let first = now.advanced(bySeconds: -lateReportSeconds)
        let last = now.advanced(bySeconds: Self.beginningSeconds)
        if from < first {
            faults.append(
                MemberFault(
                    "/from", "it begins before \(first), longer ago than is reported", remedy: "give a later moment"))
        }
        if from > last {
            faults.append(
                MemberFault(
                    "/from", "it begins after \(last), more than a year from now", remedy: "announce it nearer to then")
            )
        }
        let end = now.advanced(bySeconds: Self.endingSeconds)
        if let until, until > end {
            faults.append(
                MemberFault(
                    "/until", "it ends after \(end), more than five years from now",
                    remedy: "leave it out while nobody knows the end"))
        }
        return faults
    }

    /// Why what the stamp says cannot be; nil when it can.
    package func refusal(of stamp: LiveStamp) -> YardRefusal? {
        guard let reported = stamp.reported else { return nil }
        let ahead = reported.secondsSince1970 - stamp.received.secondsSince1970
        if ahead > clockToleranceSeconds { return .inFuture(reported: reported, clock: stamp.received) }
        if -ahead > lateReportSeconds {
            return .tooLate(reported: reported, oldest: stamp.received.advanced(bySeconds: -lateReportSeconds))
        }
        return nil
    }
}

extension Moment {
    package func advanced(bySeconds seconds: Int64) -> Moment { Moment(secondsSince1970: secondsSince1970 + seconds) }

    /// Seconds from `other` to this moment, negative when it lies before.
    package func seconds(since other: Moment) -> Int64 { secondsSince1970 - other.secondsSince1970 }
}
