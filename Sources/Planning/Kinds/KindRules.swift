public import ResourceModel

/// The facts by which plans treat the resources of one kind: its fields and its lifecycle.
public struct KindRules: Sendable {
    /// The kind.
    public var kind: ResourceKind
    /// The update rules of its fields, in the order in which plans show them. A field that is not here is never compared.
    public var fields: [FieldRule] = []
    /// Adjusts the class of a change that depends on more than its field: called with the states before and after. Nil
    /// if the field means nothing to a resource in that state.
    public var refine: @Sendable (_ change: Change, _ before: Value, _ after: Value) -> Change? = { change, _, _ in
        change
    }
    /// The rules of names, jobs, order and quotas.
    public var lifecycle = Lifecycle()
    /// The work of plans beside comparing fields.
    public var hooks = PlanHooks()

    /// Makes the rules of a kind whose resources are only read.
    public init(_ kind: ResourceKind) { self.kind = kind }

    /// Makes the rules of a kind with fields.
    public init(
        _ kind: ResourceKind, fields: [FieldRule],
        refine: @escaping @Sendable (_ change: Change, _ before: Value, _ after: Value) -> Change? = { change, _, _ in
            change
        },
        lifecycle: Lifecycle = Lifecycle(), hooks: PlanHooks = PlanHooks()
    ) {
        self.kind = kind
        self.fields = fields
        self.refine = refine
        self.lifecycle = lifecycle
        self.hooks = hooks
    }

    /// Returns every change between AWS's state and the file's.
    public func changes(from observed: Value, to desired: Value) -> [Change] {
        fields.compactMap { $0.change(from: observed, to: desired) }.compactMap { refine($0, observed, desired) }
    }

    /// Returns every field of a resource that is to be created, as changes from nothing.
    func contents(of desired: Value) -> [Change] {
        fields.compactMap { field in
            desired[path: field.path].map { value in
                Change(
                    path: field.path, before: nil, after: field.concealed(value), update: field.update,
                    rule: field.rule,
                    source: field.source, isShownAsHash: field.isShownAsHash)
            }
        }
    }
}
