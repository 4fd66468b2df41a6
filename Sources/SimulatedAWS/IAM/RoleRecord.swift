import AWSOperations
import Signing

/// A role with everything that hangs on it.
package struct RoleRecord: Codable, Sendable {
    var partition: String
    var path: String
    package var name: String
    var id: String
    var arn: String
    var trustPolicy: String
    var description: String?
    var maxSessionDuration: Int
    package var tags: [String: String]
    var created: Double
    package var inlinePolicies: [String: String] = [:]
    package var managedPolicies: [String] = []
    /// The ARN of the policy that is its boundary.
    package var permissionsBoundary: String?

    var isServiceLinked: Bool { path.hasPrefix("/aws-service-role/") }

    /// True if the trust policy lets the service assume the role.
    func trusts(_ service: String) -> Bool {
        (try? PolicyDocument(trustPolicy, as: .trust))?.allowedServices.contains(service) ?? false
    }

    /// The role as IAM shows it, its documents percent-encoded.
    func shown(withTags: Bool) -> IAM.Role {
        IAM.Role(
            path: path, roleName: name, roleId: id, arn: arn,
            assumeRolePolicyDocument: PercentEncoding.encode(trustPolicy), description: description,
            maxSessionDuration: maxSessionDuration, permissionsBoundary: withTags ? shownBoundary : nil,
            tags: withTags ? tags.asIAMTags : nil)
    }

    var shownBoundary: IAM.AttachedPermissionsBoundary? {
        permissionsBoundary.map {
            IAM.AttachedPermissionsBoundary(
                permissionsBoundaryType: "PermissionsBoundaryPolicy", permissionsBoundaryArn: $0)
        }
    }
}

extension [String: String] {
    /// The tags in the order of their keys.
    var asIAMTags: [IAM.Tag] { sorted { $0.key < $1.key }.map { IAM.Tag(key: $0.key, value: $0.value) } }
}
