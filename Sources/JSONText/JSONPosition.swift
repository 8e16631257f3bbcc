/// A place in a JSON text, as an editor shows it.
package struct JSONPosition: Sendable, Equatable, Comparable {
    /// Bytes before this place.
    package let offset: Int

    /// Line, counted from 1; a line ends at LF.
    package let line: Int

    /// Column in Unicode scalars, counted from 1.
    package let column: Int

    /// A place given by its three coordinates.
    package init(offset: Int, line: Int, column: Int) {
        self.offset = offset
        self.line = line
        self.column = column
    }

    package static func < (left: JSONPosition, right: JSONPosition) -> Bool {
        left.offset < right.offset
    }
}
