import BorderEconomy
import JSONText

/// Collects the values of one queryable while the records are encoded: it reads them off the bytes that are served, so
/// that what is asked and what is shown never differ.
final class ColumnBuilder {
    /// How values are kept.
    private enum Form {
        case number, boolean, day, text, list, point
    }

    /// A value as it is kept until it is appended: the bits of a number, a day, a code, or a place in `lists` or `points`.
    typealias Value = UInt64

    /// The values in one language.
    private struct Values {
        var numbers: [Double] = []
        var booleans: [UInt8] = []
        var days: [Int32] = []
        var codes: [UInt32] = []
        var offsets: [UInt32] = [0]
        var longitudes: [Double] = []
        var latitudes: [Double] = []
    }

    let queryable: Queryable
    private let form: Form
    /// Names of the members that lead from the record's member to the value.
    private let path: [[UInt8]]
    private var texts = ByteTable()
    private var lists: [[UInt32]] = []
    private var points: [(longitude: Double, latitude: Double)] = []
    private var count = 0
    /// Of each language once two have differed, of all of them before.
    private var values = [Values()]

    init(_ queryable: Queryable) {
        self.queryable = queryable
        path = queryable.path.dropFirst().map { Array($0.utf8) }
        form =
            switch queryable.kind {
            case .number: .number
            case .boolean: .boolean
            case .day: .day
            case .references, .strings: .list
            case .component("Point"): .point
            default: .text
            }
    }

    /// What stands for a value that is null or absent.
    var null: Value {
        switch form {
        case .number: Double.nan.bitPattern
        case .boolean: Value(Column.noBoolean)
        case .day: Value(bitPattern: Int64(Column.noDay))
        case .text, .list, .point: 0
        }
    }

    /// Reads the value of a record's member.
    func read(_ member: UnsafeRawBufferPointer) -> Value {
        var value = member
        for name in path {
            guard let inner = ValueScan.member(name, of: value) else { return null }
            value = inner
        }
        guard let first = value.first, first != UInt8(ascii: "n") else { return null }
        switch form {
        case .number: return ValueScan.number(value).bitPattern
        case .boolean:
            return first == UInt8(ascii: "t") ? 1 : first == UInt8(ascii: "f") ? 0 : null
        case .day: return day(value)
        case .text: return Value(code(of: value))
        case .list: return list(value)
        case .point: return point(value)
        }
    }

    private func day(_ value: UnsafeRawBufferPointer) -> Value {
        guard value.count == 12, first(value) == UInt8(ascii: "\"") else { return null }
        let text = String(decoding: value.dropFirst().dropLast(), as: UTF8.self)
        return CalendarDay(text).map { Value(bitPattern: Int64($0.daysSince1970)) } ?? null
    }

    private func first(_ value: UnsafeRawBufferPointer) -> UInt8? { value.first }

    /// One more than the number of a text; 0 for anything else. An object is known by its identifier.
    private func code(of value: UnsafeRawBufferPointer) -> UInt32 {
        guard value.first == UInt8(ascii: "\"") else {
            return ValueScan.member(Array("id".utf8), of: value).map(code) ?? 0
        }
        let content = UnsafeRawBufferPointer(rebasing: value[1..<value.count - 1])
        if content.contains(UInt8(ascii: "\\")) {
            guard let text = JSONReading(of: value).document?.root.string else { return 0 }
            return texts.insert(text) + 1
        }
        return texts.insert(content) + 1
    }

    private func list(_ value: UnsafeRawBufferPointer) -> Value {
        guard value.first == UInt8(ascii: "["), value.count > 2 else { return 0 }
        var codes: [UInt32] = []
        ValueScan.elements(of: value) { element in
            let code = self.code(of: element)
            if code != 0 { codes.append(code) }
        }
        lists.append(codes)
        return Value(lists.count)
    }

    private func point(_ value: UnsafeRawBufferPointer) -> Value {
        guard let longitude = ValueScan.member(Array("lon".utf8), of: value).map(ValueScan.number),
            let latitude = ValueScan.member(Array("lat".utf8), of: value).map(ValueScan.number),
            longitude.isFinite, latitude.isFinite
        else { return 0 }
        points.append((longitude, latitude))
        return Value(points.count)
    }

