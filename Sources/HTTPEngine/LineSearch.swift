/// Remembers how far an unfinished line was searched for its end, so that drip-fed bytes are looked at once.
struct LineSearch {
    /// Bytes searched in vain; zero when nothing was yet.
    var scanned = 0

    /// Whether the line that starts at `start` may now have its end, or a control character that no line may have.
    mutating func mayEndLine(_ bytes: RawSpan, from start: Int) -> Bool {
        guard scanned > 0 else { return true }
        // A CR that was the last byte searched needs its successor.
        var index = max(scanned - 1, start)
        while index < bytes.byteCount {
            let byte = bytes.byte(at: index)
            if !Grammar.isFieldValueByte(byte), byte != Grammar.carriageReturn || index + 1 < bytes.byteCount {
                return true
            }
            index += 1
        }
        scanned = bytes.byteCount
        return false
    }
}
