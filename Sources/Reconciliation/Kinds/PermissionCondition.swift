/// A fact that a policy can demand of calls, so that it allows no more than reconcile does.
package struct PermissionCondition: Sendable, Hashable {
    /// The key, such as `iam:PassedToService`.
    package let key: String
    /// The values of which one must match; patterns as for ARNs.
    package let values: [ARNPattern]
    /// True if the values are ARNs.
    package let areARNs: Bool

    /// A role is passed to one of these services.
    package static func passed(to services: String...) -> PermissionCondition {
        PermissionCondition(key: "iam:PassedToService", values: services.map { .text($0) }, areARNs: false)
    }

    /// The policy that is attached is one of these.
    package static func policy(_ patterns: ARNPattern...) -> PermissionCondition {
        PermissionCondition(key: "iam:PolicyARN", values: patterns, areARNs: true)
    }

    /// The call gives the resource this tag.
    package static func requestTag(_ key: String, _ value: String) -> PermissionCondition {
        PermissionCondition(key: "aws:RequestTag/\(key)", values: [.text(value)], areARNs: false)
    }

    /// The resource has this tag.
    package static func resourceTag(_ key: String, _ value: String) -> PermissionCondition {
        PermissionCondition(key: "aws:ResourceTag/\(key)", values: [.text(value)], areARNs: false)
    }
}
