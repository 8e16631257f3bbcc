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
    /// How far ahead of the server's clock a reported time may lie: clocks differ a little.
    package var clockToleranceSeconds: Int64
    /// How late a report may come. Hours further back are settled.
    package var lateReportSeconds: Int64
    /// How long a declaration holds for a vehicle that does not come.
    package var declarationSeconds: Int64

    package init(
        queue: QueuePolicy = .refrigeratedFruitFirst, dayCut: DayCut = .evening, staleAfterSeconds: Int64 = 1800,
        clockToleranceSeconds: Int64 = 60, lateReportSeconds: Int64 = 7 * 86_400,
        declarationSeconds: Int64 = 72 * 3600
    ) {
        self.queue = queue
        self.dayCut = dayCut
        self.staleAfterSeconds = staleAfterSeconds
        self.clockToleranceSeconds = clockToleranceSeconds
        self.lateReportSeconds = lateReportSeconds
        self.declarationSeconds = declarationSeconds
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
