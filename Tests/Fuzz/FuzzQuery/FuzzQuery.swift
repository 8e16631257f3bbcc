import API
import BorderEconomy
import CLeakSanitizer
import Catalog
import Foundation
import HTTPEngine

/// Reads the bytes as a query, and asks lists of the data with it: an answer or a problem, never anything else.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzQuery(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = UnsafeRawBufferPointer(start: start, count: count)
    if let parameters = QueryParameter.parse(ByteView(bytes)) {
        let again = parameters.map { encoded(Array($0.name.utf8)) + [0x3D] + encoded(Array($0.value.utf8)) }
        let text = Array(again.joined(separator: [0x26]))
        let reread = text.withUnsafeBytes { QueryParameter.parse(ByteView($0)) }
        precondition(reread == parameters, "what is written anew reads the same")
    }
    let name = Fixture.collections[Int(bytes.first ?? 0) % Fixture.collections.count]
    let target = Array("/v1/\(name)?".utf8) + sendable(bytes.dropFirst())
    var connection = MemoryConnection(responder: Fixture.responder)
    let wire = connection.receive(Array("GET ".utf8) + target + Array(" HTTP/1.1\r\nHost: a\r\n\r\n".utf8))
    let line = String(decoding: wire.prefix(12), as: UTF8.self)
    precondition(["HTTP/1.1 200", "HTTP/1.1 400", "HTTP/1.1 414", "HTTP/1.1 422"].contains(line), line)
    precondition(connection.isClosed == (target.count > 8192))
    return 0
}

/// What a query may hold as it is stays so, escapes included; the rest is percent-encoded, and what cannot be is dropped.
private func sendable(_ bytes: some Sequence<UInt8>) -> [UInt8] {
    let bytes = Array(bytes)
    var text: [UInt8] = []
    for (index, byte) in bytes.enumerated() where byte != 0 {
        let isEscape = byte == Grammar.percent && isCode(bytes[(index + 1)...].prefix(2))
        text += Grammar.isQueryByte(byte) || isEscape ? [byte] : encoded([byte])
    }
    return text
}

/// Whether the bytes are two hexadecimal digits other than 00.
private func isCode(_ digits: ArraySlice<UInt8>) -> Bool {
    digits.count == 2 && digits.allSatisfy { Grammar.hexadecimalValue($0) != nil } && !digits.allSatisfy { $0 == 0x30 }
}

private func encoded(_ bytes: [UInt8]) -> [UInt8] {
    let digits = Array("0123456789ABCDEF".utf8)
    return bytes.flatMap { [Grammar.percent, digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
}

/// The data of the repository, read once and kept to the end. Leaks are not looked for in it: an enumeration notes its case
/// in the highest bits of the reference that it holds, and what hangs on such a one the leak sanitizer takes for lost.
private enum Fixture {
    static let collections = ["gates", "provinces", "zones", "projects", "indicators", "observations", "targets"]

    nonisolated(unsafe) static let responder: APIResponder = {
        __lsan_disable()
        defer { __lsan_enable() }
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("Config/Seed").path
        guard let seeds = try? SeedFolder(path: folder).load(), let day = CalendarDay(year: 2026, month: 11, day: 21)
        else { preconditionFailure("the seeds cannot be read") }
        let site = Site(version: "0.0.0-fuzz", securityContact: "mailto:security@example.org")
        return APIResponder(store: Store(Presentation.snapshot(of: seeds, on: day)), site: site)
    }()
}
