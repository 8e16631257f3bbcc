/// A value in memory of its own, which never moves, for what an object touches many times per request.
///
/// A variable of a class is checked for overlapping accesses at run time, at some 90 instructions for each access that
/// calls other code; what lies here is not. The loop that owns it must not reach it again from inside a change; in builds
/// with assertions that stops the process.
package struct Place<Value: ~Copyable>: ~Copyable {
    @usableFromInline let address: UnsafeMutablePointer<Value>
    @usableFromInline let isTaken: UnsafeMutablePointer<Bool>

    @inlinable
    package init(_ value: consuming Value) {
        address = .allocate(capacity: 1)
        address.initialize(to: value)
        isTaken = .allocate(capacity: 1)
        isTaken.initialize(to: false)
    }

    deinit {
        address.deinitialize(count: 1)
        address.deallocate()
        isTaken.deallocate()
    }

    @inlinable
    package var value: Value {
        _read {
            yield address.pointee
        }
        nonmutating _modify {
            assert(take(), "a change inside another")
            defer { assert(give()) }
            yield &address.pointee
        }
    }

    @usableFromInline
    func take() -> Bool {
        defer { isTaken.pointee = true }
        return !isTaken.pointee
    }

    @usableFromInline
    func give() -> Bool {
        defer { isTaken.pointee = false }
        return isTaken.pointee
    }
}
