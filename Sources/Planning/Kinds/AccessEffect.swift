public import ResourceModel

/// The effect of a field on who can reach what.
public enum AccessEffect: Sendable {
    /// None.
    case none
    /// Each element that is added to the list gives access.
    case perElement
    /// The field is a policy document.
    case policy
    /// The field is a map of policy documents.
    case policies
    /// The field limits access: any other value may give more.
    case limit
    /// Decided by the values.
    case form(@Sendable (_ before: Value?, _ after: Value?) -> Bool)

    /// True if a change gives access that there was not before.
    func widens(_ before: Value?, _ after: Value?) -> Bool {
        switch self {
        case .none: false
        case .perElement: !Set(after?.list ?? []).isSubset(of: before?.list ?? [])
        case .policy: Self.widens(before, after)
        case .policies: (after?.map ?? [:]).contains { Self.widens(before?[$0.key], $0.value) }
        case .limit: before != nil
        case .form(let widens): widens(before, after)
        }
    }

    private static func widens(_ before: Value?, _ after: Value?) -> Bool {
        PolicyGrants(after)?.widens(PolicyGrants(before)) ?? false
    }
}
