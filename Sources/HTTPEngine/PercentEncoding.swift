/// Percent-encoding, RFC 3986 §2.1.
enum PercentEncoding {
    /// The byte that the escape at `offset` stands for. NUL is refused: no identifier of ours has it, and it ends strings
    /// elsewhere.
    static func byte(_ bytes: RawSpan, at offset: Int, end: Int) throws(ProtocolError) -> UInt8 {
        guard offset + 2 < end,
            let high = Grammar.hexadecimalValue(bytes.byte(at: offset + 1)),
            let low = Grammar.hexadecimalValue(bytes.byte(at: offset + 2)),
            high | low != 0
        else { throw .percentEncodingInvalid }
        return high << 4 | low
    }
}
