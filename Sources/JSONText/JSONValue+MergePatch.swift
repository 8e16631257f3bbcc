extension JSONValue {
    /// The value after a merge patch (RFC 7396 §2): members of a patch that is an object replace, add or, being null,
    /// remove members; a patch that is anything else replaces the whole.
    package func merged(with patch: JSONValue) -> JSONValue {
        guard case .object(let changes) = patch else { return patch }
        var result = object ?? [:]
        for change in changes.members {
            result[change.key] = change.value.isNull ? nil : (result[change.key] ?? .null).merged(with: change.value)
        }
        return .object(result)
    }
}
