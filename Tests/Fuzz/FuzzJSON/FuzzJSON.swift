import JSONText

/// Reads the bytes as JSON: either it has faults, each with a place inside the text, or it writes and reads the same.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzJSON(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = Array(UnsafeRawBufferPointer(start: start, count: count))
    for limits in [JSONLimits(), JSONLimits(depth: 4, byteCount: 64, faultCount: 3)] {
        let reading = JSONReading(of: bytes, limits: limits)
        precondition(reading.document != nil || !reading.faults.isEmpty, "no document and no fault")
        for fault in reading.faults {
            precondition(fault.position.offset >= 0 && fault.position.offset <= bytes.count)
            precondition(fault.position.line > 0 && fault.position.column > 0)
            precondition(!"\(fault)".isEmpty)
        }
        // A document with faults is walked to find more of them.
        if let document = reading.document { _ = document.root.value }
        guard reading.faults.isEmpty else { continue }
        do throws(JSONFaults) {
            // The first writing settles what has two spellings, such as 13.0 and 13.
            let written = JSONWriter.encode(try JSONValue(parsing: bytes, limits: limits))
            let rewritten = JSONWriter.encode(try JSONValue(parsing: written), layout: .indented)
            let settled = JSONWriter.encode(try JSONValue(parsing: rewritten))
            precondition(settled == written, "written and read the same")
        } catch {
            preconditionFailure("a text without faults is refused")
        }
    }
    return 0
}