    /// Appends a record's value: one for all languages, or one for each.
    func append(_ value: Value, others: (Value, Value)? = nil) {
        if let others, values.count == 1, others.0 != value || others.1 != value {
            values = [values[0], values[0], values[0]]
        }
        append(value, to: 0)
        if values.count == 3 {
            append(others?.0 ?? value, to: 1)
            append(others?.1 ?? value, to: 2)
        }
        count += 1
    }

    /// Appends the text of a record, in UTF-8, which is the same in every language and most likely no other's.
    func append(own text: UnsafeRawBufferPointer) {
        append(form == .text ? Value(texts.append(unlisted: text) + 1) : null)
    }

    /// Appends the values of records one after the other, each taken from a table.
    ///
    /// - Parameters:
    ///   - places: of each record its place in the table.
    ///   - table: of each place three values, one for each language.
    func append(_ places: [UInt32], of table: [Value], isLocalized: Bool) {
        if isLocalized, values.count == 1 { values = [values[0], values[0], values[0]] }
        for language in values.indices { append(places, of: table, to: language) }
        count += places.count
    }

    private func append(_ places: [UInt32], of table: [Value], to language: Int) {
        let found = places.lazy.map { table[Int($0) * 3 + language] }
        switch form {
        case .number: values[language].numbers.append(contentsOf: found.map { Double(bitPattern: $0) })
        case .boolean: values[language].booleans.append(contentsOf: found.map { UInt8(truncatingIfNeeded: $0) })
        case .day:
            values[language].days.append(contentsOf: found.map { Int32(truncatingIfNeeded: Int64(bitPattern: $0)) })
        case .text: values[language].codes.append(contentsOf: found.map { UInt32(truncatingIfNeeded: $0) })
        case .list, .point: for value in found { append(value, to: language) }
        }
    }

    /// Appends null when no value came for the record at `position`.
    func finishRecord(_ position: Int) {
        if count <= position { append(null) }
    }

    private func append(_ value: Value, to language: Int) {
        switch form {
        case .number: values[language].numbers.append(Double(bitPattern: value))
        case .boolean: values[language].booleans.append(UInt8(truncatingIfNeeded: value))
        case .day: values[language].days.append(Int32(truncatingIfNeeded: Int64(bitPattern: value)))
        case .text: values[language].codes.append(UInt32(truncatingIfNeeded: value))
        case .list:
            if value > 0 { values[language].codes.append(contentsOf: lists[Int(value) - 1]) }
            values[language].offsets.append(UInt32(values[language].codes.count))
        case .point:
            let point = value > 0 ? points[Int(value) - 1] : (.nan, .nan)
            values[language].longitudes.append(point.longitude)
            values[language].latitudes.append(point.latitude)
        }
    }

    /// The columns: one for all languages, or one for each.
    func finished() -> [IndexedColumn] {
        switch form {
        case .number: finished { .numbers($0.numbers.trimmed) }
        case .boolean: finished { .booleans($0.booleans.trimmed) }
        case .day: finished { .days($0.days.trimmed) }
        case .point: finished { .points(longitudes: $0.longitudes.trimmed, latitudes: $0.latitudes.trimmed) }
        case .text, .list: finishedTexts()
        }
    }

    private func finishedTexts() -> [IndexedColumn] {
        let (dictionary, codes) = TextDictionary.ordering(texts)
        texts = ByteTable()
        func ordered(_ numbers: [UInt32]) -> [UInt32] { numbers.map { $0 == 0 ? 0 : codes[Int($0) - 1] } }
        return finished { values in
            form == .text
                ? .texts(ordered(values.codes), dictionary)
                : .lists(offsets: values.offsets.trimmed, ordered(values.codes), dictionary)
        }
    }

    private func finished(_ column: (Values) -> Column) -> [IndexedColumn] {
        var columns: [IndexedColumn] = []
        for language in values.indices {
            columns.append(IndexedColumn(column(values[language]), isIndexed: queryable.isIndexed))
            values[language] = Values()
        }
        return columns
    }
}
