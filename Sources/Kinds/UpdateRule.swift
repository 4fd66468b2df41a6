public import Planning
public import ResourceModel

/// The class of a change of a field, and the page that says so. These are the rules with which plans are made, for code
/// that explains them.
public struct UpdateRule: Sendable, Hashable {
    /// The class of the change: what AWS does to carry it out.
    public var update: UpdateClass
    /// The rule by name, such as `scaling update`.
    public var name: String
    /// The rule's source: a page of AWS's documentation.
    public var source: String

    /// The forms of a compute environment on which the class of a change depends beside the field.
    public enum Form: Sendable, Hashable, CaseIterable {
        /// Instances, Batch's service-linked role and a strategy that Batch can update: what reconcile makes.
        case updatable
        /// Instances with another role or strategy, as in environments that others made.
        case fixed
        /// Fargate.
        case fargate
        /// Instances before and Fargate after, or the other way round.
        case becomingFargate
    }

    /// The rule of a field of a resource; nil if no plan compares the field,
    /// or if the field has no meaning in the form.
    ///
    /// - Parameters:
    ///   - path: the field under AWS's name, dotted; `tags` is all tags of the resource itself.
    ///   - form: of a compute environment; other kinds have one.
    public init?(of path: String, _ kind: ResourceKind, as form: Form = .updatable) {
        let rules = Kinds.catalog[kind]
        // The change is from one value to another. The plan applies rules about fields that are added or removed.
        var change = Change(tag: "", before: "", after: "")
        if path != "tags" {
            guard let field = rules.fields.first(where: { $0.path == path }) else { return nil }
            let edited = Change(
                path: path, before: .string(""), after: .string(""), update: field.update, source: field.source)
            guard let refined = rules.refine(edited, form.before, form.after) else { return nil }
            change = refined
        }
        self.update = change.update
        self.name = change.rule
        self.source = change.source
    }
}

extension UpdateRule.Form {
    fileprivate var before: Value {
        switch self {
        case .updatable, .becomingFargate: Self.state("SPOT", "SPOT_PRICE_CAPACITY_OPTIMIZED")
        case .fixed: Self.state("SPOT", "BEST_FIT")
        case .fargate: Self.state("FARGATE")
        }
    }

    fileprivate var after: Value { self == .becomingFargate ? Self.state("FARGATE") : before }

    private static func state(_ type: String, _ strategy: String? = nil) -> Value {
        var resources: [String: Value] = ["type": .string(type)]
        resources["allocationStrategy"] = strategy.map { .string($0) }
        return .map(["computeResources": .map(resources)])
    }
}
