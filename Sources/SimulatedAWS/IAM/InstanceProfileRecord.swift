/// An instance profile and the name of its one role.
package struct InstanceProfileRecord: Codable, Sendable {
    var path: String
    package var name: String
    var id: String
    var arn: String
    package var tags: [String: String]
    var created: Double
    package var role: String?
}
