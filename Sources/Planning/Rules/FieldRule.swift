import ResourceModel

/// What is known about one field of a resource kind: how to compare it, and what AWS makes of a change.
struct FieldRule: Sendable {
    /// The field under AWS's name, dotted.
    var path: String
    /// What AWS makes of a change.
    var update: UpdateClass
    /// How values are compared.
    var comparison = Comparison.exact
    /// What the field is where the file, or AWS, says nothing: AWS's default, or the value that resets it.
    var unset: Value?
    /// The page that says so.
    var source: String
    /// Whether AWS always shows the field, an empty one too, so that an answer without it says nothing about it.
    var isAlwaysShown = false
    /// Whether plans show the value's hash instead of the value.
    var isShownAsHash = false

    /// The change that brings AWS to the file, or none where the field holds already.
    func change(from observed: Value, to desired: Value) -> Change? {
        if isAlwaysShown, observed[path: path] == nil { return nil }
        let before = observed[path: path] ?? unset
        let after = desired[path: path] ?? unset
        guard !comparison.holds(before, for: after, in: desired) else { return nil }
        return Change(
            path: path, before: before, after: after, update: update, source: source, isShownAsHash: isShownAsHash)
    }
}
