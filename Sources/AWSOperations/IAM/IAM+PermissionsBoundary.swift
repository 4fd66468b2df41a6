// Each type names the page of the call or shape; its members are that page's, or those of Operation.
extension IAM {
    /// [PutRolePermissionsBoundary](https://docs.aws.amazon.com/IAM/latest/APIReference/API_PutRolePermissionsBoundary.html)
    package struct PutRolePermissionsBoundary: Operation, Codable {
        package static var service: Service { .iam }
        package static var isMutating: Bool { true }
        package var roleName: String
        package var permissionsBoundary: String
        package init(roleName: String, permissionsBoundary: String) {
            self.roleName = roleName
            self.permissionsBoundary = permissionsBoundary
        }
        private enum CodingKeys: String, CodingKey {
            case roleName = "RoleName"
            case permissionsBoundary = "PermissionsBoundary"
        }
        /// AWS answers with nothing that is used here.
        package typealias Output = Empty
    }
    /// [DeleteRolePermissionsBoundary](https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteRolePermissionsBoundary.html)
    package struct DeleteRolePermissionsBoundary: Operation, Codable {
        package static var service: Service { .iam }
        package static var isMutating: Bool { true }
        package var roleName: String
        package init(roleName: String) {
            self.roleName = roleName
        }
        private enum CodingKeys: String, CodingKey {
            case roleName = "RoleName"
        }
        /// AWS answers with nothing that is used here.
        package typealias Output = Empty
    }
    /// [AttachedPermissionsBoundary](https://docs.aws.amazon.com/IAM/latest/APIReference/API_AttachedPermissionsBoundary.html)
    package struct AttachedPermissionsBoundary: Sendable, Codable, Hashable {
        package var permissionsBoundaryType: String?
        package var permissionsBoundaryArn: String?
        package init(permissionsBoundaryType: String? = nil, permissionsBoundaryArn: String? = nil) {
            self.permissionsBoundaryType = permissionsBoundaryType
            self.permissionsBoundaryArn = permissionsBoundaryArn
        }
        private enum CodingKeys: String, CodingKey {
            case permissionsBoundaryType = "PermissionsBoundaryType"
            case permissionsBoundaryArn = "PermissionsBoundaryArn"
        }
    }
}
