extension JSONReader {
    /// Reads `true`, `false` or `null`; any other word is a fault and reads as null.
    mutating func readWord(from start: Int) {
        while position < bytes.count, JSONReader.isWordByte(bytes[position]) { position += 1 }
        let word = bytes[start..<position]
        if word.elementsEqual("true".utf8) || word.elementsEqual("false".utf8) {
            appendEntry(.bool, from: start)
            return
        }
        if !word.elementsEqual("null".utf8) {
            let text = String(decoding: word.prefix(32), as: UTF8.self)
            let isNotFinite = ["NaN", "Infinity", "-NaN", "-Infinity", "+NaN", "+Infinity"].contains(text)
            report(isNotFinite ? .notFinite(text) : .unknownWord(text), at: start)
        }
        appendEntry(.null, from: start)
    }

    /// Reads a number (RFC 8259 §6). Forms that other languages allow are faults of their own.
    mutating func readNumber() {
        let start = position
        let faultCount = faults.count
        if bytes[position] == UInt8(ascii: "+") { report(.plusSign, at: start) }
        if bytes[position] == UInt8(ascii: "-") || bytes[position] == UInt8(ascii: "+") { position += 1 }
        if position < bytes.count, bytes[position] == UInt8(ascii: "I") || bytes[position] == UInt8(ascii: "N") {
            readWord(from: start)
            return
        }
        readIntegerDigits()
        let hasFraction = readFraction()
        let hasExponent = readExponent()
        readTail()
        guard faults.count == faultCount else {
            appendEntry(.null, from: start)
            return
        }
        appendEntry(.number, from: start, isInteger: !hasFraction && !hasExponent)
        if hasExponent || position - start > 300 { checkMagnitude(from: start) }
    }

    private mutating func readIntegerDigits() {
        let first = position
        guard skipDigits() > 0 else {
            report(.missingInteger, at: position)
            return
        }
        if bytes[first] == UInt8(ascii: "0"), position - first > 1 { report(.leadingZero, at: first) }
    }

    private mutating func readFraction() -> Bool {
        guard position < bytes.count, bytes[position] == UInt8(ascii: ".") else { return false }
        position += 1
        if skipDigits() == 0 { report(.missingFraction, at: position) }
        return true
    }

    private mutating func readExponent() -> Bool {
        guard position < bytes.count, bytes[position] | 0x20 == UInt8(ascii: "e") else { return false }
        position += 1
        if position < bytes.count, bytes[position] == UInt8(ascii: "+") || bytes[position] == UInt8(ascii: "-") {
            position += 1
        }
        if skipDigits() == 0 { report(.missingExponent, at: position) }
        return true
    }

    private mutating func readTail() {
        let start = position
        while position < bytes.count, JSONReader.isWordByte(bytes[position]) || bytes[position] == UInt8(ascii: ".") {
            position += 1
        }
        guard position > start else { return }
        report(.numberTail(String(decoding: bytes[start..<position].prefix(32), as: UTF8.self)), at: start)
    }

    private mutating func skipDigits() -> Int {
        let start = position
        while position < bytes.count, bytes[position] &- UInt8(ascii: "0") < 10 { position += 1 }
        return position - start
    }

    private mutating func checkMagnitude(from start: Int) {
        let value = Double(String(decoding: bytes[start..<position], as: UTF8.self))
        if value?.isFinite != true { report(.numberTooLarge, at: start) }
    }
}
