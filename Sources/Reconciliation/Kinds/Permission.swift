package import AWSOperations
package import ResourceModel

/// Actions of IAM that a kind needs for one purpose, with the resources on which AWS checks them.
///
/// The resource types of each action, and the keys of conditions, are those of AWS's Service Authorization Reference,
/// page "Actions, resources, and condition keys" of the service.
package struct Permission: Sendable {
    /// The use that a run makes of actions.
    package enum Use: Sendable {
        /// Plans cannot do without.
        case reading
        /// Plans do without, with a note.
        case optional
        /// Finds what no file names, for `destroy` and `--prune`; they do without, with a note.
        case searching
        /// The same, for `--prune` alone.
        case pruning
        /// Apply and destroy change something with them.
        case writing
    }

    /// The actions.
    package var actions: [String] { implied + calls.map { Self.action(of: $0.qualifiedName) } }
    private let calls: [any Operation.Type]
    private var implied: [String] = []
    /// Their use.
    package var use: Use
    /// The resources on which they are needed; empty for actions of which AWS knows no resource.
    package var resources: [ARNPattern]
    /// The facts that a policy can demand of the calls.
    package var conditions: [PermissionCondition]
    /// The fewest resources of the kind with which the calls are sent at all.
    package var minimum = 1
    /// Tells the resources for which a run cannot do without optional actions; nil if there are none.
    private var need: (@Sendable (Resource) -> Bool)?
    /// Told after the kind in the name of a statement that holds these actions alone.
    package var label = ""

    private init(
        _ use: Use, _ calls: [any Operation.Type], _ resources: [ARNPattern], _ conditions: [PermissionCondition]
    ) {
        self.use = use
        self.calls = calls
        self.resources = resources
        self.conditions = conditions
    }

    /// Calls that plan and status need.
    package static func reading(_ calls: any Operation.Type..., on resources: ARNPattern...) -> Permission {
        Permission(.reading, calls, resources, [])
    }

    /// Calls that plan and status do without.
    ///
    /// - Parameters:
    ///   - minimum: the fewest resources of the kind with which they are sent.
    ///   - need: true for a resource that a plan is refused without.
    package static func optional(
        _ calls: any Operation.Type..., on resources: ARNPattern..., from minimum: Int = 1,
        unlessNeeded need: (@Sendable (Resource) -> Bool)? = nil
    ) -> Permission {
        var permission = Permission(.optional, calls, resources, [])
        permission.minimum = minimum
        permission.need = need
        return permission
    }

    /// Returns true if a run cannot do without optional actions for a resource.
    package func isNeeded(for resource: Resource) -> Bool { need?(resource) ?? false }

    /// Calls that find what no file names.
    package static func searching(_ calls: any Operation.Type...) -> Permission {
        var permission = Permission(.searching, calls, [], [])
        permission.minimum = 0
        return permission
    }

    /// Calls that find environments that no file names.
    package static func pruning(_ calls: any Operation.Type...) -> Permission {
        var permission = Permission(.pruning, calls, [], [])
        permission.minimum = 0
        return permission
    }

    /// Calls that apply and destroy need.
    package static func writing(
        _ calls: any Operation.Type..., on resources: ARNPattern..., if conditions: [PermissionCondition] = []
    ) -> Permission {
        Permission(.writing, calls, resources, conditions)
    }

    /// An action that AWS asks for beside calls that write, such as to pass a role.
    package static func implied(
        _ action: String, on resources: ARNPattern..., if conditions: [PermissionCondition] = [], label: String = ""
    ) -> Permission {
        var permission = Permission(.writing, [], resources, conditions)
        permission.implied = [action]
        permission.label = label
        return permission
    }

    /// Returns the action that a call needs; S3 names some actions otherwise than the calls.
    package static func action(of call: String) -> String {
        ["s3:HeadBucket": "s3:ListBucket", "s3:ListBuckets": "s3:ListAllMyBuckets"][call] ?? call
    }
}
