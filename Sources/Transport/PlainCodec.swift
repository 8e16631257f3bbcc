/// The codec that changes nothing and copies nothing.
package struct PlainCodec: WireCodec {
    package init() {}

    package var isSecure: Bool { false }

    package mutating func received(_ wire: UnsafeMutableRawBufferPointer) -> Received {
        Received(plain: wire, reply: UnsafeRawBufferPointer(start: nil, count: 0), health: .good)
    }

    package mutating func sending(_ plain: UnsafeRawBufferPointer, isLast: Bool) -> UnsafeRawBufferPointer { plain }

    package mutating func finishing() -> UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: nil, count: 0) }
}
