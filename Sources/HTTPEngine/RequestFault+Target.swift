/// What is wrong in the target: the parameter where one can be told, the byte, and how to send it instead.
extension RequestFault {
    /// The first byte of the target that is at fault; nil when the request has none that can be told.
    ///
    /// - Parameter bytes: those of the request that have come.
    static func ofTarget(in bytes: UnsafeRawBufferPointer) -> RequestFault? {
        guard let target = target(in: bytes), let found = fault(in: target) else { return nil }
        // Counted from 1, as people do.
        return RequestFault(
            parameter: parameter(at: found.place, in: target),
            reason: "byte \(found.place + 1) of the target is \(found.name)", remedy: found.remedy)
    }

    /// The target in origin form with whatever follows it; nil when the request begins in another way.
    private static func target(in bytes: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer? {
        var start = bytes.startIndex
        if bytes.starts(with: [Grammar.carriageReturn, Grammar.lineFeed]) { start += 2 }
        while start < bytes.endIndex, Grammar.isToken(bytes[start]) { start += 1 }
        guard start + 1 < bytes.endIndex, bytes[start] == Grammar.space, bytes[start + 1] == Grammar.slash else {
            return nil
        }
        return UnsafeRawBufferPointer(rebasing: bytes[(start + 1)...])
    }

    /// The first byte that a target in origin form cannot have where it stands.
    private static func fault(in target: UnsafeRawBufferPointer) -> (place: Int, name: String, remedy: String)? {
        var isQuery = false
        var index = 0
        while index < target.count {
            let byte = target[index]
            if byte == Grammar.percent {
                guard isEscape(target[(index + 1)...].prefix(2)) else {
                    return (
                        index, "a percent sign without two hexadecimal digits other than 00 behind it",
                        "send a percent sign itself as %25; \(Self.tool)"
                    )
                }
                index += 3
                continue
            }
            if byte == Grammar.question { isQuery = true }
            let isAllowed = isQuery ? Grammar.isQueryByte(byte) : Grammar.isSegmentByte(byte) || byte == Grammar.slash
            if !isAllowed { return (index, name(of: byte), remedy(for: byte)) }
            index += 1
        }
        return nil
    }

    /// Whether what has come of an escape may be one.
    private static func isEscape(_ digits: some Collection<UInt8>) -> Bool {
        digits.allSatisfy { Grammar.hexadecimalValue($0) != nil } && !digits.elementsEqual([0x30, 0x30])
    }

    private static func name(of byte: UInt8) -> String {
        switch byte {
        case Grammar.space: "a space, and no version follows it"
        case Grammar.quote: "a raw quotation mark"
        case Grammar.backslash: "a raw backslash"
        case ..<Grammar.space, 0x7F: "a control character"
        case 0x80...: "beyond ASCII"
        default: "a raw \(Character(UnicodeScalar(byte)))"
        }
    }

    private static func remedy(for byte: UInt8) -> String {
        let digits = String(byte, radix: 16, uppercase: true)
        let escape = "%" + (digits.count < 2 ? "0" : "") + digits
        return switch byte {
        case 0x23: "send it as \(escape), or leave out the fragment; \(tool)"
        case 0x80...: "send text as UTF-8 in percent-encoding, this byte as \(escape); \(tool)"
        default: "send it as \(escape); \(tool)"
        }
    }

    private static let tool = "curl does so with -G --data-urlencode 'name=value'"

    /// The name of the parameter in whose value a byte stands.
    private static func parameter(at place: Int, in target: UnsafeRawBufferPointer) -> String? {
        let before = target[..<place]
        guard let query = before.firstIndex(of: Grammar.question) else { return nil }
        let start = (before.lastIndex(of: 0x26) ?? query) + 1
        guard start <= place, let end = before[start...].firstIndex(of: Grammar.equals) else { return nil }
        let name = before[start..<end]
        let isPlain = name.allSatisfy { byte in
            Grammar.isDigit(byte) || (0x61...0x7A).contains(Grammar.lowercased(byte)) || byte == 0x2D || byte == 0x2E
                || byte == 0x5F
        }
        return name.isEmpty || name.count > 64 || !isPlain ? nil : String(decoding: name, as: UTF8.self)
    }
}
