/// Reads the cells of records one after another: what a table has in its columns, as values instead of text.
package struct CellReader: Sendable {
    /// What stands in a cell; bytes are valid only during the call that hands them out.
    package enum Cell {
        /// Null, or not said.
        case empty
        /// Text in UTF-8; of a list its elements with bars between them, of objects their JSON.
        case text(UnsafeRawBufferPointer)
        /// A whole number.
        case integer(Int64)
        case number(Double)
        case boolean(Bool)
    }

    private let scanner: MemberScanner
    private let isList: [Bool]
    private var places: [MemberScanner.Place]
    private var row: [UInt8] = []

    /// - Parameter columns: of the table.
    package init(_ columns: TableColumns) {
        scanner = MemberScanner(paths: columns.columns.map(\.path))
        isList = columns.columns.map { $0.kind == .list }
        places = Array(repeating: MemberScanner.Place(), count: columns.columns.count)
    }

    /// Hands out the cells of a record, from its encoded object, in the order of the columns.
    package mutating func read<Failure>(
        _ item: UnsafeRawBufferPointer, _ body: (_ column: Int, Cell) throws(Failure) -> Void
    ) throws(Failure) {
        scanner.scan(item, into: &places)
        let room = 2 * item.count + 4
        if row.count < room { row = Array(repeating: 0, count: room * 2) }
        for index in places.indices {
            try read(item, places[index], isList: isList[index]) { cell throws(Failure) in try body(index, cell) }
        }
    }

    private mutating func read<Failure>(
        _ item: UnsafeRawBufferPointer, _ place: MemberScanner.Place, isList: Bool,
        _ body: (Cell) throws(Failure) -> Void
    ) throws(Failure) {
        guard !place.isMissing else { return try body(.empty) }
        switch item[place.start] {
        case UInt8(ascii: "n"): return try body(.empty)
        case UInt8(ascii: "t"): return try body(.boolean(true))
        case UInt8(ascii: "f"): return try body(.boolean(false))
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
            let text = String(decoding: item[place.start..<place.end], as: UTF8.self)
            if let whole = Int64(text) { return try body(.integer(whole)) }
            return try body(Double(text).map { .number($0) } ?? .empty)
        default: break
        }
        let count = row.withUnsafeMutableBytes { row in
            var writer = RowWriter(row: row, forSpreadsheets: false, quotes: false)
            writer.appendCell(item, place, isList: isList)
            return writer.count
        }
        guard count > 0 || !isList else { return try body(.empty) }
        let outcome: Result<Void, Failure> = row.withUnsafeBytes { row in
            do throws(Failure) {
                return .success(try body(.text(UnsafeRawBufferPointer(rebasing: row[..<count]))))
            } catch {
                return .failure(error)
            }
        }
        try outcome.get()
    }
}
