public import ResourceModel

/// The rule of one field of a resource kind: how to compare it, and how AWS carries a change out.
public struct FieldRule: Sendable {
    /// The field under AWS's name, dotted.
    public var path: String
    /// The class of a change: what AWS does to carry it out.
    public var update: UpdateClass
    /// The comparison of two values.
    public var comparison = Comparison.exact
    /// The value of the field if the file or AWS gives none: AWS's default, or the value that resets it.
    public var unset: Value?
    /// The page that says so.
    public var source: String
    /// The effect of a change in AWS in words, if it differs from what the class says.
    public var rule: String?
    /// True if AWS always shows the field, an empty one too, so that an answer without it says nothing about it.
    public var isAlwaysShown = false
    /// True if plans show the hash of the value instead of the value.
    public var isShownAsHash = false
    /// True of the members, by their names, of which plans show the hash; nil if they show every member as it is.
    public var hashesMember: (@Sendable (_ name: String) -> Bool)?
    /// The effect on who can reach what.
    public var access = AccessEffect.none

    /// Makes a rule.
    public init(
        path: String, update: UpdateClass, comparison: Comparison = .exact, unset: Value? = nil, rule: String? = nil,
        source: String, isAlwaysShown: Bool = false, isShownAsHash: Bool = false, access: AccessEffect = .none
    ) {
        self.path = path
        self.update = update
        self.comparison = comparison
        self.unset = unset
        self.rule = rule
        self.source = source
        self.isAlwaysShown = isAlwaysShown
        self.isShownAsHash = isShownAsHash
        self.access = access
    }

    /// The change that brings AWS to the file; nil if there is none.
    func change(from observed: Value, to desired: Value) -> Change? {
        if isAlwaysShown, observed[path: path] == nil { return nil }
        let before = observed[path: path] ?? unset
        let after = desired[path: path] ?? unset
        guard !comparison.holds(before, for: after, in: desired) else { return nil }
        return Change(
            path: path, before: before.map(concealed), after: after.map(concealed), update: update, rule: rule,
            source: source, isShownAsHash: isShownAsHash, widensAccess: access.widens(before, after))
    }
}
