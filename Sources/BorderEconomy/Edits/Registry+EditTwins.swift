/// Figures that say what another says already.
extension Registry {
    /// The observation or target before this one that says the same of the same time by the same document; nil when none
    /// does.
    package func twin(ofFigure id: RecordID, in collection: RecordCollection) -> RecordID? {
        switch collection {
        case .observations:
            guard let mine = observations[id] else { return nil }
            return observations.observations(of: mine.measure.subject) { $0 == mine.measure }.first {
                $0.id != mine.id && $0.figure.says(the: mine.figure)
            }?.id.erased
        case .targets:
            guard let mine = targets[id] else { return nil }
            return targets.all.first {
                $0.id != mine.id && $0.measure == mine.measure && $0.kind == mine.kind && $0.deadline == mine.deadline
                    && $0.setBy == mine.setBy && $0.figure.says(the: mine.figure)
            }?.id.erased
        default: return nil
        }
    }
}

extension Figure {
    /// Whether the number, its time and its document are those of another figure, which may be worded otherwise.
    fileprivate func says(the other: Figure) -> Bool {
        value == other.value && low == other.low && high == other.high && period == other.period
            && asOf == other.asOf && qualifier == other.qualifier && average == other.average
            && additional == other.additional && source.document == other.source.document
    }
}
