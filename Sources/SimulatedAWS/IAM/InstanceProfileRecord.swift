/// An instance profile and the name of its one role.
struct InstanceProfileRecord: Codable, Sendable {
    var path: String
    var name: String
    var id: String
    var arn: String
    var tags: [String: String]
    var created: Double
    var role: String?
}
