import HTTPEngine
import Testing

@Suite struct ByteBufferTests {
    @Test func appendsAndTakes() {
        var buffer = ByteBuffer()
        var model: [UInt8] = []
        var seed: UInt64 = 7
        for _ in 0..<2000 {
            seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            let count = Int(seed >> 40 & 0xFF)
            if seed >> 33 & 1 == 0 {
                let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 + count) }
                bytes.withUnsafeBytes { buffer.append($0) }
                model += bytes
            } else {
                let taken = min(count, model.count)
                buffer.removeFirst(taken)
                model.removeFirst(taken)
            }
            check(buffer.count == model.count)
        }
        check(Array(buffer.bytes) == model)
        buffer.truncate(to: 1)
        check(Array(buffer.bytes) == Array(model.prefix(1)))
        buffer.removeAll(keepingAtMost: 0)
        check(buffer.isEmpty)
    }

    @Test(arguments: [0, 7, 10, 99, 100, 1231, 1_048_576, Int.max])
    func decimals(_ number: Int) {
        var buffer = ByteBuffer()
        buffer.append("n=")
        buffer.append(decimal: number)
        check(String(decoding: buffer.bytes, as: UTF8.self) == "n=\(number)")
    }

    @Test func views() {
        Array(" Lào Cai\t".utf8).withUnsafeBytes { bytes in
            let view = ByteView(bytes)
            #expect(view.trimmed.equals("Lào Cai"))
            #expect(view.trimmed.hasPrefix("Lào") && !view.trimmed.hasPrefix("Lào Cai x"))
            #expect(view.trimmed.validString == "Lào Cai" && view.part(3..<5).validString == nil)
            #expect(!view.equals(view.trimmed) && view.equals(view))
        }
        Array("KEEP-Alive".utf8).withUnsafeBytes { #expect(ByteView($0).equalsIgnoringCase("keep-alive")) }
        #expect(ByteView.empty.isEmpty && ByteView.empty.equals("") && ByteView.empty.trimmed.isEmpty)
    }
}
