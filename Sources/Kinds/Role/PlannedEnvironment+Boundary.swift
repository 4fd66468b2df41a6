public import Planning
import ResourceModel

extension PlannedEnvironment {
    /// The permissions boundary of the environment's roles: of the wanted ones, or else of the existing ones. Nil if
    /// they have none.
    public var permissionsBoundary: String? {
        let roles = resources.filter { $0.address.kind == .role }
        let wanted = roles.compactMap { $0.desired?.properties["permissionsBoundary"] }
        let existing = roles.compactMap { role in
            (role.observed?.properties["permissionsBoundary"] ?? role.observed?.unmanaged["permissionsBoundary"])
        }
        return (wanted + existing).lazy.compactMap(\.string).first
    }
}
