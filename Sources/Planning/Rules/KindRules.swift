import ResourceModel

/// The update rules of one resource kind, as data. A field that is not in the table is never compared.
struct KindRules: Sendable {
    /// The kind.
    var kind: ResourceKind
    /// Its fields, in the order that plans show them.
    var fields: [FieldRule]
    /// Where the class of a change depends on more than the field: called with the states before and after. Nil where
    /// the field means nothing to a resource in that state.
    var refine: @Sendable (_ change: Change, _ before: Value, _ after: Value) -> Change? = { change, _, _ in change }

    /// Whether a successor can take the place of a resource that AWS cannot change: not if others know it by its name.
    var isReplaceable = false

    /// Every change between what AWS holds and what the file wants.
    func changes(from observed: Value, to desired: Value) -> [Change] {
        fields.compactMap { $0.change(from: observed, to: desired) }.compactMap { refine($0, observed, desired) }
    }

    /// Every field of a resource that is to be made, as changes from nothing.
    func contents(of desired: Value) -> [Change] {
        fields.compactMap { field in
            desired[path: field.path].map { value in
                Change(
                    path: field.path, before: nil, after: value, update: field.update, source: field.source,
                    isShownAsHash: field.isShownAsHash)
            }
        }
    }

    /// The tables by kind; a new kind adds its own.
    ///
    /// Made anew when asked for, and asked for once a plan: the leak checker cannot see through the tagged pointers of
    /// values that globals hold.
    static var all: [ResourceKind: KindRules] {
        Dictionary(
            uniqueKeysWithValues: [launchTemplate, role, instanceProfile, computeEnvironment, jobQueue, logGroup]
                .map { ($0.kind, $0) })
    }
}
