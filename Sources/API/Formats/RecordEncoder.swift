/// Writes records one after another in some format.
protocol RecordEncoder: Sendable {
    /// What comes before the first record.
    func appendHead(to bytes: inout [UInt8])

    /// A record, from its encoded object.
    ///
    /// - Parameter isFirst: whether none was written before.
    mutating func append(_ item: UnsafeRawBufferPointer, isFirst: Bool, to bytes: inout [UInt8])

    /// What comes after the last record.
    func appendTail(to bytes: inout [UInt8])
}

extension CSVEncoder: RecordEncoder {
    mutating func append(_ item: UnsafeRawBufferPointer, isFirst: Bool, to bytes: inout [UInt8]) {
        append(item, to: &bytes)
    }

    func appendTail(to bytes: inout [UInt8]) {}
}

/// One record a line, each as it stands in lists.
struct NDJSONEncoder: RecordEncoder {
    private var selection: MemberSelection?

    /// - Parameter fields: members to show; all when nil.
    init(fields: Set<String>?) {
        selection = fields.map(MemberSelection.init)
    }

    func appendHead(to bytes: inout [UInt8]) {}

    mutating func append(_ item: UnsafeRawBufferPointer, isFirst: Bool, to bytes: inout [UInt8]) {
        if selection == nil {
            bytes.append(contentsOf: item)
        } else {
            selection?.append(item, to: &bytes)
        }
        bytes.append(UInt8(ascii: "\n"))
    }

    func appendTail(to bytes: inout [UInt8]) {}
}

/// Some members of a record, in the record's own order.
struct MemberSelection: Sendable {
    private let keys: [[UInt8]]
    private let scanner: MemberScanner
    private var places: [MemberScanner.Place]
    private var order: [Int] = []

    /// - Parameter names: of the members.
    init(_ names: Set<String>) {
        let names = names.sorted()
        keys = names.map { Array("\"\($0)\":".utf8) }
        scanner = MemberScanner(paths: names.map { [$0] })
        places = Array(repeating: MemberScanner.Place(), count: names.count)
    }

    /// Appends an object of the members that the record has.
    mutating func append(_ item: UnsafeRawBufferPointer, to bytes: inout [UInt8]) {
        scanner.scan(item, into: &places)
        order.removeAll(keepingCapacity: true)
        for index in places.indices where !places[index].isMissing { order.append(index) }
        order.sort { [places] in places[$0].start < places[$1].start }
        bytes.append(UInt8(ascii: "{"))
        for (number, index) in order.enumerated() {
            if number > 0 { bytes.append(UInt8(ascii: ",")) }
            bytes += keys[index]
            bytes.append(contentsOf: item[places[index].start..<places[index].end])
        }
        bytes.append(UInt8(ascii: "}"))
    }
}
