/// A value in memory of its own, which never moves, for what an object touches many times per request.
///
/// A variable of a class is checked for overlapping accesses at run time, at some 90 instructions for each access that
/// calls other code; what lies here is not. The loop that owns it must not reach it again from inside a change.
package struct Place<Value: ~Copyable>: ~Copyable {
    /// Where it lies, as long as this lives: for other modules, in which `value` is a call.
    package let address: UnsafeMutablePointer<Value>

    @inlinable
    package init(_ value: consuming Value) {
        address = .allocate(capacity: 1)
        address.initialize(to: value)
    }

    deinit {
        address.deinitialize(count: 1)
        address.deallocate()
    }

    @inlinable
    package var value: Value {
        @inline(__always) unsafeAddress { UnsafePointer(address) }
        @inline(__always) nonmutating unsafeMutableAddress { address }
    }
}
