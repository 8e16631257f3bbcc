import BorderEconomy
import JSONText

@testable import Catalog

/// Reads the bytes as a filter in both encodings of CQL2: either it has faults, each with a place inside what was read, or
/// a tree, which is written so that it reads the same, and which a collection with queryables of every kind takes or
/// refuses with the reason.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzFilter(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = Array(UnsafeRawBufferPointer(start: start, count: count))
    let text = String(decoding: bytes, as: UTF8.self)
    do throws(FilterFault) {
        let tree = try FilterTextParser.parse(text)
        settle(tree)
        check(tree, scalarCount: text.unicodeScalars.count)
    } catch {
        examine([error], scalarCount: text.unicodeScalars.count)
    }
    do throws(FilterFaults) {
        let tree = try FilterJSONParser.parse(bytes)
        settle(tree)
        check(tree, scalarCount: nil)
    } catch {
        examine(error.all, scalarCount: nil)
    }
    return 0
}

/// Writes a tree in both encodings and reads what was written.
private func settle(_ tree: FilterExpression) {
    let limits = FilterLimits()
    if let written = FilterTextWriter.text(of: tree), written.utf8.count <= limits.bytes {
        precondition((try? FilterTextParser.parse(written)) == tree, "text reads back: \(written)")
    }
    let json = JSONWriter.encode(FilterJSONWriter.value(of: tree))
    if json.count <= limits.bytes {
        precondition((try? FilterJSONParser.parse(json)) == tree, "JSON reads back")
    }
}

/// Holds a tree against the collection; nil for `scalarCount` when it was read from JSON.
private func check(_ tree: FilterExpression, scalarCount: Int?) {
    do throws(FilterFaults) {
        let condition = try FilterChecker.check(tree, against: vocabulary, references: reference)
        precondition(
            (try? FilterChecker.check(tree, against: vocabulary, references: reference)) == condition,
            "a tree is one condition")
    } catch {
        examine(error.all, scalarCount: scalarCount)
    }
}

/// Every fault says where, what and what to do about it.
private func examine(_ faults: [FilterFault], scalarCount: Int?) {
    precondition(!faults.isEmpty, "refused without a fault")
    for fault in faults {
        precondition(!fault.reason.isEmpty && !fault.remedy.isEmpty, "\(fault)")
        guard case .character(let number) = fault.place else { continue }
        // One behind the last is where something is missing.
        precondition(number >= 1 && number <= (scalarCount ?? 0) + 1, "\(fault)")
    }
}

private func reference(_ text: String, _ collections: [String]) -> ReferenceReading {
    text == "lao-cai" || text == "lc" ? .key("lao-cai") : .unknown(remedy: "did you mean \"lao-cai\"?")
}

/// Queryables of every kind, two of those that can be compared with each other.
private let vocabulary = FilterVocabulary(
    collection: "samples",
    entries: [
        .init(name: "n", kind: .number, meaning: ""), .init(name: "m", kind: .number, meaning: ""),
        .init(name: "t", kind: .text, meaning: ""), .init(name: "u", kind: .text, meaning: ""),
        .init(name: "class", kind: .choice(["international", "bilateral"]), meaning: ""),
        .init(name: "province", kind: .reference(["provinces"]), meaning: ""),
        .init(name: "provinces", kind: .references(["provinces"]), meaning: ""),
        .init(name: "l", kind: .texts, meaning: ""), .init(name: "k", kind: .texts, meaning: ""),
        .init(name: "b", kind: .boolean, meaning: ""), .init(name: "d", kind: .day, meaning: ""),
        .init(name: "p", kind: .position, meaning: ""), .init(name: "q", kind: .position, meaning: ""),
        .init(name: "s.start", kind: .day, meaning: ""), .init(name: "s.end", kind: .day, meaning: ""),
        .init(name: "s", kind: .span(start: "s.start", end: "s.end"), meaning: ""),
    ])
