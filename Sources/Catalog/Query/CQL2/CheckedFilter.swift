import BorderEconomy

/// A condition whose names and kinds are right: what remains is to work it out.
///
/// Conditions are true, false or unknown. Unknown comes from null and stays unknown through NOT; a record is selected
/// when its condition is true.
indirect enum CheckedCondition: Sendable, Equatable {
    case constant(Bool)
    case and([CheckedCondition])
    case or([CheckedCondition])
    case not(CheckedCondition)
    case numbers(Comparator, NumberTerm, NumberTerm)
    case days(Comparator, DayTerm, DayTerm)
    case texts(Comparator, TextTerm, TextTerm)
    /// Whether two truths are the same.
    case booleans(BooleanTerm, BooleanTerm)
    case numberIsIn(NumberTerm, [Double])
    case dayIsIn(DayTerm, [Int32])
    case textIsIn(TextTerm, [String])
    case like(TextTerm, LikePattern)
    case isNull(property: String)
    /// Whether a computed value is null.
    case numberIsNull(NumberTerm)
    /// Whether a condition is unknown.
    case isUnknown(CheckedCondition)
    case spatial(SpatialRelation, property: String, Geometry)
    case spatialPair(SpatialRelation, String, String)
    case temporal(TemporalRelation, SpanTerm, SpanTerm)
    case arrays(ArrayRelation, property: String, [String])
    case arrayPair(ArrayRelation, String, String)
}

/// A number that is worked out for each record.
indirect enum NumberTerm: Sendable, Equatable {
    case constant(Double)
    case property(String)
    case arithmetic(Arithmetic, NumberTerm, NumberTerm)
    /// Kilometres from the position that a property holds.
    case distance(property: String, Geometry.Position)
    case distancePair(String, String)
    /// The year of a day.
    case year(DayTerm)
}

/// A day, as the number of days since 1970-01-01.
enum DayTerm: Sendable, Equatable {
    case constant(Int32)
    case property(String)
}

/// A text with what is left out of account.
struct TextTerm: Sendable, Equatable {
    enum Origin: Sendable, Equatable {
        case constant(String)
        case property(String)
    }

    var origin: Origin
    var ignoresCase = false
    var ignoresDiacritics = false

    /// The text as it is compared.
    func form(of text: String) -> String {
        switch (ignoresCase, ignoresDiacritics) {
        case (false, false): text
        case (true, false): text.lowercased()
        case (false, true): SearchText.withoutDiacritics(text)
        case (true, true): SearchText.folded(text)
        }
    }

    var isFolded: Bool { ignoresCase || ignoresDiacritics }
}

enum BooleanTerm: Sendable, Equatable {
    case constant(Bool)
    case property(String)
}

/// A span of days that is worked out for each record.
enum SpanTerm: Sendable, Equatable {
    case instant(DayTerm)
    /// Null when one of the ends is; an end that is nil is open.
    case interval(first: DayTerm?, last: DayTerm?)
    /// A span of the data: an end that is null is open, and the span is null when both are.
    case property(start: String, end: String)
}
