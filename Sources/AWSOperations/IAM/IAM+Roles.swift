// Each type names the page of the call or shape; its members are that page's, or those of Operation.
extension IAM {
    /// [CreateRole](https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html)
    package struct CreateRole: Operation, Codable {
        package static var service: Service { .iam }
        package static var isMutating: Bool { true }
        package var path: String?
        package var roleName: String
        package var assumeRolePolicyDocument: String
        package var description: String?
        package var maxSessionDuration: Int?
        package var permissionsBoundary: String?
        package var tags: [Tag]?
        package init(
            roleName: String, assumeRolePolicyDocument: String, path: String? = nil, description: String? = nil,
            maxSessionDuration: Int? = nil, permissionsBoundary: String? = nil, tags: [Tag]? = nil
        ) {
            self.path = path
            self.roleName = roleName
            self.assumeRolePolicyDocument = assumeRolePolicyDocument
            self.description = description
            self.maxSessionDuration = maxSessionDuration
            self.permissionsBoundary = permissionsBoundary
            self.tags = tags
        }
        private enum CodingKeys: String, CodingKey {
            case path = "Path"
            case roleName = "RoleName"
            case assumeRolePolicyDocument = "AssumeRolePolicyDocument"
            case description = "Description"
            case maxSessionDuration = "MaxSessionDuration"
            case permissionsBoundary = "PermissionsBoundary"
            case tags = "Tags"
        }
        /// What AWS answers.
        package struct Output: Sendable, Codable {
            package var role: Role?
            package init(role: Role? = nil) {
                self.role = role
            }
            private enum CodingKeys: String, CodingKey {
                case role = "Role"
            }
        }
    }
    /// [GetRole](https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetRole.html)
    package struct GetRole: Operation, Codable {
        package static var service: Service { .iam }
        package static var isMutating: Bool { false }
        package var roleName: String
        package init(roleName: String) {
            self.roleName = roleName
        }
        private enum CodingKeys: String, CodingKey {
            case roleName = "RoleName"
        }
        /// What AWS answers.
        package struct Output: Sendable, Codable {
            package var role: Role?
            package init(role: Role? = nil) {
                self.role = role
            }
            private enum CodingKeys: String, CodingKey {
                case role = "Role"
            }
        }
    }
    /// [DeleteRole](https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteRole.html)
    package struct DeleteRole: Operation, Codable {
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
    /// [UpdateAssumeRolePolicy](https://docs.aws.amazon.com/IAM/latest/APIReference/API_UpdateAssumeRolePolicy.html)
    package struct UpdateAssumeRolePolicy: Operation, Codable {
        package static var service: Service { .iam }
        package static var isMutating: Bool { true }
        package var roleName: String
        package var policyDocument: String
        package init(roleName: String, policyDocument: String) {
            self.roleName = roleName
            self.policyDocument = policyDocument
        }
        private enum CodingKeys: String, CodingKey {
            case roleName = "RoleName"
            case policyDocument = "PolicyDocument"
        }
        /// AWS answers with nothing that is used here.
        package typealias Output = Empty
    }
    /// [TagRole](https://docs.aws.amazon.com/IAM/latest/APIReference/API_TagRole.html)
    package struct TagRole: Operation, Codable {
        package static var service: Service { .iam }
        package static var isMutating: Bool { true }
        package var roleName: String
        package var tags: [Tag]
        package init(roleName: String, tags: [Tag]) {
            self.roleName = roleName
            self.tags = tags
        }
        private enum CodingKeys: String, CodingKey {
            case roleName = "RoleName"
            case tags = "Tags"
        }
        /// AWS answers with nothing that is used here.
        package typealias Output = Empty
    }
    /// [UntagRole](https://docs.aws.amazon.com/IAM/latest/APIReference/API_UntagRole.html)
    package struct UntagRole: Operation, Codable {
        package static var service: Service { .iam }
        package static var isMutating: Bool { true }
        package var roleName: String
        package var tagKeys: [String]
        package init(roleName: String, tagKeys: [String]) {
            self.roleName = roleName
            self.tagKeys = tagKeys
        }
        private enum CodingKeys: String, CodingKey {
            case roleName = "RoleName"
            case tagKeys = "TagKeys"
        }
        /// AWS answers with nothing that is used here.
        package typealias Output = Empty
    }
    /// [ListRoles](https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListRoles.html)
    package struct ListRoles: Operation, Codable {
        package static var service: Service { .iam }
        package static var isMutating: Bool { false }
        package var pathPrefix: String?
        package var marker: String?
        package var maxItems: Int?
        package init(pathPrefix: String? = nil, marker: String? = nil, maxItems: Int? = nil) {
            self.pathPrefix = pathPrefix
            self.marker = marker
            self.maxItems = maxItems
        }
        private enum CodingKeys: String, CodingKey {
            case pathPrefix = "PathPrefix"
            case marker = "Marker"
            case maxItems = "MaxItems"
        }
        /// What AWS answers.
        package struct Output: Sendable, Codable {
            package var roles: [Role]?
            package var isTruncated: Bool?
            package var marker: String?
            package init(roles: [Role]? = nil, isTruncated: Bool? = nil, marker: String? = nil) {
                self.roles = roles
                self.isTruncated = isTruncated
                self.marker = marker
            }
            private enum CodingKeys: String, CodingKey {
                case roles = "Roles"
                case isTruncated = "IsTruncated"
                case marker = "Marker"
            }
        }
    }
    /// [CreateServiceLinkedRole](https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateServiceLinkedRole.html)
    package struct CreateServiceLinkedRole: Operation, Codable {
        package static var service: Service { .iam }
        package static var isMutating: Bool { true }
        package var awsServiceName: String
        package var description: String?
        package var customSuffix: String?
        package init(awsServiceName: String, description: String? = nil, customSuffix: String? = nil) {
            self.awsServiceName = awsServiceName
            self.description = description
            self.customSuffix = customSuffix
        }
        private enum CodingKeys: String, CodingKey {
            case awsServiceName = "AWSServiceName"
            case description = "Description"
            case customSuffix = "CustomSuffix"
        }
        /// What AWS answers.
        package struct Output: Sendable, Codable {
            package var role: Role?
            package init(role: Role? = nil) {
                self.role = role
            }
            private enum CodingKeys: String, CodingKey {
                case role = "Role"
            }
        }
    }
    /// [GetAccountAuthorizationDetails](https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetAccountAuthorizationDetails.html)
    package struct GetAccountAuthorizationDetails: Operation, Codable {
        package static var service: Service { .iam }
        package static var isMutating: Bool { false }
        package var filter: [String]?
        package var maxItems: Int?
        package var marker: String?
        package init(filter: [String]? = nil, maxItems: Int? = nil, marker: String? = nil) {
            self.filter = filter
            self.maxItems = maxItems
            self.marker = marker
        }
        private enum CodingKeys: String, CodingKey {
            case filter = "Filter"
            case maxItems = "MaxItems"
            case marker = "Marker"
        }
        /// What AWS answers.
        package struct Output: Sendable, Codable {
            package var roleDetailList: [RoleDetail]?
            package var isTruncated: Bool?
            package var marker: String?
            package init(roleDetailList: [RoleDetail]? = nil, isTruncated: Bool? = nil, marker: String? = nil) {
                self.roleDetailList = roleDetailList
                self.isTruncated = isTruncated
                self.marker = marker
            }
            private enum CodingKeys: String, CodingKey {
                case roleDetailList = "RoleDetailList"
                case isTruncated = "IsTruncated"
                case marker = "Marker"
            }
        }
    }
    /// [Tag](https://docs.aws.amazon.com/IAM/latest/APIReference/API_Tag.html)
    package struct Tag: Sendable, Codable, Hashable {
        package var key: String
        package var value: String
        package init(key: String, value: String) {
            self.key = key
            self.value = value
        }
        private enum CodingKeys: String, CodingKey {
            case key = "Key"
            case value = "Value"
        }
    }
    /// [Role](https://docs.aws.amazon.com/IAM/latest/APIReference/API_Role.html)
    package struct Role: Sendable, Codable, Hashable {
        package var path: String?
        package var roleName: String?
        package var roleId: String?
        package var arn: String?
        package var assumeRolePolicyDocument: String?
        package var description: String?
        package var maxSessionDuration: Int?
        package var permissionsBoundary: AttachedPermissionsBoundary?
        package var tags: [Tag]?
        package init(
            path: String? = nil, roleName: String? = nil, roleId: String? = nil, arn: String? = nil,
            assumeRolePolicyDocument: String? = nil, description: String? = nil, maxSessionDuration: Int? = nil,
            permissionsBoundary: AttachedPermissionsBoundary? = nil, tags: [Tag]? = nil
        ) {
            self.path = path
            self.roleName = roleName
            self.roleId = roleId
            self.arn = arn
            self.assumeRolePolicyDocument = assumeRolePolicyDocument
            self.description = description
            self.maxSessionDuration = maxSessionDuration
            self.permissionsBoundary = permissionsBoundary
            self.tags = tags
        }
        private enum CodingKeys: String, CodingKey {
            case path = "Path"
            case roleName = "RoleName"
            case roleId = "RoleId"
            case arn = "Arn"
            case assumeRolePolicyDocument = "AssumeRolePolicyDocument"
            case description = "Description"
            case maxSessionDuration = "MaxSessionDuration"
            case permissionsBoundary = "PermissionsBoundary"
            case tags = "Tags"
        }
    }
    /// [RoleDetail](https://docs.aws.amazon.com/IAM/latest/APIReference/API_RoleDetail.html)
    package struct RoleDetail: Sendable, Codable, Hashable {
        package var path: String?
        package var roleName: String?
        package var roleId: String?
        package var arn: String?
        package var assumeRolePolicyDocument: String?
        package var instanceProfileList: [InstanceProfile]?
        package var rolePolicyList: [PolicyDetail]?
        package var attachedManagedPolicies: [AttachedPolicy]?
        package var permissionsBoundary: AttachedPermissionsBoundary?
        package var tags: [Tag]?
        package init(
            path: String? = nil, roleName: String? = nil, roleId: String? = nil, arn: String? = nil,
            assumeRolePolicyDocument: String? = nil, instanceProfileList: [InstanceProfile]? = nil,
            rolePolicyList: [PolicyDetail]? = nil, attachedManagedPolicies: [AttachedPolicy]? = nil,
            permissionsBoundary: AttachedPermissionsBoundary? = nil, tags: [Tag]? = nil
        ) {
            self.path = path
            self.roleName = roleName
            self.roleId = roleId
            self.arn = arn
            self.assumeRolePolicyDocument = assumeRolePolicyDocument
            self.instanceProfileList = instanceProfileList
            self.rolePolicyList = rolePolicyList
            self.attachedManagedPolicies = attachedManagedPolicies
            self.permissionsBoundary = permissionsBoundary
            self.tags = tags
        }
        private enum CodingKeys: String, CodingKey {
            case path = "Path"
            case roleName = "RoleName"
            case roleId = "RoleId"
            case arn = "Arn"
            case assumeRolePolicyDocument = "AssumeRolePolicyDocument"
            case instanceProfileList = "InstanceProfileList"
            case rolePolicyList = "RolePolicyList"
            case attachedManagedPolicies = "AttachedManagedPolicies"
            case permissionsBoundary = "PermissionsBoundary"
            case tags = "Tags"
        }
    }
    /// [InstanceProfile](https://docs.aws.amazon.com/IAM/latest/APIReference/API_InstanceProfile.html)
    package struct InstanceProfile: Sendable, Codable, Hashable {
        package var path: String?
        package var instanceProfileName: String?
        package var instanceProfileId: String?
        package var arn: String?
        package var createDate: String?
        package var roles: [Role]?
        package var tags: [Tag]?
        package init(
            path: String? = nil, instanceProfileName: String? = nil, instanceProfileId: String? = nil,
            arn: String? = nil, createDate: String? = nil, roles: [Role]? = nil, tags: [Tag]? = nil
        ) {
            self.path = path
            self.instanceProfileName = instanceProfileName
            self.instanceProfileId = instanceProfileId
            self.arn = arn
            self.createDate = createDate
            self.roles = roles
            self.tags = tags
        }
        private enum CodingKeys: String, CodingKey {
            case path = "Path"
            case instanceProfileName = "InstanceProfileName"
            case instanceProfileId = "InstanceProfileId"
            case arn = "Arn"
            case createDate = "CreateDate"
            case roles = "Roles"
            case tags = "Tags"
        }
    }
    /// [PolicyDetail](https://docs.aws.amazon.com/IAM/latest/APIReference/API_PolicyDetail.html)
    package struct PolicyDetail: Sendable, Codable, Hashable {
        package var policyName: String?
        package var policyDocument: String?
        package init(policyName: String? = nil, policyDocument: String? = nil) {
            self.policyName = policyName
            self.policyDocument = policyDocument
        }
        private enum CodingKeys: String, CodingKey {
            case policyName = "PolicyName"
            case policyDocument = "PolicyDocument"
        }
    }
    /// [AttachedPolicy](https://docs.aws.amazon.com/IAM/latest/APIReference/API_AttachedPolicy.html)
    package struct AttachedPolicy: Sendable, Codable, Hashable {
        package var policyName: String?
        package var policyArn: String?
        package init(policyName: String? = nil, policyArn: String? = nil) {
            self.policyName = policyName
            self.policyArn = policyArn
        }
        private enum CodingKeys: String, CodingKey {
            case policyName = "PolicyName"
            case policyArn = "PolicyArn"
        }
    }
}
