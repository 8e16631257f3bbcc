/// A path to a value inside a JSON document (RFC 6901). The empty pointer names the whole document.
package struct JSONPointer: Sendable, Hashable, CustomStringConvertible {
    /// Reference tokens, unescaped, outermost first; an array index is its decimal digits.
    package private(set) var tokens: [String]

    /// The path through `tokens`; without any, the whole document.
    package init(_ tokens: [String] = []) {
        self.tokens = tokens
    }

    /// Reads the written form; nil when it is not empty and lacks its leading `/`, or `~` is not followed by 0 or 1.
    package init?(parsing text: String) {
        guard !text.isEmpty else {
            self.init()
            return
        }
        guard text.utf8.first == UInt8(ascii: "/") else { return nil }
        var tokens: [String] = []
        for part in text.dropFirst().split(separator: "/", omittingEmptySubsequences: false) {
            guard let token = JSONPointer.unescaped(part) else { return nil }
            tokens.append(token)
        }
        self.init(tokens)
    }

    /// Steps into the object member `key`.
    package mutating func append(key: String) {
        tokens.append(key)
    }

    /// Steps into the array element `index`.
    package mutating func append(index: Int) {
        tokens.append(String(index))
    }

    /// Steps back out; the whole document stays the whole document.
    package mutating func removeLast() {
        if !tokens.isEmpty { tokens.removeLast() }
    }

    /// This path and then the object member `key`.
    package func appending(key: String) -> JSONPointer {
        JSONPointer(tokens + [key])
    }

    /// This path and then the array element `index`.
    package func appending(index: Int) -> JSONPointer {
        JSONPointer(tokens + [String(index)])
    }

    /// The written form: `~` as `~0` and `/` as `~1` inside each token (RFC 6901 §3).
    package var description: String {
        var text = ""
        for token in tokens {
            text.append("/")
            for scalar in token.unicodeScalars {
                switch scalar {
                case "~": text.append("~0")
                case "/": text.append("~1")
                default: text.unicodeScalars.append(scalar)
                }
            }
        }
        return text
    }

    private static func unescaped(_ part: Substring) -> String? {
        var token = ""
        var scalars = part.unicodeScalars.makeIterator()
        while let scalar = scalars.next() {
            guard scalar == "~" else {
                token.unicodeScalars.append(scalar)
                continue
            }
            switch scalars.next() {
            case "0": token.append("~")
            case "1": token.append("/")
            default: return nil
            }
        }
        return token
    }
}
