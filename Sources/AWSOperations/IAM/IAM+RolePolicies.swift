// Each type names the page of the call or shape; its members are that page's, or those of Operation.
extension IAM {
    /// [PutRolePolicy](https://docs.aws.amazon.com/IAM/latest/APIReference/API_PutRolePolicy.html)
    package struct PutRolePolicy: Operation, Codable {
        package static var service: Service { .iam }
        package static var isMutating: Bool { true }
        package var roleName: String
        package var policyName: String
        package var policyDocument: String
        package init(roleName: String, policyName: String, policyDocument: String) {
            self.roleName = roleName
            self.policyName = policyName
            self.policyDocument = policyDocument
        }
        private enum CodingKeys: String, CodingKey {
            case roleName = "RoleName"
            case policyName = "PolicyName"
            case policyDocument = "PolicyDocument"
        }
        /// AWS answers with nothing that is used here.
        package typealias Output = Empty
    }
    /// [GetRolePolicy](https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetRolePolicy.html)
    package struct GetRolePolicy: Operation, Codable {
        package static var service: Service { .iam }
        package static var isMutating: Bool { false }
        package var roleName: String
        package var policyName: String
        package init(roleName: String, policyName: String) {
            self.roleName = roleName
            self.policyName = policyName
        }
        private enum CodingKeys: String, CodingKey {
            case roleName = "RoleName"
            case policyName = "PolicyName"
        }
        /// What AWS answers.
        package struct Output: Sendable, Codable {
            package var roleName: String?
            package var policyName: String?
            package var policyDocument: String?
            package init(roleName: String? = nil, policyName: String? = nil, policyDocument: String? = nil) {
                self.roleName = roleName
                self.policyName = policyName
                self.policyDocument = policyDocument
            }
            private enum CodingKeys: String, CodingKey {
                case roleName = "RoleName"
                case policyName = "PolicyName"
                case policyDocument = "PolicyDocument"
            }
        }
    }
    /// [DeleteRolePolicy](https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteRolePolicy.html)
    package struct DeleteRolePolicy: Operation, Codable {
        package static var service: Service { .iam }
        package static var isMutating: Bool { true }
        package var roleName: String
        package var policyName: String
        package init(roleName: String, policyName: String) {
            self.roleName = roleName
            self.policyName = policyName
        }
        private enum CodingKeys: String, CodingKey {
            case roleName = "RoleName"
            case policyName = "PolicyName"
        }
        /// AWS answers with nothing that is used here.
        package typealias Output = Empty
    }
    /// [ListRolePolicies](https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListRolePolicies.html)
    package struct ListRolePolicies: Operation, Codable {
        package static var service: Service { .iam }
        package static var isMutating: Bool { false }
        package var roleName: String
        package var marker: String?
        package var maxItems: Int?
        package init(roleName: String, marker: String? = nil, maxItems: Int? = nil) {
            self.roleName = roleName
            self.marker = marker
            self.maxItems = maxItems
        }
        private enum CodingKeys: String, CodingKey {
            case roleName = "RoleName"
            case marker = "Marker"
            case maxItems = "MaxItems"
        }
        /// What AWS answers.
        package struct Output: Sendable, Codable {
            package var policyNames: [String]?
            package var isTruncated: Bool?
            package var marker: String?
            package init(policyNames: [String]? = nil, isTruncated: Bool? = nil, marker: String? = nil) {
                self.policyNames = policyNames
                self.isTruncated = isTruncated
                self.marker = marker
            }
            private enum CodingKeys: String, CodingKey {
                case policyNames = "PolicyNames"
                case isTruncated = "IsTruncated"
                case marker = "Marker"
            }
        }
    }
    /// [AttachRolePolicy](https://docs.aws.amazon.com/IAM/latest/APIReference/API_AttachRolePolicy.html)
    package struct AttachRolePolicy: Operation, Codable {
        package static var service: Service { .iam }
        package static var isMutating: Bool { true }
        package var roleName: String
        package var policyArn: String
        package init(roleName: String, policyArn: String) {
            self.roleName = roleName
            self.policyArn = policyArn
        }
        private enum CodingKeys: String, CodingKey {
            case roleName = "RoleName"
            case policyArn = "PolicyArn"
        }
        /// AWS answers with nothing that is used here.
        package typealias Output = Empty
    }
    /// [DetachRolePolicy](https://docs.aws.amazon.com/IAM/latest/APIReference/API_DetachRolePolicy.html)
    package struct DetachRolePolicy: Operation, Codable {
        package static var service: Service { .iam }
        package static var isMutating: Bool { true }
        package var roleName: String
        package var policyArn: String
        package init(roleName: String, policyArn: String) {
            self.roleName = roleName
            self.policyArn = policyArn
        }
        private enum CodingKeys: String, CodingKey {
            case roleName = "RoleName"
            case policyArn = "PolicyArn"
        }
        /// AWS answers with nothing that is used here.
        package typealias Output = Empty
    }
    /// [ListAttachedRolePolicies](https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListAttachedRolePolicies.html)
    package struct ListAttachedRolePolicies: Operation, Codable {
        package static var service: Service { .iam }
        package static var isMutating: Bool { false }
        package var roleName: String
        package var pathPrefix: String?
        package var marker: String?
        package var maxItems: Int?
        package init(roleName: String, pathPrefix: String? = nil, marker: String? = nil, maxItems: Int? = nil) {
            self.roleName = roleName
            self.pathPrefix = pathPrefix
            self.marker = marker
            self.maxItems = maxItems
        }
        private enum CodingKeys: String, CodingKey {
            case roleName = "RoleName"
            case pathPrefix = "PathPrefix"
            case marker = "Marker"
            case maxItems = "MaxItems"
        }
        /// What AWS answers.
        package struct Output: Sendable, Codable {
            package var attachedPolicies: [AttachedPolicy]?
            package var isTruncated: Bool?
            package var marker: String?
            package init(attachedPolicies: [AttachedPolicy]? = nil, isTruncated: Bool? = nil, marker: String? = nil) {
                self.attachedPolicies = attachedPolicies
                self.isTruncated = isTruncated
                self.marker = marker
            }
            private enum CodingKeys: String, CodingKey {
                case attachedPolicies = "AttachedPolicies"
                case isTruncated = "IsTruncated"
                case marker = "Marker"
            }
        }
    }
}
