/// An open descriptor with one owner; it closes when the owner lets go, so it can be closed neither twice nor never.
package struct FileDescriptor: ~Copyable, Sendable {
    package let number: Int32

    /// Takes ownership of an open descriptor.
    package init(owning number: Int32) {
        precondition(number >= 0)
        self.number = number
    }

    deinit {
        SystemCalls.close(number)
    }
}
