import Glibc
import JSONText

/// Writes a seed file record by record: first those of another file, then more. What stands in memory does not grow with
/// the file.
struct SeedFileWriter {
    /// What kept a file from being read or written.
    struct Failure: Error, CustomStringConvertible {
        let description: String

        init(_ path: String, _ what: String) {
            description = "\(path) \(what): \(String(cString: strerror(errno)))"
        }

        init(description: String) {
            self.description = description
        }
    }

    /// Bytes that are collected before they are written.
    private static let pieceByteCount = 1 << 20

    private let path: String
    private let file: UnsafeMutablePointer<FILE>
    private var writer = JSONWriter()
    private var pending: [UInt8] = []
    private var hasRecords: Bool

    /// Begins the file at `path` with the records of the file at `base`.
    init(path: String, beginningWith base: String) throws(Failure) {
        let records = try Self.records(of: base)
        guard let file = fopen(path, "w") else { throw Failure(path, "cannot be written") }
        self.path = path
        self.file = file
        hasRecords = records.contains { $0 > UInt8(ascii: " ") }
        try put([UInt8(ascii: "[")])
        try put(records)
    }

    /// What stands between the brackets of a file.
    private static func records(of path: String) throws(Failure) -> [UInt8] {
        guard let file = fopen(path, "r") else { throw Failure(path, "cannot be read") }
        defer { fclose(file) }
        var bytes: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: pieceByteCount)
        while true {
            let count = fread(&piece, 1, piece.count, file)
            if count == 0 { break }
            bytes += piece[..<count]
        }
        guard ferror(file) == 0 else { throw Failure(path, "cannot be read") }
        guard let first = bytes.firstIndex(of: UInt8(ascii: "[")), let last = bytes.lastIndex(of: UInt8(ascii: "]"))
        else {
            throw Failure(description: "\(path) is no array of records")
        }
        return Array(bytes[(first + 1)..<last])
    }

    /// Writes `count` more records.
    mutating func write(count: Int, _ record: (Int, inout JSONWriter) -> Void) throws(Failure) {
        for number in 0..<count {
            pending += hasRecords ? [UInt8(ascii: ","), UInt8(ascii: "\n")] : [UInt8(ascii: "\n")]
            hasRecords = true
            writer.removeAll()
            record(number, &writer)
            pending += writer.bytes
            if pending.count >= Self.pieceByteCount { try flush() }
        }
    }

    private mutating func flush() throws(Failure) {
        try put(pending)
        pending.removeAll(keepingCapacity: true)
    }

    private func put(_ bytes: [UInt8]) throws(Failure) {
        guard fwrite(bytes, 1, bytes.count, file) == bytes.count else { throw Failure(path, "cannot be written") }
    }

    /// Ends the file.
    consuming func finish() throws(Failure) {
        try flush()
        try put(Array("\n]\n".utf8))
        guard fclose(file) == 0 else { throw Failure(path, "cannot be written") }
    }
}
