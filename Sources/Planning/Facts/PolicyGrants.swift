public import ResourceModel

/// The grants of an IAM policy document: each statement divided into one grant for each action on each resource.
public struct PolicyGrants: Sendable, Hashable {
    /// The grants, each once.
    public let grants: Set<Grant>

    /// One action on one resource.
    public struct Grant: Sendable, Hashable {
        /// `Allow` or `Deny`.
        public var effect: String
        /// The action; `not` and the actions for a statement with `NotAction`.
        public var action: String
        /// The resource, or the principal of a trust policy.
        public var target: String
        /// The condition as JSON; empty if there is none.
        public var condition: String
    }

    /// Divides a document; nil if the value is not one.
    public init?(_ document: Value?) {
        guard let statements = document?["Statement"] else { return nil }
        let list = statements.list ?? [statements]
        grants = Set(
            list.flatMap { statement -> [Grant] in
                let actions = Self.texts(statement, "Action", "NotAction")
                let targets = Self.texts(statement, "Resource", "NotResource") + Self.principals(statement)
                return actions.flatMap { action in
                    targets.map { target in
                        Grant(
                            effect: statement["Effect"]?.string ?? "", action: action, target: target,
                            condition: statement["Condition"]?.json ?? "")
                    }
                }
            })
    }

    /// True if the document permits something that the other one did not, or forbids less.
    public func widens(_ before: PolicyGrants?) -> Bool {
        let old = before?.grants ?? []
        return grants.subtracting(old).contains { $0.effect != "Deny" }
            || old.subtracting(grants).contains { $0.effect == "Deny" }
    }

    private static func texts(_ statement: Value, _ name: String, _ negation: String) -> [String] {
        if let value = statement[name] { return values(value) }
        if let value = statement[negation] { return ["not " + values(value).sorted().joined(separator: ", ")] }
        return []
    }

    private static func principals(_ statement: Value) -> [String] {
        guard let principal = statement["Principal"] ?? statement["NotPrincipal"] else { return [] }
        let prefix = statement["Principal"] == nil ? "not " : ""
        guard let kinds = principal.map else { return values(principal).map { prefix + $0 } }
        return kinds.flatMap { kind, value in values(value).map { "\(prefix)\(kind) \($0)" } }
    }

    /// The elements as text; a reference, which is known only after apply, is written as JSON.
    private static func values(_ value: Value) -> [String] {
        (value.list ?? [value]).map { $0.string ?? $0.json }
    }
}
