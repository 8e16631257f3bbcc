import ArgumentParser
import BorderEconomy

/// The events of a model as their time comes, by the clock of this machine and a speed.
struct PlayClock {
    /// Events handed out at once.
    static let most = 2000

    private var model: TrafficModel
    private let speed: Double
    private let started = ContinuousClock.now
    private var reported = ContinuousClock.now
    private var ahead: TrafficEvent?
    private var isOver = false
    /// How late events are.
    private(set) var pace = PlayPace()

    init(model: TrafficModel, speed: Double) {
        self.model = model
        self.speed = speed
    }

    /// Seconds since the play began.
    var elapsed: Double { Self.seconds(started.duration(to: .now)) }

    /// The time of the simulation; it stops at its end.
    var moment: Moment { moment(after: elapsed) }

    /// The seconds of this machine's clock that the play is to take; nil when it has no end.
    var plannedSeconds: Double? { model.plan.seconds.map { $0 / speed } }

    private func moment(after elapsed: Double) -> Moment {
        model.plan.start.advanced(bySeconds: Int64(min(elapsed * speed, model.plan.seconds ?? .infinity)))
    }

    /// What has happened since the last call, at most `most` events; nil at the end.
    mutating func due() -> [TrafficEvent]? {
        let elapsed = elapsed
        let now = moment(after: elapsed)
        var events: [TrafficEvent] = []
        while events.count < Self.most, !isOver {
            if ahead == nil { ahead = model.next() }
            guard let event = ahead else {
                isOver = true
                break
            }
            guard event.at <= now else { break }
            events.append(event)
            ahead = nil
        }
        if let first = events.first {
            pace.note(due: Double(first.at.seconds(since: model.plan.start)) / speed, elapsed: elapsed)
        }
        return isOver && events.isEmpty ? nil : events
    }

    /// Whether ten seconds have gone by since it last said so.
    mutating func isTimeToReport() -> Bool {
        guard reported.duration(to: .now) >= .seconds(10) else { return false }
        reported = .now
        return true
    }

    private static func seconds(_ duration: Duration) -> Double {
        Double(duration.components.seconds) + Double(duration.components.attoseconds) * 1e-18
    }
}

/// A span of time as a flag gives it: a number and `s`, `m`, `h` or `d`.
struct PlayedSpan: ExpressibleByArgument, Hashable {
    let seconds: Double

    init?(argument: String) {
        let units: [Character: Double] = ["s": 1, "m": 60, "h": 3600, "d": 86_400]
        guard let last = argument.last, let unit = units[last], let number = Double(argument.dropLast()),
            number.isFinite, number > 0, number * unit <= 366 * 86_400
        else { return nil }
        seconds = number * unit
    }
}
