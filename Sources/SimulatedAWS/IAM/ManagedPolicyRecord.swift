import AWSOperations
import Signing

/// A customer managed policy with its versions.
package struct ManagedPolicyRecord: Codable, Sendable {
    package var name: String
    var path: String
    var id: String
    var arn: String
    package var tags: [String: String]
    /// Documents by the number of their version.
    package var versions: [Int: String]
    package var current: Int
    var created: Double

    /// The number of a version's id, such as 3 for `v3`.
    static func number(of id: String) -> Int? { id.hasPrefix("v") ? Int(id.dropFirst()) : nil }

    /// The policy as IAM shows it; a list shows no tags.
    func shown(attachments: Int) -> IAM.Policy {
        IAM.Policy(
            policyName: name, policyId: id, arn: arn, path: path, defaultVersionId: "v\(current)",
            attachmentCount: attachments, tags: tags.asIAMTags)
    }

    /// A version as IAM shows it; a list shows no documents.
    func shown(version: Int, withDocument: Bool) -> IAM.PolicyVersion {
        IAM.PolicyVersion(
            document: withDocument ? versions[version].map { PercentEncoding.encode($0) } : nil,
            versionId: "v\(version)",
            isDefaultVersion: version == current)
    }
}
