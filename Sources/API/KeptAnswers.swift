import HTTPEngine

/// The answers that a loop has given of one snapshot, to be given again without working them out.
///
/// They are kept in two generations of bounded size: what is asked for again moves to the young one, and when that is full
/// the old one goes. So what is asked for often stays, and a client that asks for everything once pushes out little.
final class KeptAnswers {
    /// Most bytes of a generation. Some thousand records, or a hundred pages of a list.
    private let generationBytes: Int
    private let seed = UInt64.random(in: 0...(.max))
    /// In memory that the object alone reaches: what a class stores is checked for overlapping accesses at run time.
    private let young: UnsafeMutablePointer<Generation>
    private let old: UnsafeMutablePointer<Generation>
    /// What was found of late, by the lowest bits of the number of what chose it: who chooses the same again is given the
    /// same again.
    private let recent: UnsafeMutablePointer<Found>
    private static var recentCount: Int { 16 }

    private struct Found: BitwiseCopyable {
        /// 0, which no choice has, when the answer may have gone.
        var choiceNumber: UInt64 = 0
        var answer: KeptAnswer?
    }

    init(generationBytes: Int = 4 * 1024 * 1024) {
        self.generationBytes = generationBytes
        young = .allocate(capacity: 1)
        young.initialize(to: Generation())
        old = .allocate(capacity: 1)
        old.initialize(to: Generation())
        recent = .allocate(capacity: Self.recentCount)
        recent.initialize(repeating: Found(), count: Self.recentCount)
    }

    deinit {
        young.deinitialize(count: 1)
        young.deallocate()
        old.deinitialize(count: 1)
        old.deallocate()
        recent.deallocate()
    }

    /// What would choose the answer to a request; nil when none is kept for such.
    func key(of request: borrowing Request) -> AnswerKey? { AnswerKey(request, seed: seed) }

    /// The answer that was given to the like of a request, valid until the next change.
    func answer(to request: borrowing Request) -> KeptAnswer? {
        let number = request.choiceNumber
        let found = recent + Int(truncatingIfNeeded: number) & (Self.recentCount - 1)
        if found.pointee.choiceNumber == number, let answer = found.pointee.answer { return answer }
        guard let key = key(of: request), let answer = find(key) else { return nil }
        found.pointee = Found(choiceNumber: number, answer: answer)
        return answer
    }

    /// The answer that was given before, valid until the next change.
    func find(_ key: AnswerKey) -> KeptAnswer? {
        if let answer = young.pointee.find(key) { return answer }
        guard let answer = old.pointee.take(key) else { return nil }
        add(answer)
        return answer
    }

    /// Keeps an answer, unless it is so large that few others would have room beside it.
    func keep(_ answer: PreparedAnswer, route: UInt16, chosenBy key: AnswerKey) {
        guard KeptAnswer.byteCount(of: answer, chosenBy: key) <= generationBytes / 8 else { return }
        if find(key) == nil { add(KeptAnswer(answer, route: route, chosenBy: key)) }
    }

    func removeAll() {
        forgetRecent()
        young.pointee = Generation()
        old.pointee = Generation()
    }

    private func forgetRecent() {
        recent.update(repeating: Found(), count: Self.recentCount)
    }

    private func add(_ answer: KeptAnswer) {
        forgetRecent()
        if young.pointee.byteCount + answer.byteCount > generationBytes {
            swap(&young.pointee, &old.pointee)
            young.pointee = Generation()
        }
        young.pointee.insert(answer)
    }
}

extension KeptAnswers {
    /// A hash table with open addressing, at most half full, that owns what its answers point at.
    private struct Generation: ~Copyable {
        /// An answer that was taken leaves its place behind, so that others are found past it.
        private enum Place: BitwiseCopyable {
            case free, taken
            case holds(KeptAnswer)
        }

        private var places: UnsafeMutablePointer<Place>
        /// A power of two.
        private var placeCount = 256
        private var usedCount = 0
        private(set) var byteCount = 0

        init() {
            places = Self.made(placeCount)
        }

        deinit {
            for index in 0..<placeCount {
                if case .holds(let answer) = places[index] { answer.discard() }
            }
            places.deallocate()
        }

        func find(_ key: AnswerKey) -> KeptAnswer? {
            position(of: key).flatMap { answer(at: $0) }
        }

        /// Hands the answer over to the caller.
        mutating func take(_ key: AnswerKey) -> KeptAnswer? {
            guard let position = position(of: key), let answer = answer(at: position) else { return nil }
            places[position] = .taken
            byteCount -= answer.byteCount
            return answer
        }

        mutating func insert(_ answer: KeptAnswer) {
            if usedCount * 2 >= placeCount { grow() }
            place(answer)
            byteCount += answer.byteCount
        }

        private func answer(at position: Int) -> KeptAnswer? {
            if case .holds(let answer) = places[position] { return answer }
            return nil
        }

        @inline(__always)
        private func position(of key: AnswerKey) -> Int? {
            var index = Int(truncatingIfNeeded: key.hash) & (placeCount - 1)
            while true {
                switch places[index] {
                case .free: return nil
                case .taken: break
                case .holds(let answer): if answer.isChosen(by: key) { return index }
                }
                index = (index + 1) & (placeCount - 1)
            }
        }

        private mutating func place(_ answer: KeptAnswer) {
            var index = Int(truncatingIfNeeded: answer.hash) & (placeCount - 1)
            while case .holds = places[index] { index = (index + 1) & (placeCount - 1) }
            if case .free = places[index] { usedCount += 1 }
            places[index] = .holds(answer)
        }

        private mutating func grow() {
            let former = places
            let formerCount = placeCount
            placeCount *= 2
            places = Self.made(placeCount)
            usedCount = 0
            for index in 0..<formerCount {
                if case .holds(let answer) = former[index] { place(answer) }
            }
            former.deallocate()
        }

        private static func made(_ count: Int) -> UnsafeMutablePointer<Place> {
            let places = UnsafeMutablePointer<Place>.allocate(capacity: count)
            places.initialize(repeating: .free, count: count)
            return places
        }
    }
}
