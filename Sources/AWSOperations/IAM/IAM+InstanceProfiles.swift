// Each type names the page of the call or shape; its members are that page's, or those of Operation.
// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation

extension IAM {
    /// [CreateInstanceProfile](https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateInstanceProfile.html)
    public struct CreateInstanceProfile: Operation, Codable {
        public static var service: Service { .iam }
        public static var isMutating: Bool { true }
        package var instanceProfileName: String
        package var path: String?
        package var tags: [Tag]?
        package init(instanceProfileName: String, path: String? = nil, tags: [Tag]? = nil) {
            self.instanceProfileName = instanceProfileName
            self.path = path
            self.tags = tags
        }
        private enum CodingKeys: String, CodingKey {
            case instanceProfileName = "InstanceProfileName"
            case path = "Path"
            case tags = "Tags"
        }
        /// What AWS answers.
        public struct Output: Sendable, Codable {
            package var instanceProfile: InstanceProfile?
            package init(instanceProfile: InstanceProfile? = nil) {
                self.instanceProfile = instanceProfile
            }
            private enum CodingKeys: String, CodingKey {
                case instanceProfile = "InstanceProfile"
            }
        }
    }
    /// [GetInstanceProfile](https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetInstanceProfile.html)
    public struct GetInstanceProfile: Operation, Codable {
        public static var service: Service { .iam }
        public static var isMutating: Bool { false }
        package var instanceProfileName: String
        package init(instanceProfileName: String) {
            self.instanceProfileName = instanceProfileName
        }
        private enum CodingKeys: String, CodingKey {
            case instanceProfileName = "InstanceProfileName"
        }
        /// What AWS answers.
        public struct Output: Sendable, Codable {
            package var instanceProfile: InstanceProfile?
            package init(instanceProfile: InstanceProfile? = nil) {
                self.instanceProfile = instanceProfile
            }
            private enum CodingKeys: String, CodingKey {
                case instanceProfile = "InstanceProfile"
            }
        }
    }
    /// [DeleteInstanceProfile](https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteInstanceProfile.html)
    public struct DeleteInstanceProfile: Operation, Codable {
        public static var service: Service { .iam }
        public static var isMutating: Bool { true }
        package var instanceProfileName: String
        package init(instanceProfileName: String) {
            self.instanceProfileName = instanceProfileName
        }
        private enum CodingKeys: String, CodingKey {
            case instanceProfileName = "InstanceProfileName"
        }
        /// AWS answers with nothing that is used here.
        public typealias Output = Empty
    }
    /// [AddRoleToInstanceProfile](https://docs.aws.amazon.com/IAM/latest/APIReference/API_AddRoleToInstanceProfile.html)
    public struct AddRoleToInstanceProfile: Operation, Codable {
        public static var service: Service { .iam }
        public static var isMutating: Bool { true }
        package var instanceProfileName: String
        package var roleName: String
        package init(instanceProfileName: String, roleName: String) {
            self.instanceProfileName = instanceProfileName
            self.roleName = roleName
        }
        private enum CodingKeys: String, CodingKey {
            case instanceProfileName = "InstanceProfileName"
            case roleName = "RoleName"
        }
        /// AWS answers with nothing that is used here.
        public typealias Output = Empty
    }
    /// [RemoveRoleFromInstanceProfile](https://docs.aws.amazon.com/IAM/latest/APIReference/API_RemoveRoleFromInstanceProfile.html)
    public struct RemoveRoleFromInstanceProfile: Operation, Codable {
        public static var service: Service { .iam }
        public static var isMutating: Bool { true }
        package var instanceProfileName: String
        package var roleName: String
        package init(instanceProfileName: String, roleName: String) {
            self.instanceProfileName = instanceProfileName
            self.roleName = roleName
        }
        private enum CodingKeys: String, CodingKey {
            case instanceProfileName = "InstanceProfileName"
            case roleName = "RoleName"
        }
        /// AWS answers with nothing that is used here.
        public typealias Output = Empty
    }
    /// [TagInstanceProfile](https://docs.aws.amazon.com/IAM/latest/APIReference/API_TagInstanceProfile.html)
    public struct TagInstanceProfile: Operation, Codable {
        public static var service: Service { .iam }
        public static var isMutating: Bool { true }
        package var instanceProfileName: String
        package var tags: [Tag]
        package init(instanceProfileName: String, tags: [Tag]) {
            self.instanceProfileName = instanceProfileName
            self.tags = tags
        }
        private enum CodingKeys: String, CodingKey {
            case instanceProfileName = "InstanceProfileName"
            case tags = "Tags"
        }
        /// AWS answers with nothing that is used here.
        public typealias Output = Empty
    }
    /// [UntagInstanceProfile](https://docs.aws.amazon.com/IAM/latest/APIReference/API_UntagInstanceProfile.html)
    public struct UntagInstanceProfile: Operation, Codable {
        public static var service: Service { .iam }
        public static var isMutating: Bool { true }
        package var instanceProfileName: String
        package var tagKeys: [String]
        package init(instanceProfileName: String, tagKeys: [String]) {
            self.instanceProfileName = instanceProfileName
            self.tagKeys = tagKeys
        }
        private enum CodingKeys: String, CodingKey {
            case instanceProfileName = "InstanceProfileName"
            case tagKeys = "TagKeys"
        }
        /// AWS answers with nothing that is used here.
        public typealias Output = Empty
    }
}
