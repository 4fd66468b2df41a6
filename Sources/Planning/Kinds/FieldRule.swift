public import ResourceModel

/// What is known about one field of a resource kind: how to compare it, and what AWS makes of a change.
public struct FieldRule: Sendable {
    /// The field under AWS's name, dotted.
    public var path: String
    /// What AWS makes of a change.
    public var update: UpdateClass
    /// How values are compared.
    public var comparison = Comparison.exact
    /// What the field is where the file, or AWS, says nothing: AWS's default, or the value that resets it.
    public var unset: Value?
    /// The page that says so.
    public var source: String
    /// What AWS makes of a change, in its own words, if it is not what the class says.
    public var rule: String?
    /// True if AWS always shows the field, an empty one too, so that an answer without it says nothing about it.
    public var isAlwaysShown = false
    /// True if plans show the hash of the value instead of the value.
    public var isShownAsHash = false

    /// Makes a rule.
    public init(
        path: String, update: UpdateClass, comparison: Comparison = .exact, unset: Value? = nil, rule: String? = nil,
        source: String, isAlwaysShown: Bool = false, isShownAsHash: Bool = false
    ) {
        self.path = path
        self.update = update
        self.comparison = comparison
        self.unset = unset
        self.rule = rule
        self.source = source
        self.isAlwaysShown = isAlwaysShown
        self.isShownAsHash = isShownAsHash
    }

    /// The change that brings AWS to the file; nil if there is none.
    func change(from observed: Value, to desired: Value) -> Change? {
        if isAlwaysShown, observed[path: path] == nil { return nil }
        let before = observed[path: path] ?? unset
        let after = desired[path: path] ?? unset
        guard !comparison.holds(before, for: after, in: desired) else { return nil }
        return Change(
            path: path, before: before, after: after, update: update, rule: rule, source: source,
            isShownAsHash: isShownAsHash)
    }
}
