import Testing

/// `#expect` captures what it checks, which values that cannot be copied do not allow; this takes the result.
func check(_ condition: Bool, _ comment: Comment? = nil, sourceLocation: SourceLocation = #_sourceLocation) {
    #expect(condition, comment, sourceLocation: sourceLocation)
}

/// As `check` for two values that should be equal.
func checkEqual<Value: Equatable>(
    _ left: Value, _ right: Value, _ comment: Comment? = nil, sourceLocation: SourceLocation = #_sourceLocation
) {
    #expect(left == right, comment, sourceLocation: sourceLocation)
}
