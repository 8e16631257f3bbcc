import BorderEconomy
import Catalog
import JSONText

/// What a projection is asked to be, read from the content of a request and completed from the data.
struct ProjectionOrder {
    let indicator: Indicator
    let subject: RecordID
    let aim: Projection.Aim
    let until: CalendarDay
    /// The values it continues.
    let line: SeriesLine
    let start: Projection.Start
    /// The observation it begins with; nil when the request gives a value of its own.
    let startObservation: Observation?
    /// The growth seen up to the start.
    let seen: SeriesPoint.Change?
    /// Targets that count the same thing.
    let comparableTargets: [Target]
    /// Part-year values and values of other lines that were passed over.
    private let passedOver: [LocalizedText]

    /// Reads the content, or says everything that is wrong with it: 400 for what is no JSON, 422 for the rest.
    init(_ question: Question) throws(Problem) {
        let document = try ContentReader.document(
            question.content, limits: JSONLimits(depth: 8, byteCount: 1 << 16, faultCount: 20))
        var reader = ProjectionReader(snapshot: question.snapshot)
        reader.read(document.root)
        guard reader.faults.isEmpty, let indicator = reader.indicator, let subject = reader.subject,
            let aim = reader.aim, let until = reader.until
        else { throw Problem(.unprocessable, reader.faults) }
        self.indicator = indicator
        self.subject = subject
        self.aim = aim
        self.until = until
        let beginning = try ProjectionBeginning(
            reader, indicator: indicator, subject: subject, until: until, snapshot: question.snapshot)
        line = beginning.line
        start = beginning.start
        startObservation = beginning.observation
        seen = beginning.seen
        passedOver = beginning.passedOver
        let (measure, unit, priceBasis) = (beginning.line.measure, beginning.line.unit, beginning.line.priceBasis)
        comparableTargets = question.snapshot.registry.targets.all.filter {
            $0.measure == measure && $0.figure.unit == unit && $0.figure.priceBasis == priceBasis
        }
    }

    /// Why there is no path, as a fault of the content.
    func fault(for refusal: Projection.Refusal) -> ProblemFault {
        func fault(_ pointer: String, _ reason: String, _ remedy: String) -> ProblemFault {
            ProblemFault(parameter: nil, reason: reason, remedy: remedy, pointer: pointer)
        }
        let aimed = if case .level = aim { "/target" } else { "/growth" }
        return switch refusal {
        case .endsBeforeItBegins(let start):
            fault("/until", "the path begins on \(start) and ends before", "give a later year or day")
        case .tooFar:
            fault(
                "/until", "the path is longer than \(Int(Projection.longestYears)) years", "give an earlier year or day"
            )
        case .needsPositive:
            fault(
                aimed, "growth in percent needs values above zero at both ends", "give values above zero")
        case .shareOutOfRange: fault(aimed, "a share lies between 0 and 100", "give a target between 0 and 100")
        case .shrinksToNothing:
            fault(aimed, "growth of -100 percent a year or less leaves nothing", "give more than -100")
        case .tooGreat: fault(aimed, "the values become too great to be numbers", "give less growth or fewer years")
        }
    }

    /// What the path rests on, in words.
    func assumptions(of projection: Projection) -> [LocalizedText] {
        var list = [
            projection.isShare
                ? LocalizedText(
                    vietnamese: "tăng đều theo điểm phần trăm mỗi năm",
                    english: "the same number of percentage points is added each year")
                : LocalizedText(
                    vietnamese: "tăng đều theo tỷ lệ phần trăm kép mỗi năm",
                    english: "growth is compound and the same each year")
        ]
        if let observation = startObservation {
            list.append(
                LocalizedText(
                    vietnamese: "bắt đầu từ số liệu so sánh được gần nhất: \(observation.id) (\(start.day))",
                    english: "it begins with \(observation.id), which is of \(start.day)"))
            if observation.figure.qualifier != .exact {
                list.append(
                    LocalizedText(
                        vietnamese:
                            "số liệu bắt đầu không chính xác tuyệt đối: \(observation.figure.qualifier.rawValue)",
                        english: "the figure it begins with is qualified: \(observation.figure.qualifier.rawValue)"))
            }
        } else {
            list.append(
                LocalizedText(
                    vietnamese: "giá trị bắt đầu do người hỏi đưa ra, không có nguồn",
                    english: "the value it begins with is given by the request and has no source"))
        }
        list.append(
            LocalizedText(
                vietnamese: "phạm vi, cách tính giá và địa giới giữ nguyên",
                english: "scope, price basis and boundaries stay as they are"))
        if let day = projection.leavesRangeOn {
            list.append(
                LocalizedText(
                    vietnamese: "tỷ lệ ra ngoài khoảng 0–100 trước \(day); chuỗi dừng trước đó",
                    english: "the share would leave 0–100 by \(day); the path ends before"))
        }
        return list + passedOver
    }
}
